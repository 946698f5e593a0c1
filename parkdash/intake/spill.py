"""Rows of big files wait on the disk: memory holds what somebody looks at, not every try that is open."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from parkdash.ingest import Intake, Understanding
from parkdash.ingest.sheets import Sheet

SMALL = 8 << 20  # bytes of one table that may stay in memory
HEAD = 50  # rows of a sheet that are kept for looking at


def spilled(intake: Intake, folder: Path) -> Intake:
    """The intake with its big tables mapped from files in `folder`, in place of what was there before."""
    shutil.rmtree(folder, ignore_errors=True)
    big = {table: rows for table, rows in intake.tables.items() if rows.nbytes > SMALL}
    if not big:
        return intake
    folder.mkdir(parents=True)
    mapped = {table: _mapped(rows, folder / f"{table}.arrow") for table, rows in big.items()}
    return replace(intake, tables={table: mapped.get(table, rows) for table, rows in intake.tables.items()})


def _mapped(rows: pa.Table, path: Path) -> pa.Table:
    with pa.OSFile(str(path), "wb") as out, pa.ipc.new_file(out, rows.schema) as writer:
        writer.write_table(rows, max_chunksize=1 << 16)
    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()


def slimmed(understood: Understanding) -> Understanding:
    """What was understood, with the first rows of each sheet only."""
    return replace(understood, sheets=tuple(map(_head, understood.sheets)))


def _head(sheet: Sheet) -> Sheet:
    if len(sheet.rows) <= HEAD:
        return sheet
    columns = tuple(column.slice(0, HEAD).cast(pa.string()).dictionary_encode() for column in sheet.columns)
    return replace(sheet, columns=columns, rows=pa.array(sheet.rows[:HEAD].to_pylist(), pa.int32()))
