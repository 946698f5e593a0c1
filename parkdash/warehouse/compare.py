"""What a batch meant for the version before it: rows that are new, that changed, that say the same, that went missing.

Rows are matched by the contract's key with enterprises and persons identified as the fresh version identifies them, so
a firm whose code is new is changed, not new. Of rows with one key within the batch only the last is compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pyarrow as pa

from parkdash.batch import Batch, TableCount
from parkdash.contracts import Contract, contracts
from parkdash.warehouse.build import THREADS
from parkdash.warehouse.projects import key_of

WHAT = ("new", "changed", "missing")


@dataclass(frozen=True)
class Compared:
    """Counts of one table, and the first of its new, changed and missing rows.

    `rows` has what, file, sheet, source_row, then old_<column> and new_<column> for every stored column.
    """

    count: TableCount
    rows: pa.Table


def count_changes(fresh: Path, before: Path | None, batch: Batch) -> dict[str, TableCount]:
    """Counts per table of `batch`, the last batch in the version file `fresh`; `before` is the version before it."""
    return {table: compared.count for table, compared in compare(fresh, before, batch, 0).items()}


def compare(fresh: Path, before: Path | None, batch: Batch, limit: int) -> dict[str, Compared]:
    """The same with at most `limit` rows of each kind."""
    with _attached(fresh, before) as con:
        return {table: _compared(con, batch, contracts()[table], limit) for table in batch.tables}


def version_key(contract: Contract) -> tuple[str, ...]:
    """The key of a table inside a version: enterprises and persons by their identity there."""
    key = ["enterprise_id" if name == "enterprise_key" else name for name in contract.stored_key]
    if "person_no" in contract.stored:
        key = ["person_id", *(name for name in key if name not in ("person_no", "person"))]
    return tuple(key_of(key))


@contextmanager
def _attached(fresh: Path, before: Path | None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Both versions side by side; without an earlier one an empty schema of the same tables stands in its place."""
    with duckdb.connect(config={"threads": THREADS, "temp_directory": f"{fresh}.compare.tmp"}) as con:
        con.execute(f"attach {_quoted(fresh)} as fresh (read_only)")
        if before is not None:
            con.execute(f"attach {_quoted(before)} as before (read_only)")
        else:
            con.execute("attach ':memory:' as before")
            for table in (*contracts(), "source"):
                con.execute(f'create table before."{table}" as from fresh."{table}" limit 0')
        yield con


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _compared(con: duckdb.DuckDBPyConnection, batch: Batch, contract: Contract, limit: int) -> Compared:
    _match(con, batch, contract)
    found = dict(con.execute("select what, count(*) from met group by what").fetchall())
    counts = {what: int(found.get(what, 0)) for what in (*WHAT, "unchanged")}
    return Compared(replace(batch.tables[contract.table], **counts), _rows(con, contract, limit))


def _match(con: duckdb.DuckDBPyConnection, batch: Batch, contract: Contract) -> None:
    """Temp table met: what, and the row ids in the fresh and in the earlier version. Contents are compared by hash,
    so that a join of millions of rows carries their keys only.
    """
    table, key = contract.table, version_key(contract)
    content = f"hash({', '.join(_columns('t', contract.stored))})"
    who = ("enterprise_key", "enterprise_id") if "enterprise_key" in contract.stored else ()
    named = ", ".join(_columns("t", dict.fromkeys((*key, *who))))
    con.execute(
        f"""create or replace temp view arrived as
        select t.rowid as id, {named}, {content} as content
        from fresh."{table}" as t join fresh.source as s using (source_id) where s.batch = '{batch.id}'"""
    )
    con.execute(f"create or replace temp view earlier as {_earlier(contract, named, content)}")
    same_key = " and ".join(f'e."{name}" is not distinct from a."{name}"' for name in key)
    con.execute(
        f"""create or replace temp table met as
        select case when e.id is null then 'new' when e.content = a.content then 'unchanged' else 'changed' end as what,
            a.id as fresh_id, any_value(e.id) as before_id
        from arrived as a left join earlier as e on {same_key} group by all"""
    )
    if batch.mode(table).kind == "part":
        same_key = " and ".join(f'e."{name}" is not distinct from a."{name}"' for name in key)
        con.execute(
            f"""insert into met select 'missing', null, e.id from earlier as e
            where not exists (select 1 from fresh."{table}" as a where {same_key})"""
        )
    if batch.mode(table).kind == "whole":
        same_key = " and ".join(f'e."{name}" is not distinct from t."{name}"' for name in key)
        con.execute(
            f"""insert into met select 'missing', t.rowid, any_value(e.id)
            from fresh."{table}" as t left join earlier as e on {same_key}
            where t.ended_by = '{batch.id}' group by all"""
        )


def _earlier(contract: Contract, named: str, content: str) -> str:
    """The table before the batch, its stubs under the identity that the batch gave them."""
    if "enterprise_key" not in contract.stored:
        return f'select t.rowid as id, {named}, {content} as content from before."{contract.table}" as t'
    return f"""
        with named as (
            select enterprise_key, min(enterprise_id) as id from arrived
            group by enterprise_key having count(distinct enterprise_id) = 1
        ),
        known as (
            select t.rowid as id, {named}, {content} as content from before."{contract.table}" as t
        )
        select b.* replace (
            case when b.enterprise_id like 'n:%' then coalesce(n.id, b.enterprise_id) else b.enterprise_id end
            as enterprise_id
        )
        from known as b left join named as n on n.enterprise_key = b.enterprise_key"""


def _rows(con: duckdb.DuckDBPyConnection, contract: Contract, limit: int) -> pa.Table:
    table = contract.table
    columns = ", ".join(f'b."{name}" as "old_{name}", f."{name}" as "new_{name}"' for name in contract.stored)
    return con.sql(
        f"""with first as (
            select *, row_number() over (partition by what order by coalesce(fresh_id, before_id)) as place
            from met where what <> 'unchanged' and {int(limit)} > 0
            qualify place <= {int(limit)}
        )
        select m.what, coalesce(fs.file, bs.file) as file, coalesce(fs.sheet, bs.sheet) as sheet,
            coalesce(f.source_row, b.source_row) as source_row, {columns}
        from first as m
        left join fresh."{table}" as f on f.rowid = m.fresh_id
        left join fresh.source as fs on fs.source_id = f.source_id
        left join before."{table}" as b on b.rowid = m.before_id
        left join before.source as bs on bs.source_id = b.source_id
        order by m.what, m.place"""
    ).to_arrow_table()


def _columns(alias: str, names: Iterable[str]) -> list[str]:
    return [f'{alias}."{name}"' for name in names]
