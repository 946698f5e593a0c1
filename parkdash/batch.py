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
from typing import Any, Literal

# The day on which a batch was accepted is a day in China, wherever the server's clock thinks it stands.
CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class KeptFile:
    """One accepted file: the name it came with; its bytes lie in `ledger/files/<sha256>`.

    `mapping` is the place of its mapping in `Batch.mappings`, None where the batch has one for all or none.
    """

    name: str
    sha256: str
    bytes: int
    mapping: int | None = None


@dataclass(frozen=True)
class TableCount:
    """Rows of one table in a batch, and what they meant for the version before it.

    `missing`: rows before it that no longer hold, or were ended, because of the batch's mode. `left_out`: rows of the
    files that were in error and not taken.
    """

    rows: int
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    missing: int = 0
    left_out: int = 0

    @property
    def says_something(self) -> bool:
        """True if the batch changes anything in this table."""
        return bool(self.new or self.changed or self.missing)


@dataclass(frozen=True)
class Mode:
    """What of one table no longer holds once a batch is taken, beyond rows of the same key.

    `update`: nothing. `part` (tables of periods, of events and of things without time): every earlier row of `months`
    (first days; None where months do not matter), with `own` only rows of the batch's source. `whole` (tables of
    intervals): earlier rows that the batch does not have end with `last_day`, with `own` only those of its source.
    """

    kind: Literal["update", "part", "whole"] = "update"
    own: bool = False
    months: tuple[date, ...] | None = None
    last_day: date | None = None


UPDATE = Mode()


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
    source: str = ""  # the id of the source that handed it in
    modes: Mapping[str, Mode] = field(default_factory=dict)  # by table; without an entry: update
    mappings: tuple[str, ...] = ()  # TOML, where files were read in different ways
    draft: str = ""  # the try that it came from: one try makes one batch

    @property
    def id(self) -> str:
        """The number as it is shown and as the folder is called: six digits."""
        return batch_id(self.number)

    @property
    def accepted_on(self) -> date:
        """The day (in China) on which the batch was accepted."""
        return self.accepted_at.astimezone(CHINA).date()

    def mode(self, table: str) -> Mode:
        """How the batch treats earlier rows of a table."""
        return self.modes.get(table, UPDATE)

    def mapping_of(self, file_no: int) -> str | None:
        """The mapping that one file was read through. None: as our own template."""
        own = self.files[file_no].mapping
        return self.mapping if own is None else self.mappings[own]

    def parquet(self, table: str) -> Path:
        """The rows of one table. KeyError if the batch brought none."""
        if table not in self.tables:
            raise KeyError(f"batch {self.id} has no table {table!r}")
        return self.folder / f"{table}.parquet"


@dataclass(frozen=True)
class SourceRef:
    """Where rows came from: one sheet of one file of one batch; `sender` is the id of the source, "" if unknown."""

    id: int
    batch: str
    file: str
    sha256: str
    sheet: str
    table: str
    sender: str = ""


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
        "source": batch.source,
        "modes": {table: mode_entry(mode) for table, mode in batch.modes.items()},
        "mappings": list(batch.mappings),
        "draft": batch.draft,
    }
    return json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def mode_entry(mode: Mode) -> dict[str, Any]:
    """A mode as JSON keeps it."""
    months = None if mode.months is None else [month.isoformat() for month in mode.months]
    return {"kind": mode.kind, "own": mode.own, "months": months,
            "last_day": mode.last_day.isoformat() if mode.last_day else None}  # fmt: skip


def mode_from(entry: Mapping[str, Any]) -> Mode:
    """The reverse of `mode_entry`."""
    months = None if entry.get("months") is None else tuple(map(date.fromisoformat, entry["months"]))
    last_day = date.fromisoformat(entry["last_day"]) if entry.get("last_day") else None
    return Mode(entry["kind"], entry["own"], months, last_day)


def read_batch(folder: Path) -> Batch:
    """The batch kept in a folder. FileNotFoundError without a batch.json. Entries that older releases did not write
    are left as they are without one.
    """
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
        source=entry.get("source", ""),
        modes={table: mode_from(mode) for table, mode in entry.get("modes", {}).items()},
        mappings=tuple(entry.get("mappings", ())),
        draft=entry.get("draft", ""),
    )
