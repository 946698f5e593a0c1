"""A number by one of its dimensions, with parts that add up."""

from __future__ import annotations

from parkdash.access import Scope
from parkdash.metrics import statement as st
from parkdash.metrics.catalogue import PERIODS
from parkdash.metrics.catalogue import metric as metric_of
from parkdash.metrics.compare import difference
from parkdash.metrics.evaluate import NOTHING, Key, Tally, base_metrics, check_filters, measured, tallies, value
from parkdash.metrics.labels import both, labels
from parkdash.metrics.model import Breakdown, Filters, Group, Metric, Number, Value, When
from parkdash.metrics.spans import resolve
from parkdash.warehouse import Version


def breakdown(
    version: Version, scope: Scope, metric_id: str, when: When, by: str, filters: Filters = (), top: int | None = None
) -> Breakdown:
    """The metric by one dimension, largest first (months and years in their order), beyond `top` in `rest`.

    Raises UnknownMetric, UnknownDimension. Parts of a ratio or of a distinct count do not add up: `overlapping`.
    """
    metric = metric_of(metric_id)
    if by not in metric.dimensions and by != "enterprise":
        raise st.UnknownDimension(metric, by)
    check_filters(metric, filters)
    total = value(version, scope, metric_id, when, filters)
    only = top if by == "enterprise" and _adds_up(metric, by) else None
    parts = _parts(version, scope, metric, when, by, filters, only)
    keys = sorted(parts, key=lambda key: _order(metric, by, key, parts[key]))
    shown, beyond = (keys, []) if top is None or len(keys) <= top else (keys[:top], keys[top:])
    named = labels(version, metric, by, shown)
    groups = _suppressed_together([_group(metric, key, named[key], parts[key]) for key in shown])
    rest = _rest(metric, [parts[key] for key in beyond]) if beyond else None
    if only and rest is None:
        rest = _remainder(total, groups)
    return Breakdown(total, by, tuple(groups), rest, not _adds_up(metric, by))


def _adds_up(metric: Metric, by: str) -> bool:
    return metric.ratio is None and by not in metric.overlapping and st.is_sum(metric)


def _remainder(total: Number, groups: list[Group]) -> Group | None:
    """What the total holds beyond the groups shown; None if that is nothing."""
    rows = total.rows - sum(group.rows for group in groups)
    if rows == 0 or total.value is None or any(group.value is None for group in groups):
        return None
    shown: Value = sum((group.value for group in groups if group.value is not None), 0)
    return Group("rest", both("metrics.values.rest"), difference(total.value, shown), rows)


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


def _suppressed_together(groups: list[Group]) -> list[Group]:
    """One withheld part could be worked out from the total: the smallest other part is withheld with it."""
    withheld = [group for group in groups if group.suppressed]
    others = [group for group in groups if not group.suppressed and group.value is not None]
    if len(withheld) != 1 or not others:
        return groups
    second = min(others, key=lambda group: (float(group.value or 0), group.key or ""))
    return [Group(g.key, g.label, None, g.rows, True) if g is second else g for g in groups]


def _rest(metric: Metric, beyond: list[dict[str, Tally]]) -> Group:
    summed: dict[str, Tally] = {}
    for parts in beyond:
        for metric_id, tally in parts.items():
            summed[metric_id] = summed[metric_id].plus(tally) if metric_id in summed else tally
    rows = sum((summed.get(base.id, NOTHING).rows for base in base_metrics([metric])[-1:]), 0)
    size: Value = None
    if metric.ratio or st.is_sum(metric):
        size, rows, _ = measured(metric, summed, counted=True)
    return Group("rest", both("metrics.values.rest"), size, rows)
