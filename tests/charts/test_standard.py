"""The standard trend's figure draws the trend's numbers, names every series, and is the same every time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from parkdash.charts import MAX_SERIES, standard
from parkdash.metrics.model import Point, Trend
from parkdash.metrics.periods import months, weeks

AT = date(2026, 11, 13)
PLAN = tuple((date(2026, m % 12 + 1, 1) - timedelta(days=1) if m < 12 else date(2026, 12, 31), 10.0 * m)
             for m in range(1, 13))  # fmt: skip
TREND = Trend(
    "deals",
    weeks=tuple(Point(pair.first, pair.last, 2, 1) for pair in weeks(AT)),
    months=tuple(Point(pair.first, pair.last, 20 + n, 10) for n, pair in enumerate(months(AT))),
    targets=PLAN,
)


def series(figure: dict[str, Any], axis: str, name: str) -> dict[str, Any]:
    (found,) = [trace for trace in figure["data"] if trace["xaxis"] == axis and trace["name"] == name]
    return dict(found)


@pytest.mark.parametrize("sums", [True, False])
def test_weeks_and_months_stand_beside_each_other_with_last_year_and_the_plan(sums: bool) -> None:
    figure = standard(TREND, "deal", "zh", sums)
    assert len(figure["data"]) == 5 <= MAX_SERIES
    assert series(figure, "x", "本期")["y"] == [2.0] * 6
    assert series(figure, "x2", "上年同期")["y"] == [10.0] * 12
    assert series(figure, "x2", "本期")["text"][0] == "20"
    left, right = figure["layout"]["xaxis"]["domain"], figure["layout"]["xaxis2"]["domain"]
    assert left[0] == 0 < left[1] < right[0] < right[1] <= 1
    assert {trace["type"] for trace in figure["data"] if trace["name"] != "计划"} == {"bar" if sums else "scatter"}


def test_where_months_add_up_the_plan_is_what_each_month_must_bring() -> None:
    plan = series(standard(TREND, "deal", "zh", True), "x2", "计划")
    assert (plan["x"][0], plan["x"][-1], plan["y"]) == ("2026-01", "2026-11", [10.0] * 11)


def test_a_value_that_a_mark_of_the_plan_would_cross_stands_above_it() -> None:
    level = tuple(Point(point.first, point.last, 20 if n == 1 else 10 * n - 4) for n, point in enumerate(TREND.months))
    texts = series(standard(Trend("deals", TREND.weeks, level, targets=PLAN), "deal", "zh", False), "x2", "本期")[
        "text"
    ]
    assert [text.count("<br>") for text in texts[:4]] == [0, 0, 1, 1]  # above its mark; 4 below its mark


def test_a_level_is_planned_for_each_month_s_end_and_the_target_stands_at_the_end() -> None:
    figure = standard(TREND, "deal", "zh", False)
    plan = series(figure, "x2", "计划")
    assert plan["y"] == [10.0 * month for month in range(1, 13)]
    assert plan["text"][-1] == "120"
    assert figure["layout"]["xaxis2"]["ticktext"][-1] == "年目标"


def test_a_period_that_is_not_over_looks_otherwise_and_says_until_when() -> None:
    bars, lines = standard(TREND, "deal", "en", True), standard(TREND, "deal", "en", False)
    assert [*filter(None, series(bars, "x2", "This year")["marker"]["pattern"]["shape"])] == ["/"]
    assert series(lines, "x", "This year")["marker"]["symbol"][-2:] == ["circle", "circle-open"]
    assert bars["layout"]["xaxis2"]["ticktext"][-1] == "Nov<br>to 13"
    assert bars["layout"]["xaxis"]["ticktext"][-1] == "W46<br>11-13"


def test_money_is_divided_once_for_all_axes() -> None:
    sizes = tuple(Point(point.first, point.last, 120_000_000) for point in TREND.months)
    figure = standard(Trend("equity_paid", TREND.weeks, sizes), "yuan", "zh", True)
    assert series(figure, "x2", "本期")["text"][0] == "1.20"
    assert series(figure, "x2", "上年同期")["y"] == [None] * 12


def test_yearly_figures_have_one_axis_and_the_same_trend_gives_the_same_figure() -> None:
    years = tuple(Point(date(year, 1, 1), date(year, 12, 31), year) for year in range(2020, 2026))
    found = Trend("annual_revenue", years=years)
    assert "xaxis2" not in standard(found, "yuan", "zh", True)["layout"]
    assert standard(found, "yuan", "zh", True) == standard(found, "yuan", "zh", True)
    assert standard(Trend("revenue"), "yuan", "zh", True)["data"] == []
