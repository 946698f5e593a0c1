"""What has moved since the day compared with, told as an edition tells it and put in order of importance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from parkdash import metrics
from parkdash.access import Scope
from parkdash.metrics.amounts import URGENCY
from parkdash.metrics.model import Filters
from parkdash.metrics.signal import Signal
from parkdash.review import Content, Figure, Restatement
from parkdash.review.content import figure
from parkdash.telling.model import Told
from parkdash.telling.told import Teller
from parkdash.telling.words import short_day
from parkdash.ui import frozen, restated, signals
from parkdash.ui.view import View, home
from parkdash.warehouse import Version

LARGE = 0.1  # by so much of itself a figure moves without being routine


@dataclass(frozen=True)
class Item:
    """One metric: how it is told, its status on the day compared with, its signal, and ≠ if it was restated."""

    told: Told
    status_then: str
    signal: Signal
    restatement: Restatement | None

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
        """True if it is told in full: a target in need, a signal, a large move, or an earlier number amended."""
        if self.restatement is not None:
            return True
        return self.changed and (self.told.attention or self.turned or self.signal.speaks or self.share >= LARGE)

    @property
    def weight(self) -> tuple[bool, int, bool, float, str]:
        """Less is more important: targets in need or turned, the worst first; then signals; then the relative size."""
        first = self.told.goal is not None and (self.told.attention or self.turned)
        urgency = URGENCY.get(self.told.status, len(URGENCY)) if first else 0
        return not first, urgency, not self.signal.speaks, -self.share, self.told.figure.metric


def items(view: View, amended: restated.Found) -> list[Item]:
    """Every metric that knows the conditions of the filter bar, the most important first."""
    asked = {dimension for dimension, _ in view.bar}
    known = [id for id, metric in metrics.catalogue().items() if asked <= set(metric.dimensions)]
    content = shown_then(view)
    return sorted((item(view, id, content, amended) for id in known), key=lambda each: each.weight)


def item(view: View, id: str, content: Content | None, amended: restated.Found) -> Item:
    """One metric; `content` is the edition's where it was made on the day compared with."""
    teller = Teller(view.lang, short_day(view.since, view.at, view.lang))
    told = teller.told(view.ask(_figure, id, view.at, view.since, view.bar), None)
    return Item(told, _status_then(view, id, content), signals.of(view, id), amended.get(id))


def shown_then(view: View) -> Content | None:
    """What the last edition said, if numbers are compared with its day and it speaks of the same whole."""
    edition = restated.edition_of(view)
    if edition is None or edition.as_of != view.since:
        return None
    return frozen.content_of(home(), edition)


def _figure(version: Version, scope: Scope, id: str, at: date, since: date, filters: Filters) -> Figure:
    return figure(version, scope, metrics.catalogue()[id], at, since, filters)


def _status_then(view: View, id: str, content: Content | None) -> str:
    """As it was shown, else as it comes out today; a target of another year tells nothing of this one."""
    if view.since.year != view.at.year:
        return ""
    if content is not None and id in content.figures:
        return str((content.figures[id].target or {}).get("status", ""))
    return view.ask(metrics.target, id, view.since, view.bar).status
