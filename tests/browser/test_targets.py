"""All targets of the year: by owner, each to its document's workbook row, and those that have a date only."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.accessibility import assert_accessible
from tests.browser.guards import OpenPage
from tests.browser.idle import settled


def test_from_an_owner_to_a_target_to_the_row_that_decided_it(open_page: OpenPage) -> None:
    page = open_page("/targets")
    league = page.get_by_role("table", name="按责任单位")
    league.get_by_role("link", name="人才办", exact=True).click()
    settled(page)
    goals = page.get_by_role("table", name="年度目标")
    rows = goals.locator("tbody tr")
    assert {row.locator("td").nth(7).inner_text() for row in rows.all()} == {"人才办"}
    assert_accessible(page)
    rows.first.locator("td").nth(8).get_by_role("link").click()
    settled(page)
    expect(page.locator("h1")).to_have_text("原始记录")
    assert "督查室.xlsx" in page.inner_text("[data-testid=stMain]")


def test_a_target_leads_to_its_course_beside_the_planned_curve(open_page: OpenPage) -> None:
    page = open_page("/targets")
    page.get_by_role("table", name="年度目标").locator("tbody tr").first.locator("td").nth(1).get_by_role(
        "link"
    ).click()
    settled(page)
    assert "view=trend" in page.url


def test_a_milestone_is_followed_from_its_card_to_its_workbook_row(open_page: OpenPage) -> None:
    page = open_page("/targets")
    page.get_by_role("link", name="节点目标 6 项，逾期 2 项").click()
    settled(page)
    page.get_by_role("link", name="明细").first.click()
    settled(page)
    assert "中试基地通过竣工验收" in page.inner_text("[data-testid=stMain]")
    page.go_back()
    page.go_back()
    settled(page)
    row = page.get_by_role("table", name="节点目标").get_by_role("row").filter(has_text="中试基地通过竣工验收")
    assert "逾期 44 天" in row.inner_text()
    row.get_by_role("link").click()
    settled(page)
    assert "督查室.xlsx" in page.inner_text("[data-testid=stMain]")
