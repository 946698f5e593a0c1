"""The course of a number over the months: one statement for each part of it, not one for each point."""

from __future__ import annotations

from datetime import date

from parkdash.access import Scope
from parkdash.metrics import statement as st
from parkdash.metrics.catalogue import metric as metric_of
from parkdash.metrics.evaluate import Tally, base_metrics, check_filters, measured, tallies, tally
from parkdash.metrics.model import At, Between, Filters, Metric, Number, When
from parkdash.metrics.spans import month_end, months_before, resolve
from parkdash.sql import facts
from parkdash.warehouse import Version


def series(
    version: Version, scope: Scope, metric_id: str, at: date, points: int = 12, filters: Filters = ()
) -> tuple[Number, ...]:
    """`points` months up to `at`, oldest first: stocks at month ends, flows and monthly figures for the month.

    The last point is `at` itself (a flow: its month up to `at`); monthly figures end with their last reported month.
    """
    metric = metric_of(metric_id)
    check_filters(metric, filters)
    bases = base_metrics([metric])
    last = _last_day(version, bases[0], at)
    days = [last if back == 0 else month_end(months_before(last, back)) for back in range(points - 1, -1, -1)]
    courses = {base.id: _course(version, scope, base, bases[0], days, filters) for base in bases}
    found = []
    for day in days:
        parts = {name: course[day] for name, course in courses.items() if day in course}
        size, rows, reason = measured(metric, parts, counted=True)
        when: When = At(day) if _is_level(bases[0]) else Between(day.replace(day=1), day)
        found.append(Number(metric_id, size, metric.unit, when, rows, reason))
    return tuple(found)


def _is_level(metric: Metric) -> bool:
    return metric.kind == "stock" or metric.cumulative


def _last_day(version: Version, lead: Metric, at: date) -> date:
    newest = resolve(version, lead, At(at)) if lead.kind in ("month_flow", "month_stock", "year_flow") else None
    return newest.last if isinstance(newest, Between) else at


def _course(
    version: Version, scope: Scope, base: Metric, lead: Metric, days: list[date], filters: Filters
) -> dict[date, Tally]:
    if base.kind == "stock":
        return _levels(version, scope, base, days, filters)
    spans = {day: resolve(version, base, At(day)) for day in days}
    if base.cumulative:
        found = {day: tallies(version, scope, [base], span, filters)[base.id] for day, span in spans.items() if span}
        return {day: groups[None] for day, groups in found.items() if None in groups}
    if base.kind == "flow":
        months = {day: _month(day) for day in days}
    else:
        known = {day: span.last for day, span in spans.items() if isinstance(span, Between)}
        months = {day: _month(last) for day, last in known.items() if last == day or _is_level(lead)}
    by_month = tallies(version, scope, [base], Between(months_before(days[0], 1), days[-1]), filters, "month")[base.id]
    return {day: by_month[month] for day, month in months.items() if month in by_month}


def _month(day: date) -> str:
    return day.strftime("%Y-%m")


def _levels(version: Version, scope: Scope, base: Metric, days: list[date], filters: Filters) -> dict[date, Tally]:
    """A stock on several days."""
    fact, bound, guard = facts()[base.source], st.Bound(), st.respondents(base, scope)
    cube = guard is None and st.in_cube(version, base, filters, tuple(days))
    st.conditions(scope, filters, fact, bound)
    wanted = bound.bind(days)
    measures = ", ".join((*st.sums(base, cube), guard or "null")).replace("$at", "as_of")
    if cube:
        bound.add(f"list_contains({wanted}, as_of)")
        body = f"from cube_{fact.name}"
    else:
        bound.add("starts_on <= as_of and ends_on > as_of")
        body = f"from (select unnest({wanted}) as as_of) as days, {fact.name}"
    sql = f"select as_of, {measures} {body} where {bound.where} group by as_of"
    return {
        day: tally(base, scope, total, rows, firms)
        for day, total, rows, firms in version.rows(sql, bound.used_in(sql))
        if rows
    }
