"""Events, training and partners: what was planned, held and came of it; the four hundreds among the targets."""

from __future__ import annotations

from typing import Any

import pytest

from parkdash import metrics
from parkdash.access import scope_of
from parkdash.metrics.model import At
from parkdash.warehouse import Version
from tests.world import LEADER, Rows, day, version_of


def event(name: str, kind: str, planned: str, held: str | None, came: int | None = None, *done: int) -> dict[str, Any]:
    """Planned for fifty people; `done` are follow-ups promised, done, and results."""
    promised, kept, results = done or (None, None, None)
    return {
        "event": name, "event_kind": kind, "park": "甲园", "planned_on": planned, "held_on": held,
        "planned_attendance": 50, "attendance": came, "follow_ups_promised": promised, "follow_ups_done": kept,
        "results_reached": results,
    }  # fmt: skip


def partner(
    no: str, kind: str, until: str | None = None, contact: str | None = None, referrals: int = 0
) -> dict[str, Any]:
    return {
        "agreement_no": no, "partner": f"{no}号", "partner_kind": kind, "signed_on": "2026-01-01", "park": "甲园",
        "partner_until": until, "last_contact_on": contact, "referrals": referrals,
        "person": "沈甲子" if kind == "ambassador" else None,
    }  # fmt: skip


WORLD: dict[str, Rows] = {
    "park": [{"name": "甲园"}],
    "park_event": [
        event("路演一", "roadshow", "2026-02-01", "2026-02-01", 40, 4, 3, 2),
        event("路演二", "roadshow", "2026-03-01", "2026-03-11", 60, 6, 2, 0),
        event("招聘会", "job_fair", "2026-04-01", None),
        event("大赛", "competition", "2026-09-01", None),
    ],
    "training": [
        {"programme": "研修班", "trained_on": "2026-03-01", "trainees": "entrepreneur", "persons_trained": 40, "persons_passed": 30},
        {"programme": "实训", "trained_on": "2026-04-01", "trainees": "worker", "persons_trained": 160, "persons_passed": 150},
    ],
    "partner": [
        partner("1", "enterprise", "2026-08-31", "2026-06-01", 2), partner("2", "university", None, None, 1),
        partner("3", "ambassador", None, "2026-06-01"), partner("4", "university", "2026-05-31", "2026-05-01", 7),
    ],
    "target": [
        {
            "metric": name, "year": 2026, "value": 100, "base": 0, "unit": "item", "curve": "even", "owner": "人才办",
            "decided_on": "2026-01-10",
        }
        for name in ("partner_enterprises", "partner_ambassadors", "partner_universities", "founders_titled")
    ],
    "residency": [{"enterprise": "一号", "park": "甲园", "starts_on": "2025-01-01"}],
    "talent": [
        {"person_no": no, "person": no, "enterprise": "一号", "arrived_on": "2025-02-01", "degree": "doctor"} for no in "ab"
    ],
    "talent_title": [
        {"person_no": no, "person": no, "enterprise": "一号", "title": title, "level": "district", "awarded_on": "2025-03-01"}
        for no, title in (("a", "区级创新创业人才"), ("b", "区级青年人才"))
    ],
}  # fmt: skip
JULY = At(day("2026-07-01"))


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Version:
    return version_of(tmp_path_factory.mktemp("events"), WORLD)


def value(version: Version, name: str) -> Any:
    return metrics.value(version, LEADER, name, JULY).value


def test_events_are_held_against_their_plan_or_overdue(version: Version) -> None:
    assert [value(version, name) for name in ("events_planned", "events_held", "events_overdue")] == [3, 2, 1]
    assert value(version, "competitions_held") == 2  # roadshows are founders' events
    found = metrics.bridge(version, LEADER, "events_overdue", day("2026-02-28"), day("2026-03-05"))
    assert (found.opening, found.closing) == (0, 1)  # the second roadshow came ten days late


def test_what_came_of_events_is_told_beside_who_came(version: Version) -> None:
    assert (value(version, "event_attendance"), value(version, "event_turnout")) == (100, 100)
    assert (value(version, "event_results"), value(version, "event_result_rate")) == (2, 50)
    assert (value(version, "follow_ups_promised"), value(version, "follow_ups_done")) == (10, 5)
    assert value(version, "follow_up_rate") == 50


def test_training_is_counted_by_who_was_trained_and_who_passed(version: Version) -> None:
    names = ("people_trained", "entrepreneurs_trained", "workers_trained", "people_passed", "training_pass_rate")
    assert [value(version, name) for name in names] == [200, 40, 160, 180, 90]


def test_partners_in_force_are_counted_by_kind_the_ending_ones_apart(version: Version) -> None:
    kinds = ("partners", "partner_enterprises", "partner_ambassadors", "partner_universities")
    assert [value(version, name) for name in kinds] == [3, 1, 1, 1]  # one university's agreement ended in May
    assert value(version, "partners_expiring") == 1
    assert value(version, "partner_referrals") == 3


@pytest.mark.parametrize(("role", "name"), [("leader", "沈甲子"), ("analyst", "3"), ("guest", "3")])
def test_an_agreement_is_called_by_with_whom_it_is_for_those_who_may_see_names(
    version: Version, role: str, name: str
) -> None:
    found = metrics.bridge(version, scope_of(role), "partner_ambassadors", day("2025-12-31"), day("2026-01-01"))
    assert [member.name for moved in found.entered for member in moved.members] == [name]


def test_the_four_hundreds_stand_among_the_targets(version: Version) -> None:
    found = {goal.metric: goal.status for goal in metrics.goals(version, LEADER, JULY.day)}
    assert {name: (status.value, status.target) for name, status in found.items()} == {
        "partner_enterprises": (1, 100), "partner_ambassadors": (1, 100), "partner_universities": (1, 100),
        "founders_titled": (1, 100),
    }  # fmt: skip


def test_an_ambassador_is_not_named_to_one_who_may_not_see_persons(version: Version) -> None:
    seen = metrics.records(version, scope_of("analyst"), "partner_ambassadors", JULY)
    assert "沈甲子" not in str(seen.rows)


@pytest.mark.parametrize("name", ["events_held", "event_turnout", "people_trained", "partners", "partners_expiring"])
def test_a_number_is_proven_by_its_records(version: Version, name: str) -> None:
    assert metrics.receipt(version, LEADER, name, JULY).proven
