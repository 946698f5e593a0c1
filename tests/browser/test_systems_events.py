"""From the card of partnerships about to end down to the workbook's row; the four hundreds among the targets."""

from __future__ import annotations

from tests.browser.accessibility import assert_accessible
from tests.browser.guards import OpenPage
from tests.browser.ways import to_records, to_the_row


def test_an_ending_partnership_is_followed_from_its_card_to_its_workbook_row(open_page: OpenPage) -> None:
    page = open_page("/events")
    assert_accessible(page)
    to_records(page, "partners_expiring")
    assert to_the_row(page)["文件"] == "人才办.xlsx"


def test_the_four_hundreds_stand_among_all_targets(open_page: OpenPage) -> None:
    page = open_page("/targets")
    goals = page.get_by_role("table", name="年度目标").inner_text()
    assert all(name in goals for name in ("战略合作知名企业", "人才大使", "联系高校", "高端创业人才"))
