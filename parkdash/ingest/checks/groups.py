"""Rows of one table in groups: numbers for equal rows, and what the rows before one had reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parkdash.contracts import Contract
from parkdash.ingest.issues import Issues


def codes(columns: list[pa.Array]) -> np.ndarray:
    """One number per row, equal exactly where all columns are equal (blank equals blank)."""
    numbers = np.zeros(len(columns[0]), dtype=np.int64)
    size = 1
    for column in columns:
        encoded = column.dictionary_encode(null_encoding="encode")
        width = len(encoded.dictionary)
        if size * width >= 2**62:
            distinct, numbers = np.unique(numbers, return_inverse=True)
            size = len(distinct)
        numbers = numbers * width + encoded.indices.to_numpy(zero_copy_only=False)
        size *= width
    return numbers


def identifying(table: pa.Table, contract: Contract, names: Iterable[str]) -> list[pa.Array]:
    """Columns as rows are told apart within one file: references by key, an enterprise by its credit code if given."""
    found = []
    for name in names:
        stored = f"{name}_key" if contract.column(name).is_reference else name
        values = table[stored].combine_chunks()
        if name == "enterprise" and "credit_code" in contract.stored:
            values = pc.coalesce(table["credit_code"].combine_chunks(), values)
        found.append(values)
    return found


def days(values: pa.ChunkedArray, blank: int) -> np.ndarray:
    """Dates as days since 1970, blank ones as `blank`."""
    numbers = pc.fill_null(values.cast(pa.int32()), blank).to_numpy()
    return np.asarray(numbers, dtype=np.int64)


def highest_before(groups: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of rows in the order of their groups: the highest value among earlier rows of the same group, and whether there
    is an earlier row at all (without one the first result means nothing).
    """
    dense = np.concatenate(([0], np.cumsum(groups[1:] != groups[:-1]))) if len(groups) else groups
    low = values.min(initial=0)
    span = values.max(initial=0) - low + 1
    reached = np.maximum.accumulate(values - low + dense * span)
    before = np.concatenate((reached[:1], reached[:-1])) - dense * span + low
    follows = np.concatenate(([False], dense[1:] == dense[:-1])) if len(groups) else np.zeros(0, dtype=bool)
    return before, follows


def where(table: pa.Table, place: int) -> tuple[str, int]:
    """Sheet and row number of a row."""
    return table["sheet"][place].as_py(), table["source_row"][place].as_py()


def listed(table: pa.Table, places: np.ndarray, code: str, label: str, issues: Issues) -> Iterator[tuple[int, int]]:
    """Of places found wrong those that are to be told, each with its number among them; the others are counted."""
    sheets = table["sheet"].take(pa.array(places)).to_pylist()
    for number, (place, sheet) in enumerate(zip(places.tolist(), sheets, strict=True)):
        if issues.room(code, sheet, label):
            yield number, place
        else:
            issues.count(code, sheet, label, 1)


def record(table: pa.Table, names: Iterable[str], place: int) -> str:
    """The values by which a person knows a row, joined by dots."""
    values = (table[name][place].as_py() for name in names)
    return " · ".join(str(value) for value in values if value is not None)
