"""A table as a CSV or XLSX file that spreadsheets open without running anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

import xlsxwriter

# A cell that begins with one of these is a formula to a spreadsheet (OWASP, CSV injection).
ACTIVE = ("=", "+", "-", "@", "\t", "\r")
WIDTH = 18


def harmless(value: object) -> object:
    """Text that a spreadsheet would take for a formula, with an apostrophe before it; all else as it is."""
    return f"'{value}" if isinstance(value, str) and value.startswith(ACTIVE) else value


def to_csv(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with a byte order mark, as Excel wants it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([harmless(head) for head in heads])
    writer.writerows([harmless(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def to_xlsx(heads: Sequence[str], rows: Iterable[Sequence[object]], name: str) -> bytes:
    """One sheet; days and numbers keep their kind, texts are never formulas or links."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        page = book.add_worksheet(sheet_name(name))
        bold = book.add_format({"bold": True})
        day, moment = (book.add_format({"num_format": form}) for form in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm"))
        page.freeze_panes(1, 0)
        page.set_column(0, max(len(heads) - 1, 0), WIDTH)
        for column, head in enumerate(heads):
            page.write_string(0, column, str(harmless(head)), bold)
        for line, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    form = moment if isinstance(value, datetime) else day
                    page.write_datetime(line, column, value, form) if 1900 < value.year < 9999 else page.write_blank(
                        line, column, None
                    )
                elif isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
                    page.write_number(line, column, value)
                elif value is not None:
                    page.write_string(line, column, str(harmless(value)))
    return target.getvalue()


def sheet_name(title: str) -> str:
    """A title as Excel allows a sheet to be called."""
    return "".join("_" if sign in "[]:*?/\\" else sign for sign in title).strip("'")[:31] or "data"
