"""OpenDocument sheets (ods): what the reader does not tell, and whether it is safe to let it read.

An ods may say a cell or a row a million times in a few bytes; the reader lays all of them out.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from xml.parsers import expat

from parkdash.ingest.extent import CELL_LIMIT, SPARSE, SPARSE_FREE
from parkdash.ingest.grids import Area, Grid, shown_in_percent
from parkdash.ingest.issues import Unreadable
from parkdash.ingest.openxml import pieces
from parkdash.ingest.packed import Budget, parts_of, up_to_end
from parkdash.ingest.workbook import calamine_grids

ELEMENT_LIMIT = 20_000_000
_CONTENT = "content.xml"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_CELLS = (_TABLE + "table-cell", _TABLE + "covered-table-cell")


@dataclass
class _Table:
    """One sheet as far as it was read. `row` and `place` are where it is now; `written` counts cells with a value."""

    merged: list[Area] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    percents: dict[int, int] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)
    row: int = 0
    place: int = 0
    repeated: int = 1
    last_row: int = 0
    last_place: int = 0
    written: int = 0


class _Reading:
    """Follows the elements of content.xml."""

    def __init__(self, file: str) -> None:
        self.tables: list[_Table] = []
        self._file = file
        self._elements = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._elements += 1
        if self._elements > ELEMENT_LIMIT:
            raise Unreadable("too_big", file=self._file, detail=f"> {ELEMENT_LIMIT:,}")
        if name == _TABLE + "table":
            self.tables.append(_Table())
        elif not self.tables:
            return
        elif name == _TABLE + "table-row":
            self._row(self.tables[-1], attributes)
        elif name in _CELLS:
            self._cell(self.tables[-1], attributes)

    def _row(self, table: _Table, attributes: dict[str, str]) -> None:
        table.row += table.repeated
        table.repeated = _number(attributes, "number-rows-repeated")
        table.place = 0
        if attributes.get(_TABLE + "visibility") in ("collapse", "filter") and table.repeated <= SPARSE_FREE:
            table.hidden.update(range(table.row, table.row + table.repeated))

    def _cell(self, table: _Table, attributes: dict[str, str]) -> None:
        place, times = table.place, _number(attributes, "number-columns-repeated")
        table.place += times
        down, right = _number(attributes, "number-rows-spanned"), _number(attributes, "number-columns-spanned")
        if down * right > 1:
            table.merged.append(Area(table.row, place, table.row + down - 1, place + right - 1))
        kind = attributes.get(_OFFICE + "value-type")
        if not kind:
            return
        table.written += 1
        table.last_row = max(table.last_row, table.row + table.repeated - 1)
        table.last_place = max(table.last_place, table.place)
        if kind in ("percentage", "float"):
            table.numbers[place] = table.numbers.get(place, 0) + 1
            table.percents[place] = table.percents.get(place, 0) + (kind == "percentage")
        area = table.last_row * table.last_place
        if area > CELL_LIMIT:
            raise Unreadable("too_big", file=self._file, detail=f"{table.last_row:,} × {table.last_place:,}")


def grids_in(content: bytes, file: str) -> list[Grid]:
    """All sheets of an ods. Unreadable if it is damaged, locked by a password or too big when laid out."""
    content = up_to_end(content, file)
    tables = _tables(content, file)
    grids = calamine_grids(content, file)
    return [_marked(grid, table) for grid, table in zip(grids, tables, strict=False)]


def _tables(content: bytes, file: str) -> list[_Table]:
    budget = Budget(content, file)
    reading = _Reading(file)
    for part in parts_of(content, file):
        wanted = part.name == _CONTENT
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = reading.start
        try:
            for piece in pieces(part, budget, file):
                if wanted:
                    parser.Parse(piece, False)
            if wanted:
                parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Unreadable("damaged", file=file, detail=error) from error
    for table in reading.tables:
        if table.last_row * table.last_place > max(SPARSE_FREE, SPARSE * table.written):
            raise Unreadable("too_big", file=file, detail=f"{table.last_row:,} × {table.last_place:,}")
    return reading.tables


def _number(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(_TABLE + name, "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def _marked(grid: Grid, table: _Table) -> Grid:
    percent = frozenset(place for place, count in table.percents.items() if count * 2 > table.numbers[place])
    return shown_in_percent(replace(grid, merged=tuple(table.merged), hidden=frozenset(table.hidden)), percent)
