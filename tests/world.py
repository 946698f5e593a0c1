"""A small park for tests: rows by table as plain dicts, made into a version without any workbook."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from parkdash.access import Scope, scope_of
from parkdash.batch import Batch, KeptFile, TableCount, batch_id
from parkdash.contracts import contracts
from parkdash.ingest.columns import STORED
from parkdash.ingest.names import normalise
from parkdash.warehouse import Version, build

LEADER = scope_of("leader")
GUEST = scope_of("guest")
Rows = list[dict[str, Any]]

_built: dict[str, Path] = {}  # by the rows of their batches


def day(text: str) -> date:
    """`day("2026-03-01")`."""
    return date.fromisoformat(text)


def _value(value: Any, kind: str) -> Any:
    if value is None:
        return None
    if kind == "date":
        return value if isinstance(value, date) else day(value)
    if kind == "timestamp":
        return value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return Decimal(value).quantize(Decimal("0.01")) if kind == "decimal(18,2)" else value


def arrow(table: str, rows: Rows, sheet: str = "Sheet1") -> pa.Table:
    """Rows as ingest hands them over; `source_row` counts from 2 as in a sheet with one header row."""
    stored = contracts()[table].stored
    columns: dict[str, pa.Array] = {}
    for name, kind in stored.items():
        given = [
            row.get(name) if not name.endswith("_key") else normalise(row.get(name[:-4]) or "") or None for row in rows
        ]
        columns[name] = pa.array([_value(value, kind) for value in given], STORED[kind])
    columns["sheet"] = pa.array([sheet] * len(rows), pa.string())
    columns["source_row"] = pa.array(range(2, len(rows) + 2), pa.int32())
    columns["file_no"] = pa.array([0] * len(rows), pa.int16())
    return pa.table(columns)


def batch(folder: Path, number: int, tables: dict[str, Rows], accepted: str = "2026-12-31") -> Batch:
    """One batch folder with its parquet files, as the ledger keeps it."""
    place = folder / batch_id(number)
    place.mkdir(parents=True)
    for table, rows in tables.items():
        pq.write_table(arrow(table, rows), place / f"{table}.parquet")
    return Batch(
        number=number, folder=place, accepted_at=datetime.fromisoformat(accepted).replace(tzinfo=UTC), who="test", why="",
        files=(KeptFile(f"file{number}.xlsx", f"{number:064x}", 1),),
        tables={table: TableCount(len(rows)) for table, rows in tables.items()},
    )  # fmt: skip


def new_version(folder: Path, *batches: dict[str, Rows]) -> Version:
    """A version built from batches of rows, open for reading."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "version.duckdb"
    build(target, [batch(folder, number, tables) for number, tables in enumerate(batches, 1)], len(batches))
    return Version(target)


def version_of(folder: Path, *batches: dict[str, Rows]) -> Version:
    """The same, built once a run for the same rows: nobody changes a version. The folder must outlive the test."""
    told = repr(batches)
    if told not in _built:
        _built[told] = new_version(folder, *batches).path
    return Version(_built[told])


__all__ = ["GUEST", "LEADER", "Scope", "arrow", "batch", "day", "new_version", "version_of"]
