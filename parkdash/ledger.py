"""The ledger: accepted files and batches, append-only. Versions are built from it and can always be built again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from parkdash.batch import Batch, KeptFile, SheetColumns, SourceRef, TableCount, in_force, read_batch, to_json
from parkdash.history import (
    Clock,
    Rebuilt,
    VersionEntry,
    batches,
    now,
    pin,
    rebuild,
    silent,
    unpin,
    versions,
)
from parkdash.home import Home, Pointer, Progress, importing, read_pointer, sync_file, sync_folder, write_whole
from parkdash.ingest import Intake, mapping_of
from parkdash.ingest.files import sheets_in
from parkdash.ingest.sheets import Sheet, letter
from parkdash.upkeep import recover, sweep, thin
from parkdash.warehouse import Version, count_changes, prepare, publish

__all__ = [
    "Accepted",
    "NotInForce",
    "Rebuilt",
    "Refused",
    "VersionEntry",
    "accept",
    "batches",
    "pin",
    "preview",
    "rebuild",
    "redo",
    "source_row",
    "undo",
    "unpin",
    "versions",
]


class Refused(ValueError):
    """The files have problems that forbid taking them; the intake's issues say which."""


@dataclass(frozen=True)
class Accepted:
    """What came of an import. `batch` is None when no row said anything new: then nothing was taken."""

    batch: Batch | None
    version: int
    tables: dict[str, TableCount]


def accept(
    home: Path,
    files: Sequence[tuple[str, bytes, Intake]],
    mapping_text: str | None = None,
    who: str = "",
    why: str = "",
    progress: Progress | None = None,
    clock: Clock = now,
    timeout: float = -1,
) -> Accepted:
    """Take checked files as one batch and publish the version with it. Wholly, or not at all, wherever it is cut off.

    `files` are (name, bytes, intake). `progress` is told (step, share of 1): wait, keep, rows …, check, publish, done.
    Refused if an intake has errors, Busy after `timeout` seconds of waiting for another import, RebuildNeeded if the
    home has lost its pointer.
    """
    say = progress or silent
    with _working(home, files, say, timeout) as pointer:
        entry = _entry(pointer, files, mapping_text, who, why, clock())
        accepted = _commit(home, pointer, _prepare(home, pointer, files, entry, say), say)
    say("done", 1.0)
    return accepted


def preview(
    home: Path,
    files: Sequence[tuple[str, bytes, Intake]],
    progress: Progress | None = None,
    clock: Clock = now,
    timeout: float = -1,
) -> dict[str, TableCount]:
    """What `accept` would count, table by table, with nothing taken. Raises what `accept` raises."""
    say = progress or silent
    with _working(home, files, say, timeout) as pointer:
        prepared = _prepare(home, pointer, files, _entry(pointer, files, None, "", "", clock()), say)
    say("done", 1.0)
    return dict(prepared.entry.tables)


class NotInForce(ValueError):
    """There is nothing to take back: no such batch, or it is taken back already."""


def undo(
    home: Path,
    number: int,
    who: str = "",
    why: str = "",
    progress: Progress | None = None,
    clock: Clock = now,
    timeout: float = -1,
) -> Accepted:
    """Take a batch back, by one more entry. Later batches hold as they are; what the batch alone had said is gone, what
    it had changed is as before. Undoing an undo brings the batch back. NotInForce if there is nothing to take back.
    """
    say = progress or silent
    with _working(home, (), say, timeout) as pointer:
        if number not in {batch.number for batch in in_force(batches(home))}:
            raise NotInForce(str(number))
        entry = replace(_entry(pointer, (), None, who, why, clock()), kind="undo", undoes=(number,))
        accepted = _publish(home, pointer, _prepare(home, pointer, (), entry, say), say)
    say("done", 1.0)
    return accepted


def redo(home: Path, number: int, who: str = "", why: str = "", progress: Progress | None = None) -> Accepted:
    """Bring back a batch that was taken back. NotInForce if it was not."""
    undone = [batch.number for batch in in_force(batches(home)) if number in batch.undoes]
    if not undone:
        raise NotInForce(str(number))
    return undo(home, undone[-1], who, why, progress)


@dataclass(frozen=True)
class _Prepared:
    """A batch folder and a version file that are complete but not yet known to anybody."""

    entry: Batch
    made: Path


@contextmanager
def _working(
    home: Path, files: Sequence[tuple[str, bytes, Intake]], say: Progress, timeout: float
) -> Iterator[Pointer]:
    """Hold the lock over a home in order; whatever is unfinished at the end is swept."""
    if any(issue.severity == "error" for _, _, intake in files for issue in intake.issues):
        raise Refused(", ".join(name for name, _, _ in files))
    with importing(home, say, timeout):
        pointer = recover(home)
        try:
            yield pointer
        finally:
            sweep(home, read_pointer(home) or pointer)


