"""What a chart draws is what the tables say, and a click on a bar opens that bar's number and no other."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.figures import click_a_bar
from tests.browser.guards import OpenPage
from tests.browser.reading import asked, back, shown_number, table, whole, written


def drawn(page: Page, key: str) -> list[dict[str, Any]]:
    """The series of a figure as the browser holds them."""
    found: list[dict[str, Any]] = page.locator(f".st-key-{key} .js-plotly-plot").evaluate(
        "figure => figure.data.map(d => ({name: d.name, x: [...d.x], y: [...d.y], keys: [...d.customdata]}))"
    )
    return found


@pytest.mark.parametrize(
    ("path", "metric", "by"),
    [
        ("/talent", "talent_total", "degree"),
        ("/talent", "titled_provincial", "level"),
        ("/financing", "equity_paid", "round"),
    ],
)
def test_a_chart_draws_what_the_table_says(open_page: OpenPage, path: str, metric: str, by: str) -> None:
    (bars,) = drawn(open_page(path), f"{metric}_{by}")
    rows = table(open_page(f"/number?metric={metric}&by={by}"))
    assert len(bars["x"]) == len(rows)
    for value, row in zip(bars["x"], rows, strict=True):
        told = written(row[1])
        assert abs(value - told.value) <= told.slack


def test_a_bar_leads_to_its_records_in_one_step(open_page: OpenPage) -> None:
    page = open_page("/talent")
    before, (bars,) = page.url, drawn(page, "talent_total_degree")
    click_a_bar(page, "talent_total_degree", 0, 1)
    assert asked(page)["degree"] == [bars["keys"][1]]
    assert written(shown_number(page)).value == bars["x"][1]
    assert whole(page.locator(".pd-pager span").first.inner_text()) == bars["x"][1]
    back(page)
    assert page.url == before


@pytest.mark.parametrize(("series", "metric"), [(0, "talent_arrivals"), (1, "talent_departures")])
def test_a_month_of_comings_or_goings_leads_to_those_who_did(open_page: OpenPage, series: int, metric: str) -> None:
    page = open_page("/talent")
    bars = drawn(page, "two_ways")[series]
    tallest = max(range(len(bars["y"])), key=lambda number: abs(bars["y"][number]))
    click_a_bar(page, "two_ways", series, tallest)
    assert asked(page)["metric"] == [metric]
    assert asked(page)["month"] == [bars["keys"][tallest]]
    assert written(shown_number(page)).value == abs(bars["y"][tallest])


def test_a_part_of_a_month_leads_to_that_part_alone(open_page: OpenPage) -> None:
    page = open_page("/financing")
    stack = drawn(page, "monthly_equity_paid")
    for series, bars in enumerate(stack[:2]):
        largest = max(range(len(bars["y"])), key=lambda number: bars["y"][number])
        click_a_bar(page, "monthly_equity_paid", series, largest)
        assert asked(page)["month"] == [bars["keys"][largest]]
        assert page.locator(".pd-chip", has_text=bars["name"]).count() == 1
        told = written(shown_number(page))
        drawn_as = min((bars["y"][largest] * unit for unit in (1e4, 1e8)), key=lambda yuan: abs(yuan - told.value))
        assert abs(drawn_as - told.value) <= told.slack + 1
        back(page)


def test_the_net_change_adds_up_and_a_step_of_it_leads_to_the_records(open_page: OpenPage) -> None:
    page = open_page("/tiers?since=2026-06-30")
    (steps,) = drawn(page, "bridge_tier_tags")
    assert steps["y"][0] + sum(steps["y"][1:-1]) == steps["y"][-1]
    click_a_bar(page, "bridge_tier_tags", 0, 1)
    assert asked(page)["metric"] == ["tier_tags"]
    assert asked(page)["sort"] == ["-starts_on"]  # the last to come stand first
    assert whole(page.locator(".pd-pager span").first.inner_text()) == steps["y"][-1]
