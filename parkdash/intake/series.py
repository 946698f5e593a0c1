"""The months of a file beside those of the version: what is fresh, what was reported before, and what parks add up to.

Every table is read once for all its columns; what is asked of single columns then reads what is left of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from parkdash.contracts import Column, Contract
from parkdash.intake.asked import Asked, joined

FIRMS_OF_A_PARK = 5  # fewer make no steady mean

_AT_HOME = """join place as p on p.enterprise_no = {no}
            and p.starts_on <= last_day({month}) and p.ends_on > last_day({month})"""


def compare(asked: Asked, contract: Contract, columns: list[Column]) -> None:
    """Temporary tables for the given columns of one table, in place of those of another one; figures are doubles:

    - `fresh`: sheet, source_row, name, entity (the firm), month, each column — rows of months that the version lacks;
    - `bounds`: entity, low_<column>, high_<column> — of firms in `fresh` that the version has, what they ever were;
    - `reported`: sheet, source_row, name, month, each column, before_<column> — rows of months that it has;
    - `park_fresh`: entity (the park), month, each column's mean, sheet_<column> — of the firms in `fresh`;
    - `park_past`: entity, month, each column's mean — what the version has of these parks;
    - `park_bounds`: as `bounds`.
    """
    names = [column.name for column in columns]
    _beside(asked, contract, names)
    asked.rows(f"""create or replace temp table bounds as
        select enterprise_id as entity, {_bounds(names, "cast({name} as double)")} from {contract.table}
        where enterprise_id in (select entity from fresh) group by 1""")
    _of_parks(asked, contract, names)
    asked.rows(f"""create or replace temp table park_bounds as
        select entity, {_bounds(names, "{name}")} from park_past group by 1""")


def _beside(asked: Asked, contract: Contract, names: list[str]) -> None:
    table, month = contract.table, contract.time["month"]
    about = f"g.sheet, g.source_row, g.enterprise as name, w.enterprise_id as entity, g.{month} as month"
    figures = _each(names, "cast(g.{name} as double) as {name}")
    asked.rows(f"""create or replace temp table fresh as
        select {about}, {figures} from {joined(table)} where not exists (
            select 1 from {table} as t where t.enterprise_id = w.enterprise_id and t.{month} = g.{month})""")
    asked.rows(f"""create or replace temp table reported as
        select {about}, {figures}, {_each(names, "cast(t.{name} as double) as before_{name}")}
        from {joined(table)} join {table} as t on t.enterprise_id = w.enterprise_id and t.{month} = g.{month}
        where {" or ".join(f"t.{name} <> g.{name}" for name in names)}""")


def _of_parks(asked: Asked, contract: Contract, names: list[str]) -> None:
    """The mean of a park's firms, so that a park whose firms have not all reported is measured like any other."""
    table, month = contract.table, contract.time["month"]
    asked.rows(f"""create or replace temp table park_fresh as
        select p.park as entity, g.month, {_each(names, _mean("g.{name}"))},
            {_each(names, "any_value(g.sheet) filter (g.{name} is not null) as sheet_{name}")}
        from fresh as g join enterprise_dim as e on e.enterprise_id = g.entity
        {_AT_HOME.format(no="e.enterprise_no", month="g.month")}
        where p.park is not null group by 1, 2""")
    asked.rows(f"""create or replace temp table park_past as
        select p.park as entity, g.{month} as month, {_each(names, _mean("cast(g.{name} as double)"))}
        from {table} as g {_AT_HOME.format(no="g.enterprise_no", month=f"g.{month}")}
        where p.park in (select entity from park_fresh) group by 1, 2""")


def _mean(value: str) -> str:
    return f"case when count({value}) >= {FIRMS_OF_A_PARK} then avg({value}) end as {{name}}"


def _bounds(names: Iterable[str], value: str) -> str:
    return _each(names, f"min({value}) as low_{{name}}, max({value}) as high_{{name}}")


def _each(names: Iterable[str], pattern: str) -> str:
    return ", ".join(pattern.format(name=name) for name in names)
