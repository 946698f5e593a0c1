"""Admission and carriers: each from its card to one record's workbook row, as a leader goes."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.accessibility import assert_accessible
from tests.browser.guards import OpenPage
from tests.browser.idle import settled


def test_an_overdue_application_is_followed_from_its_card_to_its_workbook_row(open_page: OpenPage) -> None:
    page = open_page("/lifecycle")
    assert_accessible(page)
    page.get_by_role("link", name="超期入驻申请").first.click()
    settled(page)
    page.get_by_role("link", name="明细").first.click()
    settled(page)
    first = page.locator("table.pd-table tbody tr").first
    number = first.locator("td").filter(has_text="RZ").first.inner_text()
    first.get_by_role("link").last.click()
    settled(page)
    expect(page.locator("h1")).to_have_text("原始记录")
    shown = page.inner_text("[data-testid=stMain]")
    assert "园区办公室.xlsx" in shown
    assert number in shown


def test_a_lease_that_ends_is_followed_from_its_card_to_its_workbook_row(open_page: OpenPage) -> None:
    page = open_page("/space")
    assert_accessible(page)
    page.get_by_role("link", name="90天内到期合同").first.click()
    settled(page)
    page.get_by_role("link", name="明细").first.click()
    settled(page)
    first = page.locator("table.pd-table tbody tr").first
    number = first.locator("td").filter(has_text="ZL").first.inner_text()
    first.get_by_role("link").last.click()
    settled(page)
    expect(page.locator("h1")).to_have_text("原始记录")
    shown = page.inner_text("[data-testid=stMain]")
    assert "园区办公室.xlsx" in shown
    assert number in shown
