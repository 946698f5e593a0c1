"""Pace, forecast and what is still needed, as a table of cases: the arguments that a status meets in a county office."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdash import metrics
from parkdash.metrics.catalogue import metric
from parkdash.metrics.model import TargetStatus
from parkdash.metrics.targets import Target, assess, planned
from tests.world import LEADER, day, version_of


class Case(NamedTuple):
    """What was decided and reached by a day, and what must be said of it. Targets are in the metric's unit."""

    name: str
    better: Literal["higher", "lower"]
    base: float
    target: float
    value: float
    on: str
    curve: str
    status: str
    completion: float
    pace: float
    planned: float
    expected: float | None
    month: float
    week: float


CASES = [
    Case("the plan asks for nothing on 1 January", "higher", 40, 60, 40, "2026-01-01", "q4",
         "on_track", 0, 0, 40, None, 20 / (11 + 30 / 31), 20 / 52),
    Case("on 1 January one day of 365 is over", "higher", 0, 365, 0, "2026-01-01", "",
         "warning", 0, 1 / 365, 1, None, 365 / (11 + 30 / 31), 365 / 52),
    Case("as planned at half time", "higher", 0, 365, 181, "2026-06-30", "",
         "on_track", 181 / 365, 181 / 365, 181, 365, 184 / 6, 7),
    Case("leap year: the last of February is day 60 of 366", "higher", 0, 366, 60, "2028-02-29", "",
         "on_track", 60 / 366, 60 / 366, 60, 366, 30.6, 7),
    Case("leap year: its last day is the whole plan", "higher", 0, 366, 366, "2028-12-31", "",
         "on_track", 1, 1, 366, 366, 0, 0),
    Case("last day of the year, ten missing", "higher", 0, 100, 90, "2026-12-31", "",
         "warning", 0.9, 1, 100, 90, 10, 10),
    Case("last day of the year, more than ten missing", "higher", 0, 100, 89, "2026-12-31", "",
         "behind", 0.89, 1, 100, 89, 11, 11),
    Case("overshoot: nothing more is needed", "higher", 0, 100, 130, "2026-06-30", "q4",
         "on_track", 1.3, 0.08, 8, 1625, 0, 0),
    Case("planned curve: half of the titles come by the end of October", "higher", 40, 60, 49, "2026-10-31", "q4",
         "warning", 0.45, 0.5, 50, 58, 5.5, 11 / (61 / 7)),
    Case("planned curve: a quarter by September is enough", "higher", 40, 60, 45, "2026-09-30", "q4",
         "on_track", 0.25, 0.25, 45, 60, 5, 15 / (92 / 7)),
    Case("to be brought down, half way", "lower", 100, 80, 90, "2026-10-31", "q4",
         "on_track", 0.5, 0.5, 90, 80, -5, -10 / (61 / 7)),
    Case("to be brought down, risen", "lower", 100, 80, 110, "2026-10-31", "q4",
         "behind", -0.5, 0.5, 90, 120, -15, -30 / (61 / 7)),
    Case("to be brought down to zero, half way", "lower", 10, 0, 5, "2026-10-31", "q4",
         "on_track", 0.5, 0.5, 5, 0, -2.5, -5 / (61 / 7)),
    Case("a ceiling used up sooner than planned", "lower", 0, 20, 11, "2026-10-31", "q4",
         "warning", 0.55, 0.5, 10, 22, 0, 0),
    Case("a ceiling of zero kept", "lower", 0, 0, 0, "2026-10-31", "q4", "on_track", 0, 0.5, 0, 0, 0, 0),
    Case("a ceiling of zero broken", "lower", 0, 0, 1, "2026-10-31", "q4", "behind", 1, 0.5, 0, 2, 0, 0),
    Case("a target of zero more than last year, held", "higher", 40, 40, 40, "2026-10-31", "q4",
         "on_track", 1, 0.5, 40, 40, 0, 0),
    Case("a target of zero more than last year, one lost", "higher", 40, 40, 39, "2026-10-31", "q4",
         "behind", 0, 0.5, 40, 38, 0.5, 1 / (61 / 7)),
    Case("moving away: fewer than when the year began", "higher", 40, 60, 38, "2026-10-31", "q4",
         "behind", -0.1, 0.5, 50, 36, 11, 22 / (61 / 7)),
]  # fmt: skip


def judged(case: Case) -> TargetStatus:
    some = replace(metric("deals"), better=case.better)
    goal, on = Target(case.target, case.base, case.curve, "", ""), day(case.on)
    return assess(some, goal, case.base, case.value, planned(case.curve, on), on, True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_county_office_reads_the_same(case: Case) -> None:
    found = judged(case)
    assert found.status == case.status
    assert (found.completion, found.pace) == pytest.approx((case.completion, case.pace))
    assert found.planned == pytest.approx(case.planned)
    assert found.expected == (None if case.expected is None else pytest.approx(case.expected))
    assert (found.needed_per_month, found.needed_per_week) == pytest.approx((case.month, case.week))


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 300), st.dates(date(2026, 2, 1), date(2026, 12, 31)))
def test_the_year_is_expected_to_reach_its_target_exactly_if_the_status_is_on_track(
    base: int, more: int, value: int, on: date
) -> None:
    found = assess(metric("deals"), Target(base + more, base, "", "", ""), base, value, planned("", on), on, True)
    assert found.expected is not None
    if more and abs(found.gap or 0) > 1e-9:
        assert (found.expected >= base + more) == (found.status == "on_track")


def goal(value: float, on: str) -> dict[str, object]:
    return {"metric": "enterprises", "year": 2026, "value": value, "base": 0, "decided_on": on}


def test_a_changed_target_is_planned_anew_from_the_day_it_was_decided_on(tmp_path: Path) -> None:
    firms = [{"enterprise": f"{n}号", "park": "甲园", "starts_on": "2026-01-05"} for n in range(2)]
    version = version_of(tmp_path, {"residency": firms, "target": [goal(4, "2026-01-02"), goal(8, "2026-07-01")]})
    before, after = (metrics.target(version, LEADER, "enterprises", day(on)) for on in ("2026-06-30", "2026-07-01"))
    assert (before.target, before.status, after.target, after.status) == (4, "on_track", 8, "behind")
    assert after.planned == pytest.approx(8 * 182 / 365)
    assert after.expected == pytest.approx(2 / (182 / 365))
    assert after.needed_per_week == pytest.approx(6 / (183 / 7))


def test_without_a_number_nothing_is_expected(tmp_path: Path) -> None:
    version = version_of(
        tmp_path, {"target": [{"metric": "revenue", "year": 2026, "value": 1, "decided_on": "2026-01-05"}]}
    )
    found = metrics.target(version, LEADER, "revenue", day("2026-06-30"))
    assert (found.status, found.expected, found.planned, found.needed_per_week) == ("unreported", None, None, None)
