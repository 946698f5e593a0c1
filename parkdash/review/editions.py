"""Editions: prepared as a draft, frozen, never changed again; a frozen one can only be superseded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Row, delete, insert, select, update

from parkdash.access import Scope
from parkdash.history import pin
from parkdash.office import is_there, office
from parkdash.office.tables import action, edition_lines, remark
from parkdash.office.tables import edition as table
from parkdash.review.content import Content, content_from
from parkdash.review.lines import KeptLine, unpacked

Clock = Callable[[], datetime]
State = Literal["draft", "frozen", "superseded"]
# The editions of which one may know what was said and asked for in them; None: of all, and what belongs to none.
Within = frozenset[int] | None


KNOWN = tuple(column for column in table.c if column is not table.c.body)  # a body is megabytes


class NoEdition(LookupError):
    """There is no edition of this number."""


class NotADraft(ValueError):
    """A frozen edition cannot be changed or thrown away, only superseded."""


class NotAlike(ValueError):
    """An edition can take the place only of one of the same parks and the same as-of day."""


@dataclass(frozen=True)
class Edition:
    """One edition without its content. Moments are UTC; `content_hash` covers the content and all lines; `parks` are
    those that it speaks of, None all of them."""

    id: int
    state: State
    as_of: date
    since: date
    version: int
    made_at: datetime
    made_by: str
    frozen_at: datetime | None
    frozen_by: str | None
    supersedes: int | None
    content_hash: str
    parks: tuple[str, ...] | None = None

    def stands_for(self, other: Edition) -> bool:
        """True if it speaks of the same parks on the same day, so that it can take the other's place."""
        return (self.as_of, self.parks) == (other.as_of, other.parks)


def _now() -> datetime:
    return datetime.now(UTC)


def keep(home: Path, content: Content, lines: Mapping[str, bytes], who: str = "", clock: Clock = _now) -> Edition:
    """Keep what an edition says, and the lines behind it, as a draft."""
    body = content.to_bytes()
    with office(home).work() as work:
        made = work.execute(
            insert(table).values(
                state="draft", as_of=content.as_of.isoformat(), since=content.since.isoformat(),
                version=content.version, made_at=clock(), made_by=who, content_hash=_hash(body, lines), body=body,
                parks=json.dumps(content.parks, ensure_ascii=False),
            )
        ).inserted_primary_key  # fmt: skip
        id = int(made[0]) if made else 0
        work.execute(
            insert(edition_lines), [{"edition_id": id, "metric": m, "content": part} for m, part in lines.items()]
        )
        return _edition(_row(work, id))


def freeze(
    home: Path, id: int, who: str = "", supersedes: int | None = None, clock: Clock = _now, reason: str = "",
    promises: tuple[dict[str, Any], ...] = (),
) -> Edition:  # fmt: skip
    """Freeze a draft with the notes that were said on it and its promises as they stand, and keep its version for good.
    From then on the hash covers them, too. `reason` is why it supersedes another one, and is kept with that one.

    NotADraft if it is none, or if what it supersedes is not frozen; NotAlike if that one is of other parks or another
    day; NoEdition; NoVersion if the draft's version is no
    longer kept: then prepare it anew.
    """
    with office(home).work() as work:
        row = _row(work, id, locked=True)
        if row.state != "draft":
            raise NotADraft(str(id))
        if supersedes is not None:
            _supersede(work, _edition(row), supersedes, reason, who, clock())
        pin(home, row.version)
        work.execute(
            update(table)
            .where(table.c.id == id)
            .values(
                state="frozen", frozen_at=clock(), frozen_by=who, supersedes=supersedes, **_as_said(work, row, promises)
            )
        )
        return _edition(_row(work, id))


def _supersede(work: Connection, by: Edition, id: int, reason: str, who: str, at: datetime) -> None:
    superseded = _edition(_row(work, id, locked=True))
    if superseded.state != "frozen":
        raise NotADraft(str(id))
    if not by.stands_for(superseded):
        raise NotAlike(str(id))
    work.execute(update(table).where(table.c.id == id).values(state="superseded"))
    said = {"kind": "superseded", "about_kind": "edition", "about_id": str(id), "text": reason.strip()}
    work.execute(insert(remark).values(**said, said_at=at, said_by=who))


def _as_said(work: Connection, row: Row, promises: tuple[dict[str, Any], ...]) -> dict[str, object]:
    """Body and hash of a draft with what was noted on it and how its promises stand."""
    asked = select(remark).where(remark.c.edition_id == row.id, remark.c.kind == "note").order_by(remark.c.id)
    notes = tuple(
        {"kind": said.about_kind, "id": said.about_id, "text": said.text, "who": said.said_by,
         "moment": utc(said.said_at).isoformat()}
        for said in work.execute(asked)
    )  # fmt: skip
    body = replace(content_from(row.body), notes=notes, promises=promises).to_bytes()
    return {"body": body, "content_hash": _hash(body, _lines(work, row.id))}


def drop(home: Path, id: int) -> None:
    """Throw a draft away. What was said on it stays said, without an edition.

    NotADraft if it is frozen, NoEdition if there is none.
    """
    with office(home).work() as work:
        if _row(work, id, locked=True).state != "draft":
            raise NotADraft(str(id))
        for said in (remark, action):
            work.execute(update(said).where(said.c.edition_id == id).values(edition_id=None))
        work.execute(delete(edition_lines).where(edition_lines.c.edition_id == id))
        work.execute(delete(table).where(table.c.id == id))


