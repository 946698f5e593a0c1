"""What stands behind a number, line by line, under keys that hold from one version to the next.

Two versions number their rows differently, and a corrected row comes from another workbook; what a row speaks of stays
the same: this firm's reports of October, that firm's high-tech status. Editions keep these lines, restatements compare
them.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from parkdash.access import Scope
from parkdash.metrics import statement as st
from parkdash.metrics.catalogue import metric as metric_of
from parkdash.metrics.evaluate import check_filters
from parkdash.metrics.measures import measure_of
from parkdash.metrics.model import Filters, Metric, When
from parkdash.metrics.spans import resolve
from parkdash.metrics.totals import totals
from parkdash.metrics.whom import called, id_and_name
from parkdash.sql import Fact, facts
from parkdash.warehouse import Version


class Line(NamedTuple):
    """One line behind a number: what it adds (1 for a count), whom it speaks of, the newest row that it rests on."""

    key: str
    name: str
    amount: Decimal | float | int
    source_id: int
    source_row: int
    day: date | None  # on which it happened; None for what is no event


def is_additive(metric: Metric) -> bool:
    """True if the lines of the metric add up to it: sums, and counts of different firms."""
    return not metric.ratio and measure_of(metric).call in ("sum", "count")


def lines(version: Version, scope: Scope, metric_id: str, when: When, filters: Filters = ()) -> tuple[Line, ...]:
    """The lines behind a number that is no ratio, by key. Rows of one key stand as one line, with what they add up to.

    Only for a reader who may see persons and firms; PermissionError for others. ValueError for a ratio.
    """
    metric = metric_of(metric_id)
    if metric.ratio:
        raise ValueError(f"{metric_id} is a ratio; its parts {metric.ratio} have lines")
    if not (scope.persons and scope.firms):
        raise PermissionError(metric_id)
    check_filters(metric, filters)
    span = resolve(version, metric, when)
    if span is None or not totals(version, scope, {metric: {span}}, filters)[metric.id][span].rows:
        return ()
    fact = facts()[metric.source]
    counted, bound = st.rows_behind(metric, scope, span, filters)
    sql = f"""
        select {_key(metric, fact)} as line, {_name(metric, fact)}, {_amount(metric)},
            arg_max(f.source_id, (f.source_id, f.source_row)), arg_max(f.source_row, (f.source_id, f.source_row)),
            {"max(f.on_day)" if fact.time == "event" else "cast(null as date)"}
        from (select *, {st.argument(metric)} as measured {counted}) as f
        left join enterprise_dim as e on e.enterprise_no = f.enterprise_no
        group by line order by line"""
    return tuple(Line(*row) for row in version.rows(sql, bound.used_in(sql)))


def _told_by(metric: Metric, fact: Fact) -> tuple[str, ...]:
    """The columns that tell one line from another: what is counted, else the key of the fact."""
    return (st.argument(metric),) if measure_of(metric).call == "count" else fact.key


def _key(metric: Metric, fact: Fact) -> str:
    columns = ("e.enterprise_id" if name == "enterprise_no" else f"f.{name}" for name in _told_by(metric, fact))
    return " || '|' || ".join(f"coalesce(cast({column} as varchar), '')" for column in columns)


def _name(metric: Metric, fact: Fact) -> str:
    told_by = _told_by(metric, fact)
    if {"person_id", "project_id", "enterprise_no"} & {*told_by}:
        return id_and_name(told_by, named=True)[1]  # lines are told to none but those who see all names
    return called(told_by, named=True)


def _amount(metric: Metric) -> str:
    if st.is_sum(metric):
        return "sum(f.measured)"
    return "1" if is_additive(metric) else "any_value(f.measured)"


def known(version: Version, scope: Scope, metric_id: str, keys: frozenset[str]) -> dict[str, tuple[int, int]]:
    """Those of the keys that the metric's facts have at all, at whatever time and whether or not they count, each with
    the source and row that speaks of it last; rows that the metric means come before others of the same firm."""
    if not (scope.persons and scope.firms):
        raise PermissionError(metric_id)
    metric = metric_of(metric_id)
    fact = facts()[metric.source]
    meant = metric.where if metric.where and "$" not in metric.where else "true"
    newest = "(f.meant, f.source_id, f.source_row)"
    sql = f"""
        select {_key(metric, fact)} as line, arg_max(f.source_id, {newest}), arg_max(f.source_row, {newest})
        from (select *, coalesce(({meant}), false) as meant from {fact.name}) as f
        left join enterprise_dim as e on e.enterprise_no = f.enterprise_no
        group by line having line in (select unnest($keys))"""
    return {line: (source, row) for line, source, row in version.rows(sql, {"keys": sorted(keys)})} if keys else {}
