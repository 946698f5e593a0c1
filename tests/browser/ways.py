"""The way that a leader goes: from a card to its number, to the records behind it, to one row of the workbook."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.reading import facts, follow, shown_number, table, whole

STROKES_IN_TEN_SECONDS = 30  # of somebody who types slowly: what an action may cost, whatever the machine is busy with
ORIGIN = "a[href*='source=']:not(.pd-row-write)"  # of a record: to its row; the other such link writes a note about it


def card_of(metric: str) -> str:
    """The card of a metric, as a selector."""
    return f'.pd-card[href*="metric={metric}&"], .pd-card[href$="metric={metric}"]'


def to_records(page: Page, metric: str) -> int:
    """From the card of a count to the records behind it: the card's number is the number's, and that of the records."""
    card = page.locator(card_of(metric)).locator(".pd-n").inner_text().replace("\n", "").strip()
    follow(page, card_of(metric))
    assert shown_number(page) == card
    follow(page, '.pd-tabs a[href*="view=records"]')
    count = whole(page.locator(".pd-pager span").first.inner_text())
    assert count == whole(card) > 0
    return count


def to_the_row(page: Page) -> dict[str, str]:
    """From the first record listed to the workbook's row that it came from; what is said of that row."""
    origin = page.locator(".pd-table tbody tr").first.locator(ORIGIN)
    row = whole(origin.inner_text())
    follow(page, origin)
    expect(page.locator("h1")).to_have_text("原始记录")
    where = facts(page)
    assert whole(where["行号"]) == row
    return where


def to_one_cell(page: Page, home: Path, metric: str, sheet: str, heading: str) -> None:
    """From a card to the cell below one heading of the first record's row, which says what the accepted file has."""
    to_records(page, metric)
    assert_accessible(page)
    where = to_the_row(page)
    assert where["工作表"] == sheet
    known = row_in_the_workbook(home, where["文件"], sheet, whole(where["行号"]))
    ((cell, raw),) = [(cell, raw) for cell, name, raw in table(page) if name == heading]
    assert raw == known[cell] != ""


def row_in_the_workbook(home: Path, file: str, sheet: str, row: int) -> dict[str, str]:
    """Cell → what stands there, read by another library from the file as it was accepted."""
    batch = json.loads((home / "ledger/batches/000001/batch.json").read_text(encoding="utf-8"))
    (kept,) = [known["sha256"] for known in batch["files"] if known["name"] == file]
    with (home / "ledger/files" / kept).open("rb") as content:
        book = openpyxl.load_workbook(content, read_only=True, data_only=True)
        (cells,) = book[sheet].iter_rows(min_row=row, max_row=row)
        return {f"{openpyxl.utils.get_column_letter(i)}{row}": as_typed(c.value) for i, c in enumerate(cells, start=1)}


def as_typed(value: object) -> str:
    """A cell as openpyxl gives it, in the words of the original-row page."""
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds") if value.time() != time() else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