def editions(home: Path) -> list[Edition]:
    """All editions, oldest day first, drafts included."""
    with office(home).work() as work:
        rows = work.execute(select(*KNOWN).order_by(table.c.as_of, table.c.id))
        return [_edition(row) for row in rows]


def last_frozen(home: Path, before: date, parks: Iterable[str] | None = None) -> Edition | None:
    """The frozen edition of the latest day before `before`: what the next review of the same parks compares with."""
    of = in_order(parks)
    frozen = [each for each in editions(home) if each.state == "frozen" and each.as_of < before and each.parks == of]
    return frozen[-1] if frozen else None


def in_order(parks: Iterable[str] | None) -> tuple[str, ...] | None:
    """Parks as an edition keeps them; None for all."""
    return None if parks is None else tuple(sorted(parks))


def opens_any(scope: Scope) -> bool:
    """True for a reader to whom editions open at all: they name persons and firms."""
    return scope.persons and scope.firms and scope.carriers is None


def open_to(content: Content, scope: Scope) -> bool:
    """True for a reader who may see persons and firms in all the parks that the edition speaks of."""
    return _speaks_within(content.parks, scope)


def open_editions(home: Path, scope: Scope) -> list[Edition]:
    """The editions that open to a reader, oldest day first, drafts included; of others he is not told that they are."""
    return [each for each in editions(home) if _speaks_within(each.parks, scope)]


def _speaks_within(parks: tuple[str, ...] | None, scope: Scope) -> bool:
    if not opens_any(scope):
        return False
    return scope.parks is None or (parks is not None and scope.parks >= frozenset(parks))


def within(home: Path, parks: Iterable[str] | None) -> Within:
    """The editions that speak of none but these parks; None for all parks."""
    if parks is None:
        return None
    if not is_there(home):  # looking must not make a store
        return frozenset()
    with office(home).work() as work:
        spoken = [(row.id, _parks(row)) for row in work.execute(select(table.c.id, table.c.parks))]
    return frozenset(id for id, of in spoken if of is not None and frozenset(of) <= frozenset(parks))


def told_to(home: Path, scope: Scope) -> Within:
    """In which editions a reader may know what was said and asked for: who is limited to parks, in those of his parks
    alone. The one rule of screens and commands. PermissionError for one to whom no edition opens."""
    if not opens_any(scope):
        raise PermissionError(scope.role)
    return within(home, scope.parks)


def _parks(row: Row) -> tuple[str, ...] | None:
    """The parks that an edition speaks of; what is not filled in is of all, which opens to the fewest."""
    return None if row.parks is None else in_order(json.loads(row.parks))


def load(home: Path, id: int) -> tuple[Edition, Content]:
    """An edition with what it says. NoEdition if there is none."""
    with office(home).work() as work:
        row = _row(work, id)
        return _edition(row), content_from(row.body)


def content_if_kept(home: Path, id: int) -> Content | None:
    """What an edition says; None of a draft that was thrown away meanwhile."""
    try:
        return load(home, id)[1]
    except NoEdition:
        return None


def kept_lines(home: Path, id: int, metric: str) -> list[KeptLine]:
    """The lines behind one figure of an edition. NoEdition if there is none, or the figure has no lines."""
    with office(home).work() as work:
        found = work.execute(
            select(edition_lines.c.content).where(edition_lines.c.edition_id == id, edition_lines.c.metric == metric)
        ).scalar_one_or_none()
    if found is None:
        raise NoEdition(f"{id}/{metric}")
    return unpacked(found)


def verify(home: Path, id: int) -> bool:
    """True if the stored content and lines still have the hash that was printed. NoEdition if there is none."""
    with office(home).work() as work:
        row = _row(work, id)
        return _hash(row.body, _lines(work, id)) == row.content_hash


def _lines(work: Connection, id: int) -> dict[str, bytes]:
    stored = work.execute(select(edition_lines).where(edition_lines.c.edition_id == id))
    return {line.metric: line.content for line in stored}


def _hash(body: bytes, lines: Mapping[str, bytes]) -> str:
    """SHA-256 over the body and, metric by metric in order, the hashes of the lines."""
    whole = hashlib.sha256(body)
    for metric in sorted(lines):
        whole.update(f"\n{metric} {hashlib.sha256(lines[metric]).hexdigest()}".encode())
    return whole.hexdigest()


def _row(work: Connection, id: int, locked: bool = False) -> Row:
    asked = select(table).where(table.c.id == id)
    row = work.execute(asked.with_for_update() if locked else asked).one_or_none()
    if row is None:
        raise NoEdition(str(id))
    return row


def _edition(row: Row) -> Edition:
    return Edition(
        row.id, row.state, date.fromisoformat(row.as_of), date.fromisoformat(row.since), row.version,
        utc(row.made_at), row.made_by, utc(row.frozen_at) if row.frozen_at else None, row.frozen_by, row.supersedes,
        row.content_hash, _parks(row),
    )  # fmt: skip


def utc(moment: datetime) -> datetime:
    """A stored moment: SQLite forgets the zone; what was written was UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
