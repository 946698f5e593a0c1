"""The course of a number over the months."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from parkdash.access import Scope
from parkdash.metrics.catalogue import metric as metric_of
from parkdash.metrics.evaluate import base_metrics
from parkdash.metrics.model import At, Between, Filters, Metric, Number, When
from parkdash.metrics.moments import numbers
from parkdash.metrics.spans import month_end, month_start, months_before, resolve
from parkdash.warehouse import Version


def series(
    version: Version, scope: Scope, metric_id: str, at: date, points: int = 12, filters: Filters = ()
) -> tuple[Number, ...]:
    """`points` months up to `at`, oldest first: stocks at month ends, flows and monthly figures for the month.

    The last point is `at` itself (a flow: its month up to `at`); monthly figures end with their last reported month.
    """
    metric = metric_of(metric_id)
    times = series_times(version, metric, at, points)
    found = numbers(version, scope, metric, times, filters)
    return tuple(replace(found[time], when=time) for time in times)


def series_times(version: Version, metric: Metric, at: date, points: int = 12) -> list[When]:
    """The times that a series reads, oldest first."""
    lead = base_metrics([metric])[0]
    last = last_day(version, lead, at) or at
    days = [last if back == 0 else month_end(months_before(last, back)) for back in range(points - 1, -1, -1)]
    return [over(lead, month_start(day), day) for day in days]


def is_level(metric: Metric) -> bool:
    """True for what holds at a day however long ago it began: stocks, and what adds up from the beginning."""
    return metric.kind == "stock" or metric.cumulative


def over(lead: Metric, first: date, last: date) -> When:
    """A period as it is asked of a metric led by `lead`: of what holds at a day its last day."""
    return At(last) if is_level(lead) else Between(first, last)


def last_day(version: Version, lead: Metric, at: date) -> date | None:
    """`at`, or of what is reported the last day of the last reported period up to it; None if there is none."""
    if lead.kind in ("stock", "flow"):
        return at
    newest = resolve(version, lead, At(at))
    return newest.last if isinstance(newest, Between) else None
