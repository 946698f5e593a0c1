"""事项: who does what by when, closed by somebody else than who reported it done."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, true, update

from parkdash.office import office
from parkdash.office.tables import action as table
from parkdash.office.tables import remark
from parkdash.review.editions import Clock, Within, utc
from parkdash.review.memory import About, RemarkKind, now, said

State = Literal["open", "reported", "closed", "dropped", "withdrawn"]
LIVE: tuple[State, ...] = ("open", "reported")
LISTED: tuple[State, ...] = (*LIVE, "closed", "dropped")


class NoAction(LookupError):
    """There is no action of this number."""


class NotNow(ValueError):
    """The action is in a state in which this cannot be done; its text names the state."""


class Unsaid(ValueError):
    """The step needs a reason or evidence, and none was given."""


class SamePerson(PermissionError):
    """Who reported an action done does not close it."""


@dataclass(frozen=True)
class Action:
    """One action. `state`: open (未办), reported (已报办结，待核), closed (已办结), dropped (不再办),
    withdrawn (录入撤回: given by mistake; in the memory only)."""

    id: int
    title: str
    owner: str
    due: date
    state: State
    about: About
    edition: int | None
    made_at: datetime
    made_by: str

    def is_late(self, day: date) -> bool:
        """True if it should have been done before `day` and is not."""
        return self.state in LIVE and self.due < day


def assign(
    home: Path, title: str, owner: str, due: date, who: str,
    about: About = About(), edition: int | None = None, clock: Clock = now,  # noqa: B008  an immutable value
) -> Action:  # fmt: skip
    """Give somebody something to do. ValueError without a title or an owner."""
    if not (title.strip() and owner.strip()):
        raise ValueError("an action has a title and an owner")
    with office(home).work() as work:
        values = {
            "title": title.strip(), "owner": owner.strip(), "due": due.isoformat(), "state": "open",
            "about_kind": about.kind, "about_id": about.id, "edition_id": edition, "made_at": clock(), "made_by": who,
        }  # fmt: skip
        made = work.execute(insert(table).values(**values)).inserted_primary_key
        found = _action(_row(work, int(made[0]) if made else 0))
        said(work, "given", about, f"{found.title} @{found.owner} {due}", who, clock(), found.id, edition)
    return found


def report(home: Path, id: int, evidence: str, who: str, edition: int | None = None, clock: Clock = now) -> Action:
    """Say that it is done, and by what one can see it. NotNow unless it is open, Unsaid without evidence."""
    _said(evidence)
    return _step(home, id, ("open",), "reported", "reported", evidence, who, edition, clock)


def close(home: Path, id: int, who: str, text: str = "", edition: int | None = None, clock: Clock = now) -> Action:
    """Confirm that it is done. NotNow unless it was reported, SamePerson if `who` reported it."""
    return _step(home, id, ("reported",), "closed", "closed", text, who, edition, clock)


def reopen(home: Path, id: int, text: str, who: str, edition: int | None = None, clock: Clock = now) -> Action:
    """Not done after all, and why. NotNow if it is open already, Unsaid without a reason."""
    _said(text)
    return _step(home, id, ("reported", "closed", "dropped"), "open", "reopened", text, who, edition, clock)


def drop(home: Path, id: int, text: str, who: str, edition: int | None = None, clock: Clock = now) -> Action:
    """No longer to be done, with the reason. NotNow if it is closed or dropped already, Unsaid without a reason."""
    _said(text)
    return _step(home, id, LIVE, "dropped", "dropped", text, who, edition, clock)


def withdraw(home: Path, id: int, who: str, clock: Clock = now) -> Action:
    """It was given by mistake: no list shows it any longer. NotNow unless it is open."""
    return _step(home, id, ("open",), "withdrawn", "withdrawn", "", who, None, clock)


def postpone(home: Path, id: int, due: date, text: str, who: str, clock: Clock = now) -> Action:
    """Another due day, with the reason; the old one stays in the memory.

    NotNow if it is closed or dropped, Unsaid without a reason.
    """
    _said(text)
    with office(home).work() as work:
        found = _live(work, id, LIVE)
        work.execute(update(table).where(table.c.id == id).values(due=due.isoformat()))
        said(work, "changed", found.about, f"{found.due} → {due} {text}", who, clock(), id)
        return _action(_row(work, id))


def actions(
    home: Path, states: tuple[State, ...] = LIVE, about: About | None = None, within: Within = None
) -> list[Action]:
    """Actions in these states, the earliest due first; only those about one thing if asked."""
    asked = select(table).where(table.c.state.in_(states), _given(within)).order_by(table.c.due, table.c.id)
    if about is not None:
        asked = asked.where(table.c.about_kind == about.kind, table.c.about_id == about.id)
    with office(home).work() as work:
        return [_action(row) for row in work.execute(asked)]


def _given(within: Within) -> ColumnElement[bool]:
    """In one of these meetings."""
    return true() if within is None else table.c.edition_id.in_(within)


def action(home: Path, id: int, within: Within = None) -> Action:
    """One action. NoAction if there is none."""
    with office(home).work() as work:
        found = _action(_row(work, id))
    if within is not None and found.edition not in within:
        raise NoAction(str(id))
    return found


def carried_over(home: Path, before: int | None, within: Within = None) -> list[Action]:
    """What is still to be done and was given in other meetings than `before`, or in none; the earliest due first.

    Together with `promises.promises` nothing that is owed is missing from a meeting.
    """
    return [each for each in actions(home, within=within) if before is None or each.edition != before]


def owners(home: Path, within: Within = None) -> list[str]:
    """Who was given anything so far, the last one first."""
    last = func.max(table.c.id)
    asked = (
        select(table.c.owner)
        .where(table.c.state != "withdrawn", _given(within))
        .group_by(table.c.owner)
        .order_by(last.desc())
    )
    with office(home).work() as work:
        return list(work.execute(asked).scalars())


def _step(
    home: Path, id: int, from_: tuple[State, ...], to: State, kind: RemarkKind, text: str, who: str,
    edition: int | None, clock: Clock,
) -> Action:  # fmt: skip
    with office(home).work() as work:
        found = _live(work, id, from_)
        if kind == "closed" and _bare(who) == _bare(_reporter(work, id) or ""):
            raise SamePerson(who)
        work.execute(update(table).where(table.c.id == id).values(state=to))
        said(work, kind, found.about, text, who, clock(), id, edition)
        return _action(_row(work, id))


def _said(text: str) -> None:
    if not text.strip():
        raise Unsaid


def _live(work: Connection, id: int, states: tuple[State, ...]) -> Action:
    found = _action(_row(work, id))
    if found.state not in states:
        raise NotNow(found.state)
    return found


def _reporter(work: Connection, id: int) -> str | None:
    """Who last reported the action done."""
    asked = select(remark.c.said_by).where(remark.c.action_id == id, remark.c.kind == "reported")
    who: str | None = work.execute(asked.order_by(remark.c.id.desc()).limit(1)).scalar_one_or_none()
    return who


def _bare(name: str) -> str:
    """A name without what makes it look like another: blanks, widths, capitals."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _row(work: Connection, id: int) -> Row:
    row = work.execute(select(table).where(table.c.id == id).with_for_update()).one_or_none()
    if row is None:
        raise NoAction(str(id))
    return row


def _action(row: Row) -> Action:
    about = About(row.about_kind, row.about_id)
    return Action(
        row.id, row.title, row.owner, date.fromisoformat(row.due), row.state, about, row.edition_id, utc(row.made_at),
        row.made_by,
    )  # fmt: skip
