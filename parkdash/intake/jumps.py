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
from parkdash.intake.asked import Asked
from parkdash.intake.series import compare

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

# What leaves a series lies beyond its least or its greatest figure. Most figures do not, and of most firms nothing more
# has to be worked out than these two.
_LEAVING = """
    with suspect as (
        select f.sheet, f.source_row, f.name, f.entity, f.month, f.{column} as v
        from {fresh} as f join {bounds} as b using (entity)
        where (f.{column} < b.low_{column} or f.{column} > b.high_{column})
            and greatest(abs(f.{column} - b.low_{column}), abs(f.{column} - b.high_{column})) >= $worth
    ),
    past as (
        select entity, month, v from ({past}) where v is not null and entity in (select entity from suspect)
    ),
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
    from suspect as f join known as k using (entity)
    where (f.v < k.low or f.v > k.high) and abs(f.v - k.middle) >= $worth
        and (
            abs(asinh(f.v) - k.mid)
                > greatest($least, case when k.months >= {months} then {limit} * k.step else $few end)
            or (abs(f.v) > {wild} * k.most and k.most > 0)
        )
    order by f.source_row, f.sheet, f.name, f.month"""


def report_jumps(asked: Asked) -> None:
    """Warn of figures of months that the version does not have yet, firm by firm and park by park, and of others."""
    for contract in asked.tables:
        if "month" in contract.time:
            columns = [column for column in contract.columns if column.kind in WORTH and _told(asked, contract, column)]
            if columns:
                _report(asked, contract, columns)


def _told(asked: Asked, contract: Contract, column: Column) -> bool:
    """False for a column without any figure in the file."""
    values = asked.intake.tables[contract.table][column.name]
    return values.null_count < len(values)


def _report(asked: Asked, contract: Contract, columns: list[Column]) -> None:
    compare(asked, contract, columns)
    for column in columns:
        _firms(asked, contract, column)
        _first(asked, contract, column)
        _parks(asked, contract, column)
        _restated(asked, contract, column)


def _firms(asked: Asked, contract: Contract, column: Column) -> None:
    past = f"""
        select enterprise_id as entity, {contract.time["month"]} as month, cast({column.name} as double) as v
        from {contract.table}"""
    _tell(asked, contract, column, _leaving(asked, "fresh", past, FIRM, column))


def _first(asked: Asked, contract: Contract, column: Column) -> None:
    """Firms without any earlier figure: each month against the others of the file. Only the least and the greatest
    figure of a firm can lie beyond all the others, and only if these two are far enough from each other.
    """
    found = asked.rows(
        f"""
        with own as (
            select sheet, source_row, name, entity, month, {column.name} as v from fresh
            where entity not in (select entity from bounds) and {column.name} is not null
        ),
        wide as (
            select entity, min(v) as low, max(v) as high from own group by 1
            having count(*) > {FIRST_MONTHS} and asinh(max(v)) - asinh(min(v)) >= $few
        ),
        suspect as (select own.* from own join wide as w using (entity) where v = w.low or v = w.high),
        beside as (
            select f.sheet, f.source_row, f.name, f.month, f.v,
                min(o.v) as low, max(o.v) as high, median(o.v) as middle, count(*) as months
            from suspect as f join own as o on o.entity = f.entity and o.month <> f.month group by 1, 2, 3, 4, 5
        )
        select sheet, source_row, name, month, v, low, high, months from beside
        where (v < low or v > high) and abs(v - middle) >= $worth and months >= {FIRST_MONTHS}
            and abs(asinh(v) - asinh(middle)) > $few
        order by source_row""",
        {"worth": WORTH[column.kind], "few": log(FIRST)},
    )
    _tell(asked, contract, column, found)


def _tell(asked: Asked, contract: Contract, column: Column, found: list[tuple]) -> None:
    for sheet, row, name, when, v, low, high, months in asked.listed("jump", contract, column.name, found):
        params = {
            "name": name,
            "month": f"{when:%Y-%m}",
            "months": months,
            **_shown(column, value=v, low=low, high=high),
        }
        asked.say("jump", contract, column.name, (sheet, row), **params)


def _parks(asked: Asked, contract: Contract, column: Column) -> None:
    past = f"select entity, month, {column.name} as v from park_past"
    fresh = f"(select *, sheet_{column.name} as sheet, 0 as source_row, entity as name from park_fresh)"
    for sheet, row, name, when, v, low, high, months in _leaving(asked, fresh, past, PARK, column, "park_bounds"):
        params = {
            "park": name,
            "month": f"{when:%Y-%m}",
            "months": months,
            **_shown(column, value=v, low=low, high=high),
        }
        asked.say("park_jump", contract, column.name, (sheet, row), **params)


def _leaving(
    asked: Asked, fresh: str, past: str, tolerance: Tolerance, column: Column, bounds: str = "bounds"
) -> list[tuple]:
    about = {"column": column.name, "fresh": fresh, "past": past, "bounds": bounds}
    sql = _LEAVING.format(**about, months=KNOWN, limit=LIMIT, wild=WILD)
    bound = {"least": log(tolerance.least), "few": log(tolerance.few), "worth": WORTH[column.kind]}
    return asked.rows(sql, bound)


def _restated(asked: Asked, contract: Contract, column: Column) -> None:
    """Months that were reported before, with figures more than half away from what was said then."""
    name = column.name
    found = asked.rows(
        f"""
        select sheet, source_row, name, month, before_{name}, {name} from reported
        where abs({name} - before_{name}) > greatest({RESTATED} * abs(before_{name}), $worth)
        order by source_row""",
        {"worth": WORTH[column.kind]},
    )
    for sheet, row, firm, when, before, now in asked.listed("restated", contract, name, found):
        params = {"name": firm, "month": f"{when:%Y-%m}", **_shown(column, before=before, value=now)}
        asked.say("restated", contract, name, (sheet, row), **params)


def _shown(column: Column, **figures: float) -> dict[str, str]:
    """Figures as they are read: money in 万元."""
    if column.kind == "money":
        return {name: f"{value / 10_000:,.2f}".rstrip("0").rstrip(".") + "万元" for name, value in figures.items()}
    return {name: f"{value:,.10g}" + column.unit for name, value in figures.items()}
