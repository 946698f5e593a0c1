"""Who has handed in: a park that is late spoils the whole, and its own figures, but not those of another park."""

from __future__ import annotations

from pathlib import Path

import pytest

from parkdash import metrics
from parkdash.metrics.catalogue import metric
from parkdash.metrics.model import At, Filters
from tests.world import LEADER, Scope, day, version_of

AT = At(day("2026-10-31"))
OURS: Filters = (("park", "甲园"),)
STAYS = [
    {"enterprise": name, "park": park, "starts_on": "2025-01-01"}
    for name, park in [("一号", "甲园"), ("二号", "乙园"), ("三号", "乙园"), ("四号", "乙园")]
]


def report(enterprise: str, month: str, revenue: int) -> dict[str, object]:
    return {"enterprise": enterprise, "month": month, "revenue": revenue}


LATE = {
    "residency": STAYS,
    "monthly_report": [
        report("一号", "2026-09-01", 10), report("一号", "2026-10-01", 15), report("二号", "2026-10-01", 5)],
    "target": [{"metric": "revenue", "park": park, "year": 2026, "value": 20, "base": 0, "decided_on": "2026-01-01"}
               for park in ("甲园", None)],
}  # fmt: skip


@pytest.mark.parametrize(
    ("filters", "counts", "missing"),
    [
        ((), (1, 2), ("乙园",)),
        (OURS, (1, 1), ()),
        ((("park", "乙园"),), (0, 1), ("乙园",)),
        ((("park", None),), (0, 0), ()),
    ],
)
def test_only_the_parks_chosen_count(
    tmp_path: Path, filters: Filters, counts: tuple[int, int], missing: tuple[str, ...]
) -> None:
    version = version_of(tmp_path, LATE)
    found = metrics.coverage(version, LEADER, metric("revenue"), AT, filters)
    assert ((found.reported, found.expected), found.missing) == (counts, missing)


def test_a_scope_of_one_park_is_not_told_of_another(tmp_path: Path) -> None:
    narrow = Scope("narrow", frozenset(["甲园"]), None, True, True)
    found = metrics.coverage(version_of(tmp_path, LATE), narrow, metric("revenue"), AT, (("park", "乙园"),))
    assert (found.expected, found.missing) == (0, ())


def test_half_of_the_firms_make_a_report(tmp_path: Path) -> None:
    enough = {**LATE, "residency": STAYS[:3]}
    assert metrics.coverage(version_of(tmp_path, enough), LEADER, metric("revenue"), AT).missing == ()


def test_a_late_park_does_not_spoil_the_comparison_of_another(tmp_path: Path) -> None:
    version = version_of(tmp_path, LATE)
    now, then = AT.day, day("2026-09-30")
    assert metrics.compare(version, LEADER, "revenue", now, then)[0].reason == "incomplete"
    assert metrics.compare(version, LEADER, "revenue", now, then, OURS)[0].change == 5


def test_a_figure_that_lacks_a_park_is_not_compared_with_a_whole_one(tmp_path: Path) -> None:
    before = [report(name, "2026-09-01", 10) for name in ("二号", "三号", "四号")]
    version = version_of(tmp_path, {**LATE, "monthly_report": [*LATE["monthly_report"], *before]})
    since, _ = metrics.compare(version, LEADER, "revenue", AT.day, day("2026-09-30"))
    assert (since.then.value, since.now.value, since.change, since.reason) == (40, 20, None, "incomplete")


def test_a_late_park_does_not_dim_the_light_of_another(tmp_path: Path) -> None:
    version = version_of(tmp_path, LATE)
    whole, ours = (metrics.target(version, LEADER, "revenue", AT.day, filters) for filters in ((), OURS))
    assert (whole.status, whole.reason) == ("warning", "incomplete")
    assert (ours.status, ours.reason) == ("on_track", "")


def test_the_receipt_tells_of_the_parks_chosen(tmp_path: Path) -> None:
    handed_in = metrics.receipt(version_of(tmp_path, LATE), LEADER, "revenue", AT, OURS).coverage
    assert handed_in is not None
    assert (handed_in.reported, handed_in.expected) == (1, 1)
