"""Industry chains and enclave links: from the card of each to a cell of the workbook that it came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.accessibility import assert_accessible
from tests.browser.guards import OpenPage
from tests.browser.reading import follow, whole
from tests.browser.ways import to_one_cell

# page, card, sheet of the workbook, heading of a cell
WAYS = [
    pytest.param("/chains", "chain_links_missing", "产业链图谱", "产业链环节", id="chains"),
    pytest.param("/enclaves", "enclave_pairs", "飞地联动项目", "联动项目", id="enclaves"),
]


@pytest.mark.parametrize(("start", "metric", "sheet", "heading"), WAYS)
def test_a_card_leads_to_one_cell_of_the_workbook(
    open_page: OpenPage, sample_home: Path, start: str, metric: str, sheet: str, heading: str
) -> None:
    page = open_page(start)
    assert_accessible(page)
    to_one_cell(page, sample_home, metric, sheet, heading)


def test_a_link_of_the_map_says_its_state_in_words_and_opens_its_firms(open_page: OpenPage) -> None:
    page = open_page("/chains")
    strong = page.locator("a.pd-link-strong").first
    assert "强" in strong.inner_text()
    firms = whole(strong.locator(".pd-link-told").inner_text().split("家")[0])
    follow(page, strong)
    assert whole(page.locator(".pd-pager span").first.inner_text()) == firms


def test_the_way_of_counting_stands_in_the_address_and_only_one_is_on_the_page(open_page: OpenPage) -> None:
    page = open_page("/enclaves")
    assert page.locator('.pd-card[href*="enclave_host_output_rate"]').count() == 1
    assert page.locator('a[href*="metric=enclave_home_"]').count() == 0
    follow(page, '.pd-counting a[href*="counting=home"]')
    assert "counting=home" in page.url
    assert page.locator('.pd-card[href*="enclave_home_output_rate"]').count() == 1
    assert page.locator('a[href*="metric=enclave_host_"]').count() == 0
