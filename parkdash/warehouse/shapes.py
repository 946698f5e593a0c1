"""Tables made from a statement, and how to make them without running it where nothing can come of it.

Most tables of a small ledger have no rows, and planning a statement takes many times longer than making an empty table.
So the columns of every statement are remembered by the process that has once run it.
"""

from __future__ import annotations

from threading import Lock

import duckdb

from parkdash.contracts import Contract
from parkdash.sql import Fact, reads
from parkdash.warehouse.projects import speaks_of_projects

# Where a row counts: these say nothing themselves, a fact without a row in any other relation it reads has none.
PLACES = frozenset({"place", "park_name", "enterprise_dim"})

_columns: dict[tuple[str, str], str] = {}
_lock = Lock()


def make(con: duckdb.DuckDBPyConnection, name: str, sql: str) -> int:
    """The table `name` as `sql` gives it. Returns its count of rows."""
    rows = int(con.execute(f'create table "{name}" as {sql}').fetchall()[0][0])
    with _lock:
        known = (name, sql) in _columns
    if not known:
        described = con.execute(f'describe "{name}"').fetchall()
        with _lock:
            _columns[name, sql] = ", ".join(f'"{column}" {kind}' for column, kind, *_ in described)
    return rows


def make_empty(con: duckdb.DuckDBPyConnection, name: str, sql: str) -> bool:
    """The table `name` that `sql` gives without rows; False, and no table, if its columns are not known yet."""
    with _lock:
        known = _columns.get((name, sql))
    if known:
        con.execute(f'create table "{name}" ({known})')
    return known is not None


def make_untold(con: duckdb.DuckDBPyConnection, contract: Contract) -> None:
    """The table of a contract that no batch speaks of, with the columns that identity.keep_latest gives it."""
    columns = {**contract.stored, "source_id": "integer", "source_row": "integer"}
    if "enterprise_key" in contract.stored:
        columns |= {"enterprise_id": "varchar", "enterprise_no": "integer"}
    if "person_no" in contract.stored:
        columns["person_id"] = "varchar"
    if speaks_of_projects(contract):
        columns["project_id"] = "varchar"
    listed = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
    con.execute(f'create table "{contract.table}" ({listed})')


def can_have_rows(fact: Fact, filled: set[str]) -> bool:
    """False if nothing can come of a fact: none of what it reads has rows, but for where its rows would count.

    `filled` are the relations that have some. A step is always made: others may be about everything that is not in it.
    """
    return not fact.time or not reads(fact).isdisjoint(filled - PLACES)
