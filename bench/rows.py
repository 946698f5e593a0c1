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
from parkdash.ingest.names import normalised
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
        made[column.name] = _stored(values, column)
        if column.is_reference:
            made[f"{column.name}_key"] = _keys(values)
        if column.raw:
            made[f"{column.name}_text"] = _texts(values)
    made = {name: made[name] for name in contract.stored}
    made["sheet"] = pa.repeat(pa.scalar(contract.title["zh"]), len(frame))
    made["source_row"] = pa.array(range(2, len(frame) + 2), pa.int32())
    return pa.table(made)


def _stored(values: Any, column: Column) -> pa.Array:
    if isinstance(values, pa.ChunkedArray):
        values = values.combine_chunks()
    if pa.types.is_null(values.type):
        return pa.nulls(len(values), STORED[column.sql_type])
    return values.cast(STORED[column.sql_type], safe=False)


def _keys(values: Any) -> pa.Array:
    encoded = values if isinstance(values, pa.DictionaryArray) else values.cast(pa.string()).dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.unify_dictionaries().combine_chunks()
    return normalised(encoded.dictionary.cast(pa.string())).take(encoded.indices)


def _texts(values: Any) -> pa.Array:
    return pc.fill_null(pc.divide(values.cast(pa.float64()), 10_000.0).cast(pa.string()), "未披露")


if __name__ == "__main__":
    print(rows(int(sys.argv[1])))
