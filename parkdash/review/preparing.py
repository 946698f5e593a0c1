"""Preparing and freezing an edition: figures of one version, and what the meeting before has left behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from parkdash.access import Scope
from parkdash.review.content import Content, contents
from parkdash.review.editions import Clock, Edition, keep, last_frozen, load, opens_any
from parkdash.review.editions import freeze as freeze_as_said
from parkdash.review.importance import attention
from parkdash.review.lines import lines_of
from parkdash.review.memory import now
from parkdash.review.opening import before_now, milestones, owed, published, stuck
from parkdash.warehouse import Version

Progress = Callable[[str, float], None]


def draft(
    home: Path, version: Version, scope: Scope, as_of: date, since: date, who: str = "",
    progress: Progress = lambda step, done: None, clock: Clock = now,
) -> Edition:  # fmt: skip
    """Prepare an edition from one version: all figures are read from that version alone, so it is one consistent cut.

    PermissionError for a reader who may not see everything in the parks he sees, ValueError unless since < as_of.
    """
    if not opens_any(scope):
        raise PermissionError(scope.role)
    content = contents(version, scope, as_of, since, progress)
    progress("lines", 0.9)
    lines = lines_of(version, scope, content)
    before = _before(home, content)
    if before is not None:
        content = replace(content, restated=before_now(home, *before, version))
    content = replace(
        content, promises=owed(home, content, before[0].id if before else None, version=version),
        stuck=stuck(version, scope, as_of), attention=attention(content, before[1] if before else None),
        milestones=milestones(version, scope, as_of), published=published(version, scope, as_of),
    )  # fmt: skip
    made = keep(home, content, lines, who, clock)
    progress("done", 1.0)
    return made


def freeze(
    home: Path, id: int, who: str = "", supersedes: int | None = None, clock: Clock = now, reason: str = ""
) -> Edition:
    """Freeze a draft with the notes that were said on it and its promises as they stand now; see `editions.freeze`."""
    _, content = load(home, id)
    before = (content.restated or {}).get("edition")
    return freeze_as_said(home, id, who, supersedes, clock, reason, owed(home, content, before, id))


def _before(home: Path, content: Content) -> tuple[Edition, Content] | None:
    """The last frozen edition of the same parks before this one."""
    last = last_frozen(home, content.as_of, content.parks)
    return load(home, last.id) if last else None
