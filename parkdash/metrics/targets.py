"""How a metric stands against this year's target (序时进度)."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from parkdash.access import Scope
from parkdash.metrics.catalogue import metric as metric_of
from parkdash.metrics.coverage import coverage
from parkdash.metrics.evaluate import value, year_to
from parkdash.metrics.memo import per_version
from parkdash.metrics.model import At, Between, Filters, Metric, Number, Status, TargetStatus, Value, When
from parkdash.metrics.spans import month_end
from parkdash.rules import rules
from parkdash.warehouse import Version

# Units in which targets are written down, in the unit of the metric.
FACTORS = {"wan": 10_000, "yi": 100_000_000}


@dataclass(frozen=True)
class Target:
    """One target as decided: value and base in the metric's unit."""

    value: float
    base: float | None
    curve: str
    owner: str
    document: str
    source_id: int = 0
    source_row: int = 0


def target(version: Version, scope: Scope, metric_id: str, at: date, filters: Filters = ()) -> TargetStatus:
    """Status of the metric at a day against the target for that day's year, for the whole or for one park.

    Flows and monthly sums count from 1 January. Without a base in the target, stocks start from the value at the end
    of last year and flows from 0. Targets are kept for the whole and for single parks: any other filter has none.
    """
    metric = metric_of(metric_id)
    decided = _decided(version, scope, metric, at, filters)
    if decided is None:
        return TargetStatus(metric_id, "none", reason="no_target")
    now = value(version, scope, metric_id, _counted(metric, at), filters)
    if now.value is None:
        return TargetStatus(metric_id, "unreported", decided.value, value=None, owner=decided.owner,
                            document=decided.document, reason=now.reason)  # fmt: skip
    base = decided.base if decided.base is not None else _base(version, scope, metric, at, filters)
    pace = planned(decided.curve, _day_reached(metric, now, at))
    complete = not coverage(version, scope, metric, now.when, filters).missing
    return assess(metric, decided, base, now.value, pace, at, complete)


def target_times(version: Version, scope: Scope, metric: Metric, at: date, filters: Filters = ()) -> set[When]:
    """The times that a target's status reads; none where nothing was decided."""
    decided = _decided(version, scope, metric, at, filters)
    if decided is None:
        return set()
    counted = _counted(metric, at)
    return {counted} if decided.base is not None or _starts_anew(metric) else {counted, _before_the_year(at)}


def planned_course(
    version: Version, scope: Scope, metric_id: str, at: date, filters: Filters = ()
) -> tuple[tuple[date, float], ...]:
    """What the plan has for the end of each month of the year, by the target's curve; the last one is the target."""
    metric = metric_of(metric_id)
    decided = _decided(version, scope, metric, at, filters)
    if decided is None:
        return ()
    base = decided.base if decided.base is not None else _base(version, scope, metric, at, filters)
    ends = [month_end(date(at.year, month, 1)) for month in range(1, 13)]
    return tuple((end, _on_plan(base, decided.value, planned(decided.curve, end))) for end in ends)


def _on_plan(base: float, target: float, pace: float) -> float:
    """What the plan has reached at a pace; at the end exactly the target."""
    return target if pace == 1 else base + (target - base) * pace


def assess(
    metric: Metric, decided: Target, base: float, value: Value, pace: float, at: date, complete: bool
) -> TargetStatus:
    """The traffic light from its parts. A ceiling (lower is better, starting below it) is kept by using little.

    What each month and week must bring is the rest, evenly; in the last of them all that is missing.
    """
    size = float(value or 0)
    ceiling = metric.better == "lower" and base <= decided.value
    done = completion(size, base, decided.value, ceiling)
    gap = pace - done if ceiling else done - pace
    if ceiling and size > decided.value:
        gap = min(gap, decided_overrun(size, decided.value))
    status = _band(gap)
    reason = ""
    if status == "on_track" and not complete:
        status, reason = "warning", "incomplete"
    remaining = decided.value - size
    arrived = remaining <= 0 if decided.value >= base else remaining >= 0
    missing = 0.0 if arrived or ceiling else remaining
    return TargetStatus(
        metric.id, status, decided.value, base, value, done, pace, gap, remaining, missing / max(_months_left(at), 1),
        decided.owner, decided.document, reason, missing / max(_days_left(at) / 7, 1), expected(size, base, pace),
        _on_plan(base, decided.value, pace),
    )  # fmt: skip


