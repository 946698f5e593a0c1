"""The standard trend as lines that can be drawn: this year strong, last year faint, the plan as marks."""

from __future__ import annotations

from typing import NamedTuple

from parkdash.metrics import amounts
from parkdash.telling.model import Told, TrendRow

Values = tuple[float | None, ...]
STEPS = 4  # of an axis at most


class TrendLines(NamedTuple):
    """One row of periods in one unit, oldest first; None where nothing is known."""

    id: str
    title: str
    unit: str
    labels: tuple[str, ...]
    now: Values
    then: Values
    planned: Values
    said: str  # the last value in words

    @property
    def known(self) -> tuple[float, ...]:
        return tuple(value for row in (self.now, self.then, self.planned) for value in row if value is not None)


def trend_lines(told: Told, lang: str) -> tuple[TrendLines, ...]:
    """Six weeks and twelve months beside each other, or six years; nothing where an edition keeps no trend."""
    return tuple(_lines(row, told.figure.unit, lang) for row in told.trend.rows) if told.trend else ()


def _lines(row: TrendRow, unit: str, lang: str) -> TrendLines:
    series = [
        [None if value is None else float(value) for value in values]
        for values in zip(*((point.value, point.then, point.target) for point in row.points), strict=True)
    ]
    largest = max((value for values in series for value in values if value is not None), key=abs, default=0.0)
    divisor, name = amounts.scale(largest, unit, lang)
    now, then, planned = (tuple(None if v is None else v / divisor for v in values) for values in series)
    last = next((point.value for point in reversed(row.points) if point.value is not None), None)
    labels = tuple(point.label for point in row.points)
    return TrendLines(row.id, row.title, name, labels, now, then, planned, amounts.amount(last, unit, lang))


def span(lines: TrendLines) -> tuple[float, float]:
    """The axis: from zero unless all that moves lies far above it."""
    low, high = min(lines.known, default=0.0), max(lines.known, default=1.0)
    if low >= 0 and (high - low) > high / STEPS:
        low = 0.0
    margin = (high - low) * 0.1 or max(abs(high), 1.0) * 0.1
    return (low if low == 0 else low - margin), high + margin
