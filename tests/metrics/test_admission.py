"""Admission and life cycle: the queue, days per step, pass rate and survival, in numbers one can add."""

from __future__ import annotations

from typing import Any

import pytest

from parkdash import metrics
from parkdash.metrics.model import At
from parkdash.warehouse import Version
from tests.world import GUEST, LEADER, day, version_of


def case(no: str, applied: str, **more: Any) -> dict[str, Any]:
    return {"application_no": no, "applicant": f"申请人{no}", "park": "东园", "applied_on": applied, **more}


def passed(no: str, applied: str, on: str, **more: Any) -> dict[str, Any]:
    return case(no, applied, reviewed_on=on, review_outcome="passed", **more)


CASES = [
    passed("1", "2026-01-01", "2026-01-11", moved_in_on="2026-01-31", enterprise="甲公司"),  # 10 and 20 days
    passed("2", "2026-01-01", "2026-01-21", moved_in_on="2026-02-20", enterprise="乙公司"),  # 20 and 30 days
    passed("3", "2026-02-01", "2026-02-06"),  # 5 days, not moved in yet
    case("4", "2026-02-01", reviewed_on="2026-02-08", review_outcome="rejected", refusal_reason="immature"),  # 7 days
    case("5", "2026-03-01", reviewed_on="2026-03-10", review_outcome="deferred"),  # still waits
    case("6", "2026-03-05", withdrawn_on="2026-03-09"),
]


def stay(firm: str, starts: str, last: str | None = None, **more: Any) -> dict[str, Any]:
    return {"enterprise": firm, "park": "东园", "carrier": "一号楼", "starts_on": starts, "last_day": last, **more}


STAYS = [
    stay("甲公司", "2025-01-31"), stay("乙公司", "2025-02-20", "2026-02-19"),  # 乙 left the day before its anniversary
    stay("丙公司", "2025-03-01", "2026-03-01"), stay("丁公司", "2025-05-01", "2025-06-01"),
    stay("戊公司", "2025-02-10", "2025-08-31"), stay("戊公司", "2025-09-01", entry_kind="within") | {"carrier": "二号楼"},
]  # fmt: skip


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Version:
    return version_of(tmp_path_factory.mktemp("admission"), {"admission": CASES, "residency": STAYS})


@pytest.mark.parametrize(
    ("id", "on", "expected"),
    [
        ("applications", "2026-12-31", 6),
        ("admissions_waiting", "2026-01-10", 2),  # 1 and 2 before the review
        ("admissions_waiting", "2026-01-31", 1),  # 1 has moved in, 2 is passed
        ("admissions_waiting", "2026-03-06", 3),  # 3 passed, 5 and 6
        ("admissions_waiting", "2026-03-31", 2),  # 3 and the deferred 5; 6 is withdrawn
        ("admissions_overdue", "2026-03-16", 0),  # 5 has waited exactly 15 days
        ("admissions_overdue", "2026-03-17", 1),
        ("admissions_overdue", "2026-04-08", 2),  # and 3 more than 60 since it was passed
        ("waiting_days_p50", "2026-03-31", 41.5),  # 53 and 30
        ("admission_decisions", "2026-12-31", 4),
        ("admissions_passed", "2026-12-31", 3),
        ("admission_pass_rate", "2026-12-31", 75.0),
        ("review_days_p50", "2026-12-31", 8.5),  # 5, 7, 10, 20
        ("review_days_p90", "2026-12-31", 17.0),  # 10 + 0.7 × 10
        ("admission_entries", "2026-12-31", 2),
        ("entry_days_p50", "2026-12-31", 25.0),
        ("entry_anniversaries", "2026-04-30", 4),  # 甲 乙 丙 戊; 丁's is tomorrow
        ("entry_survivors", "2026-04-30", 3),
        ("survival_rate", "2026-04-30", 75.0),
        ("survival_rate", "2026-05-01", 60.0),  # 3 of 5
    ],
)
def test_a_figure_of_admission_is_what_one_counts_by_hand(version: Version, id: str, on: str, expected: Any) -> None:
    assert metrics.value(version, LEADER, id, At(day(on))).value == expected
    assert metrics.receipt(version, LEADER, id, At(day(on))).proven


@pytest.mark.parametrize("id", ["admissions_waiting", "entry_anniversaries"])
def test_what_came_and_went_explains_the_queue(version: Version, id: str) -> None:
    found = metrics.bridge(version, LEADER, id, day("2026-01-05"), day("2026-03-31"))
    entered, left = (sum(part.count for part in parts) for parts in (found.entered, found.left))
    assert found.opening + entered - left == found.closing


def test_cohorts_are_quarters_of_entry_and_add_up(version: Version) -> None:
    found = metrics.breakdown(version, LEADER, "entry_anniversaries", At(day("2026-05-01")), "entry_cohort")
    assert {group.key: group.value for group in found.groups} == {"2025Q1": 4, "2025Q2": 1}


def test_the_steps_of_the_queue_add_up(version: Version) -> None:
    found = metrics.breakdown(version, LEADER, "admissions_waiting", At(day("2026-03-31")), "is_admitted")
    assert {group.key: group.value for group in found.groups} == {"true": 1, "false": 1}


def test_a_guest_is_told_how_many_but_not_who(version: Version) -> None:
    assert metrics.value(version, GUEST, "admissions_waiting", At(day("2026-03-31"))).value == 2
    found = metrics.records(
        version, GUEST, "admissions_waiting", At(day("2026-03-31")), (), ("applicant", "applied_on")
    )
    assert {row[found.columns.index("applicant")] for row in found.rows} == {"***"}
