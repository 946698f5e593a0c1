"""A number beside an earlier one."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from parkdash.access import Scope
from parkdash.metrics.catalogue import metric as metric_of
from parkdash.metrics.coverage import coverage
from parkdash.metrics.evaluate import base_metrics, is_known, value
from parkdash.metrics.few import rests_on_few
from parkdash.metrics.model import At, Between, Comparison, Filters, Metric, Number, Value, When
from parkdash.metrics.spans import month_end, year_before
from parkdash.metrics.statement import is_sum
from parkdash.warehouse import Version


def compare(
    version: Version, scope: Scope, metric_id: str, at: date, since: date, filters: Filters = ()
) -> tuple[Comparison, Comparison]:
    """Against the day `since` and against the same days last year. ValueError if `since` is not before `at`."""
    if since >= at:
        raise ValueError(f"the day compared with, {since}, must lie before {at}")
    metric = metric_of(metric_id)
    now = value(version, scope, metric_id, At(at), filters)
    return _since(version, scope, metric, now, at, since, filters), _last_year(version, scope, metric, now, at, filters)


def _since(
    version: Version, scope: Scope, metric: Metric, now: Number, at: date, since: date, filters: Filters
) -> Comparison:
    if metric.kind == "flow" and not metric.cumulative and since.year < at.year and is_sum(metric):
        added = value(version, scope, metric.id, after(since, at), filters)
        nothing = _none(metric, Between(since, since), "no_previous")
        return compared(version, scope, metric, "since", added, nothing, filters)
    then = value(version, scope, metric.id, At(since), filters)
    if now.when == then.when:
        return Comparison("since", now, then, None, None, "same_period")
    return compared(version, scope, metric, "since", now, then, filters)


def _last_year(version: Version, scope: Scope, metric: Metric, now: Number, at: date, filters: Filters) -> Comparison:
    lead = metric_of(metric.ratio[0]) if metric.ratio else metric
    wanted: When = At(year_before(at))
    if isinstance(now.when, Between) and lead.kind in ("month_flow", "month_stock", "year_flow"):
        wanted = Between(year_before(now.when.first), month_end(year_before(now.when.last)))
    then = known_or_none(version, metric, value(version, scope, metric.id, wanted, filters))
    return compared(version, scope, metric, "last_year", now, then, filters)


def after(since: date, at: date) -> Between:
    """The days after `since`, up to the end of `at`."""
    return Between(since + timedelta(days=1), at)


def compared(
    version: Version, scope: Scope, metric: Metric, kind: Literal["since", "last_year"], now: Number, then: Number,
    filters: Filters = (),
) -> Comparison:  # fmt: skip
    """Two numbers beside each other: change and share, or why there are none."""
    reason = now.reason or (
        "suppressed" if then.reason == "suppressed" else "no_previous" if then.value is None else ""
    )
    if not reason and rests_on_few(version, scope, metric, now.when, then.when, filters):
        reason = "suppressed"
    if not reason and _redefined(metric, then):
        reason = "definition_changed"
    if not reason and any(coverage(version, scope, metric, each.when, filters).missing for each in (now, then)):
        reason = "incomplete"
    if reason:
        return Comparison(kind, now, then, None, None, reason)
    change = difference(now.value, then.value)
    if not then.value:
        return Comparison(kind, now, then, change, None, "zero_base")
    return Comparison(kind, now, then, change, float(change or 0) / abs(float(then.value)))


def difference(now: Value, then: Value) -> Value:
    """now − then; money stays exact."""
    if now is None or then is None:
        return None
    if isinstance(now, float) or isinstance(then, float):
        return float(now) - float(then)
    return Decimal(now) - Decimal(then) if isinstance(now, Decimal) or isinstance(then, Decimal) else now - then


def known_or_none(version: Version, metric: Metric, number: Number) -> Number:
    """A zero from before anything was known is no number."""
    last = number.when.day if isinstance(number.when, At) else number.when.last
    known = number.value != 0 or is_known(version, base_metrics([metric])[0].source, last)
    return number if known else _none(metric, number.when, "no_previous")


def _redefined(metric: Metric, then: Number) -> bool:
    day = then.when.day if isinstance(then.when, At) else then.when.first
    return bool(metric.since) and day.isoformat()[: len(metric.since)] < metric.since


def _none(metric: Metric, when: When, reason: str) -> Number:
    return Number(metric.id, None, metric.unit, when, 0, reason)
