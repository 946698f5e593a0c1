"""Cubes: month × dimension sums made once at publication, so that cards and trends read a few thousand rows."""

from __future__ import annotations

from datetime import date

import duckdb

from parkdash.sql import Fact, facts
from parkdash.warehouse.shapes import make, make_empty

MONTHS_KEPT = 61  # five years and the month before
FINE = ("enterprise",)  # dimensions with about as many values as there are rows: a cube of them is the fact again
WIDE = ("industry",)  # left to the facts: it multiplies the cube and is no part of the filter bar


def cube_dimensions(fact: Fact) -> tuple[str, ...]:
    """The dimensions that the cube of a fact keeps."""
    return tuple(name for name in fact.dimensions if name not in FINE + WIDE)


def has_cube(fact: Fact) -> bool:
    """Stocks and monthly figures have cubes; events are few enough to be read as they are."""
    return fact.time in ("interval", "period")


def build_cubes(con: duckdb.DuckDBPyConnection, cut_off: date | None, filled: set[str]) -> None:
    """Tables cube_<fact>: `as_of` (a month's last day, or a day of the first screen), dimensions, sums and counts.

    `filled` are the facts that have rows.
    """
    day = cut_off or date(1970, 1, 1)
    con.execute(
        f"""create temp table cube_day as
        select distinct cast(as_of as date) as as_of from (
            select unnest(generate_series(
                date_trunc('month', ?::date) - interval {MONTHS_KEPT} month, ?::date, interval 1 month
            )) - interval 1 day as as_of
            union all select unnest([?::date, ?::date - 7, ?::date - interval 1 year])
        ) as days""",
        [day] * 5,
    )
    for fact in facts().values():
        if has_cube(fact):
            sql = _interval_cube(fact) if fact.time == "interval" else _period_cube(fact)
            if fact.name in filled or not make_empty(con, f"cube_{fact.name}", sql):
                make(con, f"cube_{fact.name}", sql)
    con.execute("create table cube_days as select as_of from cube_day order by as_of")
    con.execute("drop table cube_day")


def _interval_cube(fact: Fact) -> str:
    kept = ", ".join(f"f.{name}" for name in cube_dimensions(fact))
    flags = ", f.stayed" if fact.name == "talent_anniversary" else ""
    return f"""
        select d.as_of, {kept}{flags}, {_sums(fact)}
        from cube_day as d join {fact.name} as f on f.starts_on <= d.as_of and f.ends_on > d.as_of
        group by d.as_of, {kept}{flags} order by d.as_of"""


def _period_cube(fact: Fact) -> str:
    kept = ", ".join(cube_dimensions(fact))
    return f"""
        select month, {kept}, {_sums(fact)} from {fact.name} as f group by month, {kept} order by month"""


def _sums(fact: Fact) -> str:
    return ", ".join(f"sum(f.{name}) as {name}, count(f.{name}) as {name}_count" for name in fact.adds)
