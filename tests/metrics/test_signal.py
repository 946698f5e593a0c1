"""Only what the natural limits of a metric do not explain is a signal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdash import metrics
from parkdash.metrics.signal import signal
from tests.world import LEADER, day, version_of

CALM = [9.0, 11.0] * 6  # mean 10, every step 2, limits 10 ± 5.32


def test_a_value_within_the_limits_says_nothing() -> None:
    found = signal([*CALM, 9.5])
    assert (found.kind, found.side, found.mean) == ("none", 0, 10)
    assert (found.lower, found.upper) == (pytest.approx(4.68), pytest.approx(15.32))


@pytest.mark.parametrize(("value", "side"), [(15.4, 1), (4.6, -1)])
def test_a_value_outside_the_limits_speaks(value: float, side: int) -> None:
    found = signal([*CALM, value])
    assert (found.kind, found.side, found.speaks) == ("outside", side, True)


def test_eight_in_a_row_on_one_side_speak() -> None:
    before = [20.0, 10.0] * 4  # the mean stays below 16
    assert signal([*before, *[16.0] * 8]).kind == "run"
    assert signal([*before, *[16.0] * 7]).kind == "none"


def test_three_of_four_nearer_the_limit_than_the_mean_speak() -> None:
    assert signal([*CALM, 14.0, 14.0, 10.0, 14.0]).kind == "near_limit"
    assert signal([*CALM, 10.0, 14.0, 10.0, 14.0]).kind == "none"


def test_a_metric_that_never_moved_speaks_at_its_first_move() -> None:
    assert signal([5.0] * 12).kind == "none"
    assert signal([*[5.0] * 12, 6.0]).kind == "outside"


@pytest.mark.parametrize("values", [[1.0] * 11, [], [*[1.0] * 20, None], [None] * 30])
def test_fewer_than_twelve_periods_or_a_missing_last_one_give_no_signal(values: list[float | None]) -> None:
    found = signal(values)
    assert (found.kind, found.speaks, found.mean) == ("too_few", False, None)


def test_periods_without_a_value_are_left_out() -> None:
    assert signal([None, *CALM[:6], None, *CALM[6:], 15.4]).kind == "outside"


@given(st.lists(st.integers(-1000, 1000), min_size=12, max_size=40), st.integers(1, 9), st.integers(-500, 500))
def test_unit_and_origin_do_not_decide(values: list[int], unit: int, origin: int) -> None:
    plain, other = signal(values), signal([value * unit * 2 + origin for value in values])
    assert (plain.kind, plain.side) == (other.kind, other.side) or _at_a_limit(values)


def _at_a_limit(values: list[int]) -> bool:
    """A value that lies on a limit to within rounding may fall on either side."""
    found = signal(values)
    marks = [found.lower, found.upper, found.mean]
    between = [(mark + (found.mean or 0)) / 2 for mark in marks if mark is not None]
    known = [mark for mark in [*marks, *between] if mark is not None]
    return any(abs(value - mark) < 1e-6 for value in values for mark in known)


def arrivals(last: int, park: str = "甲园") -> list[dict[str, Any]]:
    """Two firms come in every month of 2024 and 2025, in January 2026 as many as said."""
    months = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]
    coming = [(month, n) for month in months for n in range(2)] + [("2026-01", n) for n in range(last)]
    return [{"enterprise": f"{month}-{n}", "park": park, "starts_on": f"{month}-05"} for month, n in coming]


@pytest.mark.parametrize(("metric", "by"), [("enterprises_new", "value"), ("enterprises", "change")])
def test_a_flow_is_judged_by_its_month_and_a_stock_by_its_change(tmp_path: Path, metric: str, by: str) -> None:
    calm, loud = (version_of(tmp_path / str(last), {"residency": arrivals(last)}) for last in (2, 9))
    quiet = metrics.signal_of(calm, LEADER, metric, day("2026-02-10"))
    assert (quiet.kind, quiet.speaks, quiet.value, quiet.by, quiet.month) == ("none", False, 2, by, day("2026-01-01"))
    found = metrics.signal_of(loud, LEADER, metric, day("2026-02-10"))
    assert (found.kind, found.side, found.mean, found.value) == ("outside", 1, 2, 9)


def test_a_month_that_is_not_over_is_not_judged(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"residency": arrivals(9)})
    assert metrics.signal_of(version, LEADER, "enterprises_new", day("2026-01-30")).month == day("2025-12-01")
    assert not metrics.signal_of(version, LEADER, "enterprises_new", day("2026-01-30")).speaks
    assert metrics.signal_of(version, LEADER, "enterprises_new", day("2026-01-31")).speaks


def test_a_month_that_a_park_has_not_reported_is_not_judged(tmp_path: Path) -> None:
    parks = ("甲园", "乙园")
    firms = [{"enterprise": park, "park": park, "starts_on": "2023-01-01"} for park in parks]
    months = [f"{year}-{month:02}-01" for year in (2024, 2025) for month in range(1, 13)]
    reports = [{"enterprise": park, "month": month, "revenue": 10} for park in parks for month in months]
    early = {"enterprise": "甲园", "month": "2026-01-01", "revenue": 10}
    version = version_of(tmp_path, {"residency": firms, "monthly_report": [*reports, early]})
    found = metrics.signal_of(version, LEADER, "revenue", day("2026-02-10"))
    assert (found.month, found.value, found.kind) == (day("2025-12-01"), 20, "none")
    ours = metrics.signal_of(version, LEADER, "revenue", day("2026-02-10"), (("park", "甲园"),))
    assert (ours.month, ours.value) == (day("2026-01-01"), 10)


def test_too_short_a_history_and_yearly_figures_give_no_signal(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"residency": arrivals(2)[-20:]})
    assert metrics.signal_of(version, LEADER, "enterprises_new", day("2026-02-10")).kind == "too_few"
    assert metrics.signal_of(version, LEADER, "annual_revenue", day("2026-02-10")).kind == "too_few"
