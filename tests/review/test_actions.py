"""Somebody owes something by a day; another closes it; the next meeting opens with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from parkdash.review import draft, freeze, load
from parkdash.review.actions import (
    LIVE,
    Action,
    NoAction,
    NotNow,
    SamePerson,
    actions,
    assign,
    close,
    drop,
    postpone,
    reopen,
    report,
)
from parkdash.review.memory import About, find, memory, note, of_edition
from parkdash.review.promises import promises
from tests.review.desk import Desk
from tests.world import LEADER

FIRST, SECOND = date(2026, 10, 16), date(2026, 10, 23)
HIGH_TECH = About("metric", "high_tech")
SINCE_AND_BEFORE = (("乙", "2026-10-19"), ("丙", "2026-01-01"))


def given(home: Path, title: str = "走访甲公司", due: date = SECOND) -> Action:
    return assign(home, title, "科技局", due, "王主任", HIGH_TECH)


def test_an_action_goes_from_open_over_reported_to_closed(home: Path, store: str) -> None:
    made = given(home)
    assert made.state == "open"
    assert report(home, made.id, "已走访，附记录", "张").state == "reported"
    assert close(home, made.id, "王主任").state == "closed"
    assert [(each.kind, each.text, each.said_by) for each in memory(home, HIGH_TECH)][-3:] == [
        ("given", "走访甲公司 @科技局 2026-10-23", "王主任"),
        ("reported", "已走访，附记录", "张"),
        ("closed", "", "王主任"),
    ]


def test_who_reported_it_done_does_not_close_it(home: Path) -> None:
    made = given(home)
    report(home, made.id, "好了", "张")
    with pytest.raises(SamePerson):
        close(home, made.id, "张")
    assert actions(home) == [replace(made, state="reported")]


def test_what_was_not_reported_cannot_be_closed_and_what_is_closed_not_dropped(home: Path) -> None:
    made = given(home)
    with pytest.raises(NotNow, match="open"):
        close(home, made.id, "王主任")
    report(home, made.id, "好了", "张")
    close(home, made.id, "王主任")
    with pytest.raises(NotNow, match="closed"):
        drop(home, made.id, "不办了", "王主任")
    assert reopen(home, made.id, "没办好", "王主任").state == "open"


def test_open_actions_are_listed_by_due_day_and_late_ones_are_known(home: Path) -> None:
    later, earlier = given(home, "晚", date(2026, 11, 1)), given(home, "早", date(2026, 10, 20))
    assert [each.title for each in actions(home)] == ["早", "晚"]
    assert [each.is_late(date(2026, 10, 21)) for each in actions(home)] == [True, False]
    drop(home, earlier.id, "不再需要", "王主任")
    assert [each.id for each in actions(home)] == [later.id]
    assert not actions(home, LIVE, About("firm", "x"))


def test_a_postponed_action_remembers_its_old_day(home: Path) -> None:
    made = given(home, due=date(2026, 10, 20))
    assert postpone(home, made.id, date(2026, 10, 30), "等材料", "王主任").due == date(2026, 10, 30)
    assert memory(home, HIGH_TECH)[-1].text == "2026-10-20 → 2026-10-30 等材料"


@pytest.mark.parametrize(("title", "owner"), [("", "张"), ("走访", " ")])
def test_an_action_without_title_or_owner_is_refused(home: Path, title: str, owner: str) -> None:
    with pytest.raises(ValueError, match="title and an owner"):
        assign(home, title, owner, SECOND, "王主任")


def test_an_unknown_action_is_named(home: Path) -> None:
    with pytest.raises(NoAction, match="7"):
        report(home, 7, "好了", "张")


def test_notes_stay_with_their_metric_and_their_meeting(home: Path, store: str) -> None:
    desk = Desk(home)
    desk.take(
        {"park": [{"name": "云岫"}], "residency": [{"enterprise": "甲", "park": "云岫", "starts_on": "2026-01-01"}]}
    )
    edition = freeze(home, draft(home, desk.version, LEADER, SECOND, FIRST).id)
    moment = datetime(2026, 10, 23, 2, 0, tzinfo=UTC)
    said = note(home, HIGH_TECH, "下周到甲公司看 100% 的材料", "王主任", edition.id, lambda: moment)
    assert memory(home, HIGH_TECH)[-1] == said
    assert of_edition(home, edition.id) == [said]
    assert memory(home, About("metric", "deals")) == []
    assert said in find(home, "100%")
    assert find(home, "1%0") == []  # the sign is a sign, not a wildcard


def test_the_next_meeting_opens_with_what_was_promised_and_whether_its_number_moved(home: Path) -> None:
    desk = Desk(home)
    stays = [{"enterprise": name, "park": "云岫", "starts_on": "2026-01-01"} for name in "甲乙丙"]
    held = {"tier": "high_tech", "valid_from": "2026-01-01"}
    desk.take({"park": [{"name": "云岫"}], "residency": stays, "recognition": [{**held, "enterprise": "甲"}]})
    first = freeze(home, draft(home, desk.version, LEADER, FIRST, date(2026, 10, 9)).id)
    late = assign(home, "催办认定", "科技局", date(2026, 10, 20), "王主任", HIGH_TECH, first.id)
    done = assign(home, "走访甲公司", "企服中心", date(2026, 10, 20), "王主任", About("firm", "n:甲"), first.id)
    report(home, done.id, "已走访", "张")
    close(home, done.id, "王主任")
    desk.take({"recognition": [{**held, "enterprise": "乙", "valid_from": "2026-10-19"}]})
    content = load(home, draft(home, desk.version, LEADER, SECOND, FIRST).id)[1]
    opening = promises(home, SECOND, first.id, content)
    assert [(each.action.id, each.late, each.then, each.now, each.moved) for each in opening] == [
        (late.id, True, 1, 2, 1),
        (done.id, False, None, None, None),
    ]
    assert (opening[0].restated, opening[0].days) == (None, ("2026-10-16",))


def test_how_much_of_a_movement_is_restated_is_known(home: Path) -> None:
    desk = Desk(home)
    stays = [{"enterprise": name, "park": "云岫", "starts_on": "2026-01-01"} for name in "甲乙丙"]
    held = {"tier": "high_tech", "valid_from": "2026-01-01"}
    desk.take({"park": [{"name": "云岫"}], "residency": stays, "recognition": [{**held, "enterprise": "甲"}]})
    first = freeze(home, draft(home, desk.version, LEADER, FIRST, date(2026, 10, 9)).id)
    assign(home, "催办认定", "科技局", date(2026, 10, 20), "王主任", HIGH_TECH, first.id)
    since, late = {**held, "enterprise": "乙", "valid_from": "2026-10-19"}, {**held, "enterprise": "丙"}
    desk.take({"recognition": [since, late]})
    content = load(home, draft(home, desk.version, LEADER, SECOND, FIRST).id)[1]
    (promise,) = promises(home, SECOND, first.id, content)
    assert (promise.then, promise.now, promise.moved, promise.restated) == (1, 3, 2, 1)  # 丙 had it all along
    assert content.promises[0]["restated"] == 1


def test_what_is_owed_for_longer_tells_how_its_number_has_moved_since_it_was_asked_for(home: Path) -> None:
    desk = Desk(home)
    held = {"tier": "high_tech", "valid_from": "2026-01-01"}
    stays = [{"enterprise": name, "park": "云岫", "starts_on": "2026-01-01"} for name in "甲乙丙"]
    desk.take({"park": [{"name": "云岫"}], "residency": stays, "recognition": [{**held, "enterprise": "甲"}]})
    first = freeze(home, draft(home, desk.version, LEADER, FIRST, date(2026, 10, 9)).id)
    assign(home, "催办认定", "科技局", date(2026, 10, 20), "王主任", HIGH_TECH, first.id)
    freeze(home, draft(home, desk.version, LEADER, SECOND, FIRST).id)
    desk.take({"recognition": [{**held, "enterprise": name, "valid_from": day} for name, day in SINCE_AND_BEFORE]})
    third = draft(home, desk.version, LEADER, date(2026, 10, 30), SECOND)
    for edition in (third, freeze(home, third.id)):
        (promise,) = load(home, edition.id)[1].promises
        assert [promise[name] for name in ("then", "now", "moved", "restated")] == [1, 3, 2, 1]
