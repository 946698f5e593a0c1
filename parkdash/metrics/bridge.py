"""Opening, in by cause, out by cause, closing: how a stock came from one day to another, with its members by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from parkdash.access import Scope
from parkdash.access.scope import SMALLEST_GROUP
from parkdash.metrics import statement as st
from parkdash.metrics.catalogue import catalogue
from parkdash.metrics.catalogue import metric as metric_of
from parkdash.metrics.evaluate import check_filters
from parkdash.metrics.measures import measure_of
from parkdash.metrics.memo import per_version
from parkdash.metrics.model import At, Bridge, Filters, Member, Metric, Movement
from parkdash.metrics.totals import totals
from parkdash.metrics.whom import id_and_name
from parkdash.sql import Fact, facts
from parkdash.warehouse import Version

MEMBERS_NAMED = 500  # of one cause; the count is always whole

# For members whose interval did not begin or end in the time, but whose condition did (a certificate falls due).
BY_CONDITION = ("came_due", "no_longer_due")


class Withheld(PermissionError):
    """The movement speaks of fewer people or firms than this reader may be told of."""


def has_bridge(metric: Metric) -> bool:
    """True for a stock of members: its movement can be told by who came and who went."""
    fact = facts().get(metric.source)
    is_stock = metric.kind == "stock" and fact is not None and bool(fact.entity)
    return is_stock and measure_of(metric).counts_members


def bridge(version: Version, scope: Scope, metric_id: str, since: date, at: date, filters: Filters = ()) -> Bridge:
    """The movement of a stock from the end of `since` to the end of `at`; opening + entered − left = closing.

    ValueError if the metric is no stock of members, or `since` does not lie before `at`. A reader who may not see the
    persons or firms gets counts without members; Withheld if one of the counts is too small.
    """
    metric = metric_of(metric_id)
    if not has_bridge(metric):
        raise ValueError(f"{metric_id} is not a stock of members; only those have a bridge")
    if since >= at:
        raise ValueError(f"the day compared with, {since}, must lie before {at}")
    check_filters(metric, filters)
    fact = facts()[metric.source]
    counts = totals(version, scope, {metric: {At(since), At(at)}}, filters)[metric.id]
    opening, closing = counts[At(since)].rows, counts[At(at)].rows
    stirred = _stirred(version, scope, fact.name, since, at, filters) if opening or closing else {}
    began, ended = stirred.get(metric_id, (True, True))
    entered = _moved(version, scope, metric, fact, since, at, filters, entering=True) if closing and began else ()
    left = _moved(version, scope, metric, fact, since, at, filters, entering=False) if opening and ended else ()
    told = (opening, closing, *(m.count for m in (*entered, *left)))
    if _secret(scope, metric) and any(0 < count < SMALLEST_GROUP for count in told):
        raise Withheld(metric_id)
    if _secret(scope, metric) or ("project_id" in fact.entity and not scope.firms):
        entered, left = (tuple(replace(m, members=()) for m in moved) for moved in (entered, left))
    return Bridge(metric_id, since, at, opening, entered, left, closing)


def _secret(scope: Scope, metric: Metric) -> bool:
    return (metric.privacy == "person" and not scope.persons) or (metric.privacy == "firm" and not scope.firms)


def _present(metric: Metric, scope: Scope, filters: Filters, day: date, bound: st.Bound) -> str:
    """The condition of the rows counted on one day. The metric's own `$at` is bound under a name of its own."""
    fact, here = facts()[metric.source], st.Bound(params=bound.params)
    st.conditions(scope, filters, fact, here)
    on_day = here.bind(day)
    here.add(f"starts_on <= {on_day} and ends_on > {on_day}")
    here.add(st.behind(metric).replace("$at", on_day))
    return here.where


