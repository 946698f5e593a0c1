"""Persons' names and single firms' figures go only to those who may see them."""

from __future__ import annotations

from pathlib import Path

import pytest

from parkdash import metrics
from parkdash.metrics.model import At
from tests.world import GUEST, LEADER, Scope, day, version_of

ON = At(day("2026-10-31"))


def talents(count: int, degree: str, firm: str = "一号") -> list[dict[str, object]]:
    return [{"person_no": f"{firm}{degree}{n}", "person": f"某{n}", "enterprise": firm, "arrived_on": "2025-01-01", "degree": degree}
            for n in range(count)]  # fmt: skip


def reports(*revenues: int) -> list[dict[str, object]]:
    return [
        {"enterprise": f"{n}号", "month": "2026-10-01", "revenue": revenue, "headcount": 1}
        for n, revenue in enumerate(revenues)
    ]


def test_groups_of_fewer_than_three_people_are_withheld_from_a_guest(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"talent": talents(2, "doctor") + talents(3, "master") + talents(9, "bachelor")})
    assert metrics.value(version, LEADER, "doctors", ON).value == 2
    withheld = metrics.value(version, GUEST, "doctors", ON)
    assert (withheld.value, withheld.reason) == (None, "suppressed")


def test_a_withheld_part_cannot_be_worked_out_from_the_total(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"talent": talents(2, "doctor") + talents(3, "master") + talents(9, "bachelor")})
    parts = metrics.breakdown(version, GUEST, "talent_total", ON, "degree")
    assert {group.key: group.value for group in parts.groups} == {"bachelor": 9, "master": None, "doctor": None}


@pytest.mark.parametrize(("revenues", "shown"), [((5,), None), ((5, 6), None), ((5, 6, 7), 18)])
def test_figures_of_fewer_than_three_firms_are_withheld_from_a_guest(
    tmp_path: Path, revenues: tuple[int, ...], shown: int | None
) -> None:
    version = version_of(tmp_path, {"monthly_report": reports(*revenues)})
    assert metrics.value(version, GUEST, "revenue", ON).value == shown
    assert metrics.value(version, LEADER, "revenue", ON).value == sum(revenues)


def test_choosing_one_firm_does_not_get_around_it(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"monthly_report": reports(5, 6, 7)})
    with pytest.raises(ValueError, match="no dimension 'enterprise'"):
        metrics.value(version, GUEST, "revenue", ON, (("enterprise", "n:0号"),))
    with pytest.raises(metrics.UnknownDimension):
        metrics.breakdown(version, GUEST, "revenue", ON, "enterprise")
    with pytest.raises(metrics.UnknownDimension):
        metrics.breakdown(version, GUEST, "revenue_per_head", ON, "enterprise")  # a ratio of what is private


def test_records_mask_names_and_figures(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"talent": talents(3, "master"), "monthly_report": reports(5, 6, 7)})
    people = metrics.records(version, GUEST, "talent_total", ON, columns=("person", "degree"))
    assert {row[:2] for row in people.rows} == {("***", "master")}
    firms = metrics.records(version, GUEST, "revenue", ON, columns=("enterprise", "revenue"))
    assert [row[:2] for row in firms.rows] == [("***", "***")] * 3
    seen = metrics.records(version, LEADER, "revenue", ON, columns=("enterprise",))
    assert [row[0] for row in seen.rows] == ["0号", "1号", "2号"]


def test_bridges_name_people_only_to_those_who_may_see_them(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"talent": talents(3, "master")})
    for scope, names in ((LEADER, ["某0", "某1", "某2"]), (GUEST, [])):
        moved = metrics.bridge(version, scope, "talent_total", day("2024-12-31"), day("2026-01-01"))
        assert [member.name for member in moved.entered[0].members] == names


def test_a_firm_of_another_park_is_not_found_and_has_no_profile(tmp_path: Path) -> None:
    stays = [
        {"enterprise": "一号", "park": "甲园", "starts_on": "2024-01-01"},
        {"enterprise": "二号", "park": "乙园", "starts_on": "2024-01-01"},
    ]
    version = version_of(tmp_path, {"residency": stays})
    narrow = Scope("x", frozenset(["甲园"]), None, True, True)
    assert [firm.name for firm in metrics.find(version, narrow, "", ON.day).firms] == ["一号"]
    with pytest.raises(metrics.Unseen):
        metrics.profile(version, narrow, "n:二号", ON.day)


def test_a_guest_finds_in_the_profile_what_is_public_of_a_firm(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"enterprise": [{"enterprise": "一号", "legal_person": "某"}], "monthly_report": [
        {"enterprise": "一号", "month": "2026-10-01", "revenue": 5}]})  # fmt: skip
    shown = {sheet.table: dict(zip(sheet.columns, sheet.rows[0], strict=True))
             for sheet in metrics.profile(version, GUEST, "n:一号", ON.day).sheets}  # fmt: skip
    assert [*shown] == ["enterprise"]
    assert shown["enterprise"]["legal_person"] == "***"
    seen = metrics.profile(version, LEADER, "n:一号", ON.day).sheets
    assert [sheet.table for sheet in seen] == ["enterprise", "monthly_report"]


def near_misses(count: int) -> dict[str, list[dict[str, object]]]:
    """Firms in one park that meet all but one condition of high-tech: 9 of 100 do research, a tenth should."""
    year = {"revenue": "10000000", "rd_expense": "600000", "high_tech_revenue": "7000000", "headcount": 100,
            "tech_staff": 9, "assets": "20000000", "liabilities": "8000000", "main_revenue": "9000000",
            "invention_patents": 0}  # fmt: skip
    firms = [f"{n}号" for n in range(count)]
    return {
        "park": [{"name": "甲园"}],
        "enterprise": [{"enterprise": firm, "founded_on": "2015-01-01"} for firm in firms],
        "residency": [{"enterprise": firm, "park": "甲园", "starts_on": "2022-01-01"} for firm in firms],
        "annual_report": [{"enterprise": firm, "year": y, **year} for firm in firms for y in (2023, 2024, 2025)],
    }


@pytest.mark.parametrize("id", ["tier_near", "tier_gaps"])
def test_a_guest_does_not_learn_which_firms_fall_short_of_a_tier(tmp_path: Path, id: str) -> None:
    version, on = version_of(tmp_path, near_misses(4)), At(day("2026-06-30"))
    high_tech = (("aim_tier", "high_tech"),)
    assert metrics.value(version, GUEST, id, on, high_tech).value == 4
    for columns in (("enterprise", "park"), ("enterprise_id", "park"), ("park", "aim_tier")):
        rows = metrics.records(version, GUEST, id, on, high_tech, columns).rows
        assert len(rows) == 4
        assert {row[-1] for row in rows} == {0}  # no row of a sheet, where the name could be looked up
        assert "号" not in str(rows)
    assert "号" in str(metrics.records(version, LEADER, id, on, high_tech, ("enterprise",)).rows)


@pytest.mark.parametrize("id", ["tier_near", "tier_gaps"])
def test_a_guest_cannot_ask_whether_one_firm_falls_short(tmp_path: Path, id: str) -> None:
    version, on = version_of(tmp_path, near_misses(4)), At(day("2026-06-30"))
    with pytest.raises(metrics.UnknownDimension):
        metrics.breakdown(version, GUEST, id, on, "enterprise")
    with pytest.raises(ValueError, match="no dimension 'enterprise'"):
        metrics.value(version, GUEST, id, on, (("enterprise", "n:1号"),))
    assert len(metrics.breakdown(version, LEADER, id, on, "enterprise").groups) == 4
