"""Policy payouts and innovation vouchers: due, approved, paid, owed for how long, used and redeemed."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from parkdash import metrics
from parkdash.metrics.model import At, Between
from parkdash.rules import rules
from parkdash.warehouse import Version
from tests.world import GUEST, LEADER, Rows, day, version_of


def payout(
    no: str, firm: str | None, approved: str | None, amount: int | None, paid: str | None = None, **more: Any
) -> dict[str, Any]:
    """Applied for on 1 January; under 奖补 due thirty days after its approval."""
    return {
        "payout_no": no, "policy": "奖补", "enterprise": firm, "applied_on": "2026-01-01", "approved_on": approved,
        "amount_approved": amount, "paid_on": paid, "amount_paid": amount if paid else None, **more,
    }  # fmt: skip


def voucher(no: str, firm: str, used: str | None = None, redeemed: str | None = None) -> dict[str, Any]:
    return {
        "voucher_no": no, "enterprise": firm, "issued_on": "2026-01-10", "face_value": 10, "expires_on": "2026-06-30",
        "used_on": used, "service_value": 40 if used else None, "redeemed_on": redeemed,
        "amount_redeemed": 10 if redeemed else None,
    }  # fmt: skip


WORLD: dict[str, Rows] = {
    "park": [{"name": "甲园"}],
    "residency": [{"enterprise": name, "park": "甲园", "starts_on": "2025-01-01"} for name in ("一号", "二号", "三号", "四号")],
    "policy_item": [{"policy": "奖补", "policy_level": "municipal", "pay_within_days": 30}],
    "policy_payout": [
        payout("A", "一号", "2026-01-31", 100, "2026-03-02"),  # due on 2 March: just in time
        payout("B", "二号", "2026-01-31", 200, "2026-03-03"),  # a day late
        payout("C", "三号", "2026-01-31", 300),  # owed
        payout("D", "四号", "2026-01-31", 400, "2026-02-10", amount_paid=100),  # 300 still owed
        payout("E", "一号", "2026-05-31", 500),  # not due until 30 June
        payout("F", "二号", None, None),  # under review
        payout("G", None, "2026-01-31", 50, "2026-02-10", person="沈甲子", park="甲园", due_on="2026-02-20"),
        payout("H", "三号", "2026-01-31", 60, policy="别的"),  # nobody has said by when
    ],
    "voucher": [
        voucher("1", "一号"), voucher("2", "二号", "2026-02-10"), voucher("3", "三号", "2026-02-10", "2026-03-12"),
        voucher("4", "四号", "2026-02-10", "2026-04-11"),
    ],
}  # fmt: skip
JUNE = At(day("2026-06-15"))


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Version:
    return version_of(tmp_path_factory.mktemp("policy"), WORLD)


def value(version: Version, name: str, when: At | Between = JUNE) -> Any:
    return metrics.value(version, LEADER, name, when).value


def test_what_fell_due_is_paid_or_owed_by_number_and_by_amount(version: Version) -> None:
    assert (value(version, "payouts_due"), value(version, "payouts_settled")) == (5, 3)  # A to D and G; A, B, G
    assert value(version, "payouts_overdue") == 2
    assert value(version, "payout_rate") == 60
    assert value(version, "payout_due_money") == 1050
    assert value(version, "payout_received_money") == 450  # 100 + 200 + 100 + 50
    assert value(version, "payout_owed_money") == 600
    assert value(version, "payout_money_rate") == pytest.approx(450 / 10.5)


def test_a_claim_of_hundred_percent_holds_only_as_long_as_nothing_is_overdue(version: Version) -> None:
    assert value(version, "payout_rate", At(day("2026-02-28"))) == 100  # only the person's had fallen due
    assert value(version, "payout_rate", At(day("2026-03-03"))) < 100


def test_a_payout_is_owed_from_the_day_after_its_last_day(version: Version) -> None:
    assert value(version, "payouts_overdue", At(day("2026-03-02"))) == 0
    assert value(version, "payouts_overdue", At(day("2026-03-03"))) == 2  # B came on that day


def test_what_is_owed_grows_older_from_band_to_band(version: Version) -> None:
    def band(on: str) -> dict[str | None, Any]:
        found = metrics.breakdown(version, LEADER, "payout_owed_money", At(day(on)), "payout_state")
        return {group.key: group.value for group in found.groups}

    assert band("2026-04-01") == {"to_30": 600}  # thirty days after 2 March
    assert band("2026-04-02") == {"to_90": 600}
    assert band("2026-07-01") == {"to_30": 500, "to_180": 600}  # and E since 30 June


def test_the_bands_of_age_leave_no_day_out() -> None:
    bands = rules("policy")["payout_band"]
    assert bands[0]["first_day"] == 1
    assert all(after["first_day"] == before["last_day"] + 1 for before, after in pairwise(bands))


def test_paid_in_time_is_told_by_the_day_on_which_the_time_ends(version: Version) -> None:
    march = Between(day("2026-03-01"), day("2026-03-31"))
    assert (value(version, "payouts_fell_due", march), value(version, "payouts_in_time", march)) == (4, 1)
    assert value(version, "payout_in_time_rate", march) == 25
    assert value(version, "payout_in_time_rate") == 40  # with the person's in February: 2 of 5


def test_approved_and_paid_are_counted_when_they_happen_and_days_by_percentiles(version: Version) -> None:
    assert (value(version, "payouts_approved"), value(version, "payout_approved_money")) == (7, 1610)
    assert value(version, "payout_paid_money") == 450
    assert value(version, "payout_days_median") == 50  # 40, 40, 60, 61 days
    assert value(version, "payout_days_p90") == pytest.approx(60.7)


def test_vouchers_are_issued_used_and_redeemed_and_lapse(version: Version) -> None:
    names = ("vouchers_issued", "vouchers_used", "vouchers_redeemed")
    assert [value(version, name) for name in names] == [4, 3, 2]
    assert (value(version, "voucher_use_rate"), value(version, "voucher_redeem_rate")) == (75, pytest.approx(200 / 3))
    assert value(version, "vouchers_expiring") == 1
    july = At(day("2026-07-01"))
    assert value(version, "vouchers_expiring", july) == 0
    states = metrics.breakdown(version, LEADER, "vouchers_issued", july, "voucher_state").groups
    assert {group.key: group.value for group in states} == {"redeemed": 2, "used": 1, "lapsed": 1}


def test_leverage_is_the_value_of_the_services_over_what_was_redeemed(version: Version) -> None:
    assert (value(version, "voucher_service_money"), value(version, "voucher_redeemed_money")) == (80, 20)
    assert value(version, "voucher_leverage") == 4


def test_a_bridge_tells_what_fell_due_and_what_was_paid(version: Version) -> None:
    found = metrics.bridge(version, LEADER, "payouts_overdue", day("2026-03-02"), day("2026-06-15"))
    assert (found.opening, sum(m.count for m in found.entered), sum(m.count for m in found.left), found.closing) == (
        0,
        2,
        0,
        2,
    )


@pytest.mark.parametrize(
    "name", ["payouts_overdue", "payout_rate", "payout_days_p90", "vouchers_used", "voucher_leverage"]
)
def test_a_number_is_proven_by_its_records(version: Version, name: str) -> None:
    assert metrics.receipt(version, LEADER, name, JUNE).proven


def test_few_payees_are_withheld_from_a_guest_persons_counted_with_firms(version: Version) -> None:
    assert metrics.value(version, GUEST, "payout_owed_money", JUNE).reason == "suppressed"  # two firms
    assert metrics.value(version, GUEST, "payout_paid_money", JUNE).value == Decimal(450)  # three firms and a person
    others = metrics.breakdown(version, GUEST, "payout_paid_money", JUNE, "policy").groups
    assert [group.suppressed for group in others] == [False]
    seen = metrics.records(version, GUEST, "payout_paid_money", JUNE)
    shown = str(seen.rows)
    assert "沈甲子" not in shown
    assert "450" not in shown


def test_a_payout_to_a_person_alone_is_withheld_from_a_guest(tmp_path: Path) -> None:
    rows = {**WORLD, "policy_payout": [row for row in WORLD["policy_payout"] if row["payout_no"] == "G"]}
    assert metrics.value(version_of(tmp_path, rows), GUEST, "payout_paid_money", JUNE).reason == "suppressed"
