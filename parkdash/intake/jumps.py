"""Monthly figures that leave everything their series has done: a firm's, a park's, and figures reported anew.

The rule is that of the chart of individuals with limits from the median moving range (NIST/SEMATECH e-Handbook of
Statistical Methods 6.3.2.2; Wheeler, Understanding Variation: median ± 3.145 × median moving range), taken on
asinh(figure), which for large figures is their logarithm and also bears zero and losses: figures of firms vary by
factors, and a slip of the unit is a factor of ten thousand. Limits are never narrower than a factor (`least`), and with
fewer than six months known, too few for a moving range, they are a factor alone (`few`). A figure is told only if it
also lies outside everything the series ever was, and by more than what is worth a call (`WORTH`). A hundred times the
most there ever was is told however wild the series. A firm that nobody knows yet is measured by the file's own other
months, with a factor that growth does not reach but a slip of the unit does (`FIRST`).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log

from parkdash.contracts import Column, Contract
from parkdash.intake.asked import Asked, joined

KNOWN = 6  # months from which on the moving range counts
LIMIT = 3.145
WORTH = {"money": 100_000.0, "count": 10.0, "number": 10.0}  # yuan, people or things
RESTATED = 0.5  # of the figure reported before
WILD = 100


@dataclass(frozen=True)
class Tolerance:
    """By which factor a figure may leave the median of its series: at `least`, and while the series is short."""

    least: float
    few: float


FIRM = Tolerance(3, 8)
PARK = Tolerance(2, 3)  # the mean of many firms is steadier
FIRST = 30
FIRST_MONTHS = 2  # beside the one in question: of two figures alone nobody knows which is wrong
FIRMS_OF_A_PARK = 5  # fewer make no steady mean

_LEAVING = """
    with past as ({past}), fresh as ({fresh}),
    moved as (
        select entity, v, asinh(v) as y, abs(asinh(v) - lag(asinh(v)) over (partition by entity order by month)) as step
        from past
    ),
    known as (
        select entity, count(*) as months, median(y) as mid, median(v) as middle, median(step) as step,
            min(v) as low, max(v) as high, max(abs(v)) as most
        from moved group by 1
    )
    select f.sheet, f.source_row, f.name, f.month, f.v, k.low, k.high, k.months
    from fresh as f join known as k using (entity)
    where (f.v < k.low or f.v > k.high) and abs(f.v - k.middle) >= $worth
        and (
            abs(asinh(f.v) - k.mid)
                > greatest($least, case when k.months >= {months} then {limit} * k.step else $few end)
            or (abs(f.v) > {wild} * k.most and k.most > 0)
        )
    order by f.source_row"""


def report_jumps(asked: Asked) -> None:
    """Warn of figures of months that the version does not have yet, firm by firm and park by park, and of others."""
    for contract in asked.tables:
        if "month" in contract.time:
            for column in contract.columns:
                if column.kind in WORTH:
                    _firms(asked, contract, column)
                    _first(asked, contract, column)
                    _parks(asked, contract, column)
                    _restated(asked, contract, column)


def _firms(asked: Asked, contract: Contract, column: Column) -> None:
    table, month, value = contract.table, contract.time["month"], f"cast(g.{column.name} as double)"
    fresh = f"""
        select g.sheet, g.source_row, g.enterprise as name, w.enterprise_id as entity, g.{month} as month, {value} as v
        from {joined(table)} where g.{column.name} is not null and not exists (
            select 1 from {table} as t where t.enterprise_id = w.enterprise_id and t.{month} = g.{month})"""
    past = f"""
        select enterprise_id as entity, {month} as month, cast({column.name} as double) as v from {table}
        where {column.name} is not null and enterprise_id in (select enterprise_id from who)"""
    _tell(asked, contract, column, _leaving(asked, past, fresh, FIRM, column))


def _first(asked: Asked, contract: Contract, column: Column) -> None:
    """Firms without any earlier figure: each month against the others of the file."""
    table, month = contract.table, contract.time["month"]
    found = asked.rows(
        f"""
        with own as (
            select g.sheet, g.source_row, g.enterprise as name, w.enterprise_id as entity, g.{month} as month,
                cast(g.{column.name} as double) as v
            from {joined(table)}
            where g.{column.name} is not null and w.enterprise_id not in (select enterprise_id from {table})
        ),
        beside as (
            select f.sheet, f.source_row, f.name, f.month, f.v,
                min(o.v) as low, max(o.v) as high, median(o.v) as middle, count(*) as months
            from own as f join own as o on o.entity = f.entity and o.month <> f.month group by 1, 2, 3, 4, 5
        )
        select sheet, source_row, name, month, v, low, high, months from beside
        where (v < low or v > high) and abs(v - middle) >= $worth and months >= {FIRST_MONTHS}
            and abs(asinh(v) - asinh(middle)) > $few
        order by source_row""",
        {"worth": WORTH[column.kind], "few": log(FIRST)},
    )
    _tell(asked, contract, column, found)


def _tell(asked: Asked, contract: Contract, column: Column, found: list[tuple]) -> None:
    for sheet, row, name, when, v, low, high, months in found:
        params = {
            "name": name,
            "month": f"{when:%Y-%m}",
            "months": months,
            **_shown(column, value=v, low=low, high=high),
        }
        asked.say("jump", contract, column.name, (sheet, row), **params)


def _parks(asked: Asked, contract: Contract, column: Column) -> None:
    """The mean of a park's firms, so that a park whose firms have not all reported is measured like any other."""
    table, month, value = contract.table, contract.time["month"], f"avg(cast(g.{column.name} as double))"
    fresh = f"""
        select any_value(g.sheet) as sheet, 0 as source_row, p.park as name, p.park as entity, g.{month} as month,
            {value} as v
        from {joined(table)} join enterprise_dim as e using (enterprise_id)
        join place as p on p.enterprise_no = e.enterprise_no
            and p.starts_on <= last_day(g.{month}) and p.ends_on > last_day(g.{month})
        where p.park is not null and g.{column.name} is not null
            and not exists (
                select 1 from {table} as t where t.{month} = g.{month} and t.enterprise_no = e.enterprise_no)
        group by p.park, g.{month} having count(*) >= {FIRMS_OF_A_PARK}"""
    past = f"""
        select p.park as entity, g.{month} as month, {value} as v from {table} as g
        join place as p on p.enterprise_no = g.enterprise_no
            and p.starts_on <= last_day(g.{month}) and p.ends_on > last_day(g.{month})
        where p.park is not null and g.{column.name} is not null
        group by 1, 2 having count(*) >= {FIRMS_OF_A_PARK}"""
    for sheet, row, name, when, v, low, high, months in _leaving(asked, past, fresh, PARK, column):
        params = {
            "park": name,
            "month": f"{when:%Y-%m}",
            "months": months,
            **_shown(column, value=v, low=low, high=high),
        }
        asked.say("park_jump", contract, column.name, (sheet, row), **params)


