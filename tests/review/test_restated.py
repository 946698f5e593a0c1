"""A number that comes out differently today says why, line by line, and the lines add up to the gap."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from parkdash import metrics
from parkdash.review import Edition, Restatement, draft, freeze, load, restated
from tests.review.desk import Desk
from tests.world import LEADER, Rows

FRIDAY, NEXT = date(2026, 10, 16), date(2026, 10, 23)
FIRMS = "甲乙丙"
PARK = [{"name": "云岫"}]
STAYS: Rows = [{"enterprise": name, "park": "云岫", "starts_on": "2026-01-01"} for name in FIRMS]
CERTIFICATES: Rows = [
    {"enterprise": name, "tier": "high_tech", "valid_from": "2025-01-01", "valid_until": "2027-12-31"}
    for name in "甲乙"
]
DEALS: Rows = [
    {"enterprise": "甲", "deal_no": "1", "kind": "equity", "round": "a", "paid_on": "2026-03-01", "amount": "100"}
]
EMPLOYED: Rows = [
    {"enterprise": "甲", "person_no": no, "person": no, "degree": degree, "arrived_on": "2026-01-01"}
    for no, degree in (("1", "master"), ("2", "bachelor"))
]


@pytest.fixture
def desk(home: Path) -> Desk:
    """Three firms, two of them high-tech, one deal of 100 yuan, two people, one with a master's degree."""
    desk = Desk(home)
    desk.take({"park": PARK, "residency": STAYS, "recognition": CERTIFICATES}, who="张")
    desk.take({"financing": DEALS, "talent": EMPLOYED}, who="张")
    return desk


def frozen(desk: Desk) -> Edition:
    return freeze(desk.home, draft(desk.home, desk.version, LEADER, NEXT, FRIDAY).id)


def found(desk: Desk, edition: Edition) -> dict[str, Restatement]:
    return restated(desk.home, edition, load(desk.home, edition.id)[1], desk.version)


def told(restatement: Restatement) -> list[tuple[str, object, str, str]]:
    return [(cause.kind, cause.amount, cause.name, cause.who) for cause in restatement.causes]


def test_nothing_is_restated_while_nothing_changed(desk: Desk) -> None:
    assert found(desk, frozen(desk)) == {}


def test_facts_after_the_day_restate_nothing(desk: Desk) -> None:
    edition = frozen(desk)
    desk.take({"financing": [{**DEALS[0], "deal_no": "2", "paid_on": "2026-10-24"}]})
    assert "equity_paid" not in found(desk, edition)


def test_a_deal_handed_in_late_is_told_with_its_batch_and_person(desk: Desk) -> None:
    edition = frozen(desk)
    desk.take({"financing": [{**DEALS[0], "deal_no": "2", "paid_on": "2026-04-01", "amount": "30"}]}, who="李")
    late = found(desk, edition)["equity_paid"]
    assert (late.shown, late.now, late.gap) == (100, 130, 30)
    assert told(late) == [("late_fact", 30, "甲", "李")]
    assert (late.causes[0].batch, late.causes[0].row) == ("000003", 2)


def test_a_corrected_amount_is_a_correction_by_the_difference(desk: Desk) -> None:
    edition = frozen(desk)
    desk.take({"financing": [{**DEALS[0], "amount": "80"}]}, who="李")
    assert told(found(desk, edition)["equity_paid"]) == [("correction", -20, "甲", "李")]


def test_a_batch_taken_back_is_a_deletion_by_whoever_took_it_back(desk: Desk) -> None:
    edition = frozen(desk)
    desk.undo(2, who="王")
    gone = found(desk, edition)["equity_paid"]
    assert told(gone) == [("deletion", -100, "甲", "王")]
    assert gone.causes[0].batch == "000003"  # the entry that took it back


def test_a_certificate_with_other_days_is_a_change_of_tier(desk: Desk) -> None:
    edition = frozen(desk)
    desk.take({"recognition": [{**CERTIFICATES[0], "valid_until": "2026-09-30"}]}, who="李")
    changed = found(desk, edition)["high_tech"]
    assert (changed.shown, changed.now) == (2, 1)
    assert told(changed) == [("re_tiering", -1, "甲", "李")]
    assert changed.causes[0].batch == "000003"  # whose row says so now, not the one that was counted


def test_a_ratio_is_explained_by_its_numerator_and_its_denominator(desk: Desk) -> None:
    edition = frozen(desk)
    share = load(desk.home, edition.id)[1].figures["bachelor_share"]
    assert share.value == 100
    desk.take(
        {
            "talent": [
                {**EMPLOYED[0], "person_no": "3", "person": "3", "degree": "college"},
                {**EMPLOYED[0], "person_no": "4", "person": "4"},
            ]
        }
    )
    restatement = found(desk, edition)["bachelor_share"]
    assert (restatement.shown, restatement.now) == (100, 75)  # 2 of 2, then 3 of 4
    assert [(cause.kind, cause.amount) for cause in restatement.causes] == [("numerator", 50), ("denominator", -75)]
    assert [part.gap for part in restatement.parts] == [1, 2]


def test_a_changed_definition_is_told_apart_from_changed_data(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.take({"financing": [{**DEALS[0], "deal_no": "9", "kind": "loan", "amount": "5"}]})
    edition = frozen(desk)
    desk.take(
        {
            "financing": [
                {**DEALS[0], "deal_no": "2", "kind": "loan", "amount": "7"},
                {**DEALS[0], "deal_no": "3", "amount": "30"},
            ]
        }
    )
    loans_too = {"equity_paid": {"where": "kind in ('equity', 'loan')", "version": 2}}
    redefine(monkeypatch, loans_too)
    restatement = found(desk, edition)["equity_paid"]
    assert (restatement.shown, restatement.now) == (100, 142)
    assert [(cause.kind, cause.amount) for cause in restatement.causes] == [
        ("definition", 5),
        ("late_fact", 30),
        ("late_fact", 7),
    ]


def redefine(monkeypatch: pytest.MonkeyPatch, changes: dict[str, dict[str, object]]) -> None:
    """The catalogue with other definitions, for everybody who asks for it."""
    changed = {id: replace(metric, **changes.get(id, {})) for id, metric in metrics.catalogue().items()}
    for name, module in list(sys.modules.items()):
        if name.startswith("parkdash.") and hasattr(module, "metric_of"):
            monkeypatch.setattr(module, "metric_of", changed.__getitem__)
    monkeypatch.setattr(metrics, "catalogue", lambda: changed)


def test_a_changed_target_is_told_though_the_number_stands(desk: Desk) -> None:
    target = {"metric": "high_tech", "year": 2026, "value": 10.0, "unit": "firm", "decided_on": "2026-01-01"}
    desk.take({"target": [target]})
    edition = frozen(desk)
    desk.take({"target": [{**target, "value": 12.0}]})
    restatement = found(desk, edition)["high_tech"]
    assert (restatement.gap, restatement.target_shown, restatement.target_now) == (0, 10, 12)


def test_the_last_digit_of_a_binary_fraction_is_no_restatement() -> None:
    assert not Restatement("revenue", 1, 1, 0, target_shown=0.1 + 0.2, target_now=0.3).differs
    assert Restatement("revenue", 1, 1, 0, target_shown=0.31, target_now=0.3).differs
