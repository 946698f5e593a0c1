"""数出处: everything that stands behind one number, with the proof that its records add up to it."""

from __future__ import annotations

import math
from dataclasses import replace

from parkdash.access import Scope
from parkdash.access.scope import SMALLEST_GROUP
from parkdash.metrics.catalogue import metric as metric_of
from parkdash.metrics.coverage import COMPLETE, coverage
from parkdash.metrics.evaluate import value
from parkdash.metrics.model import Filters, Metric, Number, Receipt, When
from parkdash.metrics.records import recount
from parkdash.metrics.spans import resolve
from parkdash.warehouse import Version


def formula(metric: Metric) -> str:
    """The definition as it is evaluated."""
    if metric.ratio:
        above = f"({metric.ratio[0]} − {metric.minus})" if metric.minus else metric.ratio[0]
        return f"{above} ÷ {metric.ratio[1]}" + (f" × {metric.scale}" if metric.scale != 1 else "")
    return f"{metric.measure} from {metric.source}" + (f" where {metric.where}" if metric.where else "")


def receipt(version: Version, scope: Scope, metric_id: str, when: When, filters: Filters = ()) -> Receipt:
    """The receipt of one number. `proven` if the records alone, without cubes, give the same value and count."""
    metric = metric_of(metric_id)
    number = value(version, scope, metric_id, when, filters)
    handed_in = coverage(version, scope, metric, number.when, filters)
    whole = Receipt(
        number, metric, formula(metric), filters, number.value, True, (), version.number, version.content_hash,
        None if handed_in is COMPLETE else handed_in,
    )  # fmt: skip
    if metric.ratio:
        names = [part for part in (*metric.ratio, metric.minus) if part]
        parts = tuple(receipt(version, scope, part, when, filters) for part in dict.fromkeys(names))
        return replace(whole, parts=parts, proven=all(part.proven for part in parts))
    return _recounted(version, scope, whole, number, filters, when)


def _recounted(version: Version, scope: Scope, whole: Receipt, number: Number, filters: Filters, when: When) -> Receipt:
    span = resolve(version, whole.metric, when)
    if span is None or number.reason == "suppressed":
        return replace(whole, records_value=None)
    total, rows, per_source = recount(version, scope, whole.metric, span, filters)
    again = 0 if total is None and number.value == 0 else total
    few = 0 if scope.sees_everything else SMALLEST_GROUP  # which file few people stand in is told, not how many
    sources = tuple((version.source(source_id), count if count >= few else 0) for source_id, count in per_source)
    return replace(
        whole, records_value=again, proven=_same(again, number.value) and rows == number.rows, sources=sources
    )


def _same(left: object, right: object) -> bool:
    if isinstance(left, float) or isinstance(right, float):
        return (
            left is not None and right is not None and math.isclose(float(str(left)), float(str(right)), rel_tol=1e-12)
        )
    return left == right
