"""Carriers and space: occupancy, leases that end, rent paid and owed, moves along the chain, in numbers one can add."""

from __future__ import annotations

from typing import Any

import pytest

from parkdash import metrics
from parkdash.metrics.model import At, Between
from parkdash.warehouse import Version
from tests.world import GUEST, LEADER, day, version_of

Row = dict[str, Any]


def building(name: str, kind: str) -> Row:
    return {"name": name, "park": "东园", "kind": kind, "operator": "甲运营" if kind == "makerspace" else "乙运营"}


def space(name: str, sqm: float, starts: str = "2025-01-01", **more: Any) -> Row:
    return {"carrier": name, "park": "东园", "lettable_sqm": sqm, "space_from": starts, **more}


def lease(no: str, firm: str, room: str, sqm: float, first: str, last: str, **more: Any) -> Row:
    place = {"park": "东园", "carrier": "众创楼"}
    return {"lease_no": no, "enterprise": firm, "room": room, "leased_sqm": sqm, "lease_from": first,
            "lease_until": last, "rent_price": 10.0, **place, **more}  # fmt: skip


def bill(no: str, firm: str, due_on: str, due: int, paid: int | None = None, paid_on: str | None = None) -> Row:
    return {"lease_no": no, "enterprise": firm, "room": "101", "park": "东园", "carrier": "众创楼", "rent_month": day(due_on),
            "rent_due_on": due_on, "rent_due": due, "rent_paid": paid, "rent_paid_on": paid_on}  # fmt: skip


def stay(firm: str, carrier: str, starts: str, last: str | None = None, **more: Any) -> Row:
    return {"enterprise": firm, "park": "东园", "carrier": carrier, "starts_on": starts, "last_day": last, **more}


