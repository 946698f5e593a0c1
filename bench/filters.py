"""The filters that the bench's readers choose: parks of the sample and month ends before its cut-off."""

from __future__ import annotations

from itertools import product

from bench.session import Query
from parkdash.sample.parks import PARKS

MONTH_ENDS = ("2026-10-31", "2026-09-30", "2026-08-31", "2026-07-31", "2026-06-30")


def fresh() -> list[Query]:
    """Filters for cold clicks, no two alike: a park at a month's end."""
    return [(("at", day), ("park", PARKS[number % 3].name)) for number, day in enumerate(MONTH_ENDS)]


def common() -> list[Query]:
    """What a meeting's readers choose from: all parks or one of two, today or at one of the last two month ends."""
    parks: list[Query] = [(), *((("park", park.name),) for park in PARKS[3:])]
    days: list[Query] = [(), *((("at", day),) for day in MONTH_ENDS[:2])]
    return [(*day, *park) for day, park in product(days, parks)]
