"""Changes that rest on too few: two sums that may each be told give away one firm where it alone moved."""

from __future__ import annotations

from parkdash.access import Scope
from parkdash.access.scope import SMALLEST_GROUP
from parkdash.metrics import statement as st
from parkdash.metrics.catalogue import metric as metric_of
from parkdash.metrics.evaluate import base_metrics
from parkdash.metrics.memo import per_version
from parkdash.metrics.model import Filters, Metric, When
from parkdash.metrics.spans import resolve
from parkdash.metrics.whom import firm_column
from parkdash.sql import facts
from parkdash.warehouse import Version


def rests_on_few(version: Version, scope: Scope, metric: Metric, one: When, other: When, filters: Filters) -> bool:
    """True for a reader who may not see single firms if a metric of their figures, or a part of a ratio, differs
    between two spans by the figures of fewer than three of them."""
    if scope.firms:
        return False
    parts = [part.id for part in base_metrics([metric]) if part.privacy == "firm" and st.is_sum(part)]
    return any(0 < _differing(version, scope, id, one, other, filters) < SMALLEST_GROUP for id in parts)


@per_version
def _differing(version: Version, scope: Scope, metric_id: str, one: When, other: When, filters: Filters) -> int:
    """How many firms (or projects) add another sum over the one span than over the other."""
    metric = metric_of(metric_id)
    before, after = (_by_firm(version, scope, metric, span, filters) for span in (one, other))
    return sum((before.get(who) or 0) != (after.get(who) or 0) for who in before.keys() | after.keys())


def _by_firm(version: Version, scope: Scope, metric: Metric, when: When, filters: Filters) -> dict[object, object]:
    span = resolve(version, metric, when)
    if span is None:
        return {}
    behind, bound = st.rows_behind(metric, scope, span, filters)
    sql = f"select {firm_column(facts()[metric.source].key)}, {metric.measure} {behind} group by 1"
    return dict(version.rows(sql, bound.used_in(sql)))
