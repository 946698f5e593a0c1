"""Only what the natural limits of a metric do not explain is a signal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdash.metrics.signal import signal

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
