"""From the card of partnerships about to end down to the workbook's row; the four hundreds among the targets."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.accessibility import assert_accessible
from tests.browser.guards import OpenPage
from tests.browser.idle import settled


def test_an_ending_partnership_is_followed_from_its_card_to_its_workbook_row(open_page: OpenPage) -> None:
    page = open_page("/events")
    assert_accessible(page)
    card = page.locator('.pd-card[href*="metric=partners_expiring"]')
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
    assert "人才办.xlsx" in page.inner_text("[data-testid=stMain]")


def test_the_four_hundreds_stand_among_all_targets(open_page: OpenPage) -> None:
    page = open_page("/targets")
    goals = page.get_by_role("table", name="年度目标").inner_text()
    assert all(name in goals for name in ("战略合作知名企业", "人才大使", "联系高校", "高端创业人才"))
