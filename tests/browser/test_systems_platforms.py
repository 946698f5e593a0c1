"""Platforms and titles: from the card to a cell of the workbook, as a leader goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.accessibility import assert_accessible
from tests.browser.guards import OpenPage
from tests.browser.ways import to_one_cell

WAYS = [
    pytest.param("titles_overdue", "名片申报", "申报名称", id="titles"),
    pytest.param("platforms_idle", "创新平台", "认定（成立）日期", id="idle"),
]


@pytest.mark.parametrize(("metric", "sheet", "heading"), WAYS)
def test_a_card_of_platforms_leads_to_one_cell(
    open_page: OpenPage, sample_home: Path, metric: str, sheet: str, heading: str
) -> None:
    page = open_page("/platforms")
    assert_accessible(page)
    to_one_cell(page, sample_home, metric, sheet, heading)


def test_the_page_of_platforms_is_accessible_in_english_and_in_the_dark(open_page: OpenPage) -> None:
    assert_accessible(open_page("/platforms", lang="en", theme="dark"))
