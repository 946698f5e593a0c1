"""Whether the last whole month of a number is exceptional; what is usual stays quiet."""

from __future__ import annotations

from parkdash import metrics
from parkdash.metrics.signal import Signal
from parkdash.text import text
from parkdash.ui.view import Look, View


def of(view: View, id: str) -> Signal:
    """The signal of a metric under the filter bar."""
    return view.ask(metrics.signal_of, id, view.at, view.bar)


def said(view: Look, found: Signal) -> str:
    """◆ 10月异常偏高, or 增量异常偏高 of what grows; "" where there is nothing to say."""
    if not found.speaks:
        return ""
    side = "high" if found.side > 0 else "low"
    month = found.month.month if found.month else ""
    return text(f"changes.signal_{found.by}_{side}", view.lang, month=month)
