"""What was found of a table's place in its sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Why = Literal["title", "footer", "total", "repeated_header", "blank", "note"]


class LeftOut(NamedTuple):
    """A row that is no record: its number in the spreadsheet, why, and its first text."""

    row: int
    why: Why
    text: str


class Total(NamedTuple):
    """A row of sums (合计, 小计), which is no record: its number in the spreadsheet and the text of each column."""

    row: int
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """Rows are numbered as in the spreadsheet. `units` has one entry per column: the unit its header names, or ""."""

    header_rows: tuple[int, ...] = ()  # empty: the table has no header
    first_row: int = 1
    last_row: int = 0
    title: str = ""  # the texts above the table, joined by a blank
    unit: str = ""  # "单位：万元" above the table
    units: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    totals: tuple[Total, ...] = ()  # of the rows left out as totals, so that they can be compared with the records
    filled_down: tuple[int, ...] = ()  # columns whose vertically merged cells were given to each of their rows

    @property
    def headerless(self) -> bool:
        """True if the first row is already a record."""
        return not self.header_rows
