"""Enterprises: search by name, code or pinyin initials; and everything that is known about one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from parkdash.access import Scope
from parkdash.contracts import contracts
from parkdash.metrics import statement as st
from parkdash.metrics.model import Filters
from parkdash.metrics.records import LINEAGE, MASK, hidden
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
    version: Version, scope: Scope, text: str, at: date, filters: Filters = (), limit: int = 50, offset: int = 0
) -> Found:
    """Enterprises whose name, initials or credit code contain the text (all if it is empty), those in a park first.

    Names match from any place, letters in either case; codes and initials from their beginning.
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
    if scope.parks is not None or scope.carriers is not None:
        here.add("placed")
    head = f"with place as ({place})"
    body = f"""
        from (
            select e.*, p.park, p.carrier, p.enterprise_id is not null as placed
            from enterprise_dim as e left join place as p using (enterprise_id)
        ) as e where {here.where}"""
    counting = f"{head} select count(*) {body}"
    total = version.rows(counting, here.used_in(counting))[0][0]
    day = here.bind(at)
    sql = f"""{head}
        select e.enterprise_id, e.enterprise, e.credit_code, e.park, e.carrier, e.industry, e.chain,
            (select list(distinct t.tier order by t.tier) from tier_membership as t
             where t.enterprise_id = e.enterprise_id and t.starts_on <= {day} and t.ends_on > {day}) as tiers,
            e.is_stub
        {body} order by e.park is null, e.enterprise collate zh, e.enterprise_id
        limit {here.bind(limit)} offset {here.bind(offset)}"""
    return Found(total, tuple(_firm(row) for row in version.rows(sql, here.used_in(sql))))


def _place(scope: Scope, at: date, bound: st.Bound) -> str:
    here = st.Bound(params=bound.params)
    st.conditions(scope, (), facts()["stay"], here)
    day = here.bind(at)
    here.add(f"starts_on <= {day} and ends_on > {day}")
    return f"select enterprise_id, park, carrier from stay where {here.where}"


def _firm(row: tuple) -> Firm:
    *head, tiers, is_stub = row
    return Firm(*head, tuple(tiers or ()), is_stub)


def profile(version: Version, scope: Scope, enterprise_id: str, at: date) -> Profile:
    """Everything about one firm, table by table. Raises Unseen."""
    firm = _one(version, scope, enterprise_id, at)
    sheets = [_sheet(version, scope, table, enterprise_id) for table, contract in contracts().items()
              if "enterprise_key" in contract.stored]  # fmt: skip
    founded = version.rows("select founded_on from enterprise_dim where enterprise_id = $id", {"id": enterprise_id})
    return Profile(firm, founded[0][0], tuple(sheet for sheet in sheets if sheet.rows))


def _one(version: Version, scope: Scope, enterprise_id: str, at: date) -> Firm:
    bound = st.Bound()
    st.conditions(scope, (), facts()["stay"], bound)
    bound.add(f"enterprise_id = {bound.bind(enterprise_id)}")
    limited = scope.parks is not None or scope.carriers is not None
    if limited and not version.rows(f"select 1 from stay where {bound.where} limit 1", bound.used_in(bound.where)):
        raise Unseen(enterprise_id)
    rows = version.rows(
        """select e.enterprise_id, e.enterprise, e.credit_code, s.park, s.carrier, e.industry, e.chain,
            (select list(distinct t.tier order by t.tier) from tier_membership as t
             where t.enterprise_id = e.enterprise_id and t.starts_on <= $at and t.ends_on > $at), e.is_stub
        from enterprise_dim as e
        left join stay as s on s.enterprise_id = e.enterprise_id and s.starts_on <= $at and s.ends_on > $at
        where e.enterprise_id = $id""",
        {"id": enterprise_id, "at": at},
    )
    if not rows:
        raise Unseen(enterprise_id)
    return _firm(rows[0])


def _sheet(version: Version, scope: Scope, table: str, enterprise_id: str) -> Sheet:
    """The firm's rows as they stand in one table. Talent titles are joined to people by their own firm column."""
    contract = contracts()[table]
    columns = tuple(column.name for column in contract.columns if column.name not in ("enterprise", "credit_code"))
    recent = next((name for name in contract.time.values() if name in contract.stored), "source_row")
    selected = ", ".join(f'"{name}"' for name in (*columns, *LINEAGE))
    rows = version.rows(
        f'select {selected} from "{table}" where enterprise_id = $id order by "{recent}" desc, source_id desc, source_row desc',
        {"id": enterprise_id},
    )
    return Sheet(table, (*columns, *LINEAGE), tuple(_masked(scope, (*columns, *LINEAGE), row) for row in rows))


def _masked(scope: Scope, columns: tuple[str, ...], row: tuple[Any, ...]) -> tuple[Any, ...]:
    personal = {c.name for contract in contracts().values() for c in contract.columns if c.privacy == "person"}
    return tuple(
        MASK if value is not None and (hidden(scope, name) or (name in personal and not scope.persons)) else value
        for name, value in zip(columns, row, strict=True)
    )
