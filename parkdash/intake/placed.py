"""Issues → the cells they speak of, and the lines of the sheet of reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from parkdash.ingest.issues import Issue, Severity
from parkdash.ingest.names import normalise
from parkdash.ingest.sheets import Sheet, letter

NOTE_LENGTH = 2000  # characters of one note
_UNSAID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML cannot hold
_BEHIND = re.compile(r"#\d+$")

Place = tuple[int, int]  # row as the spreadsheet numbers it, column counted from 0


@dataclass(frozen=True)
class Mark:
    """What is wrong with one cell: the gravest severity and every reason, one a line."""

    severity: Severity
    text: str


@dataclass(frozen=True)
class Line:
    """One line of the sheet of reasons; `place` is None where no cell can be named."""

    severity: Severity
    sheet: str
    place: Place | None
    column: str
    text: str

    @property
    def cell(self) -> str:
        """Its address, such as B7; "" without one."""
        return address(self.place) if self.place else ""


def address(place: Place) -> str:
    """(7, 1) → B7."""
    return f"{letter(place[1])}{place[0]}"


def column_number(name: str) -> int:
    """A → 0, Z → 25, AA → 26."""
    number = 0
    for sign in name:
        number = number * 26 + ord(sign) - 64
    return number - 1


def lines(issues: Iterable[Issue], sheets: Sequence[Sheet], lang: str) -> list[Line]:
    """Errors first, then warnings; each with the cell it is about."""
    by_name = {sheet.name: sheet for sheet in reversed(sheets)}
    told = [_line(issue, by_name.get(issue.sheet), lang) for issue in issues]
    return sorted(told, key=lambda line: line.severity != "error")


def _line(issue: Issue, sheet: Sheet | None, lang: str) -> Line:
    text = _UNSAID.sub("", issue.text(lang))
    return Line(issue.severity, issue.sheet, _place(issue, sheet), _UNSAID.sub("", issue.column), text)


def _place(issue: Issue, sheet: Sheet | None) -> Place | None:
    column = column_number(issue.letter) if issue.letter else _column(issue.column, sheet)
    if issue.row:
        first = next((at for at, header in enumerate(sheet.headers) if header), 0) if sheet else 0
        return issue.row, first if column is None else column
    row = _header_row(sheet)
    return (row, column) if row and column is not None else None


def _header_row(sheet: Sheet | None) -> int:
    if sheet is None:
        return 0
    return sheet.layout.header_rows[-1] if sheet.layout.header_rows else 0 if sheet.layout.last_row else 1


def _column(label: str, sheet: Sheet | None) -> int | None:
    """Where a header stands; of joined columns the first one."""
    if sheet is None or not label:
        return None
    headers = [normalise(header) for header in sheet.headers]
    wanted = normalise(label)
    if wanted in headers:
        return headers.index(wanted)
    begun = [at for at, header in enumerate(headers) if header and wanted.startswith(header)]
    return max(begun, key=lambda at: len(headers[at]), default=None)


def standing_in(told: Iterable[Line], names: Iterable[str]) -> list[Line]:
    """Lines with the names of the sheets as the workbook has them: further tables of a sheet are called name#2."""
    known = set(names)

    def real(name: str) -> str:
        base = _BEHIND.sub("", name)
        return base if name not in known and base in known else name

    return [replace(line, sheet=real(line.sheet)) for line in told]


def marks(told: Iterable[Line]) -> dict[str, dict[Place, Mark]]:
    """Sheet → cell → what is wrong with it."""
    found: dict[str, dict[Place, Mark]] = {}
    for line in told:
        if line.place is not None:
            here = found.setdefault(line.sheet, {})
            known = here.get(line.place)
            if known is None:
                here[line.place] = Mark(line.severity, line.text[:NOTE_LENGTH])
            elif len(known.text) + len(line.text) < NOTE_LENGTH:
                here[line.place] = Mark(known.severity, f"{known.text}\n{line.text}")
    return found
