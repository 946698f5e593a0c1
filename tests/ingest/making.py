"""Small files to read: CSV text and workbooks of a few rows."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter

from parkdash.ingest import Intake, Issue, mapping_of, read

Rows = Sequence[Sequence[object]]


def csv_bytes(*lines: str, encoding: str = "utf-8") -> bytes:
    """CSV lines as a file."""
    return ("\n".join(lines) + "\n").encode(encoding)


def book_bytes(**sheets: Rows) -> bytes:
    """A workbook with the given rows in the given sheets."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, value in enumerate(row):
                    if value is not None:
                        sheet.write(number, place, value)
    return target.getvalue()


def taken(table: str, *lines: str) -> Intake:
    """CSV lines read as a table."""
    return read(csv_bytes(*lines), f"{table}.csv")


def mapped(mapping: str, *lines: str) -> Intake:
    """CSV lines read through a mapping."""
    return read(csv_bytes(*lines), "foreign.csv", mapping_of(mapping))


def told(issues: Sequence[Issue]) -> list[tuple[int, str, str]]:
    """Issues as (row, column, code)."""
    return [(each.row, each.column, each.code) for each in issues]


def values(intake: Intake, table: str, column: str) -> list[object]:
    """One column of a table as Python values."""
    return intake.tables[table][column].to_pylist()
