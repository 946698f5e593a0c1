"""From a card of each subject down to the workbook's cell and back again; at each step the parts are the whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.guards import OpenPage
from tests.browser.reading import asked, back, follow, forward, main, shown_number, table, whole, written
from tests.browser.ways import ORIGIN, card_of, row_in_the_workbook, to_the_row

# page of the card, metric, dimension taken apart by
WAYS = [
    pytest.param("/tiers", "high_tech", "park", id="tiers"),
    pytest.param("/talent", "talent_total", "degree", id="talent"),
    pytest.param("/financing", "equity_paid", "funding", id="financing"),
    pytest.param("/", "revenue", "carrier", id="economy"),
    pytest.param("/tiers", "specialized", "industry", id="enterprises"),
]


def parts_add_up(page: Page) -> int:
    """The rows of 构成 are the total below them, in value and in records, and that is the number above; the records."""
    rows, (total,) = table(page), table(page, part="tfoot")
    values = [written(row[1]) for row in rows]
    whole_value = written(total[1])
    slack = sum(value.slack for value in values) + whole_value.slack
    assert abs(sum(value.value for value in values) - whole_value.value) <= slack
    assert sum(whole(row[4]) for row in rows) == whole(total[4]) > 0
    assert written(shown_number(page)) == whole_value
    return whole(total[4])


@pytest.mark.parametrize(("start", "metric", "by"), WAYS)
def test_a_card_leads_to_the_workbooks_row_and_every_step_adds_up(
    open_page: OpenPage, sample_home: Path, start: str, metric: str, by: str
) -> None:
    page = open_page(start)
    card = page.locator(card_of(metric)).locator(".pd-v").inner_text().replace("\n", "")
    follow(page, card_of(metric))
    assert shown_number(page) == card.strip()

    follow(page, f'a.pd-chip[href*="by={by}"]')
    parts_add_up(page)
    largest = table(page)[0]
    follow(page, ".pd-table tbody tr >> nth=0 >> a")
    assert by in asked(page)
    assert written(shown_number(page)) == written(largest[1])
    parts_add_up(page)

    follow(page, '.pd-tabs a[href*="view=receipt"]')
    proof = page.locator(".pd-proof").first.inner_text()
    assert proof.endswith("✓")
    assert [written(side) for side in proof.rstrip("✓").split("=")] == [written(largest[1])] * 2
    assert sum(whole(row[-1]) for row in table(page)) == whole(largest[4])

    follow(page, '.pd-tabs a[href*="view=records"]')
    assert whole(page.locator(".pd-pager span").first.inner_text()) == whole(largest[4])
    firm = page.locator(".pd-table tbody tr >> nth=0 >> a[href*='firm=']").inner_text()
    where = to_the_row(page)
    cells = {cell: raw for cell, _, raw in table(page)}
    known = row_in_the_workbook(sample_home, where["文件"], where["工作表"], whole(where["行号"]))
    assert {cell: raw for cell, raw in cells.items() if raw} == {cell: raw for cell, raw in known.items() if raw}
    assert firm in cells.values()


def test_more_parts_than_are_listed_stand_together_as_the_rest(open_page: OpenPage) -> None:
    page = open_page("/number?metric=talent_total&by=enterprise")
    rows = table(page)
    assert page.locator(".pd-table tbody tr").last.locator("a").count() == 0
    assert len(rows) == 51
    parts_add_up(page)


def test_the_pages_of_records_hold_every_record_once(open_page: OpenPage) -> None:
    page = open_page("/number?metric=titled_provincial&view=records")
    total = whole(page.locator(".pd-pager span").first.inner_text())
    seen = page.locator(f".pd-table {ORIGIN}").evaluate_all("all => all.map(a => a.href)")
    while page.locator(".pd-pager a", has_text="下一页").count():
        follow(page, page.locator(".pd-pager a", has_text="下一页"))
        seen += page.locator(f".pd-table {ORIGIN}").evaluate_all("all => all.map(a => a.href)")
    assert len(seen) == total
    assert len({link.split("source=")[1] for link in seen}) == total


def test_back_takes_each_step_back(open_page: OpenPage) -> None:
    page = open_page("/")
    seen = [(page.url, main(page))]
    for step in (
        card_of("high_tech"),
        ".pd-table tbody a",
        '.pd-tabs a[href*="view=records"]',
        ORIGIN,
    ):
        follow(page, step)
        seen.append((page.url, main(page)))
    assert len({address for address, _ in seen}) == len(seen)
    for address, content in reversed(seen[:-1]):
        back(page)
        assert (page.url, main(page)) == (address, content)
    forward(page)
    assert (page.url, main(page)) == seen[1]
