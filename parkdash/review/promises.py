"""What meetings have asked for, held against what has become of it: done, late, and how far its number has moved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from parkdash import metrics
from parkdash.metrics.model import Value
from parkdash.review.actions import LISTED, LIVE, Action, actions
from parkdash.review.content import Content, number_from
from parkdash.review.editions import content_if_kept, load
from parkdash.review.restated import gap_now
from parkdash.warehouse import Version


@dataclass(frozen=True)
class Promise:
    """An action of an earlier meeting. `moved` is how much the number it was about changed since, None without one;
    `restated` how much of that is only what that meeting would have shown today. `days` are those of which the number
    then spoke, one day or the first and the last."""

    action: Action
    late: bool
    then: Value = None
    now: Value = None
    moved: Value = None
    restated: Value = None
    days: tuple[str, ...] = ()


def promises(home: Path, day: date, before: int, content: Content) -> list[Promise]:
    """上周交办: what was given in edition `before`, how it stands on `day`, whether its number moved until `content`.

    Late ones first, then open, then done. NoEdition if there is no such edition.
    """
    _, then = load(home, before)
    given = [each for each in actions(home, LISTED) if each.edition == before]
    found = [_promise(action, day, then, content) for action in given]
    return sorted(found, key=lambda promise: (not promise.late, promise.action.state not in LIVE))


def still_owed(home: Path, owed: Iterable[Action], content: Content, version: Version | None) -> list[Promise]:
    """The same of actions of any meetings, in their order. What of a movement is restated is worked out from the
    `version` that `content` was made of, and unknown without one."""
    shown: dict[int, Content | None] = {}
    found = []
    for action in owed:
        then = None
        if action.edition is not None and action.about.kind == "metric":
            if action.edition not in shown:
                shown[action.edition] = content_if_kept(home, action.edition)
            then = shown[action.edition]
        promise = _promise(action, content.as_of, then, content)
        if then is not None and version is not None and promise.then is not None:
            promise = replace(promise, restated=gap_now(then, version, action.about.id))
        found.append(promise)
    return found


def _promise(action: Action, day: date, then: Content | None, content: Content) -> Promise:
    id = action.about.id
    if then is None or action.about.kind != "metric" or id not in then.figures or id not in content.figures:
        return Promise(action, action.is_late(day))
    was, is_now = then.figures[id].value, content.figures[id].value
    moved = metrics.difference(is_now, was)
    amended = content.restated if content.restated and content.restated["edition"] == action.edition else {}
    restated = number_from(amended.get("figures", {}).get(id, {}).get("gap"))
    return Promise(action, action.is_late(day), was, is_now, moved, restated, then.figures[id].days)
