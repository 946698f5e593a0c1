"""Reading ahead: what many metrics will be asked for on one day, read with a statement for each fact table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from parkdash.access import Scope
from parkdash.metrics.catalogue import metric as metric_of
from parkdash.metrics.compare import after
from parkdash.metrics.course import series_times
from parkdash.metrics.evaluate import base_metrics, check_filters, year_to
from parkdash.metrics.model import At, Filters, Metric, When
from parkdash.metrics.signal import signal_times
from parkdash.metrics.spans import resolve, year_before
from parkdash.metrics.targets import target_times
from parkdash.metrics.totals import totals
from parkdash.metrics.trend import trend_times
from parkdash.warehouse import Version


def read_ahead(
    version: Version, scope: Scope, ids: Iterable[str], at: date, since: date, filters: Filters = (), trend: bool = True
) -> None:
    """Reads what `value`, `compare`, `target`, `signal_of` and, if wanted, `trend` will ask of these metrics on the two
    days.

    They say the same without it, only later: each would ask for its own. Raises UnknownMetric, UnknownDimension.
    """
    always = _days(at, since)
    wanted = [
        (metric, always | (trend_times(version, metric, at) if trend else set()) | {*signal_times(version, metric, at)})
        for metric in map(metric_of, ids)
    ]
    _read(version, scope, wanted, filters)


def read_cards(
    version: Version, scope: Scope, ids: Iterable[str], at: date, since: date, filters: Filters = ()
) -> None:
    """Reads what a row of cards will ask of these metrics: what `value`, `compare`, `target`, `series` and `signal_of`
    need of the two days. Raises UnknownMetric, UnknownDimension.
    """
    days = _days(at, since)
    wanted = [
        (metric, days | {*series_times(version, metric, at)} | {*signal_times(version, metric, at)})
        for metric in map(metric_of, ids)
    ]
    _read(version, scope, wanted, filters)


def read_targets(version: Version, scope: Scope, ids: Iterable[str], at: date, filters: Filters = ()) -> None:
    """Reads what `target` will ask of those of these metrics that have one. Raises UnknownMetric, UnknownDimension."""
    wanted = [(metric, target_times(version, scope, metric, at, filters)) for metric in map(metric_of, ids)]
    _read(version, scope, [(metric, times) for metric, times in wanted if times], filters)


def read_values(version: Version, scope: Scope, asked: Iterable[tuple[str, When]], filters: Filters = ()) -> None:
    """Reads what `value` will be asked for. Raises UnknownMetric, UnknownDimension."""
    _read(version, scope, [(metric_of(id), {when}) for id, when in asked], filters)


def _days(at: date, since: date) -> set[When]:
    days = (At(at), At(since), At(year_before(at)), At(date(at.year - 1, 12, 31)))
    return {*days, after(since, at), year_to(at)}


def _read(version: Version, scope: Scope, wanted: Iterable[tuple[Metric, set[When]]], filters: Filters) -> None:
    spans: dict[Metric, set[When]] = {}
    for metric, times in wanted:
        check_filters(metric, filters)
        for base in base_metrics([metric]):
            resolved = (resolve(version, base, time) for time in times)
            spans.setdefault(base, set()).update(span for span in resolved if span is not None)
    totals(version, scope, spans, filters)
