"""Evaluates metrics: sums per group of one statement, ratios from sums, and what may be shown of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from parkdash.access import Scope
from parkdash.access.scope import SMALLEST_GROUP
from parkdash.metrics import statement as st
from parkdash.metrics.catalogue import metric as metric_of
from parkdash.metrics.memo import per_version
from parkdash.metrics.model import At, Between, Filters, Metric, Number, Value, When
from parkdash.metrics.spans import resolve
from parkdash.sql import Fact, column_of, facts
from parkdash.warehouse import Version


@dataclass(frozen=True)
class Tally:
    """A sum, the count of rows behind it, and how many people or firms it speaks of (None: anybody may see it)."""

    value: Value
    rows: int
    respondents: int | None = None

    def plus(self, other: Tally, disjoint: bool = True) -> Tally:
        """Both together. Unless the groups are disjoint their people or firms may be the same ones."""
        known = [value for value in (self.value, other.value) if value is not None]
        both = None
        if self.respondents is not None and other.respondents is not None:
            both = (sum if disjoint else max)((self.respondents, other.respondents))
        return Tally(sum(known) if known else None, self.rows + other.rows, both)


Key = str | date | bool | None
NOTHING = Tally(None, 0)


def base_metrics(metrics: Iterable[Metric]) -> list[Metric]:
    """The metrics themselves and those that ratios are made of, each once, none of them a ratio."""
    found: dict[str, Metric] = {}
    for metric in metrics:
        parts = [metric_of(part) for part in (*metric.ratio, metric.minus) if part] if metric.ratio else [metric]
        found.update({part.id: part for part in parts})
    return list(found.values())


def tallies(
    version: Version, scope: Scope, metrics: Sequence[Metric], span: When, filters: Filters,
    by: str | None = None, largest: int | None = None,
) -> dict[str, dict[Key, Tally]]:  # fmt: skip
    """Metric id → group → tally for base metrics of one fact over one span; without `by` the only group is None.

    `largest` leaves all but the groups with the largest first measure to the caller, who knows the total.
    """
    fact = facts()[metrics[0].source]
    keys = () if by is None else (by,)
    guards = [st.respondents(metric, scope) for metric in metrics]
    cube = not any(guards) and all(st.in_cube(version, m, filters, st.span_days(span), keys) for m in metrics)
    bound = st.Bound()
    st.conditions(scope, filters, fact, bound)
    st.during(fact, span, bound, cube and fact.time == "interval")
    measures = [part for m, guard in zip(metrics, guards, strict=True) for part in (*st.sums(m, cube), guard or "null")]
    body = f"from {f'cube_{fact.name}' if cube else fact.name} where {bound.where}"
    sql = _grouped(fact, by, measures, body, None if any(guards) else largest)
    result: dict[str, dict[Key, Tally]] = {metric.id: {} for metric in metrics}
    for row in version.rows(sql, bound.used_in(sql)):
        for place, metric in enumerate(metrics):
            total, rows, firms = row[1 + 3 * place : 4 + 3 * place]
            if rows:
                result[metric.id][row[0]] = tally(metric, scope, total, rows, firms)
    return result


def tally(metric: Metric, scope: Scope, total: object, rows: int, firms: int | None) -> Tally:
    """One group as it came from the statement; people count themselves, firms are counted beside their figures."""
    return Tally(_plain(total), int(rows), firms if firms is not None else _people(metric, scope, total))


def _grouped(fact: Fact, by: str | None, measures: list[str], body: str, largest: int | None) -> str:
    """The statement: key, then the measures. Firms are grouped by number and keyed by id."""
    listed = ", ".join(f"{measure} as m{place}" for place, measure in enumerate(measures))
    if by is None:
        return f"select null as key, {listed} {body}"
    limit = f" order by m0 desc nulls last, key limit {largest}" if largest else ""
    sql = f"select {st.period_column(fact, by) or column_of(by)} as key, {listed} {body} group by 1{limit}"
    if by != "enterprise":
        return sql
    firms = "left join enterprise_dim as e on e.enterprise_no = g.key"
    return f"select e.enterprise_id, g.* exclude (key) from ({sql}) as g {firms}"


def _plain(total: object) -> Value:
    """Counts as int, money as Decimal."""
    if isinstance(total, Decimal):
        return int(total) if total.as_tuple().exponent == 0 else total
    return total if isinstance(total, int | float) or total is None else int(str(total))


def _people(metric: Metric, scope: Scope, total: object) -> int | None:
    return None if scope.persons or metric.privacy != "person" or total is None else int(str(total))


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


def _tally_all(
    version: Version, scope: Scope, metrics: Sequence[Metric], when: When, filters: Filters
) -> tuple[dict[str, When | None], dict[str, Tally]]:
    bases = base_metrics(metrics)
    spans = {metric.id: resolve(version, metric, when) for metric in bases}
    together: dict[tuple[str, When, bool], list[Metric]] = {}
    for metric in bases:
        span = spans[metric.id]
        if span is not None:
            cube = st.in_cube(version, metric, filters, st.span_days(span))
            together.setdefault((metric.source, span, cube), []).append(metric)
    parts: dict[str, Tally] = {}
    for (_, span, _), group in together.items():
        for metric_id, groups in tallies(version, scope, group, span, filters).items():
            parts[metric_id] = groups.get(None, NOTHING)
    return spans, parts


def check_filters(metric: Metric, filters: Filters) -> None:
    """Raises UnknownDimension for a filter that the metric's facts do not have; one firm can always be chosen."""
    for dimension, _ in filters:
        if dimension not in (*metric.dimensions, "enterprise"):
            raise st.UnknownDimension(metric, dimension)


def _last_day(span: When) -> date:
    return span.day if isinstance(span, At) else span.last


@per_version
def newest_fact(version: Version, source: str, day: date) -> date | None:
    """The newest day up to `day` that a fact table speaks of."""
    column = _dated(source)
    return version.rows(f"select max({column}) from {source} where {column} <= $day", {"day": day})[0][0]


def is_known(version: Version, source: str, day: date) -> bool:
    """True if a fact table speaks of any day up to this one."""
    oldest = _oldest_fact(version, source)
    return oldest is not None and oldest <= day


@per_version
def _oldest_fact(version: Version, source: str) -> date | None:
    oldest: date | None = version.rows(f"select min({_dated(source)}) from {source}", {})[0][0]
    return oldest


def _dated(source: str) -> str:
    """The day on which a row of a fact is known."""
    return {"interval": "starts_on", "event": "on_day", "period": "last_day(month)"}[facts()[source].time]


def year_to(day: date) -> Between:
    """From 1 January to the day."""
    return Between(date(day.year, 1, 1), day)
