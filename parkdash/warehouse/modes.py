"""What batches in other modes than `update` do to the rows before them, worked out anew at every build.

A part replaces: what it replaces is read as if it had never been handed in. A whole ledger ends: what it no longer has
holds up to a day, in the column that the contract calls `until`. It is never `revoked_on`: a name missing from a list
is no act of revocation, and would be counted as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import duckdb

from parkdash.batch import Batch
from parkdash.contracts import Contract

# The last day on which a row holds, where more than the contract's `until` decides it.
LAST_DAY = {"recognition": 'least(t."valid_until", t."revoked_on" - 1)'}


def period_column(contract: Contract) -> str:
    """The column that says which month or year a row speaks of; "" for tables of things and of intervals."""
    return contract.time.get("month") or contract.time.get("year") or contract.time.get("on", "")


def period_sql(contract: Contract, alias: str) -> str:
    """The first day of the month that a row speaks of; of a year that of its January."""
    column = f'{alias}."{period_column(contract)}"'
    return (
        f"make_date({column}, 1, 1)"
        if contract.time["kind"] == "year"
        else f"cast(date_trunc('month', {column}) as date)"
    )


def replaced_months(batches: Sequence[Batch], batch: Batch, table: str) -> set[date] | None:
    """The months of a table in which later batches take the place of this one's rows; None: of all its rows."""
    months: set[date] = set()
    for later in batches:
        mode = later.mode(table)
        if later.number <= batch.number or mode.kind != "part" or (mode.own and later.source != batch.source):
            continue
        if mode.months is None:
            return None
        months.update(mode.months)
    return months


def end_missing(con: duckdb.DuckDBPyConnection, batches: Sequence[Batch], contract: Contract) -> None:
    """End the rows that later whole ledgers do not have, and say in `ended_by` which batch ended them.

    Rows that hold are the newest of their key, so one that is older than a whole ledger is one that it does not have.
    """
    if contract.time["kind"] != "interval":
        return
    table, first, until = contract.table, contract.time["from"], contract.time["until"]
    last = LAST_DAY.get(table, f't."{until}"')
    con.execute(f'alter table "{table}" add column ended_by varchar')
    for batch in batches:
        mode = batch.mode(table)
        if mode.kind != "whole":
            continue
        con.execute(
            f"""update "{table}" as t set "{until}" = $day, ended_by = $id from source as s
            where s.source_id = t.source_id and s.batch_number < $number and (not $own or s.sender = $sender)
                and coalesce(t."{first}" <= $day, true) and coalesce({last} > $day, true)""",
            {"day": mode.last_day, "id": batch.id, "number": batch.number, "own": mode.own, "sender": batch.source},
        )
