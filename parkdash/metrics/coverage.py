"""Who has handed in: monthly figures rest on every park's reports."""

from __future__ import annotations

from datetime import date, timedelta

from parkdash.access import Scope
from parkdash.contracts import contracts
from parkdash.metrics.catalogue import metric as metric_of
from parkdash.metrics.memo import per_version
from parkdash.metrics.model import At, Coverage, Filters, Metric, When
from parkdash.metrics.spans import months_before, reported_months
from parkdash.sql import facts
from parkdash.warehouse import Version

COMPLETE = Coverage(0, 0)
# A park has reported once most of its firms have: a single early bird is no report.
ENOUGH = 0.5


def coverage(version: Version, scope: Scope, metric: Metric, when: When, filters: Filters = ()) -> Coverage:
    """Parks that have reported the last month of the span, of those with firms in them; COMPLETE for other metrics.

    Of the parks seen only those chosen count: a park that is late spoils no figure of another.
    """
    parts = [metric_of(part) for part in metric.ratio] if metric.ratio else [metric]
    if not any(facts()[part.source].time == "period" for part in parts):
        return COMPLETE
    if isinstance(when, At):
        month = max((m for m in reported_months(version) if m <= when.day), default=None)
    else:
        month = when.last.replace(day=1)
    return COMPLETE if month is None else _of_month(version, _parks(scope, filters), month)


def _parks(scope: Scope, filters: Filters) -> frozenset[str] | None:
    """The parks seen and chosen; None for all of them."""
    if not any(dimension == "park" for dimension, _ in filters):
        return scope.parks
    chosen = frozenset(park for dimension, park in filters if dimension == "park" and park is not None)
    return chosen if scope.parks is None else chosen & scope.parks


@per_version
def _of_month(version: Version, parks: frozenset[str] | None, month: date) -> Coverage:
    counted = version.rows(
        """with due as (
            select park, sum(enterprises) as firms from stay
            where starts_on < $month and ends_on > last_day($month) and park is not null group by park
        ),
        reported as (select park, sum(reports) as firms from cube_monthly where month = $month group by park)
        select due.park, due.firms, coalesce(reported.firms, 0) from due left join reported on reported.park = due.park
        order by due.park""",
        {"month": month},
    )
    seen = [(park, firms, handed_in) for park, firms, handed_in in counted if parks is None or park in parks]
    missing = tuple(park for park, firms, handed_in in seen if handed_in < firms * ENOUGH)
    due_on = months_before(month, -1) + timedelta(days=contracts()["monthly_report"].due_day - 1)
    late = max(0, (version.cut_off - due_on).days) if missing and version.cut_off else 0
    return Coverage(len(seen) - len(missing), len(seen), missing, late)
