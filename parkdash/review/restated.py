"""Restatements: where today's recomputation of an edition differs from what was shown, and why, line by line.

The parts always add up to the gap. A part is one line behind the number (a firm, a person, a deal, a report), or for a
ratio what its numerator and its denominator did.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from math import isclose
from pathlib import Path

from parkdash import metrics
from parkdash.access import Scope, scope_of
from parkdash.home import Damaged, NoVersion, Thinned
from parkdash.metrics.model import At, Metric, Value, When
from parkdash.review.blame import Blame, amounts
from parkdash.review.causes import Cause, Told, rows_of
from parkdash.review.content import Content, Figure
from parkdash.review.editions import Edition, kept_lines
from parkdash.review.lines import KeptLine, current_lines
from parkdash.warehouse import Version, at


@dataclass(frozen=True)
class Restatement:
    """`gap` = `now` − `shown` = the sum of the causes' amounts; None where one of the two has no value.

    `target_shown` and `target_now` differ if the target was changed since. `parts` restates a ratio's own parts.
    """

    metric: str
    shown: Value
    now: Value
    gap: Value
    causes: tuple[Cause, ...] = ()
    target_shown: Value = None
    target_now: Value = None
    parts: tuple[Restatement, ...] = field(default=())

    @property
    def differs(self) -> bool:
        """True if the number or its target is no longer what was shown."""
        return not (_same(self.shown, self.now) and _same(self.target_shown, self.target_now))


def restated(home: Path, edition: Edition, content: Content, version: Version) -> dict[str, Restatement]:
    """The figures of an edition that come out differently today, by metric. One that the catalogue lost is left out."""
    looked = _Looked(home, edition, content, version)
    known = [figure for id, figure in content.figures.items() if id in metrics.catalogue()]
    metrics.read_values(version, looked.scope, [(each.metric, each.when) for each in known if not each.parts])
    found = {figure.metric: looked.restatement(figure) for figure in known}
    return {id: each for id, each in found.items() if each.differs}


def reads_now(content: Content, version: Version, id: str) -> Value:
    """What a figure of an edition comes to in a version, over the same days; None too where the catalogue lost it."""
    metric, figure = metrics.catalogue().get(id), content.figures.get(id)
    if metric is None or figure is None:
        return None
    return metrics.value_over(version, _scope(content), id, _times(content, figure, metric))


def gap_now(content: Content, version: Version, id: str) -> Value:
    """By how much a figure of an edition comes out otherwise in a version than it was shown; None where either is not
    known."""
    figure = content.figures.get(id)
    return metrics.difference(reads_now(content, version, id), figure.value) if figure else None


def _scope(content: Content) -> Scope:
    return scope_of(content.role, None if content.parks is None else frozenset(content.parks))


def _times(content: Content, figure: Figure, metric: Metric) -> dict[str, When]:
    """The span that the edition took for each part: a ratio may divide what a month brought by what there is on the
    day. What the catalogue did not know then is asked for as the edition would have."""
    figures, day = content.figures, At(content.as_of)
    parts = [part for part in (*metric.ratio, metric.minus) if part] if metric.ratio else []
    told = {part: figures[part].when if part in figures else day for part in parts}
    return told or {metric.id: figure.when}


@dataclass
class _Looked:
    """An edition and the version that it is recomputed from."""

    home: Path
    edition: Edition
    content: Content
    version: Version

    @cached_property
    def scope(self) -> Scope:
        return _scope(self.content)

    @cached_property
    def before(self) -> Version | None:
        """The version that the edition was made from; None if it can no longer be read."""
        try:
            return at(self.home, self.edition.version)
        except (Thinned, NoVersion, Damaged):
            return None

    @cached_property
    def blame(self) -> Blame:
        return Blame(self.home, self.scope, self.edition.version, self.version)

    def restatement(self, figure: Figure) -> Restatement:
        metric = metrics.catalogue()[figure.metric]
        now = reads_now(self.content, self.version, metric.id)
        target_shown, target_now = self._targets(figure, metric)
        causes: tuple[Cause, ...] = ()
        parts: tuple[Restatement, ...] = ()
        if not _same(now, figure.value):
            if metric.ratio and figure.parts:
                parts = tuple(self.restatement(self.content.figures[part]) for part in figure.parts)
                causes = self._ratio_causes(figure, metric, now, parts)
            else:
                causes = self._line_causes(figure, metric, now)
        gap = metrics.difference(now, figure.value)
        return Restatement(figure.metric, figure.value, now, gap, causes, target_shown, target_now, parts)

    def _targets(self, figure: Figure, metric: Metric) -> tuple[Value, Value]:
        shown = figure.target["target"] if figure.target else None
        now = metrics.target(self.version, self.scope, metric.id, self.content.as_of).target
        return (None if shown is None else float(shown)), (None if now is None else float(now))

    def _line_causes(self, figure: Figure, metric: Metric, now: Value) -> tuple[Cause, ...]:
        if not metrics.is_additive(metric) or figure.value is None or now is None:
            return (Cause("unexplained", metrics.difference(now, figure.value)),)
        if not self.blame.later:  # nothing was handed in: what differs is how it is counted
            return (Cause("definition", metrics.difference(now, figure.value)),)
        shown = {line.key: line for line in kept_lines(self.home, self.edition.id, figure.metric)}
        today = {line.key: line for line in current_lines(self.version, self.scope, metric.id, figure.when)}
        if self._redefined(figure, metric):
            return self._definition_causes(figure, metric, shown, today)
        return self._data_causes(metric, figure.when, shown, today)

    @staticmethod
    def _redefined(figure: Figure, metric: Metric) -> bool:
        return (figure.formula, figure.definition) != (metrics.formula(metric), metric.version)

    def _definition_causes(
        self, figure: Figure, metric: Metric, shown: dict[str, KeptLine], today: dict[str, KeptLine]
    ) -> tuple[Cause, ...]:
        """First what today's definition makes of the data of then, told as one part; then what the data did."""
        if self.before is None:
            return (Cause("definition", metrics.difference(_total(today), _total(shown))),)
        redefined = {line.key: line for line in current_lines(self.before, self.scope, metric.id, figure.when)}
        moved = metrics.difference(_total(redefined), _total(shown))
        first = (Cause("definition", moved),) if moved else ()
        return first + self._data_causes(metric, figure.when, redefined, today)

    def _data_causes(
        self, metric: Metric, when: When, shown: dict[str, KeptLine], today: dict[str, KeptLine]
    ) -> tuple[Cause, ...]:
        came, gone = today.keys() - shown.keys(), shown.keys() - today.keys()
        scope = scope_of(self.scope.role)  # a record that moved to a park out of sight is not deleted
        before = rows_of(self.before, scope, metric, came) if self.before else {}
        after = rows_of(self.version, scope, metric, gone)
        told = Told(self.blame, metric, when, amounts(shown.values()), amounts(today.values()))
        causes = [told.came(today[key], before.get(key)) for key in came]
        causes += [told.gone(shown[key], after.get(key)) for key in gone]
        causes += [
            told.changed(shown[key], today[key])
            for key in today.keys() & shown.keys()
            if today[key].amount != shown[key].amount
        ]
        return tuple(sorted(causes, key=lambda cause: (-abs(float(cause.amount or 0)), cause.kind, cause.key)))

    def _ratio_causes(
        self, figure: Figure, metric: Metric, now: Value, parts: tuple[Restatement, ...]
    ) -> tuple[Cause, ...]:
        """Today's numerator over the denominator of then, then the rest: both together are the gap."""
        gap = metrics.difference(now, figure.value)
        if gap is None:
            return (Cause("unexplained", None),)
        if self._redefined(figure, metric):
            return (Cause("definition", gap),)
        shown = {part.metric: part.shown for part in parts}
        today = {part.metric: part.now for part in parts}
        below = (metric.ratio or ("", ""))[1]
        between = metrics.ratio_of(metric, {**today, below: shown[below]})
        if between is None:
            return (Cause("unexplained", gap),)
        upper = metrics.difference(between, figure.value)
        found = (Cause("numerator", upper), Cause("denominator", metrics.difference(gap, upper)))
        return tuple(cause for cause in found if cause.amount)


def _same(shown: Value, now: Value) -> bool:
    """True for one value. The last digit of a binary fraction may come out differently from release to release."""
    if isinstance(shown, float) and isinstance(now, float):
        return isclose(shown, now, rel_tol=1e-12)
    return shown == now


def _total(lines: dict[str, KeptLine]) -> Value:
    total: Value = 0
    for line in lines.values():
        total = metrics.difference(total, metrics.difference(0, line.amount))
    return total
