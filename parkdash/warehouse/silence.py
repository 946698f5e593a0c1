"""What a file does not speak of stays as it was: a column that a later file lacks keeps the value of the earlier row.

A list of tenants names firms and their sector; it must not take from the register of enterprises the codes and the
capital that another office handed in. A cell left blank in a column that the file has does take the value away.
"""

from __future__ import annotations

import duckdb

from parkdash.batch import Batch
from parkdash.contracts import Contract


def begin(con: duckdb.DuckDBPyConnection) -> None:
    """The table of what each source is silent about."""
    con.execute("create temp table silent_source (table_name varchar, column_name varchar, source_id integer)")


def register(
    con: duckdb.DuckDBPyConnection, batch: Batch, contract: Contract, file_no: int, sheet: str, source_id: int
) -> None:
    """Note the columns that one sheet does not have. A batch that does not say what it has spoke of every column."""
    for said in batch.columns:
        if (said.file_no, said.table, said.sheet) == (file_no, contract.table, sheet):
            for column in contract.columns:
                if column.name not in said.letters:
                    con.execute("insert into silent_source values (?, ?, ?)", [contract.table, column.name, source_id])


def kept_columns(con: duckdb.DuckDBPyConnection, contract: Contract, key: str) -> str:
    """The `replace` list that gives the newest of several rows what earlier ones said and it is silent about; "" if no
    source of the table is silent about anything. `key` is the list of key columns of relation `i`."""
    silent: dict[str, list[int]] = {}
    for name, source in con.execute(
        "select column_name, source_id from silent_source where table_name = ? order by all", [contract.table]
    ).fetchall():
        silent.setdefault(name, []).append(source)
    parts = []
    for column in contract.columns:
        if column.name not in silent or column.name in contract.key:
            continue
        sources = ", ".join(map(str, silent[column.name]))
        spoken = f'i.source_id not in ({sources}) or i."{column.name}" is not null'
        order = f"({spoken}) desc, i.batch_number desc, i.source_id desc, i.source_row desc"
        parts += [
            f'first_value(i."{name}") over (partition by {key} order by {order}) as "{name}"'
            for name in (column.name, *column.beside)
        ]
    return f" replace ({', '.join(parts)})" if parts else ""
