"""From a metric and a span to one SQL statement. Names come from our own files, values are always bound."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from parkdash.access import Scope
from parkdash.metrics.masks import apart_in
from parkdash.metrics.measures import measure_of
from parkdash.metrics.memo import per_version
from parkdash.metrics.model import At, Filters, Metric, When
from parkdash.metrics.whom import firm_column
from parkdash.sql import Fact, column_of, facts
from parkdash.warehouse import Version
from parkdash.warehouse.cubes import cube_dimensions, has_cube

WORDS = re.compile(r"'[^']*'|\$\w+|\b[a-z_]\w*\b")
SQL_WORDS = {"and", "or", "not", "in", "is", "null", "interval", "day", "true", "false"}
FLAGS = {"talent_anniversary": {"stayed"}}  # columns of a cube beside its dimensions


class UnknownDimension(ValueError):
    """A dimension that the metric does not have; says which it has."""

    def __init__(self, metric: Metric, dimension: str) -> None:
        super().__init__(f"{metric.id} has no dimension {dimension!r}; it has {', '.join(metric.dimensions)}")
        self.metric, self.dimension = metric, dimension


@dataclass
class Bound:
    """Conditions with their parameters; every value gets a name of its own."""

    conditions: list[str] = field(default_factory=list)
    params: dict[str, Any] = field(default_factory=dict)

    def bind(self, value: Any) -> str:
        name = f"p{len(self.params)}"
        self.params[name] = value
        return f"${name}"

    def add(self, condition: str) -> None:
        self.conditions.append(f"({condition})")

    @property
    def where(self) -> str:
        return " and ".join(self.conditions) or "true"

    def used_in(self, sql: str) -> dict[str, Any]:
        """The parameters that the statement names; DuckDB refuses others."""
        return {name: value for name, value in self.params.items() if re.search(rf"\${name}\b", sql)}


def argument(metric: Metric) -> str:
    """What is inside the measure: of `sum(revenue)`, revenue."""
    return measure_of(metric).argument


def is_sum(metric: Metric) -> bool:
    """True if the parts of any breakdown add up."""
    return not metric.ratio and measure_of(metric).is_sum


def behind(metric: Metric) -> str:
    """The condition that a row is one of those behind the metric."""
    counted = f"{argument(metric)} is not null"
    return f"({metric.where}) and {counted}" if metric.where else counted


def rows_behind(metric: Metric, scope: Scope, span: When, filters: Filters) -> tuple[str, Bound]:
    """The rows of the metric's fact that it counts over a span, as `from … where …`, with the values bound in it."""
    fact, bound = facts()[metric.source], Bound()
    conditions(scope, filters, fact, bound)
    during(fact, span, bound)
    bound.add(behind(metric))
    return f"from {fact.name} where {bound.where}", bound


def conditions(scope: Scope, filters: Filters, fact: Fact, bound: Bound) -> None:
    """Adds what the reader may see and what was chosen; several values of one dimension mean any of them."""
    for name, allowed in (("park", scope.parks), ("carrier", scope.carriers)):
        if allowed is not None:
            bound.add(f"{name} in ({', '.join(bound.bind(value) for value in sorted(allowed)) or 'null'})")
    chosen: dict[str, list[str | None]] = {}
    for dimension, value in filters:
        known = dimension in (*fact.dimensions, "enterprise") or period_column(fact, dimension) is not None
        if not known or apart_in(scope, fact.name, dimension):
            raise ValueError(f"{fact.name} has no dimension {dimension!r}; it has {', '.join(fact.dimensions)}")
        chosen.setdefault(dimension, []).append(value)
    for dimension, values in chosen.items():
        column = period_column(fact, dimension) or column_of(dimension)
        named = ", ".join(bound.bind(value) for value in values if value is not None)
        if dimension == "enterprise" and named:
            either = [f"{column} in (select enterprise_no from enterprise_dim where enterprise_id in ({named}))"]
        else:
            either = [f"cast({column} as varchar) in ({named})"] if named else []
        either += [f"{column} is null"] if None in values else []
        bound.add(" or ".join(either))


def period_column(fact: Fact, dimension: str) -> str | None:
    """The expression for the pseudo-dimensions month and year, as text like 2026-10; None for others."""
    day = {"event": "on_day", "period": "month"}.get(fact.time)
    if day is None or dimension not in ("month", "year"):
        return None
    return f"strftime({day}, '{'%Y-%m' if dimension == 'month' else '%Y'}')"


def during(fact: Fact, span: When, bound: Bound, cube: bool = False) -> None:
    """Adds the condition of time."""
    if isinstance(span, At):
        day = bound.bind(span.day)
        bound.params["at"] = span.day
        bound.add(f"as_of = {day}" if cube else f"starts_on <= {day} and ends_on > {day}")
    else:
        column = "on_day" if fact.time == "event" else "month"
        bound.add(f"{column} between {bound.bind(span.first)} and {bound.bind(span.last)}")


@per_version
def cube_days(version: Version) -> frozenset[date]:
    """The days for which the cubes of stocks have sums."""
    return frozenset(day for (day,) in version.rows("select as_of from cube_days", {}))


def in_cube(
    version: Version, metric: Metric, filters: Filters, days: tuple[date, ...], keys: tuple[str, ...] = ()
) -> bool:
    """True if the cube of the metric's fact can answer: a plain sum over kept columns on kept days."""
    fact = facts()[metric.source]
    if not has_cube(fact) or not is_sum(metric) or argument(metric) not in fact.adds:
        return False
    kept = {*cube_dimensions(fact), *FLAGS.get(fact.name, ())}
    words = {word for word in WORDS.findall(metric.where) if not word.startswith("'")} - SQL_WORDS
    periods = {"month", "year"} if fact.time == "period" else set()
    needed = words | {dimension for dimension, _ in filters} - periods | set(keys) - periods
    return needed <= kept and (fact.time == "period" or set(days) <= cube_days(version))


def sums(metric: Metric, cube: bool) -> tuple[str, str]:
    """The measure and the count of rows behind it, as aggregates over the rows of the fact or of its cube."""
    only = f" filter (where {metric.where})" if metric.where else ""
    column = argument(metric)
    rows = f"sum({column}_count)" if cube else f"count({column})"
    return f"{metric.measure}{only}", f"coalesce({rows}{only}, 0)"


def respondents(metric: Metric, scope: Scope) -> str | None:
    """For a reader who may not see firms or persons: how many of them stand behind the figure, so that too few can be
    withheld; None where the figure is that count itself."""
    if metric.privacy == "firm" and not scope.firms:
        return f"count(distinct case when {behind(metric)} then {firm_column(facts()[metric.source].key)} end)"
    if metric.privacy == "person" and not scope.persons and not measure_of(metric).counts_members:
        who = "person_id" if "person_id" in facts()[metric.source].key else "enterprise_no"
        return f"count(distinct case when {behind(metric)} then {who} end)"
    return None


def span_days(span: When) -> tuple[date, ...]:
    """The days on which a stock is asked for."""
    return (span.day,) if isinstance(span, At) else ()
