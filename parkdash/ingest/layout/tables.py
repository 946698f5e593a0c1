"""A grid → the tables in it: headers, records, and what was left out of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from parkdash.ingest.grids import Grid
from parkdash.ingest.layout import heading as headings
from parkdash.ingest.layout.blocks import next_table, side_by_side
from parkdash.ingest.layout.body import Dropped, not_records
from parkdash.ingest.layout.cells import Cells
from parkdash.ingest.layout.filling import filled_down, single_amounts
from parkdash.ingest.layout.heading import Heading
from parkdash.ingest.layout.model import Layout, LeftOut, Total
from parkdash.ingest.layout.shapes import Seen, shape_of
from parkdash.ingest.layout.words import unit_of_title
from parkdash.ingest.sheets import Sheet, letter

BLANKS = 1_000  # blank rows that are listed


def tables_in(grid: Grid, header_rows: Sequence[int] = ()) -> list[Sheet]:
    """The tables of a grid, the first under the grid's name, others with "#2", "#3" … behind it.

    `header_rows` (as the spreadsheet numbers them) are those of the first table; without them they are found. What
    is no table comes as one sheet whose layout says what it looks like (`Layout.shape`). A sheet without any text gives
    one with shape "empty". Depends on the grid alone.
    """
    cells = Cells(grid)
    if not cells.used:
        return [Sheet(grid.name, (), (), grid.rows.slice(0, 0), layout=Layout(shape="empty"))]
    blocks = [cells.used] if header_rows else side_by_side(cells)
    found = [sheet for columns in blocks for sheet in _stacked(cells, columns, header_rows)]
    return [_named(sheet, number) for number, sheet in enumerate(found, 1)]


def _named(sheet: Sheet, number: int) -> Sheet:
    if number == 1:
        return sheet
    return Sheet(f"{sheet.name}#{number}", sheet.headers, sheet.columns, sheet.rows, sheet.surplus, sheet.layout)


def _stacked(cells: Cells, columns: Sequence[int], header_rows: Sequence[int]) -> list[Sheet]:
    """The tables that stand below each other in these columns."""
    at = np.flatnonzero(cells.counts(columns))
    sheets: list[Sheet] = []
    levels = [cells.place_of(number) for number in sorted(header_rows)]
    while len(at):
        heading = headings.given(cells, columns, at, levels) if levels else headings.found(cells, columns, at)
        seen = shape_of(cells, columns, at, heading) if not levels else Seen("table", ())
        if seen.shape == "cross":
            return [*sheets, _across(_table(cells, columns, at, heading), seen)]
        if seen.shape != "table":
            return [*sheets, _refused(cells, at, seen)]
        stop = next_table(cells, columns, at[at >= heading.first], heading)
        sheets.append(_table(cells, columns, at[at < stop], heading))
        at, levels = at[at >= stop], []
    return sheets


def _across(sheet: Sheet, seen: Seen) -> Sheet:
    """A table whose columns are periods: with its headers and rows, and told to be one."""
    return replace(sheet, layout=replace(sheet.layout, shape=seen.shape, seen=seen.texts))


def _refused(cells: Cells, at: np.ndarray, seen: Seen) -> Sheet:
    width = cells.used[-1] + 1
    columns = tuple(column.take(pa.array(at)) for column in cells.grid.columns[:width])
    layout = Layout((), int(cells.numbers[at[0]]), int(cells.numbers[at[-1]]), shape=seen.shape, seen=seen.texts)
    return Sheet(cells.grid.name, ("",) * width, columns, cells.grid.rows.take(pa.array(at)), layout=layout)


def _table(cells: Cells, columns: Sequence[int], at: np.ndarray, heading: Heading) -> Sheet:
    body = at[at >= heading.first]
    dropped = not_records(cells, columns, body, heading)
    rows = body[~np.isin(body, np.fromiter(dropped, dtype=np.int64, count=len(dropped)))] if dropped else body
    width, surplus = _surplus(cells, columns, heading, rows)
    rows = rows[cells.counts([place for place in columns if place < width])[rows] > 0] if surplus else rows
    sources = filled_down(cells, columns, heading.headers, rows)
    own = set(columns)
    headers = dict(zip(columns, heading.headers, strict=True))
    once = single_amounts(cells, sources, headers, rows)
    sources = {column: source for column, source in sources.items() if column not in once}
    if not heading.levels:
        headers = {column: letter(column) for column in columns}
    return Sheet(
        cells.grid.name,
        tuple(headers.get(place, "") for place in range(width)),
        tuple(_column(cells, place, rows, sources.get(place), place in own) for place in range(width)),
        _taken(cells.grid.rows, rows, cells.height),
        surplus,
        replace(_layout(cells, columns, at, heading, rows, dropped, sorted(sources), width), merged_amounts=once),
    )


def _surplus(
    cells: Cells, columns: Sequence[int], heading: Heading, rows: np.ndarray
) -> tuple[int, tuple[tuple[int, int], ...]]:
    """The table's width, and rows of a text file with more cells; a workbook may have columns without a header."""
    headed = [place for place, header in zip(columns, heading.headers, strict=True) if header]
    if not cells.grid.encoding or not heading.levels:
        return columns[-1] + 1, ()
    width = headed[-1] + 1 if headed else 0
    ends = np.zeros(len(rows), dtype=np.int64)
    for place in columns:
        if place >= width:
            ends[cells.filled[place][rows]] = place + 1
    beyond = np.flatnonzero(ends)
    return width, tuple(zip(cells.numbers[rows[beyond]].tolist(), ends[beyond].tolist(), strict=True))


