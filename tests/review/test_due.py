"""How actions stand on a day, their histories, and what there is to know about a metric."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from parkdash.review import draft, freeze
from parkdash.review.actions import (
    LISTED,
    Action,
    NotNow,
    Unsaid,
    action,
    actions,
    assign,
    carried_over,
    close,
    drop,
    owners,
    postpone,
    reopen,
    report,
    withdraw,
)
from parkdash.review.content import Content
from parkdash.review.due import GROUPS, days_late, group_of, grouped, next_meeting
from parkdash.review.editions import load
from parkdash.review.memory import About, memory, note, of_actions, spoken_of
from parkdash.review.promises import promises
from tests.review.desk import Desk
from tests.world import LEADER

DAY = date(2026, 10, 23)
BEFORE = date(2026, 10, 16)
HIGH_TECH = About("metric", "high_tech")


def given(home: Path, days: int, title: str = "走访", owner: str = "科技局", edition: int | None = None) -> Action:
    return assign(home, title, owner, DAY + timedelta(days=days), "王主任", HIGH_TECH, edition)


def frozen(home: Path) -> tuple[int, Content]:
    desk = Desk(home)
    desk.take(
        {"park": [{"name": "云岫"}], "residency": [{"enterprise": "甲", "park": "云岫", "starts_on": "2026-01-01"}]}
    )
    made = freeze(home, draft(home, desk.version, LEADER, BEFORE, date(2026, 10, 9)).id)
    return made.id, load(home, made.id)[1]


@pytest.mark.parametrize(
    ("given_on", "due"),
    [
        *((date(2026, 11, day), date(2026, 11, meets)) for day, meets in ((13, 20), (20, 27), (21, 30), (22, 30))),
        (date(2026, 9, 25), date(2026, 10, 8)),  # the National Day holiday is over on Thursday
        (date(2026, 2, 7), date(2026, 2, 14)),  # a Saturday that makes up for the Spring Festival
        (date(2046, 2, 2), date(2046, 2, 9)),  # nobody knows its holidays
        (date(2046, 2, 3), date(2046, 2, 12)),
    ],
)
def test_what_is_given_without_a_day_is_due_in_a_week_on_a_working_day(given_on: date, due: date) -> None:
    assert next_meeting(given_on) == due


@pytest.mark.parametrize(
    ("days", "group", "late"), [(-1, "late", 1), (0, "soon", 0), (7, "soon", 0), (8, "open", 0), (-30, "late", 30)]
)
def test_an_open_action_is_late_from_the_day_after_it_was_due(home: Path, days: int, group: str, late: int) -> None:
    made = given(home, days)
    assert (group_of(made, DAY), days_late(made, DAY)) == (group, late)


def test_every_action_stands_in_one_group_and_one_withdrawn_in_none(home: Path, store: str) -> None:
    late, soon, waiting, open_, closed, dropped, mistaken = (given(home, days) for days in (-5, 3, -2, 20, 1, 2, 4))
    report(home, waiting.id, "已走访", "张")
    report(home, closed.id, "已走访", "张")
    close(home, closed.id, "王主任")
    drop(home, dropped.id, "企业已迁出", "王主任")
    withdraw(home, mistaken.id, "王主任")
    found = grouped([action(home, each.id) for each in (mistaken, *actions(home, LISTED))], DAY)
    assert {group: [each.id for each in members] for group, members in found.items()} == {
        "late": [late.id], "soon": [soon.id], "waiting": [waiting.id], "open": [open_.id], "closed": [closed.id],
        "dropped": [dropped.id],
    }  # fmt: skip
    assert tuple(found) == GROUPS
    assert days_late(action(home, waiting.id), DAY) == 2
    assert days_late(action(home, closed.id), DAY + timedelta(days=9)) == 0


def test_what_is_due_first_is_listed_first(home: Path, store: str) -> None:
    later, first = given(home, -1), given(home, -9)
    assert [each.id for each in grouped(actions(home), DAY)["late"]] == [first.id, later.id]


def test_an_action_taken_back_stays_in_the_memory_only(home: Path, store: str) -> None:
    edition, content = frozen(home)
    made = given(home, 3, edition=edition)
    withdraw(home, made.id, "王主任")
    assert actions(home, LISTED) == []
    assert promises(home, DAY, edition, content) == []
    assert [each.kind for each in memory(home, HIGH_TECH)] == ["given", "withdrawn"]
    with pytest.raises(NotNow, match="withdrawn"):
        reopen(home, made.id, "又要办", "王主任")


def test_what_has_moved_on_is_not_taken_back(home: Path) -> None:
    made = given(home, 3)
    report(home, made.id, "好了", "张")
    with pytest.raises(NotNow, match="reported"):
        withdraw(home, made.id, "王主任")


def test_each_step_but_the_confirmation_says_why(home: Path) -> None:
    made = given(home, 3)
    for step in (
        lambda: report(home, made.id, " ", "张"),
        lambda: drop(home, made.id, "", "张"),
        lambda: reopen(home, made.id, "", "张"),
        lambda: postpone(home, made.id, DAY, "", "张"),
    ):
        with pytest.raises(Unsaid):
            step()
    assert action(home, made.id) == made


def test_the_history_of_an_action_is_whole(home: Path, store: str) -> None:
    made, other = given(home, 3), given(home, 4)
    postpone(home, made.id, date(2026, 11, 1), "等材料", "王主任")
    report(home, made.id, "见纪要", "张")
    reopen(home, made.id, "纪要不全", "李")
    found = of_actions(home, [made.id, other.id])
    assert [each.kind for each in found[made.id]] == ["given", "changed", "reported", "reopened"]
    assert [each.kind for each in found[other.id]] == ["given"]


def test_one_late_when_reported_is_late_no_more_when_it_is_confirmed(home: Path, store: str) -> None:
    edition, content = frozen(home)
    made = given(home, -2, edition=edition)
    report(home, made.id, "好了", "张")
    assert [each.late for each in promises(home, DAY, edition, content)] == [True]
    close(home, made.id, "李")
    assert [each.late for each in promises(home, DAY, edition, content)] == [False]


def test_a_promise_about_a_number_that_did_not_move_says_nought(home: Path, store: str) -> None:
    edition, content = frozen(home)
    given(home, 3, edition=edition)
    assert [(each.late, each.then, each.now, each.moved) for each in promises(home, DAY, edition, content)] == [
        (False, 0, 0, 0)
    ]


def test_what_is_owed_from_elsewhere_is_carried_over(home: Path, store: str) -> None:
    edition, _ = frozen(home)
    given(home, 3, "上周", edition=edition)
    given(home, 9, "会外")
    done = given(home, 2, "已办")
    report(home, done.id, "好了", "张")
    close(home, done.id, "李")
    assert [each.title for each in carried_over(home, edition)] == ["会外"]
    assert [each.title for each in carried_over(home, None)] == ["上周", "会外"]


def test_owners_are_known_again_the_last_first(home: Path, store: str) -> None:
    for owner in ("科技局", "人才办", "科技局"):
        given(home, 3, owner=owner)
    assert owners(home) == ["科技局", "人才办"]


def test_a_metric_is_spoken_of_while_there_is_something_to_do_or_a_note_since_the_last_edition(
    home: Path, store: str
) -> None:
    frozen(home)
    made = given(home, 3)
    note(home, About("metric", "deals"), "新", "王主任")
    note(home, About("metric", "patents"), "旧", "王主任", clock=lambda: datetime(2020, 1, 1, tzinfo=UTC))
    note(home, About("firm", "n:甲"), "走访过", "王主任")
    assert spoken_of(home, "metric") == {"high_tech": {"action"}, "deals": {"note"}}
    assert spoken_of(home, "firm") == {"n:甲": {"note"}}
    drop(home, made.id, "不再需要", "王主任")
    assert "high_tech" not in spoken_of(home, "metric")
