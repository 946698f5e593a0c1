"""What a meeting is held with beside figures, as an edition keeps it: what has become of the edition before, and of
what it asked for; which projects are stuck; milestones; what other parks have published.

All of it is written into the edition in plain JSON values, so that a pack made of it years later says the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from parkdash import metrics
from parkdash.access import Scope
from parkdash.metrics import Published
from parkdash.metrics.milestones import Milestone
from parkdash.metrics.model import Value
from parkdash.metrics.projects import Stuck
from parkdash.review import memory
from parkdash.review.actions import carried_over
from parkdash.review.causes import Cause
from parkdash.review.content import Content, stored
from parkdash.review.editions import Edition, within
from parkdash.review.promises import Promise, promises, still_owed
from parkdash.review.restated import Restatement, restated
from parkdash.warehouse import Version

PUBLISHED = (
    "no", "park", "subject", "name", "kind", "basis", "qualifier", "value", "unit", "as_of", "part_of", "derived_from",
    "metric", "comparability", "note", "document", "phrase",
)  # fmt: skip
CAUSES_KEPT = 20  # of one figure by name; how many there are of each kind is told of all


def before_now(home: Path, edition: Edition, content: Content, version: Version) -> dict[str, Any]:
    """An earlier edition beside today's data: its number and day, and of each figure that reads otherwise now what was
    shown, what it is, the gap, how many records of which kind made it and by how much, and the largest by name."""
    found = restated(home, edition, content, version)
    return {
        "edition": edition.id,
        "as_of": edition.as_of.isoformat(),
        "figures": {metric: _plain(each) for metric, each in found.items()},
    }


def _plain(found: Restatement) -> dict[str, Any]:
    causes = [cause for cause in found.causes if cause.amount is None or cause.amount]
    return {
        "shown": stored(found.shown),
        "now": stored(found.now),
        "gap": stored(found.gap),
        "target_shown": stored(found.target_shown),
        "target_now": stored(found.target_now),
        "kinds": _kinds(causes),
        "causes": [_named(cause) for cause in causes[:CAUSES_KEPT]],
        "total": len(causes),
    }


def _kinds(causes: Iterable[Cause]) -> list[dict[str, Any]]:
    """How many records of each kind, and what they come to, the most frequent first."""
    counts: Counter[str] = Counter()
    amounts: dict[str, Value] = {}
    for cause in causes:
        counts[cause.kind] += 1
        amounts[cause.kind] = metrics.difference(cause.amount, metrics.difference(0, amounts.get(cause.kind, 0)))
    return [{"kind": kind, "count": count, "amount": stored(amounts[kind])} for kind, count in counts.most_common()]


def _named(cause: Cause) -> dict[str, Any]:
    told = {"kind": cause.kind, "name": cause.name, "batch": cause.batch, "who": cause.who}
    return told | {"amount": stored(cause.amount)}


def owed(
    home: Path, content: Content, before: int | None, own: int | None = None, version: Version | None = None
) -> tuple[dict[str, Any], ...]:
    """What edition `before` asked for, late ones first, then what is still to be done from other meetings: how each
    stands on the day of `content`, what was last said of it, and how far the number it is about has moved since. What
    was asked for by `own`, the edition itself, is for the next one to tell; an edition of some parks tells only what
    was asked for in editions of these parks. How much of a movement since an older meeting is restated is worked out
    from the `version` of the edition, else as it was said when the edition was prepared."""
    found = promises(home, content.as_of, before, content) if before is not None else []
    over = [
        each for each in carried_over(home, before, within(home, content.parks)) if own is None or each.edition != own
    ]
    found += still_owed(home, over, content, version)
    said = memory.of_actions(home, [promise.action.id for promise in found])
    told = (_promise(promise, said[promise.action.id]) for promise in found)
    known = {promise["action"]: promise["restated"] for promise in content.promises}
    return tuple(each | {"restated": each["restated"] or known.get(each["action"])} for each in told)


def _promise(promise: Promise, said: list[memory.Remark]) -> dict[str, Any]:
    action, last = promise.action, said[-1] if said else None
    return {
        "action": action.id, "title": action.title, "owner": action.owner, "due": action.due.isoformat(),
        "state": action.state, "late": promise.late, "kind": action.about.kind, "id": action.about.id,
        "edition": action.edition, "then": stored(promise.then), "now": stored(promise.now),
        "moved": stored(promise.moved), "restated": stored(promise.restated), "days": list(promise.days),
        "said": last.text if last and last.kind != "given" else "",
        "said_by": last.said_by if last and last.kind != "given" else "",
    }  # fmt: skip


def stuck(version: Version, scope: Scope, day: date) -> tuple[dict[str, Any], ...]:
    """The projects that are beyond the limit of their stage or silent, the longest first: with whom they lie, for how
    many days, what the trouble is and to which level it was taken, and the row that says so."""
    return tuple(_stuck(version, each) for each in metrics.stuck(version, scope, day))


def milestones(version: Version, scope: Scope, day: date) -> tuple[dict[str, Any], ...]:
    """Targets with a date and no number: open ones by their date, then those reached in the year; by how many days
    each is late (less than 0: has time, or was early), and the row that says so."""
    return tuple(
        {
            "milestone": each.milestone, "park": each.park, "due": each.due_by.isoformat(), "owner": each.owner,
            "document": each.document, "reached": each.reached_on.isoformat() if each.reached_on else None,
            "late": each.days_late(day), "light": each.light(day), **_row(version, each),
        }
        for each in metrics.milestones(version, scope, day)
    )  # fmt: skip


def published(version: Version, scope: Scope, day: date) -> tuple[dict[str, Any], ...]:
    """What other parks have published by a day, as their documents say it: what stands beside a metric of ours in the
    catalogue's order, then all else by its number. What ours is says the edition's own figure."""
    order = list(metrics.catalogue())

    def place(each: Published) -> tuple[int, str]:
        return order.index(each.metric or "") if each.stands_beside_ours else len(order), each.no

    return tuple(_published(version, each) for each in sorted(metrics.published(version, scope, day), key=place))


def _published(version: Version, found: Published) -> dict[str, Any]:
    said = {name: getattr(found, name) for name in PUBLISHED}
    return said | {"number": stored(found.number), "published": found.published, **_row(version, found)}


def _row(version: Version, found: Stuck | Milestone | Published) -> dict[str, Any]:
    """The row that says so."""
    source = version.source(found.source_id)
    return {"batch": source.batch, "file": source.file, "sheet": source.sheet, "row": found.source_row}


def _stuck(version: Version, found: Stuck) -> dict[str, Any]:
    agreed = None if isinstance(found.agreed_yuan, str) else stored(found.agreed_yuan)  # a text is a mask
    days = {name: getattr(found, name) for name in ("stage_days", "limit_days", "over_days", "silent_days")}
    said = {name: getattr(found, name) for name in ("problem_type", "problem", "escalated_to", "responsible")}
    return days | said | {
        "project": found.project_id, "name": found.project, "park": found.park, "stage": found.stage,
        "is_silent": found.is_silent, "officer": found.officer, "leader": found.leader,
        "due": found.due_on.isoformat() if found.due_on else None, "agreed": agreed,
        **_row(version, found),
    }  # fmt: skip