ROWS: dict[str, list[Row]] = {
    "carrier": [building("众创楼", "makerspace"), building("孵化楼", "incubator")],
    "carrier_space": [space("众创楼", 200), space("众创楼", 400, "2026-03-01"), space("孵化楼", 600)],
    "lease": [
        lease("1", "甲公司", "101", 100, "2025-07-01", "2026-06-30"),
        lease("2", "甲公司", "101", 100, "2026-07-01", "2027-06-30", lease_signed_on="2026-06-10"),
        lease("3", "甲公司", "102", 50, "2026-01-01", "2026-12-31"),  # a second room
        lease("4", "乙公司", "103", 150, "2026-01-01", "2026-07-15"),
        lease("5", "丙公司", "201", 200, "2026-01-01", "2028-12-31", carrier="孵化楼", surrendered_on="2026-04-30"),
        lease("6", "乙公司", "103", 150, "2026-05-01", "2026-08-31"),  # written anew before the old one ended
    ],
    "rent": [
        bill("1", "甲公司", "2026-01-10", 3000, 3000, "2026-01-08"),
        bill("4", "乙公司", "2026-01-10", 4500, 4500, "2026-02-10"),  # a month late
        bill("5", "丙公司", "2026-01-10", 2000, 500, "2026-01-20"),  # in part
        bill("5", "丙公司", "2026-04-10", 500),
    ],
    "residency": [
        stay("甲公司", "众创楼", "2025-01-01", "2026-01-31"), stay("甲公司", "孵化楼", "2026-02-01"),
        stay("乙公司", "众创楼", "2025-01-01", "2026-03-31", exit_reason="graduated"),
        stay("丙公司", "孵化楼", "2025-01-01", "2026-04-30", exit_reason="moved_out"),
        stay("丁公司", "孵化楼", "2025-01-01", "2026-04-30"), stay("丁公司", "众创楼", "2026-05-01"),
        stay("戊公司", "孵化楼", "2025-01-01"),
    ],
    "monthly_report": [
        {"enterprise": "甲公司", "month": day("2026-02-01"), "revenue": 35000, "tax_paid": 1000},
        {"enterprise": "戊公司", "month": day("2026-02-01"), "revenue": 15000, "tax_paid": 500},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Version:
    return version_of(tmp_path_factory.mktemp("space"), ROWS)


@pytest.mark.parametrize(
    ("id", "on", "expected"),
    [
        ("lettable_area", "2026-02-28", 800),  # 200 + 600
        ("lettable_area", "2026-03-01", 1000),  # 400 + 600: the later area holds, not both
        ("leased_area", "2026-03-01", 500),  # 100 + 50 + 150 + 200
        ("leased_area", "2026-05-01", 300),  # without 丙; 乙's room counts once
        ("occupancy", "2026-03-01", 50.0),
        ("tenants", "2026-03-01", 3),
        ("leases_ending_30", "2026-06-15", 0),  # 甲's is renewed, 乙's written anew until August
        ("leases_ending_90", "2026-06-15", 1),
        ("leases_ending_180", "2026-06-09", 2),  # 甲's first room is renewed only tomorrow
        ("leases_ending_180", "2026-06-10", 1),
        ("leases_ending_180", "2026-07-04", 2),  # 102 ends in exactly 180 days
        ("ending_area_90", "2026-06-15", 150),
        ("month_rent", "2026-03-01", 5000),
        ("rent_per_sqm", "2026-03-01", 10.0),
        ("rent_due", "2026-12-31", 10000),
        ("rent_collected", "2026-12-31", 8000),
        ("rent_collection_rate", "2026-12-31", 80.0),
        ("rent_arrears", "2026-01-10", 0),  # due today is not late
        ("rent_arrears", "2026-01-11", 6500),  # 4500 + 2000
        ("rent_arrears", "2026-01-20", 6000),  # 丙 has paid 500
        ("rent_arrears", "2026-02-10", 1500),  # 乙 has paid
        ("rent_arrears", "2026-04-11", 2000),
        ("rent_arrears_90", "2026-04-10", 0),
        ("rent_arrears_90", "2026-04-11", 1500),
        ("firms_in_arrears", "2026-04-11", 1),
        ("chain_left", "2026-12-31", 4),
        ("chain_ups", "2026-12-31", 1),  # 甲; 丁 went back
        ("graduates", "2026-12-31", 1),
        ("graduation_rate", "2026-12-31", 50.0),
        ("incubated", "2026-12-31", 3),
        ("chain_stayed", "2026-12-31", 1),  # 戊; 甲 and 丁 changed their stage
        ("chain_stayed", "2025-12-31", 0),
        ("chain_stayed", "2026-01-01", 5),
        ("revenue_per_sqm", "2026-03-15", 100.0),  # 50 000 of February on 500
        ("tax_per_sqm", "2026-03-15", 3.0),
    ],
)
def test_a_figure_of_space_is_what_one_counts_by_hand(version: Version, id: str, on: str, expected: Any) -> None:
    assert float(metrics.value(version, LEADER, id, At(day(on))).value or 0) == expected
    assert metrics.receipt(version, LEADER, id, At(day(on))).proven


@pytest.mark.parametrize("id", ["leases_ending_180", "tenants", "incubated"])
def test_what_came_and_went_explains_a_stock(version: Version, id: str) -> None:
    found = metrics.bridge(version, LEADER, id, day("2026-01-15"), day("2026-07-31"))
    entered, left = (sum(part.count for part in parts) for parts in (found.entered, found.left))
    assert found.opening + entered - left == found.closing


@pytest.mark.parametrize("id", ["occupancy", "rent_collection_rate", "graduation_rate", "revenue_per_sqm"])
def test_operators_are_measured_alike(version: Version, id: str) -> None:
    assert "operator" in metrics.catalogue()[id].dimensions
    found = metrics.breakdown(version, LEADER, id, At(day("2026-03-15")), "operator")
    assert {group.key for group in found.groups} <= {"甲运营", "乙运营"}


def test_a_stage_opens_to_those_who_moved_up_from_it(version: Version) -> None:
    found = metrics.breakdown(
        version, LEADER, "chain_ups", Between(day("2026-01-01"), day("2026-12-31")), "carrier_kind"
    )
    assert [(group.key, group.value) for group in found.groups] == [("makerspace", 1)]


def test_a_guest_sees_no_firms_rent(version: Version) -> None:
    assert metrics.value(version, GUEST, "rent_arrears", At(day("2026-04-11"))).reason == "suppressed"
