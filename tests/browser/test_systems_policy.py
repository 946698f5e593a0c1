"""From the card of what is overdue, and from the page's table, to the row of the workbook in which a payout stands."""

from __future__ import annotations

from tests.browser.accessibility import assert_accessible
from tests.browser.guards import OpenPage
from tests.browser.idle import settled
from tests.browser.ways import to_records, to_the_row


def test_an_overdue_payout_is_followed_from_its_card_to_its_workbook_row(open_page: OpenPage) -> None:
    page = open_page("/policy")
    assert_accessible(page)
    to_records(page, "payouts_overdue")
    assert to_the_row(page)["文件"] == "经济发展局.xlsx"
    assert_accessible(page)


def test_the_payout_owed_longest_leads_to_its_row(open_page: OpenPage) -> None:
    page = open_page("/policy")
    rows = page.get_by_role("table", name="逾期最久的申请").locator("tbody tr")
    payee = rows.first.locator("td").first.inner_text()
    rows.first.locator("td").last.get_by_role("link").click()
    settled(page)
    assert payee.split()[0] in page.inner_text("[data-testid=stMain]")
