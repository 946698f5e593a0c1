"""What has moved since the day compared with, told as an edition tells it and put in order of importance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from parkdash import metrics
from parkdash.access import Scope
from parkdash.metrics.model import Filters
from parkdash.metrics.signal import Signal
from parkdash.review import Content, Restatement
from parkdash.review.content import figures, stored
from parkdash.review.importance import Then, Why, alone, points, reasons, rule, then_of
from parkdash.telling.model import Told
from parkdash.telling.told import Teller
from parkdash.telling.words import short_day
from parkdash.ui import frozen, restated
from parkdash.ui.review.stored import signal_of
from parkdash.ui.view import View, home
from parkdash.warehouse import Version


@dataclass(frozen=True)
class Item:
    """One metric: how it is told, what was shown of it when compared with, its signal, and ≠ if it was restated."""

    told: Told
    then: Then
    signal: Signal
    restatement: Restatement | None

    @property
    def status_then(self) -> str:
        return self.then.status

    @cached_property
    def turned(self) -> bool:
        """True if the target stands otherwise than on the day compared with."""
        return self.status_then not in ("", "none", self.told.status)

    @cached_property
    def share(self) -> float:
        """By how much of itself it has moved; infinite where it was nothing."""
        then, change = abs(float(self.told.then or 0)), abs(float(self.told.change or 0))
        return 0.0 if not change else change / then if then else float("inf")

    @property
    def changed(self) -> bool:
        return self.told.moved or self.turned

    @property
    def stands_out(self) -> bool:
        """True if it may be told in full: an exception that has changed, a large move, a number amended by enough."""
        if "restated" in self.why or self.has_other_target:
            return True
        return self.changed and (bool(self.why) or self.turned or self.share >= rule()["large_move"])

    @cached_property
    def why(self) -> tuple[Why, ...]:
        """Why it is an exception, by the rule of the meetings."""
        found = self.restatement
        gap = {"shown": stored(found.shown), "gap": stored(found.gap)} if found and found.gap else None
        return reasons(self.told.figure, gap, self.then)

    @property
    def has_other_target(self) -> bool:
        """True if the target was changed since it was shown."""
        found = self.restatement
        return found is not None and found.target_shown != found.target_now

    @cached_property
    def weight(self) -> tuple[int, bool, float, str]:
        """Less is more important: exceptions by their points; then what has turned; then the relative size."""
        worth = points(self.told.figure, self.why, self.then) if self.why else 0
        return -worth, not self.turned, -self.share, self.told.figure.metric


def items(view: View, amended: restated.Found) -> list[Item]:
    """Every metric that knows the conditions of the filter bar, the most important first."""
    asked = {dimension for dimension, _ in view.bar}
    known = tuple(id for id, metric in metrics.catalogue().items() if asked <= set(metric.dimensions))
    return sorted(_items(view, known, shown_then(view), amended), key=lambda each: each.weight)


def in_full(found: Sequence[Item]) -> list[Item]:
    """Those that are told in full, of items in order of importance: as few in all and of one section as a meeting."""
    candidates = [item for item in found if item.stands_out]
    told = alone(item.told.figure.group for item in candidates)
    return [item for item, one in zip(candidates, told, strict=True) if one]


def item(view: View, id: str, content: Content | None, amended: restated.Found) -> Item:
    """One metric; `content` is the edition's where it was made on the day compared with."""
    return _items(view, (id,), content, amended)[0]


def _items(view: View, ids: tuple[str, ...], content: Content | None, amended: restated.Found) -> list[Item]:
    """All of them are asked for at once and told once: each by itself, a page of hundreds takes seconds."""
    told = view.ask(_told, ids, view.at, view.since, view.bar, view.lang).told
    then = {status.metric: status.status for status in view.ask(metrics.targeted, ids, view.since, view.bar)}
    return [
        Item(each, _then(view, id, content, then.get(id, "none")), signal_of(each.figure), amended.get(id))
        for id, each in zip(ids, told, strict=True)
    ]


def shown_then(view: View) -> Content | None:
    """What the last edition said, if numbers are compared with its day and it speaks of the same whole."""
    edition = restated.edition_of(view)
    if edition is None or edition.as_of != view.since:
        return None
    return frozen.content_of(home(), edition)


@dataclass(frozen=True)
class _Every:
    """Metrics as they are told; each of them weighs as much as another question's answer."""

    told: tuple[Told, ...]

    @property
    def weight(self) -> int:
        return len(self.told)


def _told(
    version: Version, scope: Scope, ids: tuple[str, ...], at: date, since: date, filters: Filters, lang: str
) -> _Every:
    teller = Teller(lang, short_day(since, at, lang))
    found = figures(version, scope, ids, at, since, filters, trend=False)  # the page draws none
    return _Every(tuple(teller.told(figure, None) for figure in found))


def _then(view: View, id: str, content: Content | None, status: str) -> Then:
    """As it was shown, else the status as it comes out today; a target of another year tells nothing of this one."""
    shown = then_of(content.figures.get(id) if content else None)
    if view.since.year != view.at.year:
        return Then(told_of=shown.told_of)
    return shown if content is not None and id in content.figures else Then(status)
