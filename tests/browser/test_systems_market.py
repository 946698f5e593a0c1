"""Published figures and the technology market: from the card to one record's workbook cell."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.accessibility import assert_accessible
from tests.browser.guards import OpenPage
from tests.browser.reading import follow, table
from tests.browser.ways import ORIGIN, to_records, to_the_row


def test_a_published_figure_stands_beside_ours_and_leads_to_the_row_with_its_words(open_page: OpenPage) -> None:
    page = open_page("/benchmarks")
    assert_accessible(page)
    compared = page.get_by_role("table", name="公开实绩与本园实绩")
    row = compared.get_by_role("row").filter(has_text="潍坊蓝色智谷").filter(has_text="高新技术企业 ")
    expect(row).to_contain_text("44家")
    expect(row).to_contain_text("2023-08-03")
    to_records(page, "published_comparable")
    follow(page, page.locator(".pd-table tbody tr", has_text="WF-").first.locator(ORIGIN))
    cells = {raw for _, _, raw in table(page)}
    assert "潍坊蓝色智谷" in cells
    assert any(cell.startswith("WF-") for cell in cells)


def test_a_need_without_a_contract_is_followed_from_its_card_to_its_workbook_row(open_page: OpenPage) -> None:
    page = open_page("/market")
    assert_accessible(page)
    proposals = page.get_by_role("table", name="供需推荐").first
    expect(proposals).to_contain_text("同一领域")
    to_records(page, "needs_open")
    to_the_row(page)
    cells = {raw for _, _, raw in table(page)}
    assert "需求" in cells
    assert any(cell.startswith("XQ20") for cell in cells)
