"""Numbers and days as people read them on the screen: as everywhere else, and the sizes of files."""

from __future__ import annotations

import math

from parkdash.metrics.amounts import (
    DASH,
    PERCENT_UNITS,
    Shown,
    amount,
    change,
    day,
    day_near,
    direction,
    exact,
    foreseen,
    goal_form,
    is_ceiling,
    joined,
    number,
    period,
    share,
    to_bring,
    unit_word,
)

MASK = "***"


def size(count: int) -> str:
    """The size of a file: 12 KB, 3.4 MB; nothing is shown as 0 KB but an empty file."""
    return f"{math.ceil(count / 1024):,} KB" if count < 1024**2 else f"{count / 1024**2:,.1f} MB"


__all__ = [
    "DASH", "MASK", "PERCENT_UNITS", "Shown", "amount", "change", "day", "day_near", "direction", "exact",
    "foreseen", "goal_form", "is_ceiling", "joined", "number", "period", "share", "size", "to_bring", "unit_word",
]  # fmt: skip
