"""Admission and carriers: each from its card to one record's workbook row, as a leader goes."""

from __future__ import annotations

import pytest

from tests.browser.accessibility import assert_accessible
from tests.browser.guards import OpenPage
from tests.browser.reading import main
from tests.browser.ways import card_of, to_records, to_the_row

# page, card, its title, how the number of a record begins
WAYS = [
    pytest.param("/lifecycle", "admissions_overdue", "超期入驻申请", "RZ", id="an overdue application"),
    pytest.param("/space", "leases_ending_90", "90天内到期合同", "ZL", id="a lease that ends"),
]


@pytest.mark.parametrize(("start", "metric", "title", "begins"), WAYS)
def test_what_is_due_is_followed_from_its_card_to_its_workbook_row(
    open_page: OpenPage, start: str, metric: str, title: str, begins: str
) -> None:
    page = open_page(start)
    assert_accessible(page)
    assert title in page.locator(card_of(metric)).inner_text()
    to_records(page, metric)
    number = page.locator(".pd-table tbody tr").first.locator("td").filter(has_text=begins).first.inner_text()
    assert to_the_row(page)["文件"] == "园区办公室.xlsx"
    assert number in main(page)
