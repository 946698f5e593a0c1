"""Signal or noise: the individuals and moving range chart (XmR).

Natural process limits are mean ± 2.66 × mean moving range (Wheeler, Understanding Variation, 1993; 2.66 = 3 ÷ 1.128,
the constant d2 of ranges of two). A metric with fewer than twelve periods gives no signal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

FEWEST = 12
LIMIT = 2.66
RUN = 8  # so many in a row on one side of the mean
NEAR, OF = 3, 4  # so many of so many nearer a limit than the mean

Kind = Literal["outside", "run", "near_limit", "none", "too_few"]


@dataclass(frozen=True)
class Signal:
    """Whether the last of a row of values says something. `side` is 1 above the mean, -1 below, 0 without a signal."""

    kind: Kind
    side: int = 0
    mean: float | None = None
    lower: float | None = None
    upper: float | None = None

    @property
    def speaks(self) -> bool:
        """True if the movement is exceptional."""
        return self.kind in ("outside", "run", "near_limit")


def signal(values: Sequence[float | None]) -> Signal:
    """The signal at the last of `values`, oldest first; periods without a value are left out.

    The last period is judged by the limits of those before it, so that a leap does not widen its own limits.
    """
    known = [float(value) for value in values if value is not None]
    if len(known) < FEWEST or values[-1] is None:
        return Signal("too_few")
    base = known[:-1]
    mean = sum(base) / len(base)
    moving = [abs(later - earlier) for earlier, later in pairwise(base)]
    reach = LIMIT * sum(moving) / len(moving)
    lower, upper = mean - reach, mean + reach
    sides = [(value > mean) - (value < mean) for value in known]
    near = [abs(value - mean) > reach / 2 for value in known]
    kind: Kind = "none"
    if not lower <= known[-1] <= upper:
        kind = "outside"
    elif sides[-1] and len(set(sides[-RUN:])) == 1:
        kind = "run"
    elif near[-1] and sum(n and s == sides[-1] for n, s in zip(near[-OF:], sides[-OF:], strict=True)) >= NEAR:
        kind = "near_limit"
    return Signal(kind, sides[-1] if kind != "none" else 0, mean, lower, upper)
