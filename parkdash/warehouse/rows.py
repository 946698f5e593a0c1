"""The rows of all batches as views on the ledger's own files: nothing is copied before it is known to be kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from parkdash.batch import Batch
from parkdash.contracts import contracts
from parkdash.warehouse import silence
from parkdash.warehouse.modes import period_sql, replaced_months


def load(con: duckdb.DuckDBPyConnection, batches: Sequence[Batch]) -> None:
    """The table of sources, and a view raw_<table> on every row with its batch and source, but for those that a later
    batch took the place of. `batches` are those in force, oldest first.
    """
    con.execute(
        "create table source (source_id integer, batch varchar, batch_number integer, file varchar, sha256 varchar,"
        " sheet varchar, table_name varchar, sender varchar)"
    )
    con.execute("create temp table replaced_month (table_name varchar, batch_number integer, month date)")
    con.execute(
        "create temp table sheet_of"
        " (table_name varchar, batch_number integer, file_no integer, sheet varchar, source_id integer)"
    )
    silence.begin(con)
    parts: dict[str, list[str]] = {table: [] for table in contracts()}
    for batch in batches:
        for table in batch.tables:
            months = replaced_months(batches, batch, table)
            if months is None:
                continue
            if months:
                con.executemany(
                    "insert into replaced_month values (?, ?, ?)", [[table, batch.number, month] for month in months]
                )
            _register_sheets(con, batch, table)
            parts[table].append(_rows_of(con, batch, table, _not_replaced(batch, table) if months else ""))
    for table, contract in contracts().items():
        nothing = ", ".join(f'cast(null as {kind}) as "{name}"' for name, kind in contract.stored.items())
        empty = f"select {nothing}, 0 as batch_number, 0 as source_id, 0 as source_row where false"
        con.execute(f"create temp view raw_{table} as {' union all '.join([empty, *parts[table]])}")


def _register_sheets(con: duckdb.DuckDBPyConnection, batch: Batch, table: str) -> None:
    rows = con.execute(
        f"select distinct file_no, sheet from read_parquet({_quoted(batch.parquet(table))}) order by 1, 2"
    ).fetchall()
    first = con.execute("select count(*) from source").fetchall()[0][0] + 1
    for source_id, (file_no, sheet) in enumerate(rows, first):
        file = batch.files[file_no]
        con.execute("insert into sheet_of values (?, ?, ?, ?, ?)", [table, batch.number, file_no, sheet, source_id])
        silence.register(con, batch, contracts()[table], file_no, sheet, source_id)
        con.execute(
            "insert into source values (?, ?, ?, ?, ?, ?, ?, ?)",
            [source_id, batch.id, batch.number, file.name, file.sha256, sheet, table, batch.source],
        )


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _not_replaced(batch: Batch, table: str) -> str:
    month = period_sql(contracts()[table], "i")
    return f"""
        where not exists (
            select 1 from replaced_month as p
            where p.table_name = '{table}' and p.batch_number = {batch.number} and p.month = {month}
        )"""


def _rows_of(con: duckdb.DuckDBPyConnection, batch: Batch, table: str, where: str) -> str:
    path = _quoted(batch.parquet(table))
    there = {name for (name,) in con.execute(f"select name from parquet_schema({path})").fetchall()}
    columns = ", ".join(  # batches of earlier releases lack the columns that contracts have gained since
        f'i."{name}"' if name in there else f'cast(null as {kind}) as "{name}"'
        for name, kind in contracts()[table].stored.items()
    )
    return f"""
        select {columns}, {batch.number} as batch_number, s.source_id, i.source_row
        from read_parquet({path}) as i
        join sheet_of as s on s.table_name = '{table}' and s.batch_number = {batch.number}
            and s.file_no = i.file_no and s.sheet = i.sheet{where}"""
