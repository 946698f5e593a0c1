"""All targets of a year: how each stands, who answers for it, and what was decided when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from parkdash.access import Scope
from parkdash.metrics.ahead import read_targets
from parkdash.metrics.catalogue import catalogue
from parkdash.metrics.model import Filters, TargetStatus
from parkdash.metrics.targets import Target, decisions, target
from parkdash.warehouse import Version


@dataclass(frozen=True)
class Goal:
    """One target. `park` is None for that of the whole; `taken` are the decisions up to the day, oldest first."""

    metric: str
    park: str | None
    status: TargetStatus
    taken: tuple[tuple[date, Target], ...]

    @property
    def now(self) -> Target:
        """The decision in force."""
        return self.taken[-1][1]


def goals(version: Version, scope: Scope, at: date) -> tuple[Goal, ...]:
    """Every target for the year of `at` that was decided by then and that this reader may see, in the catalogue's
    order, the whole before its parks. Targets of metrics that the catalogue does not have are left out."""
    order = {name: place for place, name in enumerate(catalogue())}
    found = []
    for (metric, year, park), every in decisions(version).items():
        taken = tuple(entry for entry in every if entry[0] <= at)
        if year != at.year or not taken or metric not in order or not _seen(scope, park):
            continue
        filters = (("park", park),) if park is not None else ()
        found.append(Goal(metric, park, target(version, scope, metric, at, filters), taken))
    return tuple(sorted(found, key=lambda goal: (order[goal.metric], goal.park is not None, goal.park or "")))


def targeted(
    version: Version, scope: Scope, ids: Iterable[str], at: date, filters: Filters = ()
) -> tuple[TargetStatus, ...]:
    """How those of these metrics stand that have a target, in their order. Raises UnknownMetric, UnknownDimension."""
    asked = tuple(ids)
    read_targets(version, scope, asked, at, filters)
    every = (target(version, scope, id, at, filters) for id in asked)
    return tuple(status for status in every if status.status != "none")


def of_parks(version: Version, scope: Scope, metric: str, at: date) -> tuple[tuple[str, float], ...]:
    """What single parks are to reach in the year of `at`, park and value in the metric's unit, as decided by then."""
    found = []
    for (name, year, park), every in decisions(version).items():
        taken = [entry for entry in every if entry[0] <= at]
        if name == metric and year == at.year and park is not None and taken and _seen(scope, park):
            found.append((park, taken[-1][1].value))
    return tuple(sorted(found))


def _seen(scope: Scope, park: str | None) -> bool:
    """The target of the whole is for those who see the whole, a park's for those who see the park."""
    return scope.parks is None or park in scope.parks
