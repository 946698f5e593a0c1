"""An edition says for ever what it said when it was frozen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from parkdash.access import scope_of
from parkdash.office import office
from parkdash.office.tables import edition as table
from parkdash.review import NoEdition, NotADraft, draft, drop, editions, freeze, load, verify
from parkdash.review.actions import actions, assign
from parkdash.review.editions import kept_lines
from parkdash.review.memory import About, memory, note
from parkdash.warehouse import Version
from tests.review.desk import Desk
from tests.world import GUEST, LEADER

FRIDAY, NEXT = date(2026, 10, 16), date(2026, 10, 23)
FIRMS = {"park": [{"name": "云岫"}], "enterprise": [{"enterprise": name} for name in "甲乙丙"]}
STAYS = [{"enterprise": name, "park": "云岫", "starts_on": "2026-01-01"} for name in "甲乙丙"]


@pytest.fixture
def desk(home: Path, store: str) -> Desk:
    """Three firms in one park since January."""
    desk = Desk(home)
    desk.take({**FIRMS, "residency": STAYS})
    return desk


def test_a_draft_holds_every_metric_of_the_catalogue_as_the_metric_layer_gives_it(desk: Desk) -> None:
    made = draft(desk.home, desk.version, LEADER, NEXT, FRIDAY, who="王主任")
    _, content = load(desk.home, made.id)
    assert (made.state, made.made_by, made.version) == ("draft", "王主任", 1)
    assert content.figures["enterprises"].value == 3
    assert content.figures["enterprises"].bridge == {
        "metric": "enterprises", "since": "2026-10-16", "at": "2026-10-23", "opening": 3, "entered": [], "left": [], "closing": 3,
    }  # fmt: skip
    assert [line.name for line in kept_lines(desk.home, made.id, "enterprises")] == ["丙", "乙", "甲"]


def test_a_frozen_edition_is_the_same_byte_for_byte_whatever_is_imported_later(desk: Desk) -> None:
    made = freeze(desk.home, draft(desk.home, desk.version, LEADER, NEXT, FRIDAY).id)
    before = stored(desk, made.id)
    desk.take({"residency": [{**STAYS[0], "last_day": "2026-06-30"}]})
    assert stored(desk, made.id) == before
    assert load(desk.home, made.id)[1].figures["enterprises"].value == 3
    assert verify(desk.home, made.id)


def stored(desk: Desk, id: int) -> bytes:
    return load(desk.home, id)[1].to_bytes()


def test_a_draft_made_twice_from_one_version_has_one_hash(desk: Desk) -> None:
    hashes = {draft(desk.home, desk.version, LEADER, NEXT, FRIDAY).content_hash for _ in range(2)}
    assert len(hashes) == 1


def test_one_changed_byte_is_noticed(desk: Desk) -> None:
    made = freeze(desk.home, draft(desk.home, desk.version, LEADER, NEXT, FRIDAY).id)
    changed = load(desk.home, made.id)[1].to_bytes().replace(b'"value":3', b'"value":4')
    with office(desk.home).work() as work:
        work.execute(update(table).where(table.c.id == made.id).values(body=changed))
    assert not verify(desk.home, made.id)


def test_a_draft_can_be_thrown_away_and_a_frozen_edition_cannot(desk: Desk) -> None:
    first, second = (draft(desk.home, desk.version, LEADER, NEXT, FRIDAY) for _ in range(2))
    drop(desk.home, first.id)
    with pytest.raises(NoEdition):
        load(desk.home, first.id)
    freeze(desk.home, second.id)
    with pytest.raises(NotADraft):
        drop(desk.home, second.id)
    with pytest.raises(NotADraft):
        freeze(desk.home, second.id)


def test_a_frozen_edition_is_superseded_and_stays_readable(desk: Desk) -> None:
    first = freeze(desk.home, draft(desk.home, desk.version, LEADER, NEXT, FRIDAY).id)
    second = freeze(desk.home, draft(desk.home, desk.version, LEADER, NEXT, FRIDAY).id, supersedes=first.id)
    assert [(each.id, each.state, each.supersedes) for each in editions(desk.home) if each.id >= first.id] == [
        (first.id, "superseded", None),
        (second.id, "frozen", first.id),
    ]
    assert verify(desk.home, first.id)


def test_notes_said_on_a_draft_are_frozen_with_it_and_later_ones_are_not(desk: Desk) -> None:
    made = draft(desk.home, desk.version, LEADER, NEXT, FRIDAY)
    said = note(desk.home, About("metric", "enterprises"), "含迁入手续办理中的一家", "王主任", made.id)
    frozen = freeze(desk.home, made.id, "李主任")
    note(desk.home, About("metric", "enterprises"), "会上再议", "王主任", made.id)
    assert load(desk.home, made.id)[1].notes == (
        {"kind": "metric", "id": "enterprises", "text": "含迁入手续办理中的一家", "who": "王主任",
         "moment": said.said_at.isoformat()},
    )  # fmt: skip
    assert frozen.content_hash != made.content_hash
    assert verify(desk.home, made.id)


def test_a_draft_without_notes_keeps_its_hash_when_it_is_frozen(desk: Desk) -> None:
    made = draft(desk.home, desk.version, LEADER, NEXT, FRIDAY)
    assert freeze(desk.home, made.id).content_hash == made.content_hash


def test_a_frozen_note_that_is_changed_is_noticed(desk: Desk) -> None:
    made = draft(desk.home, desk.version, LEADER, NEXT, FRIDAY)
    note(desk.home, About("metric", "enterprises"), "原话", "王主任", made.id)
    freeze(desk.home, made.id)
    changed = load(desk.home, made.id)[1].to_bytes().replace("原话".encode(), "改话".encode())
    with office(desk.home).work() as work:
        work.execute(update(table).where(table.c.id == made.id).values(body=changed))
    assert not verify(desk.home, made.id)


def test_what_was_said_on_a_draft_stays_said_when_the_draft_is_thrown_away(desk: Desk) -> None:
    made, about = draft(desk.home, desk.version, LEADER, NEXT, FRIDAY), About("metric", "talent_total")
    note(desk.home, about, "待核", "王主任", made.id)
    given = assign(desk.home, "核实人数", "人才中心", NEXT, "王主任", about, made.id)
    drop(desk.home, made.id)
    assert [(said.kind, said.edition) for said in memory(desk.home, about)][-2:] == [("note", None), ("given", None)]
    assert [each.edition for each in actions(desk.home, about=about) if each.id == given.id] == [None]


def test_why_an_edition_was_superseded_is_kept_with_it(desk: Desk) -> None:
    first = freeze(desk.home, draft(desk.home, desk.version, LEADER, NEXT, FRIDAY).id)
    second = draft(desk.home, desk.version, LEADER, NEXT, FRIDAY)
    freeze(desk.home, second.id, "李主任", supersedes=first.id, reason=" 漏计一家 ")
    (said,) = memory(desk.home, About("edition", str(first.id)))
    assert (said.kind, said.text, said.said_by) == ("superseded", "漏计一家", "李主任")


def test_the_version_of_a_frozen_edition_is_kept_for_good(desk: Desk) -> None:
    freeze(desk.home, draft(desk.home, desk.version, LEADER, NEXT, FRIDAY).id)
    assert [(entry.number, entry.pinned) for entry in desk.versions()] == [(1, True)]


def test_one_who_may_not_see_persons_and_firms_prepares_no_edition(desk: Desk) -> None:
    with pytest.raises(PermissionError):
        draft(desk.home, desk.version, GUEST, NEXT, FRIDAY)


def test_an_edition_of_one_park_speaks_of_that_park_alone(home: Path) -> None:
    desk = Desk(home)
    desk.take({
        "park": [{"name": "云岫"}, {"name": "澜汀"}],
        "residency": [*STAYS, {"enterprise": "丁", "park": "澜汀", "starts_on": "2026-01-01"}],
    })  # fmt: skip
    version: Version = desk.version
    whole, one = (
        draft(home, version, scope, NEXT, FRIDAY) for scope in (LEADER, scope_of("leader", frozenset({"澜汀"})))
    )
    assert [load(home, each.id)[1].figures["enterprises"].value for each in (whole, one)] == [4, 1]
