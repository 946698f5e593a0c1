"""Edges at which one changed sign would pass unnoticed: first and last causes, the day compared with, rests, order."""

from __future__ import annotations

from pathlib import Path

import pytest

from parkdash import metrics
from parkdash.metrics.model import At, Between
from tests.world import LEADER, day, version_of

STAY = {"enterprise": "一号", "park": "甲园", "starts_on": "2020-01-01"}
GAZELLE = {"enterprise": "一号", "tier": "gazelle"}


def test_who_left_twice_left_for_the_last_cause(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"residency": [STAY], "recognition": [
        {**GAZELLE, "valid_from": "2024-01-01", "valid_until": "2025-03-31"},
        {**GAZELLE, "valid_from": "2025-05-01", "revoked_on": "2025-08-01"},
    ]})  # fmt: skip
    moved = metrics.bridge(version, LEADER, "gazelle", day("2025-01-01"), day("2025-12-31"))
    assert [(m.cause, m.count) for m in moved.left] == [("revoked", 1)]


def test_a_cause_is_looked_for_among_the_members_of_the_stock_alone(tmp_path: Path) -> None:
    post = {"person_no": "1", "person": "某"}
    version = version_of(tmp_path, {"talent": [
        {**post, "enterprise": "一号", "degree": "other", "arrived_on": "2025-01-01", "last_day": "2025-02-28"},
        {**post, "enterprise": "二号", "degree": "master", "arrived_on": "2025-03-01"},
    ]})  # fmt: skip
    moved = metrics.bridge(version, LEADER, "bachelor_plus", day("2024-12-31"), day("2025-12-31"))
    assert [(m.cause, m.count) for m in moved.entered] == [("changed_post", 1)]


def test_a_day_cannot_be_compared_with_itself(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"residency": [STAY]})
    with pytest.raises(ValueError, match="before"):
        metrics.bridge(version, LEADER, "enterprises", day("2025-01-01"), day("2025-01-01"))
    with pytest.raises(ValueError, match="before"):
        metrics.compare(version, LEADER, "enterprises", day("2025-01-01"), day("2025-01-01"))


def test_a_park_and_the_unregistered_can_be_chosen_together(tmp_path: Path) -> None:
    people = [{"person_no": n, "person": "某", "enterprise": n, "arrived_on": "2025-01-01"} for n in ("一号", "二号")]
    version = version_of(tmp_path, {"residency": [STAY], "talent": people})
    both = (("park", "甲园"), ("park", None))
    assert metrics.value(version, LEADER, "talent_total", At(day("2025-06-30")), both).value == 2


def test_what_happened_on_the_day_compared_with_is_not_added_since(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"financing": [
        {"enterprise": "一号", "kind": "equity", "deal_no": on, "paid_on": on, "amount": 1}
        for on in ("2025-12-26", "2025-12-27", "2026-01-02")]})  # fmt: skip
    since, _ = metrics.compare(version, LEADER, "deals", day("2026-01-02"), day("2025-12-26"))
    assert since.now.value == 2


def test_months_stand_in_their_order_and_nothing_beyond_them_is_no_rest(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"monthly_report": [
        {"enterprise": "一号", "month": f"2026-{month}-01", "revenue": revenue}
        for month, revenue in (("03", 1), ("01", 3), ("02", 2))]})  # fmt: skip
    year = Between(day("2026-01-01"), day("2026-12-31"))
    by_month = metrics.breakdown(version, LEADER, "revenue", year, "month")
    assert [group.key for group in by_month.groups] == ["2026-01", "2026-02", "2026-03"]
    assert metrics.breakdown(version, LEADER, "revenue", year, "enterprise", top=1).rest is None
