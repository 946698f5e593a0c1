"""Rows of one key that differ: certificates of their own without a number, or the nature of a source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from parkdash.contracts import Contract
from parkdash.ingest.guess import asking
from parkdash.ingest.guess.fit import Fitted
from parkdash.ingest.guess.model import Answers, Question
from parkdash.ingest.mapping import ColumnMap, TableMap

LOOKED_AT = 200_000  # rows, the first ones
OFTEN = 0.05  # share of rows from which repetition is how a source is made rather than a slip
EACH = "each"  # the answer that makes every row a record of its own
JOINT = "/"


def settled_repeats(view: Fitted, table: TableMap, answers: Answers) -> tuple[TableMap, Question | None]:
    """The table with what was answered of its repeated keys, and the question if that is open."""
    contract = table.contract
    answer = answers.get(f"repeats:{contract.table}")
    number = _number(contract, table)
    if answer == EACH and number:
        headers = tuple(dict.fromkeys(header for rule in table.columns.values() for header in rule.sources))
        columns = {**table.columns, number: ColumnMap(headers, separator=JOINT)}
        ordered = {column.name: columns[column.name] for column in contract.columns if column.name in columns}
        return replace(table, columns=ordered), None
    if answer in ("first", "last", "error"):
        return replace(table, repeats=str(answer)), None  # type: ignore[arg-type]  # just compared
    if table.repeats != "error":
        return table, None
    clashing, rows = _clashes(view, table)
    if not clashing or (not number and clashing < OFTEN * rows):
        return table, None  # a slip: the checks will name the rows
    return table, asking.what_of_repeats(contract, clashing, [EACH] if number else [])


def _number(contract: Contract, table: TableMap) -> str:
    """The column of the key that only tells records apart, if the file has none for it."""
    names = (name for name in contract.key if name.endswith("_no") and name not in table.columns)
    return next(names, "")


def _clashes(view: Fitted, table: TableMap) -> tuple[int, int]:
    """Of the rows looked at: how many share their key with a row that differs, and how many they are."""
    fits = {name: fit for name, fit in view.fits.items() if name in table.columns}
    fits = {
        name: replace(fit, source=replace(fit.source, column=fit.source.column.slice(0, LOOKED_AT)))
        for name, fit in fits.items()
    }
    keys = [fit.source.column for name, fit in fits.items() if name in table.contract.key]
    if not keys or len(keys) == len(fits):
        return 0, 0
    by_key = _codes(keys)
    rows = len(by_key)
    _, at, counts = np.unique(by_key, return_inverse=True, return_counts=True)
    twice = np.flatnonzero(counts[at] > 1)
    if not len(twice):
        return 0, rows
    by_row = _codes([fit.source.column.take(pa.array(twice)) for fit in fits.values()])
    first = np.unique(by_row, return_index=True)[1]
    different, counts = np.unique(by_key[twice][first], return_counts=True)
    return int(np.isin(by_key[twice], different[counts > 1]).sum()), rows


def _codes(columns: Iterable[pa.DictionaryArray]) -> np.ndarray:
    """One number per row, equal where all texts are equal."""
    codes: np.ndarray | None = None
    for column in columns:
        indices = column.indices.to_numpy(zero_copy_only=False).astype(np.int64)
        joined = indices if codes is None else codes * len(column.dictionary) + indices
        codes = np.unique(joined, return_inverse=True)[1]
    return codes if codes is not None else np.zeros(0, dtype=np.int64)


def kept_rules(known: TableMap | None, headers: Sequence[str]) -> dict[str, ColumnMap]:
    """Columns that last time were joined from several of the file's, all of which are there again."""
    if known is None:
        return {}
    return {
        name: rule
        for name, rule in known.columns.items()
        if len(rule.sources) > 1 and all(header in headers for header in rule.sources)
    }
