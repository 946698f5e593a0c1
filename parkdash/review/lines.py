"""The lines behind the figures of an edition, as one small parquet file for each metric."""

from __future__ import annotations

from io import BytesIO
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from parkdash import metrics
from parkdash.access import Scope
from parkdash.metrics.model import Value, When
from parkdash.review.content import Content, number_from
from parkdash.warehouse import Version

SCHEMA = pa.schema(
    [
        ("key", pa.string()),
        ("name", pa.string()),
        ("amount", pa.string()),  # as the metric layer gave it: 1, 12.50; a float as its shortest exact text
        ("kind", pa.string()),  # int, decimal, float
        ("batch", pa.string()),
        ("file", pa.string()),
        ("sheet", pa.string()),
        ("row", pa.int32()),
    ]
)


class KeptLine(NamedTuple):
    """One line behind a figure as it was when the edition was made, with the workbook's row that it rested on."""

    key: str
    name: str
    amount: Value
    batch: str
    file: str
    sheet: str
    row: int


def current_lines(version: Version, scope: Scope, metric: str, when: When) -> list[KeptLine]:
    """The lines behind a figure as a version has them."""
    found = []
    for line in metrics.lines(version, scope, metric, when):
        ref = version.source(line.source_id)
        found.append(KeptLine(line.key, line.name, line.amount, ref.batch, ref.file, ref.sheet, line.source_row))
    return found


def lines_of(version: Version, scope: Scope, content: Content) -> dict[str, bytes]:
    """Metric → parquet file with its lines, for every figure that is no ratio."""
    return {
        id: packed(current_lines(version, scope, id, figure.when))
        for id, figure in content.figures.items()
        if not figure.parts
    }


def packed(lines: list[KeptLine]) -> bytes:
    """Lines as a parquet file. The same lines give the same bytes."""
    columns = list(zip(*lines, strict=True)) if lines else [()] * len(KeptLine._fields)
    key, name, amount, batch, file, sheet, row = columns
    kinds = [_kind(value) for value in amount]
    texts = [repr(value) if isinstance(value, float) else str(value) for value in amount]
    table = pa.table([key, name, texts, kinds, batch, file, sheet, pa.array(row, pa.int32())], schema=SCHEMA)
    written = BytesIO()
    pq.write_table(table, written, compression="zstd")
    return written.getvalue()


def unpacked(content: bytes) -> list[KeptLine]:
    """The reverse of `packed`."""
    return [
        KeptLine(key, name, _read(kind, amount), batch, file, sheet, row)
        for key, name, amount, kind, batch, file, sheet, row in zip(
            *pq.read_table(BytesIO(content)).to_pydict().values(), strict=True
        )
    ]


def _kind(value: Value) -> str:
    return "int" if isinstance(value, int) else "float" if isinstance(value, float) else "decimal"


def _read(kind: str, amount: str) -> Value:
    return int(amount) if kind == "int" else float(amount) if kind == "float" else number_from(amount)
