"""All targets of a year with what was decided when, and those that have a date and no number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from parkdash import metrics
from parkdash.access import scope_of
from parkdash.metrics.model import At, Between
from tests.world import LEADER, day, version_of

PARKS = [{"name": "甲园"}, {"name": "乙园"}]


def target(park: str | None, value: float, decided: str, owner: str = "科技局", year: int = 2026) -> dict[str, Any]:
    return {
        "metric": "milestones_reached", "park": park, "year": year, "value": value, "unit": "item", "owner": owner,
        "document": f"{decided}号文", "decided_on": decided, "curve": "even",
    }  # fmt: skip


def milestone(name: str, due: str, reached: str | None = None, park: str | None = None) -> dict[str, Any]:
    return {
        "milestone": name, "park": park, "due_by": due, "decided_on": "2026-01-10", "reached_on": reached,
        "owner": "科技局", "document": "一号文",
    }  # fmt: skip


WORLD = {
    "park": PARKS,
    "target": [
        target(None, 4, "2026-01-10"),
        target(None, 2, "2026-03-01"),
        target("甲园", 1, "2026-01-10", owner="甲园办"),
        target(None, 9, "2025-01-10", year=2025),
    ],
    "milestone": [
        milestone("孵化器获批", "2026-03-31", "2026-03-31", "甲园"),
        milestone("公寓交付", "2026-04-30", "2026-05-10"),
        milestone("验收", "2026-05-31", None, "乙园"),
        milestone("印发清单", "2026-12-31"),
    ],
}
JUNE = day("2026-06-30")


def test_every_target_of_the_year_is_listed_with_what_was_decided_before(tmp_path: Path) -> None:
    found = metrics.goals(version_of(tmp_path, WORLD), LEADER, JUNE)
    assert [(goal.park, goal.status.target, len(goal.taken)) for goal in found] == [(None, 2, 2), ("甲园", 1, 1)]
    assert found[0].now.document == "2026-03-01号文"
    assert (found[0].status.value, found[1].status.value) == (2, 1)


def test_before_it_was_changed_a_target_is_the_one_decided_first(tmp_path: Path) -> None:
    found = metrics.goals(version_of(tmp_path, WORLD), LEADER, day("2026-02-01"))
    assert [(goal.park, goal.status.target) for goal in found] == [(None, 4), ("甲园", 1)]


def test_what_single_parks_are_to_reach_is_told_for_the_year_and_to_those_who_see_them(tmp_path: Path) -> None:
    version = version_of(tmp_path, WORLD)
    other = scope_of("leader", frozenset(["乙园"]))
    asked = [(LEADER, JUNE), (other, JUNE), (LEADER, day("2025-06-30")), (LEADER, day("2026-01-09"))]
    told = [metrics.of_parks(version, scope, "milestones_reached", at) for scope, at in asked]
    assert told == [(("甲园", 1.0),), (), (), ()]


def test_who_sees_one_park_sees_its_targets_and_not_those_of_the_whole(tmp_path: Path) -> None:
    found = metrics.goals(version_of(tmp_path, WORLD), scope_of("leader", frozenset({"甲园"})), JUNE)
    assert [(goal.park, goal.now.owner) for goal in found] == [("甲园", "甲园办")]


def test_a_target_with_a_date_and_no_number_is_open_overdue_or_reached(tmp_path: Path) -> None:
    version = version_of(tmp_path, WORLD)

    def value(name: str) -> object:
        return metrics.value(version, LEADER, name, At(JUNE)).value

    assert (value("milestones_open"), value("milestones_overdue"), value("milestones_reached")) == (2, 1, 2)
    assert value("milestones_in_time_share") == 50.0
    assert metrics.receipt(version, LEADER, "milestones_overdue", At(JUNE)).proven


def test_on_the_day_of_its_date_a_milestone_is_not_yet_overdue(tmp_path: Path) -> None:
    version = version_of(tmp_path, WORLD)
    days = ("2026-05-31", "2026-06-01")
    found = [metrics.value(version, LEADER, "milestones_overdue", At(day(each))).value for each in days]
    assert found == [0, 1]


def test_open_before_and_decided_less_reached_is_open_after(tmp_path: Path) -> None:
    version = version_of(tmp_path, WORLD)
    bridge = metrics.bridge(version, LEADER, "milestones_open", day("2026-01-09"), JUNE)
    assert (bridge.opening, bridge.closing) == (0, 2)
    assert [(move.cause, move.count) for move in bridge.entered] == [("decided", 2)]
    year = metrics.value(version, LEADER, "milestones_reached", Between(day("2026-01-10"), JUNE))
    assert year.value == 2
