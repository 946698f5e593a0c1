"""Cultivation: from the card of those nearly there to a cell of the annual reports it was worked out from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.accessibility import assert_accessible
from tests.browser.guards import OpenPage
from tests.browser.ways import to_one_cell

WAYS = [
    pytest.param("pool_growth", "培育企业池", "入池日期", id="pool"),
    pytest.param("tier_near", "企业年报", "年度", id="near"),
]


@pytest.mark.parametrize(("metric", "sheet", "heading"), WAYS)
def test_a_card_of_cultivation_leads_to_one_cell(
    open_page: OpenPage, sample_home: Path, metric: str, sheet: str, heading: str
) -> None:
    page = open_page("/cultivation")
    assert_accessible(page)
    to_one_cell(page, sample_home, metric, sheet, heading)


def test_the_page_of_cultivation_is_accessible_in_english(open_page: OpenPage) -> None:
    assert_accessible(open_page("/cultivation?lang=en"))