@per_version
def _stirred(
    version: Version, scope: Scope, source: str, since: date, at: date, filters: Filters
) -> dict[str, tuple[bool, bool]]:
    """Of each stock of a fact whose condition does not go by the day: whether any of its rows began, and any ended, in
    the time. Where none did nobody has come, or gone, and need not be looked for."""
    stocks = [m for m in catalogue().values() if m.source == source and has_bridge(m) and "$at" not in m.where]
    if not stocks:
        return {}
    fact, bound = facts()[source], st.Bound()
    st.conditions(scope, filters, fact, bound)
    began, ended = (_in_time(day, since, at, bound) for day in ("starts_on", "ends_on"))
    found = ", ".join(f"bool_or({moved} and {st.behind(m)})" for m in stocks for moved in (began, ended))
    sql = f"select {found} from {source} where {bound.where} and ({began} or {ended})"
    told = [bool(any_row) for any_row in version.rows(sql, bound.used_in(sql))[0]]
    return {stock.id: (told[2 * place], told[2 * place + 1]) for place, stock in enumerate(stocks)}


def _in_time(day: str, since: date, at: date, bound: st.Bound) -> str:
    return f"({day} > {bound.bind(since)} and {day} <= {bound.bind(at)})"


def _touched(metric: Metric, fact: Fact, since: date, at: date, bound: st.Bound) -> str:
    """Only who began or ended something in the time can have moved, unless the condition itself goes by the day."""
    if "$at" in metric.where:
        return "true"
    entity = ", ".join(fact.entity)
    moved = " or ".join(_in_time(day, since, at, bound) for day in ("starts_on", "ends_on"))
    return f"({entity}) in (select ({entity}) from {fact.name} where {moved})"


def _moved(
    version: Version, scope: Scope, metric: Metric, fact: Fact, since: date, at: date, filters: Filters, entering: bool
) -> tuple[Movement, ...]:
    bound = st.Bound()
    before, after = (_present(metric, scope, filters, day, bound) for day in (since, at))
    there, elsewhere = (after, before) if entering else (before, after)
    touched = _touched(metric, fact, since, at, bound)
    day, cause, pick = ("starts_on", "in_cause", "arg_min") if entering else ("ends_on", "out_cause", "arg_max")
    here = st.Bound(params=bound.params)
    st.conditions(scope, filters, fact, here)
    here.add(f"{day} > {here.bind(since)} and {day} <= {here.bind(at)}")
    if metric.where and "$at" not in metric.where:
        here.add(metric.where)
    entity, members = ", ".join(fact.entity), ", ".join(f"m.{name}" for name in fact.entity)
    join = " and ".join(f"m.{name} is not distinct from c.{name}" for name in fact.entity)
    other = " and ".join(f"f.{name} is not distinct from m.{name}" for name in fact.entity)
    member_id, member = id_and_name(fact.entity, scope.persons and scope.firms)
    sql = f"""
        with moved as (
            select {entity} from {fact.name} where (({there}) or ({elsewhere})) and {touched} group by {entity}
            having coalesce(bool_or({there}), false) and not coalesce(bool_or({elsewhere}), false)
        ),
        causes as (
            select {entity}, {pick}({cause}, {day}) as cause from {fact.name} where {here.where} group by {entity}
        ),
        named as (
            select {members}, {member_id} as id, {member} as name,
                arg_max(f.source_id, f.starts_on) as source_id, arg_max(f.source_row, f.starts_on) as source_row
            from moved as m join {fact.name} as f on {other}
            left join enterprise_dim as e on e.enterprise_no = f.enterprise_no
            group by {members}
        )
        select coalesce(c.cause, '{BY_CONDITION[0 if entering else 1]}'), m.id, m.name, m.source_id, m.source_row
        from named as m left join causes as c on {join}
        order by 1, 3, 4, 5"""
    return _by_cause(version.rows(sql, bound.used_in(sql)))


def _by_cause(rows: Iterable[tuple]) -> tuple[Movement, ...]:
    causes: dict[str, list[Member]] = {}
    for cause, member_id, name, source_id, source_row in rows:
        causes.setdefault(cause, []).append(Member(member_id, name or member_id, source_id, source_row))
    found = [Movement(cause, len(members), tuple(members[:MEMBERS_NAMED])) for cause, members in causes.items()]
    return tuple(sorted(found, key=lambda movement: (-movement.count, movement.cause)))
