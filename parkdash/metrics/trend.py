"""The standard trend: six weeks and twelve months beside last year's, with the plan, and every period up to now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from parkdash.access import Scope
from parkdash.metrics.catalogue import metric as metric_of
from parkdash.metrics.compare import compared, difference, known_or_none
from parkdash.metrics.course import is_level, last_day, over
from parkdash.metrics.evaluate import base_metrics
from parkdash.metrics.model import Filters, Metric, Number, Period, Point, ToDate, Trend, Value, When
from parkdash.metrics.moments import numbers
from parkdash.metrics.periods import Pair, months, to_date, weeks, years
from parkdash.metrics.targets import planned_course
from parkdash.warehouse import Version

# Which periods up to now are told of each kind of metric (of a ratio: of its numerator).
PERIODS: dict[str, tuple[Period, ...]] = {
    "stock": ("week", "month", "quarter", "year"),
    "flow": ("week", "month", "quarter", "year"),
    "month_flow": ("month", "quarter", "year"),
    "month_stock": ("month", "quarter", "year"),
    "year_flow": ("year",),
}


def trend(version: Version, scope: Scope, metric_id: str, at: date, filters: Filters = ()) -> Trend:
    """The course of a metric up to `at`; of monthly and yearly figures up to their last reported period.

    Values are those of `metrics.value` over the same days. Raises UnknownMetric, UnknownDimension.
    """
    metric = metric_of(metric_id)
    lead = base_metrics([metric])[0]
    targets = planned_course(version, scope, metric_id, at, filters)
    last = last_day(version, lead, at)
    if last is None:
        return Trend(metric_id, targets=targets)
    rows, so_far = _periods(lead, last)
    read = _Read(version, scope, metric, lead, filters, _asked(lead, rows, so_far))
    in_weeks, in_months, in_years = (tuple(read.point(pair) for pair in row) for row in rows)
    periods = tuple(read.to_date(name, pair) for name, pair in so_far.items())
    return Trend(metric_id, in_weeks, in_months, in_years, targets, periods)


def trend_times(version: Version, metric: Metric, at: date) -> set[When]:
    """The times that a trend reads."""
    lead = base_metrics([metric])[0]
    last = last_day(version, lead, at)
    return _asked(lead, *_periods(lead, last)) if last else set()


def _periods(lead: Metric, last: date) -> tuple[tuple[list[Pair], ...], dict[Period, Pair]]:
    """Weeks, months and years, and the periods up to now."""
    by_years, by_days = lead.kind == "year_flow", lead.kind in ("stock", "flow")
    rows = (weeks(last) if by_days else [], [] if by_years else months(last), years(last) if by_years else [])
    return rows, {name: pair for name, pair in to_date(last, not by_days).items() if name in PERIODS[lead.kind]}


def _asked(lead: Metric, rows: Iterable[list[Pair]], so_far: Mapping[Period, Pair]) -> set[When]:
    pairs = (*(pair for row in rows for pair in row), *so_far.values())
    return {time for pair in pairs for time in _times(lead, pair)}


def _times(lead: Metric, pair: Pair) -> tuple[When, ...]:
    now, then = over(lead, pair.first, pair.last), over(lead, pair.then_first, pair.then_last)
    return (now, then, _before(lead, pair.first), _before(lead, pair.then_first)) if _grows(lead) else (now, then)


def _before(lead: Metric, first: date) -> When:
    """What held when a period began: the end of the day, or the month, before it."""
    day = first - timedelta(days=1)
    return over(lead, day.replace(day=1), day)


def _grows(lead: Metric) -> bool:
    return is_level(lead) or lead.kind == "month_stock"


class _Read:
    """All the numbers that a trend is made of, read at once."""

    def __init__(
        self, version: Version, scope: Scope, metric: Metric, lead: Metric, filters: Filters, asked: set[When]
    ) -> None:
        self.version, self.scope, self.metric, self.lead, self.filters = version, scope, metric, lead, filters
        self.numbers = numbers(version, scope, metric, asked, filters)

    def _known(self, time: When) -> Number:
        return known_or_none(self.version, self.metric, self.numbers[time])

    def point(self, pair: Pair) -> Point:
        now, then = _times(self.lead, pair)[:2]
        number = self.numbers[now]
        return Point(pair.first, pair.last, number.value, self._known(then).value, number.reason)

    def to_date(self, name: Period, pair: Pair) -> ToDate:
        now, then = _times(self.lead, pair)[:2]
        found = compared(
            self.version, self.scope, self.metric, "last_year", self.numbers[now], self._known(then), self.filters
        )
        return ToDate(
            name, *pair[:2], found.now.value, *pair[2:], found.then.value, found.change, found.share, found.reason,
            self._added(now, pair.first), self._added(then, pair.then_first),
        )  # fmt: skip

    def _added(self, time: When, first: date) -> Value:
        if not _grows(self.lead):
            return None
        return difference(self._known(time).value, self._known(_before(self.lead, first)).value)
