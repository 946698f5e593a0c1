"""Sheets as offices lay them out: rows of cells, merged areas, hidden rows → the tables that are found in them."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook

from parkdash.ingest.files import grids_in
from parkdash.ingest.layout.tables import tables_in
from parkdash.ingest.sheets import Sheet

Rows = Sequence[Sequence[object]]


def book(rows: Rows, merged: str = "", hidden: Sequence[int] = ()) -> bytes:
    """A workbook of one sheet; `merged` like "A1:D1 A2:A4"."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "表"
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(number, place, value)
    for area in merged.split():
        sheet.merge_cells(area)
    for row in hidden:
        sheet.row_dimensions[row].hidden = True
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


def laid(rows: Rows, merged: str = "", hidden: Sequence[int] = (), header_rows: Sequence[int] = ()) -> list[Sheet]:
    """The tables of a workbook with these cells."""
    return tables_in(grids_in(book(rows, merged, hidden), "表.xlsx")[0], header_rows)


def only(rows: Rows, merged: str = "", hidden: Sequence[int] = (), header_rows: Sequence[int] = ()) -> Sheet:
    """The one table of a workbook with these cells."""
    (sheet,) = laid(rows, merged, hidden, header_rows)
    return sheet


def text_laid(*lines: str) -> list[Sheet]:
    """The tables of a CSV file with these lines."""
    return tables_in(grids_in("\n".join(lines).encode(), "表.csv")[0])


def records(sheet: Sheet) -> list[tuple[str, ...]]:
    """The records, only columns that have a header."""
    columns = [column.to_pylist() for header, column in zip(sheet.headers, sheet.columns, strict=True) if header]
    return list(zip(*columns, strict=True))


def headers(sheet: Sheet) -> list[str]:
    """The headers that are there."""
    return [header for header in sheet.headers if header]


def left(sheet: Sheet, why: str) -> list[int]:
    """The rows left out for this reason."""
    return [row for row, reason, _ in sheet.layout.left_out if reason == why]
