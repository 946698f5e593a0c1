"""One metric at many times: a statement or two for each part of it, however many times are asked for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from parkdash.access import Scope
from parkdash.metrics import statement as st
from parkdash.metrics.evaluate import Tally, base_metrics, check_filters, measured, tally
from parkdash.metrics.model import At, Between, Filters, Metric, Number, When
from parkdash.metrics.spans import resolve
from parkdash.sql import TIME_COLUMNS, facts
from parkdash.warehouse import Version

Tallies = dict[When, Tally]


def numbers(
    version: Version, scope: Scope, metric: Metric, times: Collection[When], filters: Filters = ()
) -> dict[When, Number]:
    """What `metrics.value` says at each of the times, without `newest`. Raises UnknownDimension."""
    check_filters(metric, filters)
    bases = base_metrics([metric])
    spans = {base.id: {time: resolve(version, base, time) for time in times} for base in bases}
    tallies = {base.id: _tallies(version, scope, base, {*spans[base.id].values()} - {None}, filters) for base in bases}
    leading = spans[metric.ratio[0] if metric.ratio else metric.id]
    found = {}
    for time in times:
        parts = {name: tallies[name][span] for name in tallies if (span := spans[name][time]) in tallies[name]}
        size, rows, reason = measured(metric, parts, counted=leading[time] is not None)
        found[time] = Number(metric.id, size, metric.unit, leading[time] or time, rows, reason)
    return found


def _tallies(version: Version, scope: Scope, base: Metric, spans: set[When | None], filters: Filters) -> Tallies:
    days = sorted(span.day for span in spans if isinstance(span, At))
    between = sorted((span for span in spans if isinstance(span, Between)), key=lambda span: (span.first, span.last))
    return _on_days(version, scope, base, days, filters) | _within(version, scope, base, between, filters)


def _on_days(version: Version, scope: Scope, base: Metric, days: list[date], filters: Filters) -> Tallies:
    """A stock on several days: month ends from the cube where it can answer, single days from the facts."""
    kept = st.cube_days(version) if _from_cube(version, scope, base, filters) else frozenset()
    found: Tallies = {}
    for cube, asked in ((True, [d for d in days if d in kept]), (False, [d for d in days if d not in kept])):
        if asked:
            found |= _levels(version, scope, base, asked, filters, cube)
    return found


def _from_cube(version: Version, scope: Scope, base: Metric, filters: Filters) -> bool:
    return st.respondents(base, scope) is None and st.in_cube(version, base, filters, ())


def _levels(
    version: Version, scope: Scope, base: Metric, days: list[date], filters: Filters, cube: bool
) -> Tallies:  # fmt: skip
    fact, bound = facts()[base.source], st.Bound()
    st.conditions(scope, filters, fact, bound)
    wanted = bound.bind(days)
    measures = ", ".join((*st.sums(base, cube), st.respondents(base, scope) or "null")).replace("$at", "as_of")
    if cube:
        bound.add(f"list_contains({wanted}, as_of)")
        body = f"from cube_{fact.name}"
    else:
        bound.add("starts_on <= as_of and ends_on > as_of")
        body = f"from (select unnest({wanted}) as as_of) as days, {fact.name}"
    sql = f"select as_of, {measures} {body} where {bound.where} group by as_of"
    return {
        At(day): tally(base, scope, total, rows, members)
        for day, total, rows, members in version.rows(sql, bound.used_in(sql))
        if rows
    }


def _within(version: Version, scope: Scope, base: Metric, spans: list[Between], filters: Filters) -> Tallies:
    """What happened, or was reported, in each of several spans; they may overlap."""
    if not spans:
        return {}
    fact, bound = facts()[base.source], st.Bound()
    cube = _from_cube(version, scope, base, filters)
    measures = ", ".join((*st.sums(base, cube), st.respondents(base, scope) or "null"))
    st.conditions(scope, filters, fact, bound)
    firsts, lasts = bound.bind([span.first for span in spans]), bound.bind([span.last for span in spans])
    bound.add(f"{TIME_COLUMNS[fact.time]} between span_first and span_last")
    sql = f"""
        select span_first, span_last, {measures}
        from (select unnest({firsts}) as span_first, unnest({lasts}) as span_last) as spans,
            {f"cube_{fact.name}" if cube else fact.name}
        where {bound.where} group by span_first, span_last"""
    return {
        Between(first, last): tally(base, scope, total, rows, members)
        for first, last, total, rows, members in version.rows(sql, bound.used_in(sql))
        if rows
    }
