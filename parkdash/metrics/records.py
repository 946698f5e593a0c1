"""The rows behind a number, with their lineage, masked for the reader."""

from __future__ import annotations

from parkdash.access import Scope
from parkdash.access.scope import SMALLEST_GROUP
from parkdash.metrics import statement as st
from parkdash.metrics.catalogue import metric as metric_of
from parkdash.metrics.evaluate import check_filters, value
from parkdash.metrics.masks import FIRMS, MASK, hidden, unnamed
from parkdash.metrics.memo import per_version
from parkdash.metrics.model import Filters, Metric, Records, Value, When
from parkdash.metrics.spans import resolve
from parkdash.sql import counters
from parkdash.warehouse import Version

LINEAGE = ("source_id", "source_row")
FIRST = ("enterprise_id", "enterprise", "project", "project_no", "person", "park", "carrier")


def columns_of(version: Version, metric: Metric) -> tuple[str, ...]:
    """Every column that the records of a metric can show, the telling ones first."""
    named = _stored(version, metric.source)
    here = {*named, "enterprise", "enterprise_id"}
    apart = {*FIRST, *LINEAGE, *counters(), "person_id", "enterprise_no"}
    if metric.kind == "stock":
        apart.add("out_cause")  # what still holds has no way out yet
    rest = [name for name in named if name not in apart]
    return (*(name for name in FIRST if name in here), *rest)


@per_version
def _stored(version: Version, source: str) -> tuple[str, ...]:
    """The columns of a fact."""
    sql = "select column_name from information_schema.columns where table_name = $fact order by ordinal_position"
    return tuple(name for (name,) in version.rows(sql, {"fact": source}))


def lead(metric: Metric) -> Metric:
    """The metric whose rows are listed: of a ratio its denominator, which holds the numerator's."""
    return metric_of(metric.ratio[1]) if metric.ratio else metric


def records(
    version: Version, scope: Scope, metric_id: str, when: When, filters: Filters = (),
    columns: tuple[str, ...] | None = None, sort: str | None = None, page: int = 1, size: int = 50,
) -> Records:  # fmt: skip
    """One page of the rows that the metric counts. `sort` is a column, with "-" before it for descending.

    A reader who may not see persons or firms gets no rows behind a withheld number and no order by a masked column;
    rows about people, or about firms and what is found of them, only as far as enough of them are alike in what is
    shown, and without the place they come from.
    Raises UnknownMetric, UnknownDimension; ValueError for a column that the records do not have.
    """
    metric = lead(metric_of(metric_id))
    check_filters(metric, filters)
    known = columns_of(version, metric)
    chosen = columns or known
    unknown = {*chosen, *([sort.lstrip("-")] if sort else [])} - {*known}
    if unknown:
        raise ValueError(f"{metric.id} has no column {', '.join(sorted(unknown))}; it has {', '.join(known)}")
    span = resolve(version, metric, when)
    if span is None or _withheld(version, scope, (metric_id, metric.id), when, filters):
        return Records((*chosen, *LINEAGE), (), 0, page, size)
    if sort and hidden(scope, sort.lstrip("-")):
        sort = None
    behind, bound = st.rows_behind(metric, scope, span, filters)
    counted = version.rows(f"select count(*) {behind}", bound.used_in(behind))[0][0]
    body = f"from (select * {behind}) as f left join enterprise_dim as e using (enterprise_no)"
    if (metric.privacy == "person" and not scope.persons) or unnamed(scope, metric.source):
        seen = [n for n in chosen if not hidden(scope, n) and not (n in FIRMS and unnamed(scope, metric.source))]
        sql = _alike(chosen, seen, sort, body)
    else:
        order = [f"{_from(sort.lstrip('-'))}{_direction(sort)}"] if sort else []
        selected = ", ".join(f"{_from(name)} as {name}" for name in (*chosen, *LINEAGE))
        sql = f"select {selected} {body} order by {', '.join([*order, 'f.source_id', 'f.source_row'])}"
    sql += f" limit {bound.bind(size)} offset {bound.bind((page - 1) * size)}"
    rows = version.rows(sql, bound.used_in(sql))
    return Records(
        (*chosen, *LINEAGE), tuple(_masked(scope, (*chosen, *LINEAGE), row) for row in rows), counted, page, size
    )


def _withheld(version: Version, scope: Scope, ids: tuple[str, ...], when: When, filters: Filters) -> bool:
    if scope.persons and scope.firms:
        return False
    return any(value(version, scope, name, when, filters).reason == "suppressed" for name in dict.fromkeys(ids))


def _direction(sort: str) -> str:
    return " desc nulls last" if sort.startswith("-") else " nulls last"


def _alike(chosen: tuple[str, ...], seen: list[str], sort: str | None, body: str) -> str:
    """Rows about whom one may not see, with the columns `seen` where enough of one sheet look the same, else masked.

    Neither their order nor their row tells one from another, or two lists could be laid side by side.
    """
    same = ", ".join([*seen, "source_id"])
    cells = [
        f"case when enough then cast({n} as varchar) else '{MASK}' end" if n in seen else f"'{MASK}'" for n in chosen
    ]
    by = sort.lstrip("-") if sort else ""
    order = [f"case when enough then {by} end{_direction(sort)}"] if sort and by in seen else []
    return (
        f"select {', '.join(cells)}, source_id, 0 from ("
        f" select *, count(*) over (partition by {same}) >= {SMALLEST_GROUP} as enough"
        f" from (select {', '.join([*(f'{_from(name)} as {name}' for name in seen), 'f.source_id'])} {body})"
        f") order by {', '.join(['enough desc', *order, same])}"
    )


def _from(column: str) -> str:
    return f"e.{column}" if column in ("enterprise", "enterprise_id") else f"f.{column}"


def _masked(scope: Scope, columns: tuple[str, ...], row: tuple) -> tuple:
    if scope.persons and scope.firms:
        return row
    return tuple(
        MASK if hidden(scope, name) and value is not None else value for name, value in zip(columns, row, strict=True)
    )


def recount(
    version: Version, scope: Scope, metric: Metric, span: When, filters: Filters
) -> tuple[Value, int, list[tuple[int, int]]]:
    """The measure worked out once more from the records alone: value, rows, and rows per source."""
    body, bound = st.rows_behind(metric, scope, span, filters)
    params = bound.used_in(body)
    total, rows = version.rows(f"select {metric.measure}, count(*) {body}", params)[0]
    per_source = version.rows(f"select source_id, count(*) {body} group by 1 order by 2 desc, 1", params)
    return total, rows, per_source
