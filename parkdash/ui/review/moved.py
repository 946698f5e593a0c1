"""Whether the number that an action is about has moved since it was given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from parkdash import metrics
from parkdash.batch import CHINA
from parkdash.metrics.model import At, Number, Value, When
from parkdash.review import Content, NoEdition, Restatement, load
from parkdash.review.actions import Action
from parkdash.telling.moved import Course, course_said
from parkdash.ui import frozen, restated
from parkdash.ui.markup import esc
from parkdash.ui.view import View, home, metric_of


class Moved:
    """Numbers then and now of the actions of one page; each edition is opened once."""

    def __init__(self, view: View, actions: Iterable[Action]) -> None:
        self.view = view
        asked = {action.edition for action in actions if action.about.kind == "metric"}
        self._editions = {id: _content(view, id) for id in asked if id is not None}
        self._restated = {id: _restated(view, id) for id in self._editions}

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
        again = self._restated.get(action.edition or 0, {}).get(metric.id)
        return Course(
            then, now.value, metric.unit, again.gap if again else None, when, now.when, handed.reported, handed.expected
        )

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


def _restated(view: View, edition: int) -> Mapping[str, Restatement]:
    """What of an edition reads otherwise in the data that are looked at; nothing as long as it is being worked out,
    and with data from before the edition."""
    found = frozen.open_edition(home(), view.scope, edition)
    if found is None or found.version > view.version.number:
        return {}
    return restated.against(found, view.version) or {}


def _content(view: View, edition: int) -> Content | None:
    """What an edition says; most are remembered by `frozen`, superseded ones are read."""
    found = frozen.open_edition(home(), view.scope, edition)
    if found is not None:
        return frozen.content_of(home(), found)
    try:
        return load(home(), edition)[1]
    except NoEdition:
        return None
