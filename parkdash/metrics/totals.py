"""Whole sums of metrics over the spans asked for: remembered with the version, what is not yet known asked for at once.

Metrics of one fact that are asked for over the same spans share one statement, however many spans there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from parkdash.access import Scope
from parkdash.metrics import statement as st
from parkdash.metrics.memo import per_version
from parkdash.metrics.model import At, Between, Filters, Metric, When
from parkdash.metrics.tally import NOTHING, Tally, tallies, tally
from parkdash.sql import TIME_COLUMNS, facts
from parkdash.warehouse import Version

SPANS_KEPT = 400  # of one metric and selection; an edition asks for about a hundred

Tallies = dict[When, Tally]
Asked = dict[Metric, set[When]]


def totals(
    version: Version, scope: Scope, asked: Mapping[Metric, Iterable[When]], filters: Filters
) -> dict[str, Tallies]:
    """Base metric's id → span, as `resolve` gives it → tally; NOTHING where no row lies in it."""
    found: dict[str, Tallies] = {}
    missing: Asked = {}
    for base, spans in asked.items():
        kept = _kept(version, scope, filters, base.id)
        known = {span: kept.get(span) for span in spans}
        found[base.id] = {span: total for span, total in known.items() if total is not None}
        if len(found[base.id]) < len(known):
            missing[base] = known.keys() - found[base.id].keys()
    for base_id, fresh in _read(version, scope, missing, filters).items():
        kept = _kept(version, scope, filters, base_id)
        if len(kept) > SPANS_KEPT:
            kept.clear()
        kept |= fresh
        found[base_id] |= fresh
    return found


@per_version
def _kept(version: Version, scope: Scope, filters: Filters, base_id: str) -> Tallies:
    """What is already known of one metric; filled by `totals`."""
    return {}


def _read(version: Version, scope: Scope, missing: Asked, filters: Filters) -> dict[str, Tallies]:
    found: dict[str, Tallies] = {base.id: dict.fromkeys(spans, NOTHING) for base, spans in missing.items()}
    told = {base: spans for base, spans in missing.items() if base.source in version.filled}
    for bases, spans, cube in _together(version, scope, told, filters):
        read = _one_span if len(spans) == 1 else _on_days if isinstance(spans[0], At) else _within
        for base_id, fresh in read(version, scope, bases, spans, filters, cube).items():
            found[base_id] |= fresh
    return found


def _together(
    version: Version, scope: Scope, missing: Asked, filters: Filters
) -> Iterable[tuple[list[Metric], list[When], bool]]:
    """What one statement can answer: metrics of one fact over the same spans, and whether its cube knows them all.

    What is no plain sum is worked out row by row for every span: each such metric stands alone, so that no statement
    grows longer than its own work. Month ends of a stock come from the cube, single days from the facts.
    """
    groups: dict[tuple[str, bool, str, frozenset[When]], list[Metric]] = {}
    for base, spans in missing.items():
        from_cube = st.respondents(base, scope) is None and st.in_cube(version, base, filters, ())
        kept = {span for span in spans if from_cube and (isinstance(span, Between) or _in_cube_days(version, span))}
        for cube, part in ((True, kept), (False, spans - kept)):
            alone = "" if st.is_sum(base) or len(part) == 1 else base.id
            if part:
                groups.setdefault((base.source, cube, alone, frozenset(part)), []).append(base)
    for (_, cube, _, shared), bases in groups.items():
        yield bases, sorted(shared, key=_days), cube


def _in_cube_days(version: Version, span: At) -> bool:
    return span.day in st.cube_days(version)


def _days(span: When) -> tuple[date, date]:
    return (span.day, span.day) if isinstance(span, At) else (span.first, span.last)


def _one_span(
    version: Version, scope: Scope, bases: list[Metric], spans: list[When], filters: Filters, cube: bool
) -> dict[str, Tallies]:
    return {
        base_id: {spans[0]: groups[None]} if groups else {}
        for base_id, groups in tallies(version, scope, bases, spans[0], filters).items()
    }


def _on_days(
    version: Version, scope: Scope, bases: list[Metric], spans: list[When], filters: Filters, cube: bool
) -> dict[str, Tallies]:
    """Stocks on several days."""
    fact, bound = facts()[bases[0].source], st.Bound()
    st.conditions(scope, filters, fact, bound)
    days = bound.bind([first for first, _ in map(_days, spans)])
    measures = _measures(bases, scope, cube).replace("$at", "as_of")
    if cube:
        bound.add(f"list_contains({days}, as_of)")
        body = f"from cube_{fact.name}"
    else:
        bound.add("starts_on <= as_of and ends_on > as_of")
        body = f"from (select unnest({days}) as as_of) as days, {fact.name}"
    sql = f"select as_of, {measures} {body} where {bound.where} group by as_of"
    rows = version.rows(sql, bound.used_in(sql))
    return _by_metric(bases, scope, [(At(day), measured) for day, *measured in rows])


def _within(
    version: Version, scope: Scope, bases: list[Metric], spans: list[When], filters: Filters, cube: bool
) -> dict[str, Tallies]:
    """What happened, or was reported, in each of several spans; they may overlap."""
    fact, bound = facts()[bases[0].source], st.Bound()
    st.conditions(scope, filters, fact, bound)
    firsts, lasts = (bound.bind(list(days)) for days in zip(*map(_days, spans), strict=True))
    bound.add(f"{TIME_COLUMNS[fact.time]} between span_first and span_last")
    sql = f"""
        select span_first, span_last, {_measures(bases, scope, cube)}
        from (select unnest({firsts}) as span_first, unnest({lasts}) as span_last) as spans,
            {f"cube_{fact.name}" if cube else fact.name}
        where {bound.where} group by span_first, span_last"""
    rows = version.rows(sql, bound.used_in(sql))
    return _by_metric(bases, scope, [(Between(first, last), measured) for first, last, *measured in rows])


def _measures(bases: list[Metric], scope: Scope, cube: bool) -> str:
    """Of each metric its measure, the count of rows and that of whom they speak of."""
    return ", ".join(part for base in bases for part in (*st.sums(base, cube), st.respondents(base, scope) or "null"))


def _by_metric(bases: list[Metric], scope: Scope, rows: list[tuple[When, list]]) -> dict[str, Tallies]:
    found: dict[str, Tallies] = {}
    for place, base in enumerate(bases):
        told = ((span, *measured[3 * place : 3 * place + 3]) for span, measured in rows)
        found[base.id] = {span: tally(base, scope, total, count, who) for span, total, count, who in told if count}
    return found
