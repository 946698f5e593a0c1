"""Signal or noise: the individuals and moving range chart (XmR).

Natural process limits are mean ± 2.66 × mean moving range (Wheeler, Understanding Variation, 1993; 2.66 = 3 ÷ 1.128,
the constant d2 of ranges of two). A metric with fewer than twelve periods gives no signal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal

from parkdash.access import Scope
from parkdash.metrics.catalogue import metric as metric_of
from parkdash.metrics.compare import difference, known_or_none
from parkdash.metrics.course import is_level, last_day, over
from parkdash.metrics.coverage import coverage
from parkdash.metrics.evaluate import base_metrics
from parkdash.metrics.model import Filters, Metric, Value, When
from parkdash.metrics.moments import numbers
from parkdash.metrics.spans import last_whole_month, month_end, months_before
from parkdash.warehouse import Version

FEWEST = 12
MONTHS = 24  # two years: enough for limits, not so long that the park was another one
LIMIT = 2.66
RUN = 8  # so many in a row on one side of the mean
NEAR, OF = 3, 4  # so many of so many nearer a limit than the mean

Kind = Literal["outside", "run", "near_limit", "none", "too_few"]


@dataclass(frozen=True)
class Signal:
    """Whether the last of a row of values says something. `side` is 1 above the mean, -1 below, 0 without a signal."""

    kind: Kind
    side: int = 0
    mean: float | None = None
    lower: float | None = None
    upper: float | None = None
    # Of a metric: the month judged, what was judged, and whether that is its value or its change in the month.
    month: date | None = None
    value: Value = None
    by: Literal["value", "change"] = "value"

    @property
    def speaks(self) -> bool:
        """True if the movement is exceptional."""
        return self.kind in ("outside", "run", "near_limit")


def signal(values: Sequence[float | None]) -> Signal:
    """The signal at the last of `values`, oldest first; periods without a value are left out.

    The last period is judged by the limits of those before it, so that a leap does not widen its own limits.
    """
    known = [float(value) for value in values if value is not None]
    if len(known) < FEWEST or values[-1] is None:
        return Signal("too_few")
    base = known[:-1]
    mean = sum(base) / len(base)
    moving = [abs(later - earlier) for earlier, later in pairwise(base)]
    reach = LIMIT * sum(moving) / len(moving)
    lower, upper = mean - reach, mean + reach
    sides = [(value > mean) - (value < mean) for value in known]
    near = [abs(value - mean) > reach / 2 for value in known]
    kind: Kind = "none"
    if not lower <= known[-1] <= upper:
        kind = "outside"
    elif sides[-1] and len(set(sides[-RUN:])) == 1:
        kind = "run"
    elif near[-1] and sum(n and s == sides[-1] for n, s in zip(near[-OF:], sides[-OF:], strict=True)) >= NEAR:
        kind = "near_limit"
    return Signal(kind, sides[-1] if kind != "none" else 0, mean, lower, upper)


def signal_of(version: Version, scope: Scope, metric_id: str, at: date, filters: Filters = ()) -> Signal:
    """The signal of a metric's last whole month, by the 24 months before it; `too_few` for yearly figures.

    Flows and ratios of flows are judged by the month's value, what holds at a day by its change in the month: a stock
    is the sum of all that ever came and went, so each value rests on the one before it, while XmR asks for values that
    stand for their own period each (Wheeler); a growing park would otherwise be exceptional every month. A month that
    is not over, or that not all parks have reported, is neither judged nor does it judge others.
    """
    metric = metric_of(metric_id)
    lead = base_metrics([metric])[0]
    months = _months(version, lead, at)
    if not months:
        return Signal("too_few")
    times = _times(lead, months)
    found = numbers(version, scope, metric, times, filters)
    values = [
        None if coverage(version, scope, metric, time, filters).missing
        else known_or_none(version, metric, found[time]).value for time in times
    ]  # fmt: skip
    grows = is_level(lead) or lead.kind == "month_stock"
    judged = [difference(later, earlier) for earlier, later in pairwise(values)] if grows else values[1:]
    late = _not_reported(version, scope, metric, times, filters)
    judged = judged[: len(judged) - late]
    told = signal([None if value is None else float(value) for value in judged])
    by: Literal["value", "change"] = "change" if grows else "value"
    return replace(told, month=months[-1 - late], value=judged[-1] if judged else None, by=by)


def signal_times(version: Version, metric: Metric, at: date) -> list[When]:
    """The times that a signal reads, oldest first."""
    lead = base_metrics([metric])[0]
    return _times(lead, _months(version, lead, at))


def _times(lead: Metric, months: list[date]) -> list[When]:
    return [over(lead, first, month_end(first)) for first in months]


def _months(version: Version, lead: Metric, at: date) -> list[date]:
    """First days of the months, oldest first; none for yearly figures and where nothing was reported."""
    reached = last_day(version, lead, at)
    if lead.kind == "year_flow" or reached is None:
        return []
    month = last_whole_month(reached)
    return [months_before(month, back) for back in range(MONTHS + 1, -1, -1)]


def _not_reported(version: Version, scope: Scope, metric: Metric, times: list[When], filters: Filters) -> int:
    """How many months at the end are still incomplete."""
    late = 0
    while late < len(times) - 1 and coverage(version, scope, metric, times[-1 - late], filters).missing:
        late += 1
    return late
