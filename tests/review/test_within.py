"""Who is limited to parks knows what was said and asked for in the editions of his parks, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from parkdash.access import scope_of
from parkdash.review import draft, freeze, within
from parkdash.review.actions import NoAction, action, actions, assign, carried_over, owners, report
from parkdash.review.editions import keep
from parkdash.review.memory import About, find, memory, note, spoken_of
from parkdash.review.opening import owed
from tests.pages.test_actions_page import typed
from tests.pages.test_pages import html, opened
from tests.review.desk import Desk
from tests.review.test_agenda import content

FIRST, SECOND = date(2026, 10, 16), date(2026, 10, 23)
REVENUE = About("metric", "revenue")
ONE, BOTH = frozenset({"甲园"}), frozenset({"甲园", "乙园"})


def kept(home: Path, parks: frozenset[str] | None) -> int:
    """The number of an edition that speaks of these parks, without a figure."""
    return keep(home, replace(content(), parks=None if parks is None else tuple(sorted(parks))), {"revenue": b""}).id


@pytest.fixture
def three(home: Path) -> dict[str, int]:
    """The numbers of an edition of the whole, of 甲园 alone, and of both parks."""
    return {"whole": kept(home, None), "one": kept(home, ONE), "both": kept(home, BOTH)}


@pytest.fixture
def desk(home: Path) -> Desk:
    """One firm in 甲园."""
    desk = Desk(home)
    desk.take(
        {"park": [{"park": "甲园"}], "residency": [{"enterprise": "甲", "park": "甲园", "starts_on": "2026-01-01"}]}
    )
    return desk


@pytest.fixture
def own(desk: Desk) -> int:
    """A frozen edition of 甲园."""
    return freeze(desk.home, draft(desk.home, desk.version, scope_of("leader", ONE), FIRST, date(2026, 10, 9)).id).id


def asked(home: Path, title: str, edition: int | None) -> int:
    """Something asked for in an edition."""
    return assign(home, title, f"{title}责任人", SECOND, "王主任", REVENUE, edition).id


def test_editions_within_are_those_that_speak_of_no_other_park(home: Path, three: dict[str, int]) -> None:
    assert within(home, ONE) == frozenset({three["one"]})
    assert within(home, BOTH) == frozenset({three["one"], three["both"]})
    assert within(home, None) is None


def test_actions_and_memory_within_are_those_of_their_editions(home: Path, three: dict[str, int]) -> None:
    mine = within(home, ONE)
    own, other, loose = asked(home, "甲", three["one"]), asked(home, "乙", three["both"]), asked(home, "丙", None)
    note(home, REVENUE, "甲园说明", "王主任", three["one"])
    note(home, REVENUE, "全市说明", "王主任", three["whole"])
    report(home, own, "已办说明", "张")
    assert [each.id for each in actions(home, within=mine)] == [own]
    assert {each.id for each in actions(home)} == {own, other, loose}
    assert [each.kind for each in memory(home, REVENUE, mine)] == ["given", "note", "reported"]
    assert {each.text for each in find(home, "说明", mine)} == {"甲园说明", "已办说明"}
    assert owners(home, mine) == ["甲责任人"]
    assert spoken_of(home, "metric", mine) == {"revenue": {"note", "action"}}
    assert spoken_of(home, "metric", frozenset()) == {}
    assert action(home, own, mine).id == own
    with pytest.raises(NoAction):
        action(home, other, mine)


def test_an_edition_of_one_park_opens_with_what_was_asked_for_in_those_of_this_park(
    home: Path, three: dict[str, int]
) -> None:
    for title, edition in (("甲", three["one"]), ("乙", three["both"]), ("全", three["whole"]), ("丙", None)):
        asked(home, title, edition)
    assert [promise["title"] for promise in owed(home, replace(content(), parks=("甲园",)), None)] == ["甲"]
    assert len(owed(home, content(), None)) == len(carried_over(home, None)) == 4


def test_a_leader_of_one_park_sees_and_finds_the_actions_of_his_park_only(
    desk: Desk, own: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = asked(desk.home, "走访甲企业", own)
    other = asked(desk.home, "走访乙企业", kept(desk.home, None))
    monkeypatch.setenv("PARKDASH_PARKS", "甲园")
    listed = html(opened(desk.home, monkeypatch, "actions"))
    assert "走访甲企业" in listed
    assert "走访乙企业" not in listed
    assert 'aria-keyshortcuts="A"' in listed
    assert "走访甲企业" in html(opened(desk.home, monkeypatch, "actions", action=str(mine)))
    assert "走访乙企业" not in html(opened(desk.home, monkeypatch, "actions", action=str(other)))
    assert "走访乙企业" not in html(opened(desk.home, monkeypatch, "actions", q="走访"))
    assert "走访乙企业" not in html(opened(desk.home, monkeypatch, "meeting", agenda="stuck:actions"))


def test_what_a_leader_of_one_park_gives_outside_a_meeting_belongs_to_his_last_one(
    desk: Desk, own: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARKDASH_PARKS", "甲园")
    typed(opened(desk.home, monkeypatch, "actions", write="action"), "走访甲企业 @科技局 月底")
    assert [(each.title, each.edition) for each in actions(desk.home)] == [("走访甲企业", own)]


def test_a_leader_of_one_park_without_a_meeting_of_his_own_is_not_offered_to_write(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARKDASH_PARKS", "甲园")
    shown = html(opened(desk.home, monkeypatch, "actions"))
    assert 'aria-keyshortcuts="A"' not in shown
    assert "不含事项" not in shown
