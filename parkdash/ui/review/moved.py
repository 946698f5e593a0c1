"""Whether the number that an action is about has moved since it was given."""

from __future__ import annotations

from collections.abc import Iterable

from parkdash import metrics
from parkdash.batch import CHINA
from parkdash.metrics.model import At, Value
from parkdash.review import Content, NoEdition, load
from parkdash.review.actions import Action
from parkdash.text import text
from parkdash.ui import format, frozen
from parkdash.ui.markup import esc, span
from parkdash.ui.view import View, home, metric_of


class Moved:
    """Numbers then and now of the actions of one page; each edition is opened once."""

    def __init__(self, view: View, actions: Iterable[Action]) -> None:
        self.view = view
        asked = {action.edition for action in actions if action.about.kind == "metric"}
        self._editions = {id: _content(view, id) for id in asked if id is not None}

    def then_and_now(self, action: Action) -> tuple[Value, Value] | None:
        """The number when the action was given, as its edition shows it, and now; None if it is about no metric."""
        if action.about.kind != "metric" or metric_of(action.about.id) is None:
            return None
        return self._then(action), self._at(action.about.id, At(self.view.at))

    def markup(self, action: Action) -> str:
        """当时 12家 → 目前 14家（↑2家）; "" for an action that is about no metric, or without both numbers."""
        found, metric = self.then_and_now(action), metric_of(action.about.id)
        if found is None or metric is None or found[0] is None or found[1] is None:
            return ""
        then, now = (self.view.amount(value, metric.unit) for value in found)
        by = metrics.difference(found[1], found[0])
        key = "same" if not by else "up" if by > 0 else "down"
        size = format.change(by, metric.unit, self.view.lang)
        moved = text(f"actions.moved.{key}", self.view.lang, size=size)
        return esc(text("actions.moved.line", self.view.lang, then=then, now=now)) + span("pd-nowrap", esc(moved))

    def _then(self, action: Action) -> Value:
        content = self._editions.get(action.edition or 0)
        if content is not None:
            figure = content.figures.get(action.about.id)
            return figure.value if figure else None
        day = action.made_at.astimezone(CHINA).date()
        return self._at(action.about.id, At(min(day, self.view.at)))

    def _at(self, metric: str, when: At) -> Value:
        return self.view.ask(metrics.value, metric, when, ()).value


def _content(view: View, edition: int) -> Content | None:
    """What an edition says; most are remembered by `frozen`, superseded ones are read."""
    found = frozen.open_edition(home(), view.scope, edition)
    if found is not None:
        return frozen.content_of(home(), found)
    try:
        return load(home(), edition)[1]
    except NoEdition:
        return None
