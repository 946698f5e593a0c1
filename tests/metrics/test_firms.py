"""Who is who: matching firms across tables, search, and moves between tiers."""

from __future__ import annotations

from pathlib import Path

import pytest

from parkdash import metrics
from parkdash.metrics.model import At
from tests.world import LEADER, day, version_of

ON = day("2026-10-31")
CODE, OTHER = "91000000MA00000017", "91000000MA00000025"
STAY = {"park": "甲园", "starts_on": "2024-01-01"}


def test_a_name_leads_to_the_code_it_was_seen_with(tmp_path: Path) -> None:
    version = version_of(tmp_path, {
        "enterprise": [{"enterprise": "云岫(北京)科技", "credit_code": CODE}],
        "residency": [{**STAY, "enterprise": "云岫（北京） 科技"}],
        "recognition": [{"enterprise": "改过名的", "credit_code": CODE, "tier": "gazelle", "valid_from": "2025-01-01"}],
    })  # fmt: skip
    assert metrics.value(version, LEADER, "gazelle", At(ON)).value == 1
    assert [(firm.id, firm.name, firm.is_stub) for firm in metrics.find(version, LEADER, "", ON).firms] == [
        (CODE, "云岫(北京)科技", False)
    ]


def test_a_former_name_is_the_same_firm(tmp_path: Path) -> None:
    version = version_of(tmp_path, {
        "enterprise": [{"enterprise": "新名", "credit_code": CODE, "former_name": "旧名"}],
        "residency": [{**STAY, "enterprise": "旧名"}],
    })  # fmt: skip
    assert [firm.name for firm in metrics.find(version, LEADER, "", ON).firms] == ["新名"]


def test_a_name_with_two_codes_is_kept_as_a_firm_of_its_own(tmp_path: Path) -> None:
    version = version_of(tmp_path, {
        "enterprise": [{"enterprise": "同名", "credit_code": CODE}, {"enterprise": "同名", "credit_code": OTHER}],
        "residency": [{**STAY, "enterprise": "同名"}],
    })  # fmt: skip
    assert {firm.id: firm.is_stub for firm in metrics.find(version, LEADER, "", ON).firms} == {
        CODE: False,
        OTHER: False,
        "n:同名": True,
    }


def test_an_unknown_firm_is_a_stub_and_its_row_is_not_lost(tmp_path: Path) -> None:
    version = version_of(
        tmp_path, {"recognition": [{"enterprise": "无人认识", "tier": "gazelle", "valid_from": "2025-01-01"}]}
    )
    assert metrics.find(version, LEADER, "", ON).firms[0].is_stub
    assert metrics.value(version, LEADER, "gazelle", At(ON)).value == 1
    by_park = metrics.breakdown(version, LEADER, "gazelle", At(ON), "park")
    assert [(group.key, group.label["zh"]) for group in by_park.groups] == [(None, "未登记")]


@pytest.mark.parametrize("typed", ["云岫", "岫科", "yxkj", "YXK", "9100", CODE.lower()])
def test_search_finds_by_name_initials_and_code(tmp_path: Path, typed: str) -> None:
    version = version_of(tmp_path, {
        "enterprise": [{"enterprise": "云岫科技", "credit_code": CODE}, {"enterprise": "别家"}],
    })  # fmt: skip
    assert [firm.name for firm in metrics.find(version, LEADER, typed, ON).firms] == ["云岫科技"]


def test_signs_that_mean_something_to_sql_are_letters_to_the_search(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"enterprise": [{"enterprise": "百分%之_'\"--科技"}, {"enterprise": "别家"}]})
    assert metrics.find(version, LEADER, "%之_'\"--", ON).total == 1
    assert metrics.find(version, LEADER, "%", ON).total == 1


def test_the_row_handed_in_last_holds(tmp_path: Path) -> None:
    month = {"enterprise": "一号", "month": "2026-10-01"}
    version = version_of(
        tmp_path, {"monthly_report": [{**month, "revenue": 1}]}, {"monthly_report": [{**month, "revenue": 5}]}
    )
    assert metrics.value(version, LEADER, "revenue", At(ON)).value == 5


def test_moves_between_tiers_start_and_end_on_a_rung(tmp_path: Path) -> None:
    version = version_of(tmp_path, {
        "residency": [{**STAY, "enterprise": name} for name in ("升", "降", "平", "无")],
        "recognition": [
            {"enterprise": "升", "tier": "tech_sme", "valid_from": "2025-01-01"},
            {"enterprise": "升", "tier": "high_tech", "valid_from": "2026-06-01"},
            {"enterprise": "降", "tier": "high_tech", "valid_from": "2024-01-01", "valid_until": "2026-05-31"},
            {"enterprise": "平", "tier": "high_tech", "valid_from": "2024-01-01"},
        ],
    })  # fmt: skip
    moves = metrics.flows(version, LEADER, day("2026-01-01"), ON)
    assert {(move.before, move.after): (move.count, [m.name for m in move.members]) for move in moves} == {
        ("tech_sme", "high_tech"): (1, ["升"]),
        ("high_tech", "no_tier"): (1, ["降"]),
        ("high_tech", "high_tech"): (1, []),  # who stayed is counted, not named
        ("no_tier", "no_tier"): (1, []),
    }


def test_records_of_what_still_holds_have_no_way_out_and_departures_do(tmp_path: Path) -> None:
    version = version_of(
        tmp_path,
        {"residency": [{**STAY, "enterprise": "一号"}, {**STAY, "enterprise": "二号", "last_day": "2026-03-31"}]},
    )
    assert "out_cause" not in metrics.records(version, LEADER, "enterprises", At(ON)).columns
    assert "out_cause" in metrics.records(version, LEADER, "enterprises_exited", At(ON)).columns


def test_a_profile_shows_a_day_no_more_exactly_than_it_is_known(tmp_path: Path) -> None:
    known = {"month": "2011-07", "year": "2011", "day": "2011-07-01", None: "2011-07-01"}
    for number, (precision, shown) in enumerate(known.items()):
        row = {"enterprise": "一号", "founded_on": "2011-07-01", "founded_on_precision": precision}
        version = version_of(tmp_path / str(number), {"enterprise": [row]})
        (sheet,) = metrics.profile(version, LEADER, "n:一号", ON).sheets
        assert sheet.rows[0][sheet.columns.index("founded_on")] == shown
