"""What a new version does to the numbers: every metric before and after, for all parks and for each, at one day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from parkdash.access import Scope
from parkdash.home import Progress
from parkdash.intake.model import Effect
from parkdash.metrics import breakdown, catalogue, labels, target, values
from parkdash.metrics.model import At, Filters, Metric, Number, Status
from parkdash.warehouse import Version

LEADING = "enterprises"  # the metric whose parts tell which parks there are


def effects(before: Version | None, after: Version, scope: Scope, day: date, progress: Progress) -> tuple[Effect, ...]:
    """Only what moves: another value (none counts as 0), or another status against the target."""
    versions = [version for version in (after, before) if version]
    places: list[str | None] = [None, *dict.fromkeys(park for each in versions for park in _parks(each, scope, day))]
    found: list[Effect] = []
    for number, park in enumerate(places):
        progress("effects", number / len(places))
        found += _of_park(before, after, scope, day, park)
    return tuple(found)


def _of_park(before: Version | None, after: Version, scope: Scope, day: date, park: str | None) -> Iterator[Effect]:
    filters: Filters = () if park is None else (("park", park),)
    asked = [metric for metric in catalogue().values() if park is None or "park" in metric.dimensions]
    ids = [metric.id for metric in asked]
    now = values(after, scope, ids, At(day), filters)
    then = values(before, scope, ids, At(day), filters) if before else {}
    for metric in asked:
        old = then.get(metric.id) or Number(metric.id, None, metric.unit, At(day), 0, "no_data")
        new = now[metric.id]
        statuses = _status(before, scope, metric, day, filters), _status(after, scope, metric, day, filters)
        if (old.value or 0) != (new.value or 0) or statuses[0] != statuses[1]:
            yield Effect(metric.id, park, _label(after, metric, park), old, new, *statuses)


def _status(version: Version | None, scope: Scope, metric: Metric, day: date, filters: Filters) -> Status:
    return "none" if version is None else target(version, scope, metric.id, day, filters).status


def _parks(version: Version, scope: Scope, day: date) -> list[str]:
    parts = breakdown(version, scope, LEADING, At(day), "park")
    return [group.key for group in parts.groups if group.key is not None]


def _label(version: Version, metric: Metric, park: str | None) -> dict[str, str]:
    return {} if park is None else labels(version, metric, "park", [park])[park]
