"""Roads around the rule of small groups, each of them closed: counts, complements, order, lists side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from parkdash import metrics
from parkdash.metrics.bridge import Withheld
from parkdash.metrics.model import At, Between
from tests.world import GUEST, LEADER, Scope, day, version_of

ON = At(day("2026-10-31"))
ANALYST = Scope("analyst", persons=False, firms=True)


def people(**counts: int) -> list[dict[str, Any]]:
    """Keyword: degree → how many; all in one firm."""
    return [{"person_no": f"{degree}{n}", "person": f"某{degree}{n}", "enterprise": "一号", "arrived_on": f"2025-01-{n + 1:02}", "degree": degree}
            for degree, count in counts.items() for n in range(count)]  # fmt: skip


def test_the_count_of_records_does_not_tell_what_is_withheld(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"talent": people(doctor=2, bachelor=9)})
    assert metrics.value(version, GUEST, "doctors", ON).rows == 0
    assert metrics.records(version, GUEST, "doctors", ON).total == 0
    parts = metrics.breakdown(version, GUEST, "talent_total", ON, "degree")
    assert [(group.value, group.rows) for group in parts.groups] == [(None, 0), (None, 0)]
    assert metrics.receipt(version, GUEST, "doctors", ON).sources == ()


def test_two_withheld_parts_of_one_person_each_take_a_third_along(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"talent": people(doctor=1, other=1, master=5, bachelor=9)})
    parts = metrics.breakdown(version, GUEST, "talent_total", ON, "degree")
    assert {group.key: group.value for group in parts.groups} == {
        "bachelor": 9, "master": None, "doctor": None, "other": None}  # fmt: skip


def test_the_rest_beyond_the_largest_is_a_part_like_any_other(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"talent": people(doctor=2, master=5, bachelor=9)})
    parts = metrics.breakdown(version, GUEST, "talent_total", ON, "degree", top=2)
    assert [group.value for group in parts.groups] == [9, None]
    assert parts.rest is not None
    assert (parts.rest.value, parts.rest.suppressed) == (None, True)


def test_one_firm_in_three_months_is_still_one_firm(tmp_path: Path) -> None:
    reports = [
        {"enterprise": name, "month": f"2026-{month:02}-01", "revenue": 5}
        for month, names in ((1, "甲乙丙"), (2, "甲"), (3, "甲"), (4, "甲"))
        for name in names
    ]
    version = version_of(tmp_path, {"monthly_report": reports})
    year = Between(day("2026-01-01"), day("2026-12-31"))
    parts = metrics.breakdown(version, GUEST, "revenue", year, "month", top=1)
    assert parts.rest is not None
    assert parts.rest.value is None


def test_a_share_does_not_tell_of_the_few_outside_it(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"talent": people(bachelor=9, other=1)})
    assert metrics.value(version, LEADER, "bachelor_share", ON).value == 90.0
    assert metrics.value(version, GUEST, "bachelor_share", ON).reason == "suppressed"


def test_a_share_of_everybody_is_shown(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"talent": people(bachelor=9)})
    assert metrics.value(version, GUEST, "bachelor_share", ON).value == 100.0


def test_the_order_by_a_masked_column_is_not_given_away(tmp_path: Path) -> None:
    revenues = (5, 7, 6)
    version = version_of(tmp_path, {"monthly_report": [
        {"enterprise": f"{n}号", "month": "2026-10-01", "revenue": revenue} for n, revenue in enumerate(revenues)]})  # fmt: skip
    up, down = (
        metrics.records(version, GUEST, "revenue", ON, columns=("park", "revenue"), sort=sort).rows
        for sort in ("revenue", "-revenue")
    )
    assert up == down
    assert [row[:2] for row in up] == [(None, "***")] * 3
    ordered = metrics.records(version, LEADER, "revenue", ON, columns=("enterprise",), sort="-revenue")
    assert [row[0] for row in ordered.rows] == ["1号", "2号", "0号"]


@pytest.mark.parametrize(("scope", "firm"), [(GUEST, "***"), (ANALYST, "一号")], ids=["guest", "analyst"])
def test_people_are_listed_as_far_as_enough_of_them_are_alike(tmp_path: Path, scope: Scope, firm: str) -> None:
    version = version_of(tmp_path, {"talent": people(doctor=2, master=3)})
    listed = metrics.records(
        version, scope, "talent_total", ON, columns=("person", "enterprise", "degree"), sort="degree"
    )
    assert listed.total == 5
    assert [row[:3] for row in listed.rows] == [("***", firm, "master")] * 3 + [("***", "***", "***")] * 2
    alone = metrics.records(version, scope, "talent_total", ON, columns=("degree", "starts_on"))
    assert {row[:2] for row in alone.rows} == {("***", "***")}


def test_two_lists_of_the_same_people_cannot_be_laid_side_by_side(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"talent": people(master=3)})
    assert {row[2] for row in metrics.records(version, GUEST, "talent_total", ON, columns=("degree",)).rows} == {0}


def test_a_bridge_of_people_has_no_members_and_no_small_counts_for_a_guest(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"talent": people(doctor=2, master=3)})
    since, at = day("2024-12-31"), day("2026-01-01")
    moved = metrics.bridge(version, GUEST, "talent_total", since, at)
    assert [(m.cause, m.count, m.members) for m in moved.entered] == [("arrived", 5, ())]
    with pytest.raises(Withheld):
        metrics.bridge(version, GUEST, "doctors", since, at)


def test_a_profile_lists_no_people_to_those_who_may_not_see_them(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"talent": people(doctor=1)})
    assert [sheet.table for sheet in metrics.profile(version, ANALYST, "n:一号", ON.day).sheets] == []
    assert [sheet.table for sheet in metrics.profile(version, LEADER, "n:一号", ON.day).sheets] == ["talent"]


def test_only_dimensions_of_the_facts_can_be_filtered_by(tmp_path: Path) -> None:
    version = version_of(tmp_path, {"residency": [{"enterprise": "一号", "park": "甲园"}]})
    hostile = (("park is null) or (1=1", "x"),)
    with pytest.raises(ValueError, match="no dimension"):
        metrics.find(version, LEADER, "", ON.day, hostile)
    with pytest.raises(ValueError, match="no dimension"):
        metrics.flows(version, LEADER, day("2026-01-01"), ON.day, hostile)
    with pytest.raises(metrics.UnknownDimension):
        metrics.value(version, LEADER, "enterprises", ON, hostile)
    with pytest.raises(metrics.UnknownDimension):
        metrics.breakdown(version, LEADER, "enterprises", ON, "park; drop table stay")
    with pytest.raises(ValueError, match="no column"):
        metrics.records(version, LEADER, "enterprises", ON, sort="-park, (select 1)")
