"""The traffic light: completion, pace, gap, status, as a table of cases from county practice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from parkdash import metrics
from parkdash.metrics.catalogue import metric
from parkdash.metrics.targets import Target, assess, planned
from tests.world import LEADER, Scope, day, version_of


def judged(
    better: str, base: float, target: float, value: float, pace: float, complete: bool = True
) -> tuple[str, float | None]:
    some = replace(metric("deals"), better=better)
    status = assess(some, Target(target, base, "", "", ""), base, value, pace, date(2026, 6, 30), complete)
    return status.status, status.completion


@pytest.mark.parametrize(
    ("case", "better", "base", "target", "value", "pace", "expected"),
    [
        ("half way at half time", "higher", 0, 100, 50, 0.5, ("on_track", 0.5)),
        ("ten points short is a warning", "higher", 0, 100, 40, 0.5, ("warning", 0.4)),
        ("eleven points short is behind", "higher", 0, 100, 39, 0.5, ("behind", 0.39)),
        ("first day of the year, nothing yet", "higher", 0, 100, 0, 1 / 365, ("warning", 0.0)),
        ("counted from last year's end", "higher", 40, 60, 50, 0.5, ("on_track", 0.5)),
        ("below last year's end", "higher", 40, 60, 38, 0.5, ("behind", -0.1)),
        ("more than asked", "higher", 0, 100, 130, 1.0, ("on_track", 1.3)),
        ("to be brought down, half way", "lower", 100, 80, 90, 0.5, ("on_track", 0.5)),
        ("to be brought down, risen", "lower", 100, 80, 110, 0.5, ("behind", -0.5)),
        ("a ceiling of 20, 8 used at half time", "lower", 0, 20, 8, 0.5, ("on_track", 0.4)),
        ("a ceiling of 20, 11 used at half time", "lower", 0, 20, 11, 0.5, ("warning", 0.55)),
        ("a ceiling exceeded at the year's end", "lower", 0, 20, 21, 1.0, ("behind", 1.05)),
        ("a target of zero kept", "lower", 0, 0, 0, 0.5, ("on_track", 0.0)),
        ("a target of zero broken", "lower", 0, 0, 1, 0.5, ("behind", 1.0)),
        ("nothing to add and held", "higher", 40, 40, 40, 0.9, ("on_track", 1.0)),
        ("nothing to add and lost", "higher", 40, 40, 39, 0.9, ("behind", 0.0)),
    ],
)
def test_status_and_completion(
    case: str, better: str, base: float, target: float, value: float, pace: float, expected: tuple[str, float]
) -> None:
    assert judged(better, base, target, value, pace) == (expected[0], pytest.approx(expected[1])), case


def test_an_incomplete_number_is_never_on_track() -> None:
    assert judged("higher", 0, 100, 90, 0.5, complete=False)[0] == "warning"
    assert judged("higher", 0, 100, 10, 0.5, complete=False)[0] == "behind"


@pytest.mark.parametrize(
    ("curve", "on", "share"),
    [
        ("", "2026-12-31", 1.0),
        ("even", "2026-01-01", 1 / 365),
        ("even", "2028-12-31", 1.0),
        ("even", "2028-02-29", 60 / 366),
        ("q4", "2026-09-30", 0.25),
        ("q4", "2026-10-31", 0.50),
        ("june_august", "2026-06-15", 0.325),
        ("april_june", "2026-12-31", 1.0),
    ],
)
def test_pace_follows_the_days_or_the_planned_curve(curve: str, on: str, share: float) -> None:
    assert planned(curve, day(on)) == pytest.approx(share)


PARK = {
    "residency": [{"enterprise": name, "park": park, "starts_on": start} for name, park, start in [
        ("一号", "甲园", "2025-01-01"), ("二号", "甲园", "2026-03-01"), ("三号", "乙园", "2026-04-01")]],
    "target": [
        {"metric": "enterprises", "year": 2026, "value": 5, "unit": "firm", "decided_on": "2026-01-05"},
        {"metric": "enterprises", "park": "甲园", "year": 2026, "value": 3, "base": 0, "unit": "firm", "decided_on": "2026-01-05"},
        {"metric": "equity_paid", "year": 2026, "value": 2, "unit": "wan", "decided_on": "2026-01-05", "owner": "金融服务中心"},
    ],
}  # fmt: skip


def test_a_stock_starts_from_the_end_of_last_year_and_tells_what_is_needed(tmp_path: Path) -> None:
    version = version_of(tmp_path, PARK)
    status = metrics.target(version, LEADER, "enterprises", day("2026-06-30"))
    assert (status.base, status.value, status.completion, status.remaining) == (1, 3, 0.5, 2)
    assert status.needed_per_month == pytest.approx(2 / 6)
    assert status.status == "on_track"  # 50 % against 181 / 365


def test_the_target_of_a_park_is_its_own(tmp_path: Path) -> None:
    version = version_of(tmp_path, PARK)
    ours = metrics.target(version, LEADER, "enterprises", day("2026-06-30"), (("park", "甲园"),))
    assert (ours.target, ours.base, ours.value) == (3, 0, 2)
    narrow = Scope("x", frozenset(["甲园"]), None, True, True)
    assert metrics.target(version, narrow, "enterprises", day("2026-06-30")).target == 3
    assert metrics.target(version, LEADER, "enterprises", day("2026-06-30"), (("carrier", "A座"),)).status == "none"


def test_all_targets_asked_for_at_once_say_what_each_says(tmp_path: Path) -> None:
    at, apart = day("2026-06-30"), version_of(tmp_path / "apart", PARK)
    found = metrics.targeted(version_of(tmp_path / "at once", PARK), LEADER, metrics.catalogue(), at)
    assert found == tuple(metrics.target(apart, LEADER, id, at) for id in ("enterprises", "equity_paid"))


def test_a_later_decision_replaces_the_target_from_its_day_on(tmp_path: Path) -> None:
    version = version_of(tmp_path, PARK, {"target": [
        {"metric": "enterprises", "year": 2026, "value": 9, "unit": "firm", "decided_on": "2026-06-01"}]})  # fmt: skip
    before, after = (
        metrics.target(version, LEADER, "enterprises", day(on)).target for on in ("2026-05-31", "2026-06-01")
    )
    assert (before, after) == (5, 9)


def test_money_targets_are_read_in_the_unit_they_were_written_in(tmp_path: Path) -> None:
    version = version_of(tmp_path, PARK)
    status = metrics.target(version, LEADER, "equity_paid", day("2026-06-30"))
    assert (status.target, status.value, status.owner) == (20_000, 0, "金融服务中心")


def test_without_data_there_is_no_colour(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"target": [
        {"metric": "revenue", "year": 2026, "value": 1, "unit": "yi", "decided_on": "2026-01-05"}]})  # fmt: skip
    assert metrics.target(version, LEADER, "revenue", day("2026-06-30")).status == "unreported"
