"""A number by one of its dimensions, with parts that add up."""

from __future__ import annotations

from dataclasses import replace

from parkdash.access import Scope
from parkdash.access.scope import SMALLEST_GROUP
from parkdash.metrics import statement as st
from parkdash.metrics.catalogue import PERIODS
from parkdash.metrics.catalogue import metric as metric_of
from parkdash.metrics.compare import difference
from parkdash.metrics.evaluate import base_metrics, check_filters, measured, value
from parkdash.metrics.labels import both, labels
from parkdash.metrics.masks import apart
from parkdash.metrics.model import Breakdown, Filters, Group, Metric, Number, Value, When
from parkdash.metrics.spans import resolve
from parkdash.metrics.tally import NOTHING, Key, Tally, tallies
from parkdash.warehouse import Version


def breakdown(
    version: Version, scope: Scope, metric_id: str, when: When, by: str, filters: Filters = (), top: int | None = None
) -> Breakdown:
    """The metric by one dimension, largest first (months and years in their order), beyond `top` in `rest`.

    Raises UnknownMetric, UnknownDimension, the latter also for a dimension that tells apart persons or firms whom this
    reader may not see. Parts of a ratio or of a distinct count do not add up: `overlapping`.
    """
    metric = metric_of(metric_id)
    if (by not in metric.dimensions and by != "enterprise") or apart(scope, metric, by):
        raise st.UnknownDimension(metric, by)
    check_filters(metric, filters)
    total = value(version, scope, metric_id, when, filters)
    only = top if by == "enterprise" and _adds_up(metric, by) else None
    parts = _parts(version, scope, metric, when, by, filters, only)
    keys = sorted(parts, key=lambda key: _order(metric, by, key, parts[key]))
    shown, beyond = (keys, []) if top is None or len(keys) <= top else (keys[:top], keys[top:])
    named = labels(version, metric, by, shown)
    disjoint = by == "enterprise" or metric.kind == "stock"
    groups = [_group(metric, key, named[key], parts[key]) for key in shown]
    rest = _rest(metric, [parts[key] for key in beyond], disjoint) if beyond else None
    if only and rest is None:
        rest = _remainder(scope, metric, total, groups)
    if _adds_up(metric, by):
        told = [_respondents(metric, parts[key]) for key in shown]
        *kept, rest = _suppressed_together([*groups, rest], [*told, _beyond(metric, [parts[key] for key in beyond])])
        groups = [group for group in kept if group]
    return Breakdown(total, by, tuple(groups), rest, not _adds_up(metric, by))


def _adds_up(metric: Metric, by: str) -> bool:
    return metric.ratio is None and by not in metric.overlapping and st.is_sum(metric)


def _remainder(scope: Scope, metric: Metric, total: Number, groups: list[Group]) -> Group | None:
    """What the total holds beyond the groups shown; None if that is nothing."""
    rows = total.rows - sum(group.rows for group in groups)
    if rows == 0 or total.value is None or any(group.value is None for group in groups):
        return None
    shown: Value = sum((group.value for group in groups if group.value is not None), 0)
    left = difference(total.value, shown)
    if metric.privacy == "person" and not scope.persons and 0 < int(left or 0) < SMALLEST_GROUP:
        return Group("rest", both("metrics.values.rest"), None, 0, True)
    return Group("rest", both("metrics.values.rest"), left, rows)


def _parts(
    version: Version, scope: Scope, metric: Metric, when: When, by: str, filters: Filters, largest: int | None
) -> dict[str | None, dict[str, Tally]]:
    """Group → base metric → tally; with `largest` only the largest groups."""
    found: dict[str | None, dict[str, Tally]] = {}
    for base in base_metrics([metric]):
        span = resolve(version, base, when)
        if span is None:
            continue
        for key, tally in tallies(version, scope, [base], span, filters, by, largest)[base.id].items():
            found.setdefault(_text(key), {})[base.id] = tally
    return found


def _text(key: Key) -> str | None:
    return None if key is None else str(key).lower() if isinstance(key, bool) else str(key)


def _order(metric: Metric, by: str, key: str | None, parts: dict[str, Tally]) -> tuple[bool, float, str]:
    if by in PERIODS:
        return key is None, 0.0, key or ""
    size, _, _ = measured(metric, parts, counted=True)
    return size is None, -float(size or 0), key or ""


def _group(metric: Metric, key: str | None, label: dict[str, str], parts: dict[str, Tally]) -> Group:
    size, rows, reason = measured(metric, parts, counted=True)
    return Group(key, label, size, rows, reason == "suppressed")


def _respondents(metric: Metric, parts: dict[str, Tally]) -> int | None:
    return parts.get(metric.id, NOTHING).respondents


def _beyond(metric: Metric, beyond: list[dict[str, Tally]]) -> int | None:
    """The least that can be behind all that is beyond the groups shown."""
    return max((_respondents(metric, parts) or 0 for parts in beyond), default=None)


def _suppressed_together(groups: list[Group | None], told: list[int | None]) -> list[Group | None]:
    """What is withheld could be worked out from the total, as long as it speaks of too few (`told`: of how many).

    So the smallest other parts are withheld with it, until two parts and enough people or firms are.
    """
    kept = [place for place, group in enumerate(groups) if group and not group.suppressed and group.value is not None]
    withheld = [place for place, group in enumerate(groups) if group and group.suppressed]
    kept.sort(key=lambda place: _size(groups[place]), reverse=True)
    while withheld and kept and (len(withheld) < 2 or sum(told[place] or 0 for place in withheld) < SMALLEST_GROUP):
        withheld.append(kept.pop())
    return [
        replace(group, value=None, rows=0, suppressed=True) if group and place in withheld else group
        for place, group in enumerate(groups)
    ]


def _size(group: Group | None) -> tuple[float, str]:
    return (float(group.value or 0), group.key or "") if group else (0.0, "")


def _rest(metric: Metric, beyond: list[dict[str, Tally]], disjoint: bool) -> Group:
    summed: dict[str, Tally] = {}
    for parts in beyond:
        for metric_id, tally in parts.items():
            summed[metric_id] = summed[metric_id].plus(tally, disjoint) if metric_id in summed else tally
    rows = sum((summed.get(base.id, NOTHING).rows for base in base_metrics([metric])[-1:]), 0)
    size: Value = None
    reason = ""
    if metric.ratio or st.is_sum(metric):
        size, rows, reason = measured(metric, summed, counted=True)
    return Group("rest", both("metrics.values.rest"), size, rows, reason == "suppressed")
