"""What was said: notes on a metric, firm, record or project, and every step of the actions about it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, func, insert, literal, or_, select, true, union

from parkdash.office import office
from parkdash.office.tables import action, edition, remark
from parkdash.review.editions import Clock, Within, utc

AboutKind = Literal["metric", "firm", "record", "project", "edition", ""]
RemarkKind = Literal["note", "given", "reported", "closed", "reopened", "dropped", "changed", "withdrawn", "superseded"]


class About(NamedTuple):
    """What something is about: a metric by id, a firm by id, a record by "source:row"; nothing in particular: ""."""

    kind: AboutKind = ""
    id: str = ""


@dataclass(frozen=True)
class Remark:
    """One thing that was said, never changed. `action` and `edition` are None where it belongs to none."""

    id: int
    kind: RemarkKind
    about: About
    action: int | None
    edition: int | None
    text: str
    said_at: datetime
    said_by: str


def now() -> datetime:
    """The clock of those who have no other."""
    return datetime.now(UTC)


def note(home: Path, about: About, text: str, who: str, edition: int | None = None, clock: Clock = now) -> Remark:
    """Say something about a metric, firm, record or project. ValueError for an empty text."""
    if not text.strip():
        raise ValueError("a note says something")
    with office(home).work() as work:
        return said(work, "note", about, text, who, clock(), edition=edition)


def memory(home: Path, about: About, within: Within = None) -> list[Remark]:
    """All that was said about one thing, oldest first: notes, and the steps of its actions."""
    with office(home).work() as work:
        asked = select(remark).where(remark.c.about_kind == about.kind, remark.c.about_id == about.id, _said_in(within))
        return [_remark(row) for row in work.execute(asked.order_by(remark.c.id))]


def of_edition(home: Path, edition: int) -> list[Remark]:
    """All that was said in one meeting, in its order."""
    with office(home).work() as work:
        asked = select(remark).where(remark.c.edition_id == edition).order_by(remark.c.id)
        return [_remark(row) for row in work.execute(asked)]


def of_actions(home: Path, ids: Collection[int]) -> dict[int, list[Remark]]:
    """The whole history of each action, oldest first."""
    found: dict[int, list[Remark]] = {id: [] for id in ids}
    with office(home).work() as work:
        asked = select(remark).where(remark.c.action_id.in_(ids)).order_by(remark.c.id)
        for row in work.execute(asked):
            found[row.action_id].append(_remark(row))
    return found


def spoken_of(home: Path, kind: AboutKind, within: Within = None) -> dict[str, frozenset[str]]:
    """About which metrics (or firms …) there is something to know: id → "note" if anything was noted since the newest
    edition was frozen, "action" if something is still to be done. One query."""
    frozen = select(func.max(edition.c.frozen_at)).scalar_subquery()
    notes = select(remark.c.about_id, literal("note").label("what")).where(
        remark.c.about_kind == kind, remark.c.kind == "note", or_(frozen.is_(None), remark.c.said_at > frozen),
        _said_in(within),
    )  # fmt: skip
    live = select(action.c.about_id, literal("action").label("what")).where(
        action.c.about_kind == kind, action.c.state.in_(("open", "reported")), _given_in(within)
    )
    found: dict[str, frozenset[str]] = {}
    with office(home).work() as work:
        for id, what in work.execute(union(notes, live)):
            found[id] = found.get(id, frozenset()) | {what}
    return found


def find(home: Path, words: str, within: Within = None) -> list[Remark]:
    """Remarks that contain the words, newest first, at most a hundred."""
    with office(home).work() as work:
        asked = select(remark).where(remark.c.text.icontains(words, autoescape=True), _said_in(within))
        return [_remark(row) for row in work.execute(asked.order_by(remark.c.id.desc()).limit(100))]


def _given_in(within: Within) -> ColumnElement[bool]:
    return true() if within is None else action.c.edition_id.in_(within)


def _said_in(within: Within) -> ColumnElement[bool]:
    """In one of these meetings, or of an action that was given in one of them."""
    if within is None:
        return true()
    given = select(action.c.id).where(_given_in(within))
    return or_(remark.c.edition_id.in_(within), remark.c.action_id.in_(given))


def said(
    work: Connection, kind: RemarkKind, about: About, text: str, who: str, at: datetime,
    action: int | None = None, edition: int | None = None,
) -> Remark:  # fmt: skip
    """Write one remark within a piece of work."""
    values = {
        "kind": kind, "about_kind": about.kind, "about_id": about.id, "action_id": action, "edition_id": edition,
        "text": text.strip(), "said_at": at, "said_by": who,
    }  # fmt: skip
    made = work.execute(insert(remark).values(**values)).inserted_primary_key
    return Remark(int(made[0]) if made else 0, kind, about, action, edition, text.strip(), at, who)


def _remark(row: Row) -> Remark:
    about = About(row.about_kind, row.about_id)
    return Remark(row.id, row.kind, about, row.action_id, row.edition_id, row.text, utc(row.said_at), row.said_by)
