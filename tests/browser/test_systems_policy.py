"""From the card of what is overdue, and from the page's table, to the row of the workbook in which a payout stands."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.accessibility import assert_accessible
from tests.browser.guards import OpenPage
from tests.browser.idle import settled


def test_an_overdue_payout_is_followed_from_its_card_to_its_workbook_row(open_page: OpenPage) -> None:
    page = open_page("/policy")
    assert_accessible(page)
    card = page.locator('.pd-card[href*="metric=payouts_overdue"]')
    number = re.search(r"\d+", card.locator(".pd-n").inner_text())
    assert number
    card.click()
    settled(page)
    page.get_by_role("link", name="明细").first.click()
    settled(page)
    assert f"共 {number[0]} 条" in page.inner_text("[data-testid=stMain]")
    page.get_by_role("link", name="第").filter(has_text="行").first.click()
    settled(page)
    expect(page.locator("h1")).to_have_text("原始记录")
    assert "经济发展局.xlsx" in page.inner_text("[data-testid=stMain]")
    assert_accessible(page)


def test_the_payout_owed_longest_leads_to_its_row(open_page: OpenPage) -> None:
    page = open_page("/policy")
    rows = page.get_by_role("table", name="逾期最久的申请").locator("tbody tr")
    payee = rows.first.locator("td").first.inner_text()
    rows.first.locator("td").last.get_by_role("link").click()
    settled(page)
    assert payee.split()[0] in page.inner_text("[data-testid=stMain]")
