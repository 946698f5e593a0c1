"""Whether the number that an action is about has moved since it was given."""

from __future__ import annotations

from collections.abc import Iterable

from parkdash import metrics
from parkdash.batch import CHINA
from parkdash.metrics.model import At, Number, Value, When
from parkdash.review import Content
from parkdash.review.actions import Action
from parkdash.review.editions import content_if_kept
from parkdash.review.restated import gap_now
from parkdash.telling.moved import Course, course_said
from parkdash.ui import frozen
from parkdash.ui.markup import esc
from parkdash.ui.view import View, home, metric_of


class Moved:
    """Numbers then and now of the actions of one page; each edition is opened once."""

    def __init__(self, view: View, actions: Iterable[Action]) -> None:
        self.view = view
        asked = {action.edition for action in actions if action.about.kind == "metric"}
        self._editions = {id: _content(view, id) for id in asked if id is not None}

    def markup(self, action: Action) -> str:
        """12家→14家（+2家）, as the meeting and the pack say it; "" for an action that is about no metric, or without
        both numbers."""
        course = self._course(action)
        return esc(course_said(course, self.view.lang)) if course else ""

    def _course(self, action: Action) -> Course | None:
        metric = metric_of(action.about.id) if action.about.kind == "metric" else None
        if metric is None:
            return None
        now = self._at(metric.id, At(self.view.at))
        then, when = self._then(action)
        handed = self.view.ask(metrics.coverage, metric, now.when, ())
        again = self._restated(action, then)
        return Course(then, now.value, metric.unit, again, when, now.when, handed.reported, handed.expected)

    def _restated(self, action: Action, then: Value) -> Value:
        """How much of the movement only the data of then have brought; None without an edition, and in data from before
        it."""
        content = self._editions.get(action.edition or 0)
        if content is None or then is None or content.version > self.view.version.number:
            return None
        return gap_now(content, self.view.version, action.about.id)

    def _then(self, action: Action) -> tuple[Value, When | None]:
        """The number when the action was given, as its edition shows it, and the days of which it speaks."""
        content = self._editions.get(action.edition or 0)
        if content is not None:
            figure = content.figures.get(action.about.id)
            return (figure.value, figure.when) if figure else (None, None)
        day = action.made_at.astimezone(CHINA).date()
        found = self._at(action.about.id, At(min(day, self.view.at)))
        return found.value, found.when

    def _at(self, metric: str, when: At) -> Number:
        return self.view.ask(metrics.value, metric, when, ())


def _content(view: View, edition: int) -> Content | None:
    """What an edition says; most are remembered by `frozen`, superseded ones are read."""
    found = frozen.open_edition(home(), view.scope, edition)
    if found is not None:
        return frozen.content_of(home(), found)
    return content_if_kept(home(), edition)
