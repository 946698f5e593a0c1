"""Titles won, pending and lost; services of platforms against their plan, and platforms that give none."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from parkdash import metrics
from parkdash.metrics.model import At, Between
from parkdash.rules import rules
from parkdash.warehouse import Version
from tests.world import GUEST, LEADER, Rows, day, version_of


def title(
    name: str, level: str, by: str, submitted: str, outcome: str | None = None, decided: str | None = None
) -> dict[str, Any]:
    """An application of park 甲园 or what is in it."""
    return {
        "title_name": name, "level": level, "title_applicant": "甲园", "title_applicant_kind": by, "park": "甲园",
        "submitted_on": submitted, "title_outcome": outcome, "title_decided_on": decided,
    }  # fmt: skip


def service(platform: str, on: str, firm: str | None = None, **more: Any) -> dict[str, Any]:
    return {"platform": platform, "served_on": on, "enterprise": firm, "platform_service_kind": "testing", **more}


def platform(name: str, kind: str, level: str, **more: Any) -> dict[str, Any]:
    return {
        "name": name, "host": "运营公司", "park": "甲园", "platform_kind": kind, "platform_level": level,
        "established_on": "2025-01-01", **more,
    }  # fmt: skip


WORLD: dict[str, Rows] = {
    "park": [{"name": "甲园"}],
    "residency": [{"enterprise": name, "park": "甲园", "starts_on": "2025-01-01"} for name in ("一号", "二号", "三号", "四号")],
    "platform": [
        platform("检测平台", "public_service", "provincial"), platform("实验室", "laboratory", "national"),
        platform("技术中心", "technology_centre", "municipal"),
        platform("老平台", "public_service", "municipal", last_day="2026-01-31"),
    ],
    "title_application": [
        title("A", "national", "park", "2026-01-01", "won", "2026-04-11"),  # 100 days
        title("B", "provincial", "carrier", "2026-01-01", "won", "2026-02-20"),  # 50 days
        title("C", "provincial", "platform", "2026-01-01", "lost", "2026-03-02"),  # 60 days
        title("D", "municipal", "carrier", "2026-01-01", "won", "2026-02-10"),  # 40 days
        title("E", "national", "park", "2026-01-01"),
        title("F", "municipal", "park", "2026-03-02", "pending"),
        title("G", "municipal", "park", "2026-03-02", "withdrawn", "2026-03-12"),
        title("H", "district", "park", "2026-03-02", "won"),  # nobody has said when
        title("I", "provincial", "platform", "2026-05-01", "pending"),
    ],
    "platform_service": [
        service("检测平台", "2026-01-31", "一号", service_fee=100), service("检测平台", "2026-02-10", "一号", service_fee=50),
        service("检测平台", "2026-03-01", "二号", service_fee=200), service("实验室", "2026-03-01", "三号"),
        service("检测平台", "2026-03-10", service_count=6, park="甲园"),
        service("不在册平台", "2026-03-10", "四号", park="甲园"),
    ],
    "platform_plan": [
        {"platform": "检测平台", "year": 2026, "planned_services": 12},
        {"platform": "实验室", "host": "运营公司", "year": 2026, "planned_services": 4},
    ],
}  # fmt: skip
JUNE = At(day("2026-06-30"))


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Version:
    return version_of(tmp_path_factory.mktemp("platforms"), WORLD)


def value(version: Version, name: str, when: At | Between = JUNE) -> Any:
    return metrics.value(version, LEADER, name, when).value


def parts(version: Version, name: str, dimension: str, when: At = JUNE) -> dict[str | None, Any]:
    found = metrics.breakdown(version, LEADER, name, when, dimension)
    return {group.key: group.value for group in found.groups}


def test_titles_are_won_pending_or_lost_and_the_withdrawn_are_none_of_these(version: Version) -> None:
    assert (value(version, "titles_submitted"), value(version, "titles_decided")) == (9, 4)
    assert [value(version, f"titles_{name}") for name in ("won", "lost", "pending")] == [3, 1, 3]
    assert value(version, "title_win_rate") == 75
    assert parts(version, "titles_won", "level") == {"national": 1, "provincial": 1, "municipal": 1}


def test_titles_of_parks_and_carriers_are_counted_apart_from_those_of_platforms(version: Version) -> None:
    assert (value(version, "park_titles_national"), value(version, "park_titles_local")) == (1, 2)


def test_days_to_a_decision_are_told_by_percentiles(version: Version) -> None:
    assert value(version, "title_days_p50") == 55  # 40, 50, 60, 100
    assert value(version, "title_days_p90") == pytest.approx(88)


def test_an_application_grows_older_from_band_to_band_until_it_is_decided(version: Version) -> None:
    ages = [
        parts(version, "titles_pending", "title_age", At(day(on))) for on in ("2026-04-01", "2026-04-02", "2026-06-30")
    ]
    assert ages == [{"to_90": 3}, {"to_90": 1, "to_180": 2}, {"to_90": 1, "to_180": 2}]  # A and E, F; I came in May
    moved = metrics.bridge(version, LEADER, "titles_pending", day("2026-03-31"), JUNE.day)
    assert (moved.opening, moved.closing) == (3, 3)
    assert ({move.cause: move.count for move in moved.entered}, {move.cause: move.count for move in moved.left}) == (
        {"title_submitted": 1}, {"title_won": 1}
    )  # fmt: skip


def test_an_application_is_asked_about_when_a_review_of_its_level_would_be_over(version: Version) -> None:
    assert value(version, "titles_overdue", At(day("2026-05-31"))) == 0
    assert value(version, "titles_overdue", At(day("2026-06-01"))) == 1  # F, municipal, 91 days


def test_services_are_counted_by_what_each_row_says_and_firms_once(version: Version) -> None:
    assert value(version, "platform_services") == 11  # 5 rows of one, one of six
    assert value(version, "platform_firms_served") == 4
    assert value(version, "platform_fees") == 350
    assert parts(version, "platform_services", "platform_level") == {"provincial": 9, "national": 1, None: 1}


def test_services_towards_the_plan_leave_out_platforms_without_one(version: Version) -> None:
    assert (value(version, "platform_planned"), value(version, "platform_plan_done")) == (16, 10)
    assert value(version, "platform_plan_rate") == 62.5
    assert value(version, "platform_plan_rate", At(day("2026-02-28"))) == 12.5
    assert value(version, "platform_plan_rate", At(day("2027-01-01"))) is None


def test_a_platform_is_behind_that_has_done_less_than_the_days_gone_by_ask_for(version: Version) -> None:
    assert value(version, "platforms_behind") == 1  # 9 of 12 is enough in June, 1 of 4 is not
    assert value(version, "platforms_behind", At(day("2026-12-31"))) == 2
    assert metrics.records(version, LEADER, "platforms_behind", JUNE).total == 1


def test_a_platform_that_began_in_the_year_is_measured_from_then_on(tmp_path: Path) -> None:
    new = platform("检测平台", "public_service", "municipal", established_on="2026-07-05")  # 180 days to the year's end
    plan = {"platform": "检测平台", "year": 2026, "planned_services": 4}
    rows = {"park": WORLD["park"], "platform": [new], "platform_plan": [plan]}
    version = version_of(tmp_path, {**rows, "platform_service": [service("检测平台", "2026-07-10")]})
    behind = [value(version, "platforms_behind", At(day(on))) for on in ("2026-08-18", "2026-08-19")]
    assert behind == [0, 1]  # after 45 days one in four is enough


def test_a_platform_is_idle_from_the_day_after_its_limit_until_it_serves_again(version: Version) -> None:
    idle = [
        value(version, "platforms_idle", At(day(on))) for on in ("2026-05-09", "2026-05-10", "2026-06-29", "2026-06-30")
    ]
    assert idle == [0, 1, 1, 2]  # sixty days after 10 March; a hundred and twenty after 1 March
    assert parts(version, "platforms_idle", "platform_kind") == {"public_service": 1, "laboratory": 1}


def test_no_platform_is_idle_as_long_as_nobody_has_told_of_services(tmp_path: Path) -> None:
    silent = version_of(tmp_path, {"park": WORLD["park"], "platform": WORLD["platform"]})
    assert value(silent, "platforms") == 3
    assert not value(silent, "platforms_idle")


def test_two_platforms_of_one_name_are_told_apart_by_their_hosts(tmp_path: Path) -> None:
    both = [{**platform("中心", "public_service", "municipal"), "host": host} for host in ("甲校", "乙校")]
    version = version_of(tmp_path, {
        "park": WORLD["park"], "platform": both,
        "platform_plan": [{"platform": "中心", "host": host, "year": 2026, "planned_services": 4} for host in ("甲校", "乙校")],
        "platform_service": [service("中心", "2026-02-01", "一号", host="甲校"), service("中心", "2026-02-02", "二号", host="甲校")],
    })  # fmt: skip
    found = metrics.records(version, LEADER, "platform_planned", JUNE, columns=("host", "delivered_services"))
    assert sorted(row[:2] for row in found.rows) == [("乙校", 0), ("甲校", 2)]


def test_the_ages_leave_no_day_out() -> None:
    bands = rules("platforms")["title_age"]
    assert bands[0]["first_day"] == 0
    assert all(after["first_day"] == before["last_day"] + 1 for before, after in pairwise(bands))


@pytest.mark.parametrize(
    "name",
    ["titles_pending", "title_win_rate", "title_days_p50", "platform_services", "platform_firms_served",
     "platform_plan_rate", "platforms_idle"],
)  # fmt: skip
def test_a_number_is_proven_by_its_records(version: Version, name: str) -> None:
    assert metrics.receipt(version, LEADER, name, JUNE).proven


def test_a_guest_reads_how_much_platforms_serve_but_not_what_a_firm_paid(version: Version) -> None:
    assert metrics.value(version, GUEST, "platform_services", JUNE).value == 11
    fees = metrics.records(version, GUEST, "platform_fees", JUNE, columns=("service_fee",))
    assert {row[0] for row in fees.rows} <= {"***"}
    with pytest.raises(metrics.UnknownDimension):
        metrics.breakdown(version, GUEST, "platform_fees", JUNE, "enterprise")
    assert metrics.value(version, GUEST, "platform_plan_rate", JUNE).value == 62.5