def _entry(
    pointer: Pointer,
    files: Sequence[tuple[str, bytes, Intake]],
    mapping_text: str | None,
    who: str,
    why: str,
    accepted_at: datetime,
) -> Batch:
    kept = tuple(KeptFile(name, hashlib.sha256(content).hexdigest(), len(content)) for name, content, _ in files)
    columns = tuple(
        SheetColumns(file_no, table, sheet, letters)
        for file_no, (_, _, intake) in enumerate(files)
        for (table, sheet), letters in sorted(intake.columns.items())
    )
    rows: dict[str, int] = {}
    for _, _, intake in files:
        for table, content in intake.tables.items():
            rows[table] = rows.get(table, 0) + content.num_rows
    counts = {table: TableCount(count) for table, count in sorted(rows.items())}
    return Batch(pointer.batches + 1, Path(), accepted_at, who, why, kept, counts, columns, mapping_text)


def _prepare(
    home: Path, pointer: Pointer, files: Sequence[tuple[str, bytes, Intake]], entry: Batch, say: Progress
) -> _Prepared:
    places = Home(home)
    say("keep", 0.0)
    _keep_files(places, files, entry)
    entry = replace(entry, folder=places.batches / f"{entry.id}.tmp")
    _keep_rows(entry.folder, files)
    before = places.versions / pointer.file if pointer.file else None
    if before is not None:
        Version(before)  # one that cannot be read could not be compared with
    made, built = prepare(home, [*batches(home), entry], entry.number, say)
    return _Prepared(replace(entry, tables=count_changes(made, before, entry), content_hash=built.content_hash), made)


def _commit(home: Path, pointer: Pointer, prepared: _Prepared, say: Progress) -> Accepted:
    entry = prepared.entry
    counts = dict(entry.tables)
    if not any(count.new or count.changed for count in counts.values()):
        return Accepted(None, pointer.version, counts)
    return _publish(home, pointer, prepared, say)


def _publish(home: Path, pointer: Pointer, prepared: _Prepared, say: Progress) -> Accepted:
    entry = prepared.entry
    say("publish", 0.95)
    write_whole(entry.folder / "batch.json", to_json(entry).encode())
    folder = entry.folder.replace(entry.folder.with_name(entry.id))
    sync_folder(folder.parent)
    after = Pointer(entry.number, f"{entry.id}.duckdb", entry.number, entry.content_hash)
    publish(home, prepared.made, after)
    thin(home, batches(home), after)
    return Accepted(replace(entry, folder=folder), entry.number, dict(entry.tables))


def _keep_files(places: Home, files: Sequence[tuple[str, bytes, Intake]], entry: Batch) -> None:
    places.files.mkdir(parents=True, exist_ok=True)
    for kept, (_, content, _) in zip(entry.files, files, strict=True):
        if not (places.files / kept.sha256).exists():
            write_whole(places.files / kept.sha256, content)


def _keep_rows(folder: Path, files: Sequence[tuple[str, bytes, Intake]]) -> None:
    folder.mkdir(parents=True)
    gathered: dict[str, list[pa.Table]] = {}
    for file_no, (_, _, intake) in enumerate(files):
        for table, rows in intake.tables.items():
            numbers = pa.repeat(pa.scalar(file_no, pa.int16()), rows.num_rows)
            gathered.setdefault(table, []).append(rows.append_column("file_no", numbers))
    for table, parts in gathered.items():
        path = folder / f"{table}.parquet"
        pq.write_table(pa.concat_tables(parts), path, compression="zstd")
        sync_file(path)


def source_row(home: Path, source: SourceRef, row: int) -> list[tuple[str, str, str]]:
    """The row as it stands in the accepted file: (cell like "B17", header, text) for each of its columns.

    Empty if the batch is gone or the sheet has no such row.
    """
    folder = Home(home).batches / source.batch
    if not (folder / "batch.json").exists():
        return []
    mapping_text = read_batch(folder).mapping
    sheets = _sheets(Home(home).files / source.sha256, source.file, mapping_text)
    for sheet in sheets:
        numbers = sheet.rows.to_numpy()
        place = int(numbers.searchsorted(row))
        if sheet.name == source.sheet and place < len(numbers) and numbers[place] == row:
            cells = enumerate(zip(sheet.headers, sheet.columns, strict=True))
            return [(f"{letter(number)}{row}", header, texts[place].as_py() or "") for number, (header, texts) in cells]
    return []


@lru_cache(maxsize=4)
def _sheets(path: Path, file_name: str, mapping_text: str | None) -> list[Sheet]:
    """The sheets of a kept file, which never changes, read as they were when it was accepted."""
    if mapping_text is None:
        return sheets_in(path.read_bytes(), file_name)
    mapping = mapping_of(mapping_text)
    return sheets_in(path.read_bytes(), file_name, mapping.encoding, mapping.header_row)
