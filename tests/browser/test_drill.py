"""From a card down to the workbook's cell and back again, one step of the browser at a time."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from tests.browser.guards import OpenPage
from tests.browser.idle import settled

FIRST_ROW = ".pd-table tbody tr >> nth=0"


def click(page: Page, selector: str) -> Page:
    """Click, and wait until the answer is drawn."""
    page.locator(selector).first.click()
    return settled(page)


def test_a_card_leads_to_the_cell_and_back_takes_each_step_back(open_page: OpenPage) -> None:
    page = open_page("/")
    addresses = [page.url]
    for step in (
        '.pd-card:has-text("高新技术企业")',  # the number
        f"{FIRST_ROW} >> a",  # its largest part
        '.pd-tabs a:has-text("明细")',  # the records
        '.pd-table a:has-text("行")',  # the workbook's row
    ):
        click(page, step)
        addresses.append(page.url)
    assert "原始内容" in page.locator(".pd-table").inner_text()
    assert len(set(addresses)) == len(addresses)
    for address in reversed(addresses[:-1]):
        page.go_back()
        settled(page)
        assert page.url == address


def test_the_parts_add_up_to_the_number_above_them(open_page: OpenPage) -> None:
    page = open_page("/number?metric=high_tech&by=park")
    parts = [int(re.sub(r"\D", "", cell)) for cell in page.locator(".pd-table tbody td:nth-child(2)").all_inner_texts()]
    total = int(re.sub(r"\D", "", page.locator(".pd-big").inner_text()))
    assert sum(parts) == total > 0


def test_a_bar_leads_to_its_records_in_one_step(open_page: OpenPage) -> None:
    page = open_page("/talent")
    before = page.url
    bar = page.locator(".st-key-talent_total_degree .bars path").first.bounding_box()
    assert bar
    page.mouse.click(bar["x"] + 15, bar["y"] + bar["height"] / 2)
    page.wait_for_url("**/number?*degree=*")
    settled(page)
    assert "共" in page.locator(".pd-pager").inner_text()
    page.go_back()
    settled(page)
    assert page.url == before


def test_a_filter_stands_in_the_address_and_its_chip_removes_it(open_page: OpenPage) -> None:
    page = open_page("/")
    page.locator("[data-testid=stMultiSelect]").first.click()
    page.get_by_role("option").first.click()
    settled(page)
    assert "park=" in page.url
    click(page, ".pd-chip")
    assert "park=" not in page.url
    assert page.locator(".pd-chip").count() == 0


def test_a_pasted_link_opens_the_same_screen(open_page: OpenPage) -> None:
    page = open_page("/tiers?since=2025-12-31")
    click(page, ".pd-card")
    again = open_page(page.url.split("/", 3)[3].join(["/", ""]))
    assert again.locator(".pd-sum").inner_text() == page.locator(".pd-sum").inner_text()
