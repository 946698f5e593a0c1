"""Histories as offices really write them, odd but possible, with figures worked out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from parkdash import metrics
from parkdash.metrics.model import At, Between, Filters, Value
from parkdash.warehouse import Version
from tests.world import LEADER, Scope, day, version_of


def stay(enterprise: str, park: str, first: str, last: str | None = None, **more: Any) -> dict[str, Any]:
    return {"enterprise": enterprise, "park": park, "starts_on": first, "last_day": last, **more}


def shown(version: Version, metric: str, on: str, filters: Filters = ()) -> Value:
    return metrics.value(version, LEADER, metric, At(day(on)), filters).value


def counted(version: Version, metric: str, first: str, last: str, filters: Filters = ()) -> Value:
    return metrics.value(version, LEADER, metric, Between(day(first), day(last)), filters).value


def causes(version: Version, metric: str, since: str, at: str, filters: Filters = ()) -> tuple[dict, dict]:
    moved = metrics.bridge(version, LEADER, metric, day(since), day(at), filters)
    return {m.cause: m.count for m in moved.entered}, {m.cause: m.count for m in moved.left}


@pytest.mark.parametrize(
    ("stays", "new", "gone"),
    [
        ([stay("一号", "甲园", "2025-01-01", "2025-03-31"), stay("一号", "甲园", "2025-04-01", entry_kind="within")], 1, 0),
        ([stay("一号", "甲园", "2025-01-01", "2025-03-31"), stay("一号", "甲园", "2025-05-01", entry_kind="within")], 2, 1),
        ([stay("一号", "甲园", "2025-01-01", entry_kind="within")], 1, 0),
        ([stay("一号", "甲园", "2025-01-01", "2025-03-31", exit_reason="within")], 1, 1),
        ([stay("一号", "甲园", "2025-01-01", "2025-03-31"), stay("一号", "乙园", "2025-04-01")], 2, 1),
        ([stay("一号", "甲园", "2025-01-01", "2025-01-01")], 1, 1),
    ],
    ids=["a move", "a gap called a move", "nothing before", "nothing after", "another park", "in and out on one day"],
)  # fmt: skip
def test_new_minus_exited_is_the_change_whatever_the_office_called_it(
    tmp_path: Path, stays: list[dict[str, Any]], new: int, gone: int
) -> None:
    version = version_of(tmp_path, {"residency": stays})
    assert counted(version, "enterprises_new", "2025-01-01", "2025-12-31") == new
    assert counted(version, "enterprises_exited", "2025-01-01", "2025-12-31") == gone
    assert shown(version, "enterprises", "2025-12-31") == new - gone


def test_a_firm_that_left_and_came_back_is_gone_in_between(tmp_path: Path) -> None:
    version = version_of(tmp_path, {
        "residency": [stay("一号", "甲园", "2024-01-01", "2024-12-31"), stay("一号", "甲园", "2026-01-01")],
        "recognition": [{"enterprise": "一号", "tier": "high_tech", "valid_from": "2024-06-01", "valid_until": "2027-05-31"}],
    })  # fmt: skip
    assert [shown(version, "high_tech", on) for on in ("2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01")] == [
        1, 0, 0, 1]  # fmt: skip
    assert causes(version, "high_tech", "2025-06-30", "2026-01-01") == ({"moved_in": 1}, {})


def test_a_firm_in_two_parks_at_once_counts_in_the_one_it_entered_last(tmp_path: Path) -> None:
    version = version_of(
        tmp_path, {"residency": [stay("一号", "甲园", "2024-01-01"), stay("一号", "乙园", "2025-01-01")]}
    )
    assert shown(version, "enterprises", "2025-06-30") == 1
    assert [shown(version, "enterprises", "2025-06-30", (("park", park),)) for park in ("甲园", "乙园")] == [0, 1]
    assert causes(version, "enterprises", "2024-06-30", "2025-06-30", (("park", "甲园"),)) == ({}, {"moved_park": 1})
    assert causes(version, "enterprises", "2024-06-30", "2025-06-30") == ({}, {})


def test_of_a_person_with_two_posts_the_one_begun_last_holds_and_losing_it_is_no_departure(tmp_path: Path) -> None:
    post = {"person_no": "1", "person": "某", "degree": "master"}
    version = version_of(tmp_path, {"talent": [
        {**post, "enterprise": "一号", "arrived_on": "2025-01-01"},
        {**post, "enterprise": "二号", "arrived_on": "2025-06-01", "last_day": "2025-08-31"},
    ]})  # fmt: skip
    held = [[g.label["zh"] for g in metrics.breakdown(version, LEADER, "talent_total", At(day(on)), "enterprise").groups]
            for on in ("2025-05-31", "2025-06-01", "2025-09-01")]  # fmt: skip
    assert held == [["一号"], ["二号"], ["一号"]]
    flows = [counted(version, m, "2025-01-01", "2025-12-31") for m in ("talent_arrivals", "talent_departures")]
    assert flows == [1, 0]


def test_a_certificate_revoked_before_it_began_never_held(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"residency": [stay("一号", "甲园", "2020-01-01")], "recognition": [
        {"enterprise": "一号", "tier": "gazelle", "valid_from": "2025-06-01", "valid_until": "2028-05-31", "revoked_on": "2025-05-01"}]})  # fmt: skip
    assert [shown(version, m, "2025-07-01") for m in ("gazelle", "certificates", "tiered")] == [0, 0, 0]


def test_renewed_after_a_gap_the_firm_is_out_and_in_again(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"residency": [stay("一号", "甲园", "2020-01-01")], "recognition": [
        {"enterprise": "一号", "tier": "gazelle", "valid_from": "2023-01-01", "valid_until": "2025-12-31"},
        {"enterprise": "一号", "tier": "gazelle", "valid_from": "2026-03-01", "valid_until": "2029-02-28"},
    ]})  # fmt: skip
    assert causes(version, "gazelle", "2025-12-31", "2026-01-01") == ({}, {"expired": 1})
    assert causes(version, "gazelle", "2026-02-28", "2026-03-01") == ({"awarded": 1}, {})
    assert causes(version, "gazelle", "2025-12-31", "2026-03-01") == ({}, {})


def test_overlapping_certificates_are_two_certificates_and_one_firm(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"residency": [stay("一号", "甲园", "2020-01-01")], "recognition": [
        {"enterprise": "一号", "tier": "gazelle", "certificate_no": "1", "valid_from": "2025-01-01", "valid_until": "2025-12-31", "level": "municipal"},
        {"enterprise": "一号", "tier": "gazelle", "certificate_no": "2", "valid_from": "2025-07-01", "valid_until": "2026-06-30", "level": "provincial"},
    ]})  # fmt: skip
    assert [shown(version, m, "2025-08-01") for m in ("certificates", "gazelle", "tiered")] == [2, 1, 1]
    by = metrics.breakdown(version, LEADER, "gazelle", At(day("2025-08-01")), "level")
    assert [(group.key, group.value) for group in by.groups] == [("provincial", 1)]  # the last to end holds


def test_what_lies_in_the_future_counts_neither_now_nor_in_the_cut_off(tmp_path: Path) -> None:
    version = version_of(tmp_path, {
        "residency": [stay("一号", "甲园", "2026-01-01"), stay("二号", "甲园", "2106-01-01")],
        "monthly_report": [{"enterprise": "一号", "month": "2106-01-01", "revenue": 1}],
    })  # fmt: skip
    assert version.cut_off == day("2026-01-01")
    assert shown(version, "enterprises", "2026-12-31") == 1
    assert metrics.value(version, LEADER, "revenue", At(day("2026-12-31"))).reason == "no_data"


def test_a_month_is_counted_where_the_firm_stayed_on_its_last_day(tmp_path: Path) -> None:
    version = version_of(tmp_path, {
        "residency": [stay("一号", "甲园", "2026-01-01", "2026-03-30"), stay("二号", "甲园", "2026-03-31")],
        "monthly_report": [{"enterprise": name, "month": "2026-03-01", "revenue": revenue}
                           for name, revenue in (("一号", 100), ("二号", 10), ("没有登记", 1))],
    })  # fmt: skip
    assert shown(version, "revenue", "2026-03-31") == 11
    assert [shown(version, "revenue", "2026-03-31", (("park", park),)) for park in ("甲园", None)] == [10, 1]


def test_what_nobody_reported_is_not_zero_percent(tmp_path: Path) -> None:
    silent = version_of(tmp_path, {"monthly_report": [{"enterprise": "一号", "month": "2026-10-01", "revenue": 100}]})
    found = metrics.value(silent, LEADER, "rd_intensity", At(day("2026-10-31")))
    assert (found.value, found.reason) == (None, "no_data")


def test_without_heads_talent_density_is_unknown_rather_than_over_nothing(tmp_path: Path) -> None:
    version = version_of(tmp_path, {
        "talent": [{"person_no": "1", "person": "某", "enterprise": "一号", "arrived_on": "2025-01-01"}],
        "monthly_report": [{"enterprise": "一号", "month": "2026-10-01", "revenue": 100}],
    })  # fmt: skip
    assert metrics.value(version, LEADER, "talent_density", At(day("2026-10-31"))).reason == "no_data"


def test_leverage_rests_on_deals_whose_amount_is_known(tmp_path: Path) -> None:
    deal = {"enterprise": "一号", "kind": "equity", "paid_on": "2026-01-01"}
    version = version_of(tmp_path, {"financing": [
        {**deal, "deal_no": "1", "amount": 100, "fund_amount": 20},
        {**deal, "deal_no": "2", "amount_text": "未披露", "fund_amount": 50},
        {**deal, "deal_no": "3", "amount": 1000},
    ]})  # fmt: skip
    assert shown(version, "leverage", "2026-12-31") == 4.0
    assert shown(version, "fund_invested", "2026-12-31") == 70


def test_a_target_of_an_unknown_park_is_nobody_elses(tmp_path: Path) -> None:
    aim = {"metric": "enterprises", "year": 2026, "decided_on": "2026-01-01"}
    version = version_of(tmp_path, {"residency": [stay("一号", "甲园", "2025-01-01")], "target": [
        {**aim, "park": "丙园", "value": 9}]})  # fmt: skip
    assert metrics.target(version, LEADER, "enterprises", day("2026-06-30")).status == "none"


def test_the_target_of_the_whole_is_not_that_of_the_unregistered_or_of_a_reader_without_parks(tmp_path: Path) -> None:
    aim = {"metric": "enterprises", "year": 2026, "decided_on": "2026-01-01", "value": 9}
    version = version_of(tmp_path, {"residency": [stay("一号", "甲园", "2025-01-01")], "target": [aim]})
    on = day("2026-06-30")
    assert metrics.target(version, LEADER, "enterprises", on).target == 9
    assert metrics.target(version, LEADER, "enterprises", on, (("park", None),)).target is None
    assert metrics.target(version, Scope("none", frozenset()), "enterprises", on).target is None


def test_a_title_that_gives_way_to_a_higher_one_has_not_expired_and_holds_again_afterwards(tmp_path: Path) -> None:
    titles = [("a", "provincial", "2020-01-01", None), ("a", "national", "2022-01-01", "2023-12-31"),
              ("b", "provincial", "2020-01-01", "2021-12-31")]  # fmt: skip
    version = version_of(tmp_path, {
        "residency": [stay("一号", "甲园", "2019-01-01")],
        "talent": [{"person_no": no, "person": no, "enterprise": "一号", "arrived_on": "2019-02-01", "degree": "doctor"}
                   for no in "ab"],
        "talent_title": [{"person_no": no, "person": no, "enterprise": "一号", "title": level, "level": level,
                          "awarded_on": since, "valid_until": until} for no, level, since, until in titles],
    })  # fmt: skip
    provincial: Filters = (("level", "provincial"),)
    before, between, after = "2021-06-30", "2022-06-30", "2024-06-30"
    assert causes(version, "titled_provincial", before, between, provincial) == ({}, {"raised": 1, "expired": 1})
    assert causes(version, "titled_provincial", before, between) == ({}, {"expired": 1})
    assert causes(version, "titled_national", before, between) == ({"awarded": 1}, {})
    assert causes(version, "titled_national", between, after) == ({}, {"expired": 1})
    assert causes(version, "titled_provincial", between, after, provincial) == ({"holds_again": 1}, {})
    assert [shown(version, "titled_provincial", on) for on in (before, between, after)] == [2, 1, 1]
