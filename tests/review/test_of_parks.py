"""Which parks an edition speaks of: listed without reading it, kept to when it is superseded or compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text, update

from parkdash.access import scope_of
from parkdash.cli import main
from parkdash.office import Office, address, office
from parkdash.office.tables import edition as table
from parkdash.review import Edition, NotAlike, editions, last_frozen, open_editions, within
from parkdash.review.editions import freeze as freeze_as_said
from parkdash.review.editions import keep
from parkdash.ui import frozen
from tests.pages.test_pages import html, opened
from tests.review.desk import Desk
from tests.review.test_agenda import content

FIRST, SECOND = date(2026, 10, 16), date(2026, 10, 23)
ONE = ("甲园",)


@pytest.fixture
def desk(home: Path, store: str) -> Desk:
    """A data home with one version."""
    desk = Desk(home)
    desk.take({"park": [{"park": "甲园"}]})
    assert desk.version.number == 1
    return desk


READERS = (
    ("leader", None), ("leader", frozenset({"甲园"})), ("leader", frozenset({"甲园", "丙园"})), ("guest", None),
)  # fmt: skip


def kept(home: Path, parks: tuple[str, ...] | None, day: date = SECOND) -> Edition:
    """A draft of these parks and this day, without a figure."""
    return keep(home, replace(content(), parks=parks, as_of=day, version=1), {"revenue": b""})


def frozen_of(home: Path, parks: tuple[str, ...] | None, day: date = SECOND) -> Edition:
    """The same, frozen."""
    return freeze_as_said(home, kept(home, parks, day).id)


@pytest.mark.parametrize(("parks", "day"), [(ONE, SECOND), (None, FIRST)], ids=["other parks", "another day"])
def test_an_edition_of_other_parks_or_of_another_day_takes_no_place(
    desk: Desk, parks: tuple[str, ...] | None, day: date
) -> None:
    whole, other = frozen_of(desk.home, None), kept(desk.home, parks, day)
    with pytest.raises(NotAlike):
        freeze_as_said(desk.home, other.id, supersedes=whole.id)
    assert {each.id: each.state for each in editions(desk.home)} == {whole.id: "frozen", other.id: "draft"}


def test_the_command_line_says_why_an_edition_is_not_replaced(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Desk(home).take({"park": [{"park": "甲园"}]})
    assert Desk(home).version.number == 1
    monkeypatch.setenv("PARKDASH_HOME", str(home))
    whole, one = frozen_of(home, None), kept(home, ONE)
    words = ("review", "freeze", str(one.id), "--supersedes", str(whole.id))
    assert main(["--lang", "zh", *words]) == 1
    assert "园区范围或数据截至日与本期不同" in capsys.readouterr().err
    assert main(["--lang", "en", *words]) == 1
    assert "other parks or of another day" in capsys.readouterr().err
    assert main(["--lang", "zh", "review", "list"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [word in line for word, line in zip(("范围", "全部", "甲园"), said, strict=True)] == [True] * 3


def test_of_editions_of_other_parks_a_leader_of_one_is_told_nothing(desk: Desk) -> None:
    of = {parks: kept(desk.home, parks).id for parks in (None, ONE, ("乙园",), ("丙园", "甲园"))}
    found = [[each.id for each in open_editions(desk.home, scope_of(*who))] for who in READERS]
    assert found == [[*of.values()], [of[ONE]], [of[ONE], of["丙园", "甲园"]], []]


def test_the_screen_lists_the_parks_and_offers_to_replace_only_what_is_alike(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(home)
    desk.take(
        {"park": [{"park": "甲园"}], "residency": [{"enterprise": "甲", "park": "甲园", "starts_on": "2026-01-01"}]}
    )
    assert desk.version.number == 1
    frozen_of(home, None)
    one = kept(home, ONE)
    listed = html(opened(home, monkeypatch, "editions"))
    assert "<td>全部</td>" in listed
    assert "<td>甲园</td>" in listed
    assert not opened(home, monkeypatch, "edition", edition=str(one.id)).selectbox


def test_a_review_is_compared_with_the_last_one_of_the_same_parks(desk: Desk) -> None:
    whole, one = frozen_of(desk.home, None, FIRST), frozen_of(desk.home, ONE, date(2026, 10, 20))
    found = [last_frozen(desk.home, SECOND, parks) for parks in (None, ONE, ("乙园",))]
    assert [each and each.id for each in found] == [whole.id, one.id, None]
    scopes = [scope_of("leader", parks) for parks in (None, frozenset(ONE), frozenset({"甲园", "乙园"}))]
    seen = [frozen.last_before(desk.home, scope, SECOND) for scope in scopes]
    assert [each and each.id for each in seen] == [whole.id, one.id, None]


def test_a_store_of_an_earlier_release_opens_and_knows_the_parks(desk: Desk) -> None:
    whole, one = kept(desk.home, None), kept(desk.home, ONE)
    with office(desk.home).work() as work:
        work.execute(text("alter table edition drop column parks"))
    again = Office(address(desk.home))
    assert [each.parks for each in editions(desk.home)] == [None, ONE]
    assert within(desk.home, ONE) == frozenset({one.id})
    with again.work() as work:  # a server of the earlier release wrote meanwhile
        work.execute(update(table).where(table.c.id == one.id).values(parks=None))
    assert within(desk.home, ONE) == frozenset()
    Office(address(desk.home))
    assert [each.id for each in editions(desk.home) if each.parks is None] == [whole.id]


def test_what_is_listed_is_known_without_reading_a_body(desk: Desk) -> None:
    made = kept(desk.home, ONE)
    with office(desk.home).work() as work:
        work.execute(update(table).values(body=b"unreadable"))
    assert within(desk.home, ONE) == frozenset({made.id})
    assert [each.parks for each in editions(desk.home)] == [ONE]
