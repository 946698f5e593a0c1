"""Services and what is said to the outside: from the card of each to a cell of the workbook that it came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.accessibility import assert_accessible
from tests.browser.guards import OpenPage
from tests.browser.reading import follow, whole
from tests.browser.ways import to_one_cell

# page, card, sheet of the workbook, heading of a cell
WAYS = [
    pytest.param("/services", "service_open", "服务诉求", "受理时间", id="services"),
    pytest.param("/outreach", "questions_open", "公众咨询", "咨询时间", id="outreach"),
]


@pytest.mark.parametrize(("start", "metric", "sheet", "heading"), WAYS)
def test_a_card_leads_to_one_cell_of_the_workbook(
    open_page: OpenPage, sample_home: Path, start: str, metric: str, sheet: str, heading: str
) -> None:
    page = open_page(start)
    assert_accessible(page)
    to_one_cell(page, sample_home, metric, sheet, heading)


def test_an_hour_of_the_week_opens_its_requests(open_page: OpenPage) -> None:
    page = open_page("/services")
    hour = page.locator("a.pd-hour", has=page.locator("sup")).first
    count = int(hour.evaluate("link => link.firstChild.textContent"))
    late = int(hour.locator("sup").inner_text())
    follow(page, hour)
    assert whole(page.locator(".pd-pager span").first.inner_text()) == count
    assert main_says_late(page.locator(".pd-table").first.inner_text()) == late


def main_says_late(listed: str) -> int:
    """How many of the requests listed are told to be late."""
    return listed.count("逾时")
