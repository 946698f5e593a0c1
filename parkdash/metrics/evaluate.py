"""Evaluates metrics: sums per group of one statement, ratios from sums, and what may be shown of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from parkdash.access import Scope
from parkdash.access.scope import SMALLEST_GROUP
from parkdash.metrics import statement as st
from parkdash.metrics.catalogue import metric as metric_of
from parkdash.metrics.memo import per_version
from parkdash.metrics.model import At, Between, Filters, Metric, Number, Value, When
from parkdash.metrics.spans import resolve
from parkdash.metrics.tally import NOTHING, Tally
from parkdash.metrics.totals import totals
from parkdash.sql import facts
from parkdash.warehouse import Version


def base_metrics(metrics: Iterable[Metric]) -> list[Metric]:
    """The metrics themselves and those that ratios are made of, each once, none of them a ratio."""
    found: dict[str, Metric] = {}
    for metric in metrics:
        parts = [metric_of(part) for part in (*metric.ratio, metric.minus) if part] if metric.ratio else [metric]
        found.update({part.id: part for part in parts})
    return list(found.values())


def measured(metric: Metric, parts: dict[str, Tally], counted: bool) -> tuple[Value, int, str]:
    """Value, rows and reason of a metric from the tallies of its parts. `counted`: the data know the period at all."""
    if metric.ratio is None:
        return _shown(metric, parts.get(metric.id, NOTHING), counted)
    above, below = (parts.get(part, NOTHING) for part in metric.ratio)
    shown = [_shown(metric_of(part), tally, counted) for part, tally in zip(metric.ratio, (above, below), strict=True)]
    reasons = {reason for _, _, reason in shown}
    if "suppressed" in reasons or _tells_of_the_others(metric, above, below):
        return None, 0, "suppressed"
    if "no_data" in reasons or (below.rows == 0 and above.rows == 0):
        return None, below.rows, "no_data"
    if not below.value:
        return None, below.rows, "zero_base"
    return ratio_of(metric, {id: tally.value for id, tally in parts.items()}), below.rows, ""


def ratio_of(metric: Metric, parts: Mapping[str, Value]) -> float | None:
    """A ratio worked out from the values of its parts by their ids; None without a denominator."""
    above, below = metric.ratio or ("", "")
    if not parts.get(below):
        return None
    counted = float(parts.get(above) or 0) - float(parts.get(metric.minus) or 0)
    return counted * metric.scale / float(parts[below] or 0)


def _tells_of_the_others(metric: Metric, above: Tally, below: Tally) -> bool:
    """A share of people says as much of those not in it: too few of them are protected like any other few."""
    if below.respondents is None or above.respondents is None or metric.unit != "percent":
        return False
    return 0 < below.respondents - above.respondents < SMALLEST_GROUP


def _shown(metric: Metric, tally: Tally, counted: bool) -> tuple[Value, int, str]:
    if tally.respondents is not None and 0 < tally.respondents < SMALLEST_GROUP:
        return None, 0, "suppressed"  # the count of records would tell what is withheld
    if tally.rows == 0:
        empty_is_zero = counted and metric.measure.startswith(("sum(", "count(")) and metric.kind in ("stock", "flow")
        return (0, 0, "") if empty_is_zero else (None, 0, "no_data")
    return tally.value, tally.rows, ""


def values(version: Version, scope: Scope, ids: Sequence[str], when: When, filters: Filters = ()) -> dict[str, Number]:
    """Many metrics at once: one statement per fact table and span. Raises UnknownMetric, UnknownDimension."""
    metrics = [metric_of(metric_id) for metric_id in ids]
    for metric in metrics:
        check_filters(metric, filters)
    spans, parts = _tally_all(version, scope, metrics, when, filters)
    numbers = {}
    for metric in metrics:
        lead = spans[metric.ratio[0] if metric.ratio else metric.id]
        value, rows, reason = measured(metric, parts, counted=lead is not None)
        newest = newest_fact(version, base_metrics([metric])[0].source, _last_day(lead)) if lead else None
        numbers[metric.id] = Number(metric.id, value, metric.unit, lead or when, rows, reason, newest)
    return numbers


@per_version
def value(version: Version, scope: Scope, metric_id: str, when: When, filters: Filters = ()) -> Number:
    """One metric at a date or over a range; see `values`."""
    return values(version, scope, (metric_id,), when, filters)[metric_id]


def value_over(version: Version, scope: Scope, metric_id: str, times: Mapping[str, When]) -> Value:
    """One metric once more over the very spans that an earlier telling took, by the id of each part of it.

    The denominator of a ratio may speak of another time than its numerator: of the day, where that speaks of a month.
    """
    metric = metric_of(metric_id)
    spans = {base: resolve(version, base, times[base.id]) for base in base_metrics([metric])}
    found = totals(version, scope, {base: [span] for base, span in spans.items() if span is not None}, ())
    parts = {base.id: found[base.id][span] for base, span in spans.items() if span is not None}
    return measured(metric, parts, counted=spans[base_metrics([metric])[0]] is not None)[0]


def _tally_all(
    version: Version, scope: Scope, metrics: Sequence[Metric], when: When, filters: Filters
) -> tuple[dict[str, When | None], dict[str, Tally]]:
    bases = base_metrics(metrics)
    spans = {metric.id: resolve(version, metric, when) for metric in bases}
    asked = {metric: [span] for metric in bases if (span := spans[metric.id]) is not None}
    found = totals(version, scope, asked, filters)
    return spans, {metric_id: total for metric_id, whole in found.items() for total in whole.values()}


def check_filters(metric: Metric, filters: Filters) -> None:
    """Raises UnknownDimension for a filter that the metric's facts do not have; one firm can always be chosen."""
    for dimension, _ in filters:
        if dimension not in (*metric.dimensions, "enterprise"):
            raise st.UnknownDimension(metric, dimension)


def _last_day(span: When) -> date:
    return span.day if isinstance(span, At) else span.last


def newest_fact(version: Version, source: str, day: date) -> date | None:
    """The newest day up to `day` that a fact table speaks of."""
    days = _fact_days(version, source)
    place = bisect_right(days, day)
    return days[place - 1] if place else None


def is_known(version: Version, source: str, day: date) -> bool:
    """True if a fact table speaks of any day up to this one."""
    return newest_fact(version, source, day) is not None


@per_version
def _fact_days(version: Version, source: str) -> tuple[date, ...]:
    """The days that a fact table speaks of, oldest first."""
    if source not in version.filled:
        return ()
    column = _dated(source)
    sql = f"select distinct {column} as day from {source} where {column} is not null order by day"
    return tuple(day for (day,) in version.rows(sql))


def _dated(source: str) -> str:
    """The day on which a row of a fact is known."""
    return {"interval": "starts_on", "event": "on_day", "period": "last_day(month)"}[facts()[source].time]


def year_to(day: date) -> Between:
    """From 1 January to the day."""
    return Between(date(day.year, 1, 1), day)
