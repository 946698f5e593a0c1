"""Enterprises: search by name, code or pinyin initials; and everything that is known about one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from parkdash.access import Scope
from parkdash.contracts import Column, contracts
from parkdash.metrics import statement as st
from parkdash.metrics.masks import MASK, PUBLIC, hidden
from parkdash.metrics.model import Filters
from parkdash.metrics.quality import lacks
from parkdash.metrics.records import LINEAGE
from parkdash.sql import facts
from parkdash.warehouse import Version


@dataclass(frozen=True)
class Firm:
    """One enterprise in a list. `tiers` are codes in force; `park` is None if it is in none on that day."""

    id: str
    name: str
    credit_code: str | None
    park: str | None
    carrier: str | None
    industry: str | None
    chain: str | None
    tiers: tuple[str, ...]
    is_stub: bool


@dataclass(frozen=True)
class Found:
    """A page of firms and how many there are."""

    total: int
    firms: tuple[Firm, ...]


@dataclass(frozen=True)
class Sheet:
    """All rows of one table about one firm, newest first; the last two columns are `source_id` and `source_row`."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple, ...]


@dataclass(frozen=True)
class Profile:
    """A firm and what each table says about it."""

    firm: Firm
    founded_on: date | None
    sheets: tuple[Sheet, ...]


class Unseen(LookupError):
    """There is no such enterprise, or the reader may not see it; which of the two is not told."""


def find(
    version: Version, scope: Scope, text: str, at: date, filters: Filters = (), limit: int = 50, offset: int = 0,
    lacking: str = "",
) -> Found:  # fmt: skip
    """Enterprises whose name, initials or credit code contain the text (all if it is empty), those in a park first.

    Names match from any place, letters in either case; codes and initials from their beginning. With `lacking` (one of
    quality.GAPS) only those in a park of which something is not known, as quality.gaps counts them.
    """
    bound = st.Bound()
    place, here = _place(scope, at, bound), st.Bound(params=bound.params)
    if text.strip():
        wanted = here.bind(text.strip().lower())
        here.add(
            f"contains(lower(e.enterprise), {wanted}) or starts_with(lower(coalesce(e.credit_code, '')), {wanted})"
            f" or starts_with(e.initials, {wanted})"
        )
    st.conditions(Scope(scope.role), filters, facts()["stay"], here)
    if lacking:
        here.add("placed")
        here.add(lacks(version, lacking, at, here))
    if scope.parks is not None or scope.carriers is not None:
        here.add("placed")
    head = f"with place as ({place})"
    body = f"""
        from (
            select e.*, p.park, p.carrier, p.enterprise_no is not null as placed
            from enterprise_dim as e left join place as p using (enterprise_no)
        ) as e where {here.where}"""
    counting = f"{head} select count(*) {body}"
    total = version.rows(counting, here.used_in(counting))[0][0]
    paging = f"""{head}, page as (
            select e.* {body} order by e.park is null, e.name_order limit {here.bind(limit)} offset {here.bind(offset)}
        )
        select {FIRM} from page as e {_tiers(here.bind(at), "select enterprise_no from page")}
        order by e.park is null, e.name_order"""
    return Found(total, tuple(_firm(row) for row in version.rows(paging, here.used_in(paging))))


FIRM = "e.enterprise_id, e.enterprise, e.credit_code, e.park, e.carrier, e.industry, e.chain, t.tiers, e.is_stub"


def _tiers(day: str, among: str) -> str:
    """A join that adds the codes of the tiers in force on a day to firms called `e`, whose numbers `among` names."""
    return f"""
        left join (
            select enterprise_no, list(distinct tier order by tier) as tiers from tier_membership
            where starts_on <= {day} and ends_on > {day} and enterprise_no in ({among}) group by enterprise_no
        ) as t on t.enterprise_no = e.enterprise_no"""


def _place(scope: Scope, at: date, bound: st.Bound) -> str:
    here = st.Bound(params=bound.params)
    st.conditions(scope, (), facts()["stay"], here)
    day = here.bind(at)
    here.add(f"starts_on <= {day} and ends_on > {day}")
    return f"select enterprise_no, park, carrier from stay where {here.where}"


