"""One metric at many times: a statement or two for each part of it, however many times are asked for."""

from __future__ import annotations

from collections.abc import Collection

from parkdash.access import Scope
from parkdash.metrics.evaluate import base_metrics, check_filters, measured
from parkdash.metrics.model import Filters, Metric, Number, When
from parkdash.metrics.spans import resolve
from parkdash.metrics.totals import totals
from parkdash.warehouse import Version


def numbers(
    version: Version, scope: Scope, metric: Metric, times: Collection[When], filters: Filters = ()
) -> dict[When, Number]:
    """What `metrics.value` says at each of the times, without `newest`. Raises UnknownDimension."""
    check_filters(metric, filters)
    bases = base_metrics([metric])
    spans = {base.id: {time: resolve(version, base, time) for time in times} for base in bases}
    asked = {base: {span for span in spans[base.id].values() if span is not None} for base in bases}
    found = totals(version, scope, asked, filters)
    leading = spans[metric.ratio[0] if metric.ratio else metric.id]
    told = {}
    for time in times:
        parts = {name: found[name][span] for name in found if (span := spans[name][time]) is not None}
        size, rows, reason = measured(metric, parts, counted=leading[time] is not None)
        told[time] = Number(metric.id, size, metric.unit, leading[time] or time, rows, reason)
    return told
