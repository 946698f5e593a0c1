"""When a thing counts: days, months and years, with numbers one can add in the head."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from parkdash import metrics
from parkdash.metrics.model import At, Between
from tests.world import LEADER, day, version_of

IN_PARK = {"enterprise": "一号", "park": "甲园", "starts_on": "2020-01-01"}


def high_tech(tmp_path: Path, *certificates: dict[str, str], on: str) -> object:
    rows = [{"enterprise": "一号", "tier": "high_tech", **certificate} for certificate in certificates]
    version = version_of(tmp_path, {"residency": [IN_PARK], "recognition": rows})
    return metrics.value(version, LEADER, "high_tech", At(day(on))).value


@pytest.mark.parametrize(("on", "count"), [("2023-05-31", 0), ("2023-06-01", 1), ("2026-05-31", 1), ("2026-06-01", 0)])
def test_a_certificate_counts_from_its_first_to_its_last_day(tmp_path: Path, on: str, count: int) -> None:
    assert high_tech(tmp_path, {"valid_from": "2023-06-01", "valid_until": "2026-05-31"}, on=on) == count


def test_a_renewed_certificate_is_one_firm_and_no_movement(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"residency": [IN_PARK], "recognition": [
        {"enterprise": "一号", "tier": "high_tech", "valid_from": "2023-06-01", "valid_until": "2026-05-31"},
        {"enterprise": "一号", "tier": "high_tech", "valid_from": "2026-05-01", "valid_until": "2029-04-30"},
    ]})  # fmt: skip
    moved = metrics.bridge(version, LEADER, "high_tech", day("2026-04-30"), day("2026-06-30"))
    assert (moved.opening, moved.entered, moved.left, moved.closing) == (1, (), (), 1)


def test_a_revoked_certificate_leaves_on_the_day_it_is_revoked(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"residency": [IN_PARK], "recognition": [
        {"enterprise": "一号", "tier": "high_tech", "valid_from": "2023-06-01", "valid_until": "2026-05-31", "revoked_on": "2025-03-01"},
    ]})  # fmt: skip
    moved = metrics.bridge(version, LEADER, "high_tech", day("2025-02-28"), day("2025-03-01"))
    assert [(m.cause, m.count, m.members[0].name) for m in moved.left] == [("revoked", 1, "一号")]


def test_a_firm_that_leaves_takes_its_tier_along(tmp_path: Path) -> None:
    stay = {**IN_PARK, "last_day": "2026-03-31", "exit_reason": "moved_out"}
    version = version_of(tmp_path, {"residency": [stay], "recognition": [
        {"enterprise": "一号", "tier": "gazelle", "valid_from": "2025-01-01"}]})  # fmt: skip
    moved = metrics.bridge(version, LEADER, "gazelle", day("2026-03-31"), day("2026-04-01"))
    assert [(m.cause, m.count) for m in moved.left] == [("moved_out", 1)]


def test_three_tags_on_two_firms_are_two_tiered_enterprises(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"residency": [IN_PARK, {**IN_PARK, "enterprise": "二号"}], "recognition": [
        {"enterprise": "一号", "tier": "high_tech", "valid_from": "2025-01-01"},
        {"enterprise": "一号", "tier": "gazelle", "valid_from": "2025-01-01"},
        {"enterprise": "二号", "tier": "high_tech", "valid_from": "2025-01-01"},
    ]})  # fmt: skip
    numbers = metrics.values(version, LEADER, ["tiered", "tier_tags", "high_tech", "gazelle"], At(day("2026-01-01")))
    assert [number.value for number in numbers.values()] == [2, 3, 2, 1]


def test_of_two_stays_at_one_time_the_one_begun_last_holds(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"residency": [
        {"enterprise": "一号", "park": "甲园", "carrier": "A座", "starts_on": "2024-01-01"},
        {"enterprise": "一号", "park": "甲园", "carrier": "B座", "starts_on": "2025-01-01", "last_day": "2025-12-31"},
    ]})  # fmt: skip
    held = [
        [
            (group.key, group.value)
            for group in metrics.breakdown(version, LEADER, "enterprises", At(day(on)), "carrier").groups
        ]
        for on in ("2024-06-30", "2025-06-30", "2026-06-30")
    ]
    assert held == [[("A座", 1)], [("B座", 1)], [("A座", 1)]]


def test_an_unknown_first_day_means_ever_since_but_is_no_new_enterprise(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"residency": [{"enterprise": "一号", "park": "甲园"}]})
    assert metrics.value(version, LEADER, "enterprises", At(day("2001-01-01"))).value == 1
    assert metrics.value(version, LEADER, "enterprises_new", Between(day("1990-01-01"), day("2026-01-01"))).value == 0


def deals(tmp_path: Path) -> dict[str, list[dict[str, object]]]:
    paid = [("2025-03-01", 100), ("2025-11-21", 10), ("2025-12-31", 1), ("2026-01-01", 200), ("2026-11-21", 20)]
    return {"financing": [
        {"enterprise": "一号", "kind": "equity", "deal_no": str(place), "paid_on": on, "amount": amount}
        for place, (on, amount) in enumerate(paid)
    ]}  # fmt: skip


def test_a_flow_counts_both_its_days_and_to_date_means_since_the_first_of_january(tmp_path: Path) -> None:
    version = version_of(tmp_path, deals(tmp_path))
    assert metrics.value(version, LEADER, "equity_paid", At(day("2026-11-21"))).value == 220
    assert metrics.value(version, LEADER, "equity_paid", Between(day("2025-11-21"), day("2026-01-01"))).value == 211


def test_this_year_to_date_stands_beside_the_same_days_last_year(tmp_path: Path) -> None:
    version = version_of(tmp_path, deals(tmp_path))
    since, last_year = metrics.compare(version, LEADER, "equity_paid", day("2026-11-21"), day("2026-11-20"))
    assert (since.change, last_year.change, last_year.then.value) == (20, 110, 110)
    assert last_year.then.when == Between(day("2025-01-01"), day("2025-11-21"))
    assert last_year.share == 1.0


def test_across_new_year_the_comparison_tells_what_was_added(tmp_path: Path) -> None:
    version = version_of(tmp_path, deals(tmp_path))
    since, _ = metrics.compare(version, LEADER, "deals", day("2026-01-02"), day("2025-12-26"))
    assert (since.now.value, since.change, since.reason) == (2, None, "no_previous")


REPORTS = {"monthly_report": [
    {"enterprise": "一号", "month": month, "revenue": revenue, "headcount": heads}
    for month, revenue, heads in [("2025-10-01", 50, 4), ("2026-09-01", 100, 5), ("2026-10-01", 300, 6)]
]}  # fmt: skip


def test_an_unfinished_month_is_never_shown(tmp_path: Path) -> None:
    version = version_of(tmp_path, REPORTS)
    shown = metrics.value(version, LEADER, "revenue", At(day("2026-10-30")))
    assert (shown.value, shown.when) == (100, Between(day("2026-09-01"), day("2026-09-30")))
    assert metrics.value(version, LEADER, "revenue", At(day("2026-10-31"))).value == 300


def test_months_add_up_but_heads_are_those_of_the_last_month(tmp_path: Path) -> None:
    version = version_of(tmp_path, REPORTS)
    year = Between(day("2026-01-01"), day("2026-11-13"))
    numbers = metrics.values(version, LEADER, ["revenue", "headcount", "revenue_per_head"], year)
    assert [number.value for number in numbers.values()] == [Decimal(400), 6, pytest.approx(400 / 6)]


def test_a_month_is_compared_with_the_same_month_last_year(tmp_path: Path) -> None:
    version = version_of(tmp_path, REPORTS)
    since, last_year = metrics.compare(version, LEADER, "revenue", day("2026-11-13"), day("2026-11-06"))
    assert since.reason == "same_period"
    assert (last_year.change, last_year.then.when) == (250, Between(day("2025-10-01"), day("2025-10-31")))


def test_a_ratio_is_made_of_sums_not_of_ratios(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"monthly_report": [
        {"enterprise": "一号", "month": "2026-10-01", "revenue": 900, "rd_expense": 0},
        {"enterprise": "二号", "month": "2026-10-01", "revenue": 100, "rd_expense": 100},
    ]})  # fmt: skip
    assert metrics.value(version, LEADER, "rd_intensity", At(day("2026-10-31"))).value == 10.0


@pytest.mark.parametrize(("left", "rate"), [(None, 100.0), ("2026-01-01", 100.0), ("2025-12-31", 0.0)])
def test_staying_twelve_months_means_being_there_on_the_anniversary(
    tmp_path: Path, left: str | None, rate: float
) -> None:
    version = version_of(tmp_path, {"talent": [
        {"person_no": "1", "person": "某", "enterprise": "一号", "arrived_on": "2025-01-01", "last_day": left, "degree": "master"}]})  # fmt: skip
    assert metrics.value(version, LEADER, "stay_rate", At(day("2026-06-30"))).value == rate


def test_a_leap_day_is_compared_with_the_28th(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"residency": [IN_PARK]})
    _, last_year = metrics.compare(version, LEADER, "enterprises", day("2024-02-29"), day("2024-02-22"))
    assert last_year.then.when == At(day("2023-02-28"))


def test_amounts_that_are_not_known_are_deals_without_money(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"financing": [
        {"enterprise": "一号", "kind": "equity", "deal_no": "1", "paid_on": "2026-01-01", "amount": 100},
        {"enterprise": "一号", "kind": "equity", "deal_no": "2", "paid_on": "2026-01-02", "amount_text": "数千万元"},
        {"enterprise": "一号", "kind": "equity", "deal_no": "3", "paid_on": "2026-01-03", "amount": 10, "currency": "USD"},
        {"enterprise": "一号", "kind": "equity", "deal_no": "4", "paid_on": "2026-01-04", "amount": 10, "currency": "USD", "rate": 7.0},
    ]})  # fmt: skip
    numbers = metrics.values(version, LEADER, ["deals", "equity_paid"], At(day("2026-12-31")))
    assert (numbers["deals"].value, numbers["equity_paid"].value, numbers["equity_paid"].rows) == (4, 170, 2)


def test_a_renewal_is_known_only_from_its_first_day(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"residency": [IN_PARK], "recognition": [
        {"enterprise": "一号", "tier": "high_tech", "valid_from": "2023-06-01", "valid_until": "2026-05-31"},
        {"enterprise": "一号", "tier": "high_tech", "valid_from": "2026-05-01", "valid_until": "2029-04-30"},
    ]})  # fmt: skip
    expiring = [
        metrics.value(version, LEADER, "certificates_expiring", At(day(on))).value
        for on in ("2025-12-01", "2025-12-02", "2026-04-30", "2026-05-01")
    ]
    assert expiring == [0, 1, 1, 0]  # 180 days before 31 May is 2 December


def test_the_largest_firms_and_the_rest_are_the_whole(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"monthly_report": [
        {"enterprise": f"{n}号", "month": "2026-10-01", "revenue": n} for n in range(1, 6)]})  # fmt: skip
    parts = metrics.breakdown(version, LEADER, "revenue", At(day("2026-10-31")), "enterprise", top=2)
    assert [(group.label["zh"], group.value) for group in parts.groups] == [("5号", 5), ("4号", 4)]
    assert parts.rest is not None
    assert (parts.rest.value, parts.rest.rows, parts.total.value) == (6, 3, 15)


@pytest.mark.parametrize("id", ["certificates", "certificates_expiring"])
def test_a_certificate_that_ends_is_renewed_if_the_next_of_its_tier_leaves_no_day_between(
    tmp_path: Path, id: str
) -> None:
    firms = {"接续": "2026-06-01", "早续": "2026-05-01", "断档": "2026-06-02"}
    rows = [
        {"enterprise": firm, "tier": "high_tech", "valid_from": "2023-06-01", "valid_until": "2026-05-31"}
        for firm in firms
    ]
    rows += [
        {"enterprise": firm, "tier": "high_tech", "valid_from": since, "valid_until": "2029-04-30"}
        for firm, since in firms.items()
    ]
    rows += [{"enterprise": "断档", "tier": "gazelle", "valid_from": "2026-01-01", "valid_until": "2029-04-30"}]
    version = version_of(
        tmp_path, {"residency": [{**IN_PARK, "enterprise": firm} for firm in firms], "recognition": rows}
    )
    moved = metrics.bridge(version, LEADER, id, day("2026-04-30"), day("2026-06-30"))
    assert {m.cause: m.count for m in moved.left} == {"renewed": 2, "expired": 1}
    assert [m.members[0].name for m in moved.left if m.cause == "expired"] == ["断档"]
