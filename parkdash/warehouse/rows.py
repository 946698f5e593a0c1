"""The rows of all batches as views on the ledger's own files: nothing is copied before it is known to be kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from parkdash.batch import Batch
from parkdash.contracts import contracts


def load(con: duckdb.DuckDBPyConnection, batches: Sequence[Batch]) -> None:
    """The table of sources, and a view raw_<table> on every accepted row with its batch and source."""
    con.execute(
        "create table source (source_id integer, batch varchar, batch_number integer, file varchar, sha256 varchar,"
        " sheet varchar, table_name varchar)"
    )
    con.execute(
        "create temp table sheet_of"
        " (table_name varchar, batch_number integer, file_no integer, sheet varchar, source_id integer)"
    )
    parts: dict[str, list[str]] = {table: [] for table in contracts()}
    for batch in batches:
        for table in batch.tables:
            _register_sheets(con, batch, table)
            parts[table].append(_rows_of(batch, table))
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
        con.execute(
            "insert into source values (?, ?, ?, ?, ?, ?, ?)",
            [source_id, batch.id, batch.number, file.name, file.sha256, sheet, table],
        )


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _rows_of(batch: Batch, table: str) -> str:
    columns = ", ".join(f'i."{name}"' for name in contracts()[table].stored)
    return f"""
        select {columns}, {batch.number} as batch_number, s.source_id, i.source_row
        from read_parquet({_quoted(batch.parquet(table))}) as i
        join sheet_of as s on s.table_name = '{table}' and s.batch_number = {batch.number}
            and s.file_no = i.file_no and s.sheet = i.sheet"""
