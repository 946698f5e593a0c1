"""A row's own history: what batches before and after it have said of the same thing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parkdash.batch import Batch, SourceRef, in_force
from parkdash.history import batches
from parkdash.warehouse.told import Told, told_of


@dataclass(frozen=True)
class Correction:
    """What one row says of a thing. `changed`: (column, before, now) against the row handed in before it; the first
    row has changed nothing. `is_own` marks the row that was asked for."""

    batch: Batch
    file: str
    sheet: str
    row: int
    changed: tuple[tuple[str, Any, Any], ...]
    is_own: bool = False


def corrections(home: Path, source: SourceRef, row: int) -> list[Correction]:
    """The rows of all batches in force about the same thing, oldest first; empty if there is no such row."""
    holding = in_force(batches(home))
    mine = next((batch for batch in holding if batch.id == source.batch), None)
    if mine is None:
        return []
    files = [(file.name, file.sha256) for file in mine.files]
    if (source.file, source.sha256) not in files:
        return []
    place = (mine.number, files.index((source.file, source.sha256)), source.sheet, row)
    told = told_of(holding, source.table, place)
    by_number = {batch.number: batch for batch in holding}
    return [
        Correction(
            by_number[one.batch], by_number[one.batch].files[one.file_no].name, one.sheet, one.row,
            _changed(told[number - 1], one) if number else (), (one.batch, one.file_no, one.sheet, one.row) == place,
        )
        for number, one in enumerate(told)
    ]  # fmt: skip


def _changed(before: Told, now: Told) -> tuple[tuple[str, Any, Any], ...]:
    return tuple(
        (name, before.values[name], value) for name, value in now.values.items() if value != before.values[name]
    )
