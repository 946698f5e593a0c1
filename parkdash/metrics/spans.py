"""Which days a question really asks for: At and Between resolved to the span that a metric is counted over."""

from __future__ import annotations

import calendar
from datetime import date

from parkdash.metrics.memo import per_version
from parkdash.metrics.model import At, Between, Metric, When
from parkdash.warehouse import Version

BEGINNING = date(1, 1, 1)


def month_start(day: date) -> date:
    """The first day of the month."""
    return day.replace(day=1)


def month_end(day: date) -> date:
    """The last day of the month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months_before(day: date, months: int) -> date:
    """The first day of the month that lies `months` before the month of `day`."""
    index = day.year * 12 + day.month - 1 - months
    return date(index // 12, index % 12 + 1, 1)


def year_before(day: date) -> date:
    """The same day last year; 29 February becomes 28 February."""
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def last_whole_month(day: date) -> date:
    """The first day of the last month that is over by the end of `day`."""
    return month_start(day) if day == month_end(day) else months_before(day, 1)


@per_version
def reported_months(version: Version) -> tuple[date, ...]:
    """The months for which any enterprise has reported, oldest first."""
    return tuple(month for (month,) in version.rows("select distinct month from cube_monthly order by month", {}))


def _last_reported(version: Version, day: date) -> date | None:
    limit = last_whole_month(day)
    return max((month for month in reported_months(version) if month <= limit), default=None)


@per_version
def reported_years(version: Version, source: str) -> tuple[int, ...]:
    """The years of which a yearly fact has anything, oldest first."""
    return tuple(year for (year,) in version.rows(f"select distinct year from {source} order by year", {}))


def _reported_year(version: Version, source: str, when: When) -> When | None:
    """At: the last reported year that is over by then; Between: itself, if a year that ends in it was reported."""
    last = when.day if isinstance(when, At) else when.last
    ended = [date(year, 12, 31) for year in reported_years(version, source) if date(year, 12, 31) <= last]
    if isinstance(when, At):
        return Between(ended[-1].replace(month=1, day=1), ended[-1]) if ended else None
    return when if ended and ended[-1] >= when.first else None


def resolve(version: Version, metric: Metric, when: When) -> When | None:
    """The span to count over, or None if the data have no such period.

    Stocks: At. Flows: Between (At means since 1 January; cumulative: since the beginning). Monthly figures: Between of
    whole months (At means the last reported whole month). Yearly ones: At means the last reported year.
    """
    last = when.day if isinstance(when, At) else when.last
    if metric.kind == "stock":
        return At(last)
    if metric.kind == "flow":
        if metric.cumulative:
            return Between(BEGINNING, last)
        return Between(date(last.year, 1, 1), last) if isinstance(when, At) else when
    if metric.kind == "year_flow":
        return _reported_year(version, metric.source, when)
    newest = _last_reported(version, last)
    if newest is None:
        return None
    if isinstance(when, At):
        return Between(newest, month_end(newest))
    first = when.first if when.first.day == 1 else months_before(when.first, -1)
    if newest < first:
        return None
    return Between(newest if metric.kind == "month_stock" else first, month_end(newest))
