"""How good the data are: what is lacking is counted as it is listed, and late is told by the day it was due."""

from __future__ import annotations

from pathlib import Path

import pytest

from parkdash import metrics
from parkdash.contracts import contracts
from parkdash.metrics.model import Filters
from parkdash.metrics.quality import GAPS, freshness, gaps, late_days, report_month, reports
from tests.world import LEADER, Scope, day, version_of

AT = day("2026-10-20")
OURS: Filters = (("park", "甲园"),)
WORLD = {
    "enterprise": [
        {"enterprise": "一号", "credit_code": "91000000MA00000017", "chain": "量子"},
        {"enterprise": "二号"},
        {"enterprise": "园外", "chain": None},
    ],
    "residency": [
        {"enterprise": "一号", "park": "甲园", "starts_on": "2025-01-01"},
        {"enterprise": "二号", "park": "甲园", "starts_on": "2025-01-01"},
        {"enterprise": "三号", "park": "乙园", "starts_on": "2025-01-01"},
        {"enterprise": "已走", "park": "乙园", "starts_on": "2025-01-01", "last_day": "2026-01-01"},
    ],
    "monthly_report": [
        {"enterprise": "一号", "month": "2026-08-01", "revenue": 1},
        {"enterprise": "一号", "month": "2026-09-01", "revenue": 1},
    ],
}  # fmt: skip


def test_of_the_firms_in_a_park_those_are_counted_that_lack_something(tmp_path: Path) -> None:
    found = gaps(version_of(tmp_path, WORLD), LEADER, AT)
    assert {gap.name: (gap.lacking, gap.firms) for gap in found} == {
        "code": (2, 3), "chain": (2, 3), "report": (2, 3), "entry": (1, 3)}  # fmt: skip
    assert found[0].share == pytest.approx(2 / 3)


@pytest.mark.parametrize("filters", [(), OURS, (("park", None),)], ids=["all", "one park", "no park"])
@pytest.mark.parametrize("gap", GAPS)
def test_the_list_behind_a_gap_is_as_long_as_its_figure(tmp_path: Path, gap: str, filters: Filters) -> None:
    version = version_of(tmp_path, WORLD)
    figure = next(one for one in gaps(version, LEADER, AT, filters) if one.name == gap)
    assert metrics.find(version, LEADER, "", AT, filters, 50, 0, gap).total == figure.lacking


def test_a_reader_of_one_park_is_told_of_its_firms_only(tmp_path: Path) -> None:
    version = version_of(tmp_path, WORLD)
    narrow = Scope("narrow", frozenset(["乙园"]), None, True, True)
    assert [(gap.lacking, gap.firms) for gap in gaps(version, narrow, AT)] == [(1, 1)] * 4
    assert [handed.park for handed in reports(version, narrow, AT)] == ["乙园"]
    rows = {one.table: (one.rows, one.newest) for one in freshness(version, narrow, AT)}
    assert rows["monthly_report"] == (0, None)
    assert rows["residency"] == (2, day("2025-01-01"))
    assert rows["fund"] == (None, None)


def test_without_enterprises_there_is_no_share(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"enterprise": WORLD["enterprise"]})
    assert {gap.share for gap in gaps(version, LEADER, AT)} == {None}


@pytest.mark.parametrize(
    ("asked", "month"),
    [
        ("2026-10-20", "2026-09-01"),  # reported and due
        ("2026-11-09", "2026-09-01"),  # October is due on the 10th, nobody was early
        ("2026-11-10", "2026-10-01"),
        ("2026-09-05", "2026-08-01"),  # not due yet, but somebody has reported it
    ],
)
def test_the_month_looked_at_is_the_last_reported_or_due(tmp_path: Path, asked: str, month: str) -> None:
    assert report_month(version_of(tmp_path, WORLD), day(asked)) == day(month)


def test_each_table_tells_how_far_it_reaches_and_who_brought_it_last(tmp_path: Path) -> None:
    more = {"residency": [{"enterprise": "四号", "park": "乙园", "starts_on": "2026-12-01"}]}
    found = {one.table: one for one in freshness(version_of(tmp_path, WORLD, more), LEADER, AT)}
    assert (found["residency"].rows, found["residency"].newest, found["residency"].batch) == (
        5, day("2025-01-01"), "000002")  # fmt: skip
    assert (found["monthly_report"].newest, found["monthly_report"].batch) == (day("2026-09-30"), "000001")
    assert (found["fund"].rows, found["fund"].batch) == (0, "")


@pytest.mark.parametrize(
    ("newest", "handed_in", "at", "late"),
    [
        ("2026-08-31", "2026-09-04", "2026-10-20", 15),  # September was due on 5 October
        ("2026-08-31", "2026-09-04", "2026-10-05", 0),  # on the due day September may still come
        ("2026-09-01", "2026-09-04", "2026-10-20", 0),  # speaks of September
        ("2026-08-31", "2026-10-02", "2026-10-20", 0),  # handed in since, with nothing new to tell
        (None, None, "2026-10-06", 1),
    ],
)
def test_a_table_is_late_from_the_day_after_it_was_due(
    newest: str | None, handed_in: str | None, at: str, late: int
) -> None:
    talent = contracts()["talent"]
    told = late_days(talent, newest and day(newest), handed_in and day(handed_in), day(at))  # type: ignore[arg-type]
    assert told == late


def test_a_table_without_a_due_day_is_never_late() -> None:
    assert late_days(contracts()["fund"], None, None, AT) == 0