def expected(value: float, base: float, pace: float) -> float | None:
    """What the year comes to if it goes on as the plan's curve shaped it so far: base + (value − base) ÷ pace.

    The proportion that the traffic light judges by (序时进度), drawn out to the year's end: it reaches the target
    exactly where completion has reached the pace. None while the plan has next to nothing yet (`forecast_from` in
    rules/status.toml): a single case would then be told as dozens.
    """
    return base + (value - base) / pace if pace >= rules("status")["forecast_from"] else None


def _months_left(at: date) -> float:
    return 12 - at.month + 1 - at.day / calendar.monthrange(at.year, at.month)[1]


def _days_left(at: date) -> int:
    return (date(at.year, 12, 31) - at).days


def completion(value: float, base: float, target: float, ceiling: bool = False) -> float:
    """(value − base) / (target − base). Where target and base are the same: 1 if it is held, else 0.

    For a ceiling of zero the share used up is 0 as long as nothing happened, and 1 with the first case.
    """
    if target != base:
        return (value - base) / (target - base)
    if ceiling:
        return 0.0 if value <= target else 1.0
    return 1.0 if value >= target else 0.0


def decided_overrun(value: float, target: float) -> float:
    """How far a ceiling is exceeded, as a negative gap; one above zero is behind at once."""
    return -1.0 if target == 0 else (target - value) / abs(target) + rules("status")["warning"] - 1e-9


def _band(gap: float) -> Status:
    return "on_track" if gap >= 0 else "warning" if gap >= rules("status")["warning"] else "behind"


def planned(curve: str, day: date) -> float:
    """The share of the year's target that should be reached by the end of `day`: elapsed days, or the planned curve."""
    days = 366 if calendar.isleap(day.year) else 365
    if curve in ("", "even"):
        return day.timetuple().tm_yday / days
    shares = [0.0, *rules("curves")[curve]]
    into = day.day / calendar.monthrange(day.year, day.month)[1]
    return shares[day.month - 1] + (shares[day.month] - shares[day.month - 1]) * into


def _counted(metric: Metric, at: date) -> When:
    monthly = metric.kind == "month_flow" or (metric.ratio and metric_of(metric.ratio[0]).kind == "month_flow")
    return year_to(at) if monthly else At(at)


def _day_reached(metric: Metric, now: Number, at: date) -> date:
    """Monthly figures are measured by the end of their last month, not by a day that no report covers."""
    return min(at, now.when.last) if isinstance(now.when, Between) and metric.kind != "flow" else at


def _base(version: Version, scope: Scope, metric: Metric, at: date, filters: Filters) -> float:
    if _starts_anew(metric):
        return 0.0
    before = value(version, scope, metric.id, _before_the_year(at), filters)
    return float(before.value or 0)


def _starts_anew(metric: Metric) -> bool:
    return metric.kind in ("flow", "month_flow") and not metric.cumulative


def _before_the_year(at: date) -> At:
    return At(date(at.year - 1, 12, 31))


def _decided(version: Version, scope: Scope, metric: Metric, at: date, filters: Filters) -> Target | None:
    """The last decision up to `at`. None where the selection is neither the whole nor one known park."""
    if any(dimension != "park" for dimension, _ in filters) or scope.carriers is not None:
        return None
    parks = {park for _, park in filters} or (set(scope.parks) if scope.parks is not None else set())
    if len(parks) > 1 or None in parks or (scope.parks is not None and not parks):
        return None
    park = next(iter(parks), None)
    taken = [entry for entry in decisions(version).get((metric.id, at.year, park), ()) if entry[0] <= at]
    return taken[-1][1] if taken else None


@per_version
def decisions(version: Version) -> dict[tuple[str, int, str | None], list[tuple[date, Target]]]:
    """Metric, year and park (None: the whole) → what was decided when, oldest first."""
    rows = version.rows(
        """select t.metric, t.year, coalesce(p.park, t.park), t.decided_on, t.value, t.base,
            coalesce(t.unit, ''), coalesce(t.curve, ''), coalesce(t.owner, ''), coalesce(t.document, ''),
            t.source_id, t.source_row
        from target as t left join park_name as p on p.park_key = t.park_key
        order by t.decided_on, t.source_id, t.source_row"""
    )
    found: dict[tuple[str, int, str | None], list[tuple[date, Target]]] = {}
    for metric_id, year, park, decided_on, size, base, unit, *said in rows:
        factor = FACTORS.get(unit, 1)
        goal = Target(round(size * factor, 2), None if base is None else round(base * factor, 2), *said)
        found.setdefault((metric_id, year, park), []).append((decided_on, goal))
    return found
