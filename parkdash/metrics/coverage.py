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


def by_park(version: Version, parks: frozenset[str] | None, month: date) -> tuple[Handed, ...]:
    """Every park with firms in it all through the month, of those named (None: all), in the order of their names."""
    known = reported_months(version)
    seen = _handed(version, known if month in known else (month,)).get(month, ())
    return seen if parks is None else tuple(handed for handed in seen if handed.park in parks)


@per_version
def _handed(version: Version, months: tuple[date, ...]) -> dict[date, tuple[Handed, ...]]:
    """Month → its parks. All months together: a trend or a signal asks for dozens of them."""
    counted = version.rows(
        """with stays as (
            select park, date_trunc('month', starts_on) as begun, date_trunc('month', ends_on) as ended,
                sum(enterprises) as firms
            from stay where park is not null group by all
        ),
        due as (
            select month, park, sum(firms) as firms
            from (select unnest($months) as month) as months join stays on begun < month and ended > month group by all
        ),
        reported as (select month, park, sum(reports) as firms from cube_monthly group by all)
        select due.month, due.park, due.firms, coalesce(reported.firms, 0)
        from due left join reported on reported.park = due.park and reported.month = due.month
        order by due.month, due.park""",
        {"months": list(months)},
    )
    found: dict[date, list[Handed]] = {}
    for month, *handed in counted:
        found.setdefault(month, []).append(Handed(*handed))
    return {month: tuple(parks) for month, parks in found.items()}


def due_on(month: date, day: int) -> date:
    """The day by which a month must be in: the `day`th of the month after it."""
    return months_before(month, -1) + timedelta(days=day - 1)


def _of_month(version: Version, parks: frozenset[str] | None, month: date) -> Coverage:
    seen = by_park(version, parks, month)
    missing = tuple(handed.park for handed in seen if handed.missing)
    deadline = due_on(month, contracts()["monthly_report"].due_day)
    late = max(0, (version.cut_off - deadline).days) if missing and version.cut_off else 0
    return Coverage(len(seen) - len(missing), len(seen), missing, late)
