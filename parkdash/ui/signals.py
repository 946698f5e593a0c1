"""Whether the last movement of a number is exceptional; what is usual stays quiet."""

from __future__ import annotations

from itertools import pairwise

from parkdash import metrics
from parkdash.metrics.model import Between, Number
from parkdash.metrics.signal import Signal, signal
from parkdash.metrics.spans import month_end
from parkdash.text import text
from parkdash.ui.view import Look, View

MONTHS = 25


def of(view: View, id: str) -> Signal:
    """The signal of a metric under the filter bar, from its last two years by month."""
    found = view.ask(metrics.series, id, view.at, MONTHS, view.bar)
    if isinstance(found[-1].when, Between):
        return signal([_size(number) for number in found if _is_whole(number)])
    levels = [_size(number) for number in found]
    return signal([None if a is None or b is None else b - a for a, b in pairwise(levels)])


def said(view: Look, found: Signal) -> str:
    """◆ 异常偏高, or "" where there is nothing to say."""
    if not found.speaks:
        return ""
    return text("changes.signal_high" if found.side > 0 else "changes.signal_low", view.lang)


def _is_whole(number: Number) -> bool:
    return isinstance(number.when, Between) and number.when.last == month_end(number.when.last)


def _size(number: Number) -> float | None:
    return None if number.value is None else float(number.value)
