"""The sample park's tables as ingest would hand them over, kept as parquet: at 200,000 enterprises no workbook holds
them, and reading workbooks is measured apart."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bench.kept import SEED, kept
from parkdash.contracts import Column, Contract, contracts
from parkdash.ingest.columns import STORED
from parkdash.ingest.dates import date_outcome, precision_of
from parkdash.ingest.names import normalised
from parkdash.ingest.outcomes import How
from parkdash.sample import tables

MONTHS = 48
SOURCES = ("sample", "contracts", "catalogue", "ingest/names.py")


def rows(size: int) -> Path:
    """The folder with one parquet file per table of `size` enterprises × 48 months, made if it is not kept."""
    return kept(f"rows-{size}", SOURCES, (__file__,), lambda folder: _write(folder, size))


def _write(folder: Path, size: int) -> None:
    for name, frame in tables(size, MONTHS, SEED).items():
        pq.write_table(arrow(contracts()[name], frame), folder / f"{name}.parquet", compression="zstd")


def arrow(contract: Contract, frame: pd.DataFrame) -> pa.Table:
    """The stored columns of a contract, with sheet and row, as `ingest.read` gives them for one sheet."""
    made: dict[str, Any] = {}
    for column in contract.columns:
        values = pa.array(frame[column.name], from_pandas=True)
        if column.kind == "date" and pa.types.is_large_string(values.type):
            made |= _days(values, column)
        else:
            made |= {column.name: _stored(values, column), **_beside(values, column)}
    made = {name: made[name] for name in contract.stored}
    made["sheet"] = pa.repeat(pa.scalar(contract.title["zh"]), len(frame))
    made["source_row"] = pa.array(range(2, len(frame) + 2), pa.int32())
    return pa.table(made)


def _stored(values: Any, column: Column) -> pa.Array:
    if isinstance(values, pa.ChunkedArray):
        values = values.combine_chunks()
    if values.null_count == len(values):  # whatever pandas took the column's type for
        return pa.nulls(len(values), STORED[column.sql_type])
    if pa.types.is_integer(values.type) and column.kind == "money":
        values = values.cast(pa.decimal128(21, 2))  # as wide as whole numbers may get
    return values.cast(STORED[column.sql_type], safe=False)


def _days(texts: Any, column: Column) -> dict[str, Any]:
    """Days that the sample writes as people do (2019年7月), and how exact they are; only short tables have such."""
    read = [(date_outcome(text, column, How())[0], precision_of(text, ())) if text else (None, None)
            for text in texts.to_pylist()]  # fmt: skip
    days, exactness = zip(*read, strict=True)
    return {
        column.name: pa.array(days, STORED[column.sql_type]),
        f"{column.name}_precision": pa.array(exactness, pa.string()),
    }


def _keys(values: Any) -> pa.Array:
    encoded = values if isinstance(values, pa.DictionaryArray) else values.cast(pa.string()).dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.unify_dictionaries().combine_chunks()
    return normalised(encoded.dictionary.cast(pa.string())).take(encoded.indices)


def _beside(values: Any, column: Column) -> dict[str, Any]:
    """What `Column.beside` lists, of values written exactly: amounts in ten thousands, whole days."""
    found: dict[str, Any] = {name: pa.nulls(len(values), STORED[kind]) for name, kind in column.beside.items()}
    if column.is_reference:
        found[f"{column.name}_key"] = _keys(values)
    if column.raw and column.kind == "money":
        written = pc.divide(values.cast(pa.float64()), 10_000.0).cast(pa.string())
        found[f"{column.name}_text"] = pc.fill_null(written, "未披露")
    if column.vague:
        found[f"{column.name}_precision"] = pc.if_else(pc.is_valid(values), "day", pa.scalar(None, pa.string()))
    return found


if __name__ == "__main__":
    print(rows(int(sys.argv[1])))
