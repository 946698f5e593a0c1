"""What was found of a table's place in its sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Why = Literal["title", "footer", "total", "repeated_header", "blank", "note"]

# table: a header (or none) and records below it. transposed: the first column names the fields, every further column is
# a record. cross: periods or categories stand across the top, figures below. form: pairs of a name and its value.
Shape = Literal["table", "transposed", "cross", "form", "empty", "unclear"]


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
    """Rows are numbered as in the spreadsheet. `units` has one entry per column: the unit its header names, or "".

    Only with `shape` "table" and "cross" are headers and rows those of a table; but for "table" `seen` holds the texts
    that show what it is.
    `left_out` has every row that is no record, but at most the first thousand blank ones.
    """

    header_rows: tuple[int, ...] = ()  # empty: the table has no header
    first_row: int = 1
    last_row: int = 0
    title: str = ""  # the texts above the table, joined by a blank
    unit: str = ""  # "单位：万元" above the table
    units: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    totals: tuple[
        Total, ...
    ] = ()  # the rows left out as totals with all their texts: checks compare them with the sums
    filled_down: tuple[int, ...] = ()  # columns whose vertically merged cells were given to each of their rows
    merged_amounts: tuple[int, ...] = ()  # columns of merged cells whose figure stands in the first of their rows only
    hidden: int = 0  # records in rows that the file hides
    shape: Shape = "table"
    seen: tuple[str, ...] = ()

    @property
    def headerless(self) -> bool:
        """True if the first row is already a record."""
        return not self.header_rows
