"""Six weeks and twelve months beside last year's, the plan, and every period up to now."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parkdash import metrics
from parkdash.access import Scope
from parkdash.metrics.course import over
from parkdash.metrics.evaluate import base_metrics
from parkdash.metrics.model import Filters, Point, ToDate
from parkdash.metrics.periods import month, to_date, week, weeks, years
from tests.metrics.test_identities import ALL, EXAMPLES, choices, days, histories, scopes, some, world
from tests.world import LEADER, day, version_of


def arrivals(*on: str) -> dict[str, list[dict[str, Any]]]:
    """One firm comes in on each of the days."""
    return {
        "residency": [{"enterprise": f"{n}号", "park": "甲园", "starts_on": start} for n, start in enumerate(on)],
    }


def told(version: Any, metric: str, at: str) -> dict[str, ToDate]:
    return {each.period: each for each in metrics.trend(version, LEADER, metric, day(at)).to_date}


@settings(max_examples=EXAMPLES)
@given(histories, st.one_of(days, st.sampled_from([date(2024, 2, 29), date(2026, 1, 1), date(2024, 12, 31)])),
       choices, scopes, some(ALL))  # fmt: skip
def test_every_point_is_the_number_of_its_days(
    history: dict[str, list[dict[str, Any]]], at: date, filters: Filters, scope: Scope, names: list[str]
) -> None:
    with world(history) as version:
        for name in names:
            metric = metrics.catalogue()[name]
            lead = base_metrics([metric])[0]
            found = metrics.trend(version, scope, name, at, filters)
            periods: list[Point | ToDate] = [*found.weeks, *found.months, *found.years, *found.to_date]
            for each in periods:
                number = metrics.value(version, scope, name, over(lead, each.first, each.last), filters)
                assert each.value == number.value, (name, each)
                if isinstance(each, Point):
                    assert each.reason == number.reason
            for one in found.to_date:
                then = metrics.value(version, scope, name, over(lead, one.then_first, one.then_last), filters)
                assert one.then == then.value or (one.then is None and then.value == 0), (name, one)
            if found.months and found.to_date[0].period == "week":
                assert found.months[-1].last == found.weeks[-1].last == at


@settings(max_examples=EXAMPLES)
@given(histories, days, choices, some(ALL))
def test_the_year_to_date_says_what_the_card_says_against_last_year(
    history: dict[str, list[dict[str, Any]]], at: date, filters: Filters, names: list[str]
) -> None:
    with world(history) as version:
        for name in names:
            if base_metrics([metrics.catalogue()[name]])[0].kind not in ("stock", "flow", "year_flow"):
                continue  # the card of a monthly figure speaks of one month
            _, card = metrics.compare(version, LEADER, name, at, at - timedelta(days=7), filters)
            for year in metrics.trend(version, LEADER, name, at, filters).to_date[-1:]:
                told = (year.value, year.then, year.change, year.share)
                assert told == (card.now.value, card.then.value, card.change, card.share), name


@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)))
def test_weeks_follow_each_other_and_end_on_the_day_asked_for(at: date) -> None:
    found = weeks(at)
    assert len(found) == 6
    assert found[-1].last == at
    assert all(pair.first.isoweekday() == 1 and pair.last.isoweekday() == 7 for pair in found[:-1])
    assert all(later.first == pair.last + timedelta(days=1) for pair, later in pairwise(found))
    assert all(pair.last - pair.first == pair.then_last - pair.then_first for pair in found)
    assert all(pair.then_first.isoweekday() == 1 for pair in found)
    assert len({pair.then_first for pair in found}) >= 5  # a week 53 shares the week that it is nearest to


@pytest.mark.parametrize(
    ("case", "first", "last", "then_first", "then_last"),
    [
        ("a week of the same number, cut at the same weekday", "2026-03-02", "2026-03-04", "2025-03-03", "2025-03-05"),
        ("week 1 begins in December", "2025-12-29", "2026-01-04", "2024-12-30", "2025-01-05"),
        ("week 1 after a year of 53 weeks", "2021-01-04", "2021-01-10", "2019-12-30", "2020-01-05"),
        ("week 53 with none the year before", "2026-12-28", "2027-01-03", "2025-12-29", "2026-01-04"),
        ("week 52 of the same year", "2026-12-21", "2026-12-27", "2025-12-22", "2025-12-28"),
    ],
)
def test_a_week_stands_beside_the_one_of_its_number(
    case: str, first: str, last: str, then_first: str, then_last: str
) -> None:
    assert week(day(first), day(last))[2:] == (day(then_first), day(then_last)), case


@pytest.mark.parametrize(
    ("last", "then_first", "then_last"),
    [
        ("2026-11-13", "2025-11-01", "2025-11-13"),
        ("2028-02-29", "2027-02-01", "2027-02-28"),
        ("2028-02-28", "2027-02-01", "2027-02-28"),
        ("2029-02-28", "2028-02-01", "2028-02-29"),
    ],
)
def test_a_month_stands_beside_as_much_of_last_year_s(last: str, then_first: str, then_last: str) -> None:
    assert month(day(last))[2:] == (day(then_first), day(then_last))


def test_the_first_day_of_a_year_begins_week_month_quarter_and_year_anew() -> None:
    found = to_date(day("2026-01-01"), whole_months=False)
    assert [pair.first for pair in found.values()] == [day("2025-12-29"), *[day("2026-01-01")] * 3]
    assert [pair.then_last for pair in found.values()] == [day("2025-01-02"), *[day("2025-01-01")] * 3]


def test_years_stand_beside_the_year_before() -> None:
    assert [pair[0].year for pair in years(day("2025-12-31"))] == [2020, 2021, 2022, 2023, 2024, 2025]


def test_a_week_over_new_year_counts_on_both_sides_of_it(tmp_path: Path) -> None:
    version = version_of(tmp_path, arrivals("2025-12-30", "2026-01-02", "2026-01-05"))
    found = metrics.trend(version, LEADER, "enterprises_new", day("2026-01-06"))
    assert [point.value for point in found.weeks[-2:]] == [2, 1]
    assert [point.value for point in found.months[-2:]] == [1, 2]
    assert [told(version, "enterprises_new", "2026-01-02")[name].value for name in ("week", "month", "year")] == [
        2,
        1,
        1,
    ]


def test_a_stock_tells_its_last_value_and_by_how_much_it_has_grown(tmp_path: Path) -> None:
    version = version_of(tmp_path, arrivals("2025-03-01", "2026-01-10", "2026-04-02", "2026-05-04"))
    found = told(version, "enterprises", "2026-05-06")
    assert [each.value for each in found.values()] == [4, 4, 4, 4]
    assert [each.added for each in found.values()] == [1, 1, 2, 3]
    assert (found["year"].then, found["year"].change, found["year"].share) == (1, 3, 3.0)
    assert found["year"].then_added is None  # nothing was known when last year began


def test_before_anything_is_known_last_year_is_empty_and_not_zero(tmp_path: Path) -> None:
    version = version_of(tmp_path, arrivals("2026-01-10"))
    found = metrics.trend(version, LEADER, "enterprises_new", day("2026-02-10"))
    assert [point.last_year for point in found.months] == [None] * 12
    assert told(version, "enterprises_new", "2026-02-10")["year"].reason == "no_previous"


def test_monthly_figures_have_whole_months_and_no_weeks(tmp_path: Path) -> None:
    reports = [{"enterprise": "0号", "month": f"{year}-{m:02}-01", "revenue": 10 * m}
               for year in (2027, 2028, 2029) for m in (1, 2)]  # fmt: skip
    version = version_of(tmp_path, {**arrivals("2020-01-01"), "monthly_report": reports})
    found = metrics.trend(version, LEADER, "revenue", day("2029-02-28"))
    assert (found.weeks, found.years) == ((), ())
    assert found.months[-1].last == day("2029-02-28")
    assert [(each.period, each.value, each.then) for each in found.to_date] == [
        ("month", 20, 20), ("quarter", 30, 30), ("year", 30, 30)]  # fmt: skip
    assert metrics.trend(version, LEADER, "revenue", day("2029-02-27")).months[-1].last == day("2029-01-31")


def test_yearly_figures_have_only_years(tmp_path: Path) -> None:
    reports = [{"enterprise": "0号", "year": year, "revenue": year - 2000} for year in (2023, 2024)]
    version = version_of(tmp_path, {**arrivals("2020-01-01"), "annual_report": reports})
    found = metrics.trend(version, LEADER, "annual_revenue", day("2026-05-06"))
    assert (found.weeks, found.months) == ((), ())
    assert [(point.value, point.last_year) for point in found.years[-2:]] == [(23, None), (24, 23)]
    assert [(each.period, each.value, each.then) for each in found.to_date] == [("year", 24, 23)]


def test_without_any_report_there_is_no_trend(tmp_path: Path) -> None:
    found = metrics.trend(version_of(tmp_path, arrivals("2026-01-10")), LEADER, "revenue", day("2026-05-06"))
    assert (found.weeks, found.months, found.years, found.to_date) == ((), (), (), ())


def test_the_plan_ends_at_the_target_and_follows_its_curve(tmp_path: Path) -> None:
    goal = {"metric": "enterprises", "year": 2026, "value": 10, "base": 2, "curve": "q4", "decided_on": "2026-01-02"}
    version = version_of(tmp_path, {**arrivals("2020-01-01"), "target": [goal]})
    plan = metrics.trend(version, LEADER, "enterprises", day("2026-05-06")).targets
    assert [last for last, _ in plan][::11] == [day("2026-01-31"), day("2026-12-31")]
    assert [value for _, value in plan][8:] == [4, 6, 8, 10]
    assert metrics.trend(version, LEADER, "enterprises", day("2026-05-06"), (("carrier", "A座"),)).targets == ()
