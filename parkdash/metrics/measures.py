"""What a metric measures: one aggregate of one column of its fact's rows, or of their age in days on the day asked for.

sum(column)                   adds up over groups, months and members
count(distinct column)        how many different ones; parts may share some
median, min, max (what)       of a column, or of `$at - column`: days from that day to the one asked for
quantile_cont(what, 0.9)      the value that nine in ten do not exceed, between two rows in proportion

Only sums add up. The others are worked out anew for every group, month and total, from the rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from parkdash.metrics.model import Metric
from parkdash.sql import counters

COLUMN = r"[a-z_][a-z0-9_]*"
FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<call>sum)\((?P<what>{COLUMN})\)",
        rf"(?P<call>count)\(distinct (?P<what>{COLUMN})\)",
        rf"(?P<call>median|min|max)\((?P<what>(?:\$at - )?{COLUMN})\)",
        rf"(?P<call>quantile_cont)\((?P<what>(?:\$at - )?{COLUMN}), 0\.\d+\)",
    )
)


@dataclass(frozen=True)
class Measure:
    """`call` is the aggregate, `argument` the expression in it: a column, or `$at - column`."""

    call: str
    argument: str

    @property
    def is_sum(self) -> bool:
        """True if the parts of any breakdown add up."""
        return self.call == "sum"

    @property
    def counts_members(self) -> bool:
        """True if the number says how many: of rows that each stand for one, or of different ones."""
        return self.call == "count" or (self.is_sum and self.argument in counters())


@cache
def _read(measure: str) -> Measure | None:
    found = next((match for form in FORMS if (match := form.fullmatch(measure))), None)
    return Measure(found["call"], found["what"]) if found else None


def measure_of(metric: Metric) -> Measure:
    """The measure of a metric that is no ratio. ValueError if it is not one of the forms above, or asks for an age on a
    day where the metric has no single day."""
    found = _read(metric.measure)
    if found is None:
        raise ValueError(f"{metric.id}: the measure {metric.measure!r} is not one aggregate of one column")
    if "$at" in found.argument and metric.kind != "stock":
        raise ValueError(f"{metric.id}: only a stock is asked for on one day, so only its rows have an age")
    return found
