"""The standard trend as it is drawn in a meeting: where bars, last year and targets stand."""

from __future__ import annotations

from typing import Any

from parkdash.ui.review.course import bars, label_at


def month(number: int, value: int | None, last_year: int | None = None) -> dict[str, Any]:
    """A month of 2026."""
    return {"first": f"2026-{number:02}-01", "last": f"2026-{number:02}-28", "value": value, "last_year": last_year}


def test_columns_begin_at_zero_and_the_highest_value_reaches_the_top() -> None:
    found = bars([month(2, 5, 10), month(3, 10, 0)], [], "flow", "firm", "zh")
    assert [bar.high for bar in found] == [0.5, 1.0]
    assert [bar.pale for bar in found] == [1.0, 0.0]


def test_points_of_a_stock_keep_a_quarter_of_their_range_below_them() -> None:
    found = bars([month(2, 100), month(3, 104)], [], "stock", "firm", "zh")
    assert [bar.high for bar in found] == [0.2, 1.0]


def test_a_month_without_a_value_stays_empty() -> None:
    (bar, _) = bars([month(2, None), month(3, 4)], [], "flow", "firm", "zh")
    assert (bar.high, bar.said) == (None, "—")


def test_of_what_adds_up_a_month_is_held_against_its_own_part_of_the_plan() -> None:
    plan = [["2026-01-31", 2.0], ["2026-02-28", 6.0], ["2026-03-31", 8.0]]
    points = [month(1, 8), month(2, 8), month(3, 8)]
    assert [bar.mark for bar in bars(points, plan, "flow", "firm", "zh")] == [0.25, 0.5, 0.25]


def test_a_stock_is_held_against_the_plan_of_the_day() -> None:
    found = bars([month(2, 0), month(3, 10)], [["2026-03-31", 10.0]], "stock", "firm", "zh")
    assert [bar.mark for bar in found] == [None, 1.0]


def test_nothing_brought_in_any_period_is_drawn_as_nothing() -> None:
    assert [bar.high for bar in bars([month(2, 0), month(3, 0)], [], "flow", "firm", "zh")] == [0.0, 0.0]


def test_a_value_stands_above_the_plan_s_marks_that_would_cross_it_those_beside_it_too() -> None:
    plan = [["2026-02-28", 104.0], ["2026-03-31", 110.0]]
    found = bars([month(1, 100), month(2, 100), month(3, 109)], plan, "stock", "firm", "zh")
    assert [label_at(found, place) for place in (0, 1, 2)] == [found[0].high, found[0].high, 1.0]
    near = bars([month(1, 100), month(2, 100), month(3, 109)], [["2026-02-28", 100.5]], "stock", "firm", "zh")
    assert label_at(near, 0) == label_at(near, 1) == near[1].mark
