"""What a batch meant for the version before it: rows that are new, that changed, that say the same again."""

from __future__ import annotations

from pathlib import Path

import duckdb

from parkdash.batch import Batch, TableCount
from parkdash.contracts import Contract, contracts


def count_changes(fresh: Path, before: Path | None, batch: Batch) -> dict[str, TableCount]:
    """Counts per table of `batch`, the last batch in the version file `fresh`; `before` is the version before it.

    Rows are matched by the contract's key with enterprises and persons identified as `fresh` identifies them, so a
    firm whose code is new is changed, not new. Of rows with one key within the batch only the last is compared.
    """
    with duckdb.connect() as con:
        con.execute(f"attach {_quoted(fresh)} as fresh (read_only)")
        if before is None:
            return {table: _all_new(con, batch, table) for table in batch.tables}
        con.execute(f"attach {_quoted(before)} as before (read_only)")
        return {table: _compared(con, batch, contracts()[table]) for table in batch.tables}


def version_key(contract: Contract) -> tuple[str, ...]:
    """The key of a table inside a version: enterprises and persons by their identity there."""
    key = ["enterprise_id" if name == "enterprise_key" else name for name in contract.stored_key]
    if "person_no" in contract.stored:
        key = ["person_id", *(name for name in key if name not in ("person_no", "person"))]
    return tuple(key)


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _all_new(con: duckdb.DuckDBPyConnection, batch: Batch, table: str) -> TableCount:
    found = con.execute(
        f'select count(*) from fresh."{table}" as t join fresh.source as s using (source_id) where s.batch = ?',
        [batch.id],
    ).fetchall()
    return TableCount(batch.tables[table].rows, new=found[0][0])


def _compared(con: duckdb.DuckDBPyConnection, batch: Batch, contract: Contract) -> TableCount:
    table = contract.table
    con.execute(
        f"""create or replace temp table arrived as
        select t.*, row_number() over () as arrival
        from fresh."{table}" as t join fresh.source as s using (source_id) where s.batch = ?""",
        [batch.id],
    )
    con.execute(f"create or replace temp view earlier as {_earlier(contract)}")
    key = " and ".join(f'e."{name}" is not distinct from a."{name}"' for name in version_key(contract))
    same = " and ".join(f'e."{name}" is not distinct from a."{name}"' for name in contract.stored)
    found = con.execute(
        f"""with met as (
            select a.arrival, count(e.source_id) > 0 as known, coalesce(bool_or({same}), false) as same
            from arrived as a left join earlier as e on {key} group by a.arrival
        )
        select
            count(*) filter (where not known),
            count(*) filter (where known and not same),
            count(*) filter (where same)
        from met"""
    ).fetchall()
    return TableCount(batch.tables[table].rows, *found[0])


def _earlier(contract: Contract) -> str:
    """The table before the batch, its stubs under the identity that the batch gave them."""
    if "enterprise_key" not in contract.stored:
        return f'select * from before."{contract.table}"'
    return f"""
        with named as (
            select enterprise_key, min(enterprise_id) as id from arrived
            group by enterprise_key having count(distinct enterprise_id) = 1
        )
        select b.* replace (
            case when b.enterprise_id like 'n:%' then coalesce(n.id, b.enterprise_id) else b.enterprise_id end
            as enterprise_id
        )
        from before."{contract.table}" as b left join named as n on n.enterprise_key = b.enterprise_key"""
