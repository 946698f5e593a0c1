"""What the batches in force have said of one thing, one after the other: the row itself and its corrections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from parkdash.batch import Batch
from parkdash.contracts import Contract, contracts


@dataclass(frozen=True)
class Told:
    """One row of one batch: where it stands, and its values by contract column."""

    batch: int
    file_no: int
    sheet: str
    row: int
    values: Mapping[str, Any]


def told_of(batches: Sequence[Batch], table: str, place: tuple[int, int, str, int]) -> list[Told]:
    """Every row about the same thing as the one at `place` (batch, file, sheet, row), that one included, oldest first.

    Things are the same by their contract's key; an enterprise by its name or its credit code, a person with a number
    by that. Empty if there is no such row.
    """
    contract = contracts()[table]
    mine = next((batch for batch in batches if batch.number == place[0] and table in batch.tables), None)
    if mine is None:
        return []
    columns = tuple(contract.stored)
    with duckdb.connect(config={"threads": 1}) as con:
        found = con.execute(
            f"select {_named(columns)} from read_parquet($path) where file_no = $file and sheet = $sheet"
            " and source_row = $row",
            {"path": str(mine.parquet(table)), "file": place[1], "sheet": place[2], "row": place[3]},
        ).fetchone()
        if found is None:
            return []
        given = dict(zip(columns, found, strict=True))
        rows = [row for batch in batches if table in batch.tables for row in _rows(con, contract, batch, given)]
    return sorted(rows, key=lambda told: (told.batch, told.file_no, told.row))


def _named(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _rows(con: duckdb.DuckDBPyConnection, contract: Contract, batch: Batch, given: dict[str, Any]) -> list[Told]:
    where, params = _same(contract, given)
    shown = tuple(column.name for column in contract.columns)
    found = con.execute(
        f"select file_no, sheet, source_row, {_named(shown)} from read_parquet($path) where {where}",
        {"path": str(batch.parquet(contract.table)), **params},
    ).fetchall()
    return [
        Told(batch.number, file_no, sheet, row, dict(zip(shown, values, strict=True)))
        for file_no, sheet, row, *values in found
    ]


def _same(contract: Contract, given: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The condition on rows about the same thing, and its parameters."""
    numbered = given.get("person_no") is not None
    conditions, params = [], {}
    for name in contract.stored_key:
        if name == "person" and numbered:
            continue
        params[name] = given[name]
        condition = f'"{name}" is not distinct from ${name}'
        if name == "enterprise_key" and given.get("credit_code") is not None:
            params["credit_code"] = given["credit_code"]
            condition = f"({condition} or credit_code = $credit_code)"
        conditions.append(condition)
    return " and ".join(conditions), params
