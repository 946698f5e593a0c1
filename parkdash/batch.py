"""A batch: what one import brought, as an immutable folder of the ledger. Values and their canonical JSON only.

`ledger/batches/000012/batch.json` says who, when, why and from which files; beside it lies one parquet per table
(zstd) with the checked rows: the contract's stored columns, then

- `sheet` (string) and `source_row` (int32): where the row stands, as the spreadsheet numbers it,
- `file_no` (int16): which of the batch's files it came from, counted from 0 in the order of `Batch.files`.

Within a batch later files, and within a file later rows, count as the newer word on the same key.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

# The day on which a batch was accepted is a day in China, wherever the server's clock thinks it stands.
CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class KeptFile:
    """One accepted file: the name it came with; its bytes lie in `ledger/files/<sha256>`."""

    name: str
    sha256: str
    bytes: int


@dataclass(frozen=True)
class TableCount:
    """Rows of one table in a batch, and what they meant for the version before it."""

    rows: int
    new: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True)
class SheetColumns:
    """Which spreadsheet column each contract column was read from, for one sheet."""

    file_no: int
    table: str
    sheet: str
    letters: Mapping[str, str]


@dataclass(frozen=True)
class Batch:
    """One accepted import. `accepted_at` is UTC; `folder` holds `<table>.parquet` for each of `tables`."""

    number: int
    folder: Path
    accepted_at: datetime
    who: str
    why: str
    files: tuple[KeptFile, ...]
    tables: Mapping[str, TableCount]
    columns: tuple[SheetColumns, ...] = ()
    mapping: str | None = None
    kind: str = "import"
    content_hash: str = ""  # of the version built from the batches up to this one, as it was accepted
    undoes: tuple[int, ...] = field(default=())

    @property
    def id(self) -> str:
        """The number as it is shown and as the folder is called: six digits."""
        return batch_id(self.number)

    @property
    def accepted_on(self) -> date:
        """The day (in China) on which the batch was accepted."""
        return self.accepted_at.astimezone(CHINA).date()

    def parquet(self, table: str) -> Path:
        """The rows of one table. KeyError if the batch brought none."""
        if table not in self.tables:
            raise KeyError(f"batch {self.id} has no table {table!r}")
        return self.folder / f"{table}.parquet"


@dataclass(frozen=True)
class SourceRef:
    """Where rows came from: one sheet of one file of one batch."""

    id: int
    batch: str
    file: str
    sha256: str
    sheet: str
    table: str


def in_force(batches: Sequence[Batch]) -> list[Batch]:
    """The batches that hold, oldest first: those that no later one in force takes back. Undoing an undo is a redo."""
    taken_back: set[int] = set()
    holding = []
    for batch in sorted(batches, key=lambda b: b.number, reverse=True):
        if batch.number not in taken_back:
            taken_back.update(batch.undoes)
            holding.append(batch)
    return holding[::-1]


def batch_id(number: int) -> str:
    """12 → "000012"."""
    return f"{number:06d}"


def to_json(batch: Batch) -> str:
    """Canonical JSON: keys sorted, no optional white space, text as it is. The same batch gives the same bytes."""
    entry = {
        "number": batch.number,
        "id": batch.id,
        "accepted_at": batch.accepted_at.astimezone(UTC).isoformat(timespec="seconds"),
        "who": batch.who,
        "why": batch.why,
        "kind": batch.kind,
        "undoes": list(batch.undoes),
        "files": [vars(file) for file in batch.files],
        "mapping": batch.mapping,
        "tables": {name: vars(count) for name, count in batch.tables.items()},
        "columns": [{**vars(sheet), "letters": dict(sheet.letters)} for sheet in batch.columns],
        "content_hash": batch.content_hash,
    }
    return json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def read_batch(folder: Path) -> Batch:
    """The batch kept in a folder. FileNotFoundError without a batch.json."""
    entry: dict[str, Any] = json.loads((folder / "batch.json").read_text(encoding="utf-8"))
    return Batch(
        number=entry["number"],
        folder=folder,
        accepted_at=datetime.fromisoformat(entry["accepted_at"]),
        who=entry["who"],
        why=entry["why"],
        kind=entry["kind"],
        undoes=tuple(entry["undoes"]),
        files=tuple(KeptFile(**file) for file in entry["files"]),
        mapping=entry["mapping"],
        tables={name: TableCount(**count) for name, count in entry["tables"].items()},
        columns=tuple(SheetColumns(**sheet) for sheet in entry["columns"]),
        content_hash=entry["content_hash"],
    )
