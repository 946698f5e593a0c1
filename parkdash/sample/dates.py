"""Days as whole numbers (days since 1970-01-01), so that every rule about time is one numpy expression."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def day(text: str) -> int:
    """The day written as `2026-11-13`."""
    return int(np.datetime64(text, "D").astype(np.int64))


CUT_OFF = day("2026-11-13")  # a Friday; nothing but ends of validity lies after it
LAST_MONTH = np.datetime64("2026-10", "M")  # the newest month the offices have closed
OPEN = day("9999-12-31")  # "still holds"; written as a blank cell


def years(days: Days) -> NDArray[np.int64]:
    """The calendar year of each day."""
    return days.astype("M8[D]").astype("M8[Y]").astype(np.int64) + 1970


def on(year: NDArray[np.int64] | int, month: NDArray[np.int64] | int, dom: NDArray[np.int64] | int) -> Days:
    """The day `dom` (1-28) of a month (1-12) of a year, element by element."""
    months = (np.asarray(year, dtype=np.int64) - 1970) * 12 + np.asarray(month, dtype=np.int64) - 1
    return months.astype("M8[M]").astype("M8[D]").astype(np.int64) + np.asarray(dom, dtype=np.int64) - 1


def add_years(days: Days, count: NDArray[np.int64] | int) -> Days:
    """The same day of the month `count` years later (29 February becomes 1 March)."""
    months = days.astype("M8[D]").astype("M8[M]")
    rest = days - months.astype("M8[D]").astype(np.int64)
    moved = (months.astype(np.int64) + 12 * np.asarray(count, dtype=np.int64)).astype("M8[M]")
    return moved.astype("M8[D]").astype(np.int64) + rest


def as_dates(days: Days) -> NDArray[np.datetime64]:
    """As numpy dates; OPEN becomes a blank (NaT)."""
    dates = days.astype("M8[D]").astype("M8[s]")
    dates[days >= OPEN] = np.datetime64("NaT")
    return dates


def between(rng: np.random.Generator, first: Days, last: Days, bend: float = 1.0) -> Days:
    """A random day of each span, both ends included; `bend` < 1 favours late days. An inverted span gives `first`."""
    width = np.maximum(last - first + 1, 1)
    return first + np.minimum((rng.random(len(first)) ** bend * width).astype(np.int64), width - 1)