def _column(cells: Cells, place: int, rows: np.ndarray, source: np.ndarray | None, own: bool) -> pa.DictionaryArray:
    column = cells.grid.columns[place]
    if not own:
        return pa.array([""] * len(rows), pa.string()).dictionary_encode()
    if source is not None:
        return pa.DictionaryArray.from_arrays(pa.array(cells.indices[place][source[rows]]), column.dictionary)
    return _taken(column, rows, cells.height)


def _taken(values: pa.Array, rows: np.ndarray, height: int) -> pa.Array:
    """The values of these rows: a slice where they stand one below the other."""
    if len(rows) and int(rows[-1]) - int(rows[0]) + 1 == len(rows):
        return values.slice(int(rows[0]), len(rows))
    return values.take(pa.array(rows, pa.int64()))


def _layout(
    cells: Cells,
    columns: Sequence[int],
    at: np.ndarray,
    heading: Heading,
    rows: np.ndarray,
    dropped: Dropped,
    filled: Sequence[int],
    width: int,
) -> Layout:
    above = [text for row in cells.texts(heading.above, columns) for text in row if text]
    left_out = [_left_out(cells, columns, place, "title") for place in heading.above]
    left_out += [_left_out(cells, columns, place, "note") for place in heading.below]
    left_out += [_left_out(cells, columns, place, why) for place, why in dropped.items()]
    first, last = int(at[0]), int(at[-1])
    if len(at) <= last - first:
        mask = np.ones(last + 1 - first, dtype=bool)
        mask[at - first] = False
        blank = np.flatnonzero(mask)[:BLANKS] + first
        left_out += [LeftOut(int(cells.numbers[place]), "blank", "") for place in blank]
    units = dict(zip(columns, heading.units, strict=True))
    numbers = cells.numbers[rows]
    return Layout(
        header_rows=tuple(int(cells.numbers[place]) for place in heading.levels),
        first_row=int(numbers[0]) if len(rows) else int(cells.numbers[last]) + 1,
        last_row=int(numbers[-1]) if len(rows) else 0,
        title=" ".join(dict.fromkeys(above)),
        unit=next((unit for unit in map(unit_of_title, above) if unit), ""),
        units=tuple(units.get(place, "") for place in range(width)),
        left_out=tuple(sorted(left_out)),
        totals=tuple(_total(cells, place, width) for place, why in sorted(dropped.items()) if why == "total"),
        filled_down=tuple(filled),
        hidden=int(np.isin(numbers, list(cells.grid.hidden)).sum()) if cells.grid.hidden else 0,
    )


def _total(cells: Cells, place: int, width: int) -> Total:
    return Total(int(cells.numbers[place]), tuple(cells.texts([place], range(width))[0]))


def _left_out(cells: Cells, columns: Sequence[int], place: int, why: str) -> LeftOut:
    text = next((text for text in cells.texts([place], columns)[0] if text), "")
    return LeftOut(int(cells.numbers[place]), why, text)  # type: ignore[arg-type]
