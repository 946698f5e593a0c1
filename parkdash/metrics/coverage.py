"""Who has handed in: monthly figures rest on every park's reports."""

from __future__ import annotations

from dataclasses import dataclass
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
    return COMPLETE if month is None else _of_month(version, parks_of(scope, filters), month)


def parks_of(scope: Scope, filters: Filters) -> frozenset[str] | None:
    """The parks seen and chosen; None for all of them."""
    if not any(dimension == "park" for dimension, _ in filters):
        return scope.parks
    chosen = frozenset(park for dimension, park in filters if dimension == "park" and park is not None)
    return chosen if scope.parks is None else chosen & scope.parks


@dataclass(frozen=True)
class Handed:
    """One park and one month: firms that were in it on the month's last day, and those of them that have reported."""

    park: str
    due: int
    reported: int

    @property
    def missing(self) -> bool:
        return self.reported < self.due * ENOUGH


@per_version
def by_park(version: Version, parks: frozenset[str] | None, month: date) -> tuple[Handed, ...]:
    """Every park with firms in it at the end of the month, of those named (None: all), in the order of their names."""
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
    return tuple(Handed(*row) for row in counted if parks is None or row[0] in parks)


def due_on(month: date, day: int) -> date:
    """The day by which a month must be in: the `day`th of the month after it."""
    return months_before(month, -1) + timedelta(days=day - 1)


def _of_month(version: Version, parks: frozenset[str] | None, month: date) -> Coverage:
    seen = by_park(version, parks, month)
    missing = tuple(handed.park for handed in seen if handed.missing)
    deadline = due_on(month, contracts()["monthly_report"].due_day)
    late = max(0, (version.cut_off - deadline).days) if missing and version.cut_off else 0
    return Coverage(len(seen) - len(missing), len(seen), missing, late)