def _leaving(asked: Asked, past: str, fresh: str, tolerance: Tolerance, column: Column) -> list[tuple]:
    sql = _LEAVING.format(past=past, fresh=fresh, months=KNOWN, limit=LIMIT, wild=WILD)
    bound = {"least": log(tolerance.least), "few": log(tolerance.few), "worth": WORTH[column.kind]}
    return asked.rows(sql, bound)


def _restated(asked: Asked, contract: Contract, column: Column) -> None:
    """Months that were reported before, with figures more than half away from what was said then."""
    table, month, name = contract.table, contract.time["month"], column.name
    found = asked.rows(
        f"""
        select g.sheet, g.source_row, g.enterprise, g.{month}, cast(t.{name} as double), cast(g.{name} as double)
        from {joined(table)} join {table} as t on t.enterprise_id = w.enterprise_id and t.{month} = g.{month}
        where abs(cast(g.{name} as double) - cast(t.{name} as double))
            > greatest({RESTATED} * abs(cast(t.{name} as double)), $worth)
        order by g.source_row""",
        {"worth": WORTH[column.kind]},
    )
    for sheet, row, firm, when, before, now in found:
        params = {"name": firm, "month": f"{when:%Y-%m}", **_shown(column, before=before, value=now)}
        asked.say("restated", contract, name, (sheet, row), **params)


def _shown(column: Column, **figures: float) -> dict[str, str]:
    """Figures as they are read: money in 万元."""
    if column.kind == "money":
        return {name: f"{value / 10_000:,.2f}".rstrip("0").rstrip(".") + "万元" for name, value in figures.items()}
    return {name: f"{value:,.10g}" + column.unit for name, value in figures.items()}
