"""Who made a number read otherwise: never a batch that the edition knew, always the entry that came after it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from parkdash.review import Edition, Restatement, draft, freeze, load, restated
from tests.review.desk import Desk
from tests.world import LEADER, Rows

FRIDAY, NEXT = date(2026, 10, 16), date(2026, 10, 23)
STAYS: Rows = [
    {"enterprise": name, "park": "云岫", "carrier": "楼", "starts_on": "2026-01-01", "last_day": None}
    for name in "甲乙"
]
CERTIFICATE = {"enterprise": "甲", "tier": "high_tech", "valid_from": "2025-01-01", "valid_until": "2027-12-31"}
DEAL = {"enterprise": "甲", "deal_no": "1", "kind": "equity", "round": "a", "paid_on": "2026-03-01", "amount": "100"}
REPORT = {"enterprise": "甲", "month": date(2026, 9, 1), "revenue": "6000", "headcount": 3}
LEASE = {"lease_no": "1", "enterprise": "甲", "park": "云岫", "carrier": "楼", "room": "1", "leased_sqm": 100,
         "lease_from": "2026-01-01", "lease_until": "2026-12-31"}  # fmt: skip


@pytest.fixture
def desk(home: Path) -> Desk:
    """Two firms, 甲 high-tech, with a deal of 100 yuan, 6,000 yuan of revenue in September and 100 m² since January,
    300 m² since 10 October."""
    desk = Desk(home)
    carrier = [{"name": "楼", "park": "云岫", "kind": "incubator"}]
    more = {**LEASE, "lease_no": "2", "room": "2", "leased_sqm": 200, "lease_from": "2026-10-10"}
    desk.take({"park": [{"name": "云岫"}], "carrier": carrier, "residency": STAYS, "recognition": [CERTIFICATE],
               "financing": [DEAL], "monthly_report": [REPORT], "lease": [LEASE, more]}, who="张")  # fmt: skip
    return desk


def frozen(desk: Desk) -> Edition:
    return freeze(desk.home, draft(desk.home, desk.version, LEADER, NEXT, FRIDAY).id)


def found(desk: Desk, edition: Edition) -> dict[str, Restatement]:
    return restated(desk.home, edition, load(desk.home, edition.id)[1], desk.version)


def told(restatement: Restatement) -> list[tuple[str, object, str, str]]:
    return [(cause.kind, cause.amount, cause.batch, cause.who) for cause in restatement.causes]


def test_a_month_divided_by_the_day_is_recomputed_over_the_month_and_the_day(desk: Desk) -> None:
    edition = frozen(desk)
    assert load(desk.home, edition.id)[1].figures["revenue_per_sqm"].value == 20  # 6,000 over 300, not over 100
    assert found(desk, edition) == {}
    desk.take({"monthly_report": [{**REPORT, "revenue": "9000"}]}, who="李")
    restatement = found(desk, edition)["revenue_per_sqm"]
    assert [(cause.kind, cause.amount) for cause in restatement.causes] == [("numerator", 10)]  # 9,000 over 300


def test_all_that_an_undo_brings_back_is_told_as_the_undo(desk: Desk) -> None:
    number = desk.take(
        {
            "financing": [{**DEAL, "amount": "80"}],
            "recognition": [{**CERTIFICATE, "valid_until": "2026-09-30"}],
            "residency": [{**STAYS[0], "enterprise": "丙"}],
        },
        who="李",
    )
    edition = frozen(desk)
    desk.undo(number, who="王")
    after = found(desk, edition)
    assert (after["high_tech"].shown, after["high_tech"].now) == (0, 1)
    assert told(after["high_tech"]) == [("deletion", 1, "000003", "王")]
    assert told(after["equity_paid"]) == [("deletion", 20, "000003", "王")]
    assert told(after["enterprises"]) == told(after["enterprises_new"]) == [("deletion", -1, "000003", "王")]
    assert {cause.who for each in after.values() for cause in each.causes if cause.key} == {"王"}


def test_of_several_entries_each_is_told_with_what_it_did(desk: Desk) -> None:
    number = desk.take({"recognition": [{**CERTIFICATE, "enterprise": "乙"}]}, who="李")
    edition = frozen(desk)
    desk.undo(number, who="王")
    desk.take({"financing": [{**DEAL, "amount": "80"}]}, who="赵")
    desk.take({"residency": [{**STAYS[0], "last_day": "2026-09-30"}]}, who="钱")  # with 甲 its certificate leaves
    after = found(desk, edition)
    assert told(after["equity_paid"]) == [("correction", -20, "000004", "赵")]
    assert sorted(told(after["high_tech"])) == [("deletion", -1, "000003", "王"), ("re_tiering", -1, "000005", "钱")]
    assert told(after["enterprises"]) == [("correction", -1, "000005", "钱")]


def test_what_is_brought_back_is_told_by_who_brought_it_back(desk: Desk) -> None:
    number = desk.take({"financing": [{**DEAL, "deal_no": "2", "amount": "30"}]}, who="李")
    undo = desk.undo(number, who="王")
    edition = frozen(desk)
    desk.undo(undo, who="赵")
    assert told(found(desk, edition)["equity_paid"]) == [("late_fact", 30, "000004", "赵")]