def _firm(row: tuple) -> Firm:
    firm_id, name, code, park, carrier, industry, chain, tiers, is_stub = row
    return Firm(firm_id, name, code, park, carrier, industry, chain, tuple(tiers or ()), is_stub)


def profile(version: Version, scope: Scope, enterprise_id: str, at: date) -> Profile:
    """Everything about one firm, table by table; its people only for those who may see persons, of its affairs to those
    who may not see single firms only what is public. Raises Unseen."""
    number = _number(version, scope, enterprise_id)
    sql = f"""
        select {FIRM}, e.founded_on
        from (
            select d.*, s.park, s.carrier from enterprise_dim as d
            left join stay as s on s.enterprise_no = d.enterprise_no and s.starts_on <= $at and s.ends_on > $at
            where d.enterprise_no = $number
        ) as e {_tiers("$at", "$number")}"""
    *firm, founded_on = version.rows(sql, {"number": number, "at": at})[0]
    sheets = [
        sheet_of(version, scope, table, "enterprise_no", number)
        for table, contract in contracts().items()
        if "enterprise_key" in contract.stored
        and (scope.persons or "person_no" not in contract.stored)
        and (scope.firms or table in PUBLIC)
    ]
    return Profile(_firm(tuple(firm)), founded_on, tuple(sheet for sheet in sheets if sheet.rows))


def names(version: Version, scope: Scope, ids: Sequence[str]) -> dict[str, str]:
    """Firm's id → name, of those that this reader may see."""
    if not scope.firms or not ids:
        return {}
    bound = _seen(scope)
    bound.add(f"enterprise_id in (select unnest({bound.bind(list(ids))}))")
    sql = f"select enterprise_id, enterprise from enterprise_dim where {bound.where}"
    return {str(id): str(name) for id, name in version.rows(sql, bound.used_in(sql))}


def _seen(scope: Scope) -> st.Bound:
    """The condition that a firm was ever in what the reader may see."""
    bound = st.Bound()
    if scope.parks is not None or scope.carriers is not None:
        st.conditions(scope, (), facts()["stay"], bound)
        bound.conditions = [f"enterprise_no in (select enterprise_no from stay where {bound.where})"]
    return bound


def _number(version: Version, scope: Scope, enterprise_id: str) -> int:
    """The firm's number in this version. Raises Unseen."""
    bound = _seen(scope)
    bound.add(f"enterprise_id = {bound.bind(enterprise_id)}")
    sql = f"select enterprise_no from enterprise_dim where {bound.where}"
    for (number,) in version.rows(sql, bound.used_in(sql)):
        return int(number)
    raise Unseen(enterprise_id)


def sheet_of(version: Version, scope: Scope, table: str, who: str, value: int | str) -> Sheet:
    """The rows of one table about one firm (`who`: enterprise_no) or project (project_id), newest first."""
    contract = contracts()[table]
    apart = ("enterprise", "credit_code") if who == "enterprise_no" else ("project_no", "project")
    columns = tuple(column.name for column in contract.columns if column.name not in apart)
    recent = next((name for name in contract.time.values() if name in contract.stored), "source_row")
    selected = ", ".join((*(_as_known(contract.column(name)) for name in columns), *LINEAGE))
    rows = version.rows(
        f'select {selected} from "{table}" where "{who}" = $value'
        f' order by "{recent}" desc, source_id desc, source_row desc',
        {"value": value},
    )
    return Sheet(table, (*columns, *LINEAGE), tuple(_masked(scope, (*columns, *LINEAGE), row) for row in rows))


def _as_known(column: Column) -> str:
    """The column; a day of which only the month or the year is known as that month or year."""
    if not column.vague:
        return f'"{column.name}"'
    patterns = {"month": "%Y-%m", "year": "%Y", "quarter": "%Y-%m", "half": "%Y-%m"}
    shorter = " ".join(
        f"when '{exact}' then strftime(\"{column.name}\", '{pattern}')" for exact, pattern in patterns.items()
    )
    whole = f"strftime(\"{column.name}\", '%Y-%m-%d')"
    return f'case "{column.name}_precision" {shorter} else {whole} end as "{column.name}"'


def _masked(scope: Scope, columns: tuple[str, ...], row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(
        MASK if value is not None and hidden(scope, name) else value for name, value in zip(columns, row, strict=True)
    )
