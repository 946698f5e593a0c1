"""Facts outside the life of their firm: before it was founded, after it had left or was deregistered, not yet over."""

from __future__ import annotations

from datetime import date

from parkdash.contracts import Contract, contracts
from parkdash.intake.asked import Asked, joined
from parkdash.text import LANGUAGES, text

_FOUNDED = f"""
    select enterprise_id, founded_on from (
        select w.enterprise_id, g.founded_on, 1 as priority from {joined("enterprise")}
        union all select enterprise_id, founded_on, 2 from enterprise
    ) where founded_on is not null qualify row_number() over (partition by enterprise_id order by priority) = 1"""
# Stays as they will be: the file's word on a stay counts before ours.
_GONE = f"""
    select enterprise_id, max(last_day) as gone, arg_max(exit_reason, last_day) as reason from (
        select w.enterprise_id, coalesce(g.last_day, date '9999-12-31') as last_day, g.exit_reason
        from {joined("residency")}
        union all
        select r.enterprise_id, coalesce(r.last_day, date '9999-12-31'), r.exit_reason from residency as r
        where not exists (
            select 1 from {joined("residency")} where w.enterprise_id = r.enterprise_id and g.park_key = r.park_key
                and g.carrier_key is not distinct from r.carrier_key and g.starts_on is not distinct from r.starts_on)
    ) group by 1 having max(last_day) < date '9999-12-31'"""


def report_lifetimes(asked: Asked, today: date | None) -> None:
    """Warn of facts before their firm's founding, after its last stay, and of events later than `today`."""
    for contract in asked.tables:
        span = _span(contract)
        if span is None:
            continue
        column, first, last = span
        _before_founding(asked, contract, column, last)
        if contract.table != "residency":
            _after_exit(asked, contract, column, first)
        if today and contract.time["kind"] in ("event", "period"):
            _future(asked, contract, column, first, today)


def _span(contract: Contract) -> tuple[str, str, str] | None:
    """The column that dates a fact, and its first and last day as SQL; None for tables without time."""
    time = contract.time
    if "month" in time:
        return time["month"], f"g.{time['month']}", f"last_day(g.{time['month']})"
    if "year" in time:
        return time["year"], f"make_date(g.{time['year']}, 1, 1)", f"make_date(g.{time['year']}, 12, 31)"
    column = time.get("on") or time.get("from")
    return (column, f"cast(g.{column} as date)", f"cast(g.{column} as date)") if column else None


def _before_founding(asked: Asked, contract: Contract, column: str, last: str) -> None:
    found = asked.rows(f"""
        select g.sheet, g.source_row, g.enterprise, g.{column}, f.founded_on
        from {joined(contract.table)} join ({_FOUNDED}) as f using (enterprise_id)
        where {last} < f.founded_on order by g.source_row""")
    for sheet, row, name, value, founded in found:
        params = {"name": name, "value": said(contract, column, value), "founded": founded}
        asked.say("before_founding", contract, column, (sheet, row), **params)


def _after_exit(asked: Asked, contract: Contract, column: str, first: str) -> None:
    titles = {each.code: each.title for each in contracts()["residency"].column("exit_reason").choices}
    found = asked.rows(f"""
        select g.sheet, g.source_row, g.enterprise, g.{column}, f.gone, f.reason
        from {joined(contract.table)} join ({_GONE}) as f using (enterprise_id)
        where {first} > f.gone order by g.source_row""")
    for sheet, row, name, value, gone, reason in found:
        params = {"name": name, "value": said(contract, column, value), "gone": gone}
        title = titles.get(reason, {lang: text("problems.words.left", lang) for lang in LANGUAGES})
        asked.say("after_exit", contract, column, (sheet, row), reason=title, **params)


def _future(asked: Asked, contract: Contract, column: str, first: str, limit: date) -> None:
    found = asked.rows(
        f"select g.sheet, g.source_row, g.{column} from given_{contract.table} as g where {first} > $limit order by 2",
        {"limit": limit},
    )
    for sheet, row, value in found:
        asked.say("future_fact", contract, column, (sheet, row), value=said(contract, column, value), limit=limit)


def said(contract: Contract, column: str, value: object) -> str:
    """A day as it is shown: months without their day."""
    return f"{value:%Y-%m}" if isinstance(value, date) and contract.column(column).kind == "month" else str(value)
