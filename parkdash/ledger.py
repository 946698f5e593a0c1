"""The ledger: accepted files and batches, append-only. Versions are built from it and can always be built again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from parkdash.batch import Batch, KeptFile, SheetColumns, TableCount, batch_id, read_batch, to_json
from parkdash.home import (
    Home,
    NoVersion,
    Pointer,
    Progress,
    importing,
    read_pointer,
    sync_file,
    sync_folder,
    write_whole,
)
from parkdash.upkeep import recover, sweep, thin
from parkdash.warehouse import count_changes, place, prepare, publish

if TYPE_CHECKING:
    from parkdash.ingest import Intake

Clock = Callable[[], datetime]


class Refused(ValueError):
    """The files have problems that forbid taking them; the intake's issues say which."""


@dataclass(frozen=True)
class Accepted:
    """What came of an import. `batch` is None when every row was known already: then nothing was taken."""

    batch: Batch | None
    version: int
    tables: dict[str, TableCount]


@dataclass(frozen=True)
class VersionEntry:
    """One version of the past. `bytes` is 0 and `kept` false when its file was thinned out."""

    number: int
    accepted_at: datetime
    content_hash: str
    kept: bool
    bytes: int
    current: bool
    pinned: bool


@dataclass(frozen=True)
class Rebuilt:
    """A version built again. `expected` is the hash it had when it was accepted."""

    number: int
    content_hash: str
    expected: str

    @property
    def same(self) -> bool:
        return self.content_hash == self.expected


def now() -> datetime:
    """The clock of those who have no other."""
    return datetime.now(UTC)


def silent(step: str, done: float) -> None:
    """Progress for those who do not show any."""


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
    if any(issue.severity == "error" for _, _, intake in files for issue in intake.issues):
        raise Refused(", ".join(name for name, _, _ in files))
    say = progress or silent
    with importing(home, say, timeout):
        pointer = recover(home)
        try:
            accepted = _accept(home, pointer, files, _entry(pointer, files, mapping_text, who, why, clock()), say)
        finally:
            sweep(home, read_pointer(home) or pointer)
    say("done", 1.0)
    return accepted


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


def _accept(
    home: Path, pointer: Pointer, files: Sequence[tuple[str, bytes, Intake]], entry: Batch, say: Progress
) -> Accepted:
    places = Home(home)
    say("keep", 0.0)
    _keep_files(places, files, entry)
    folder = places.batches / batch_id(entry.number)
    unfinished = folder.with_name(f"{folder.name}.tmp")
    _keep_rows(unfinished, files)
    entry = replace(entry, folder=unfinished)
    before = places.versions / pointer.file if pointer.file else None
    made, built = prepare(home, [*batches(home), entry], before, entry.number, say)
    counts = count_changes(made, before, entry)
    if before is not None and not any(count.new or count.changed for count in counts.values()):
        return Accepted(None, pointer.version, counts)
    say("publish", 0.95)
    entry = replace(entry, tables=counts, content_hash=built.content_hash)
    write_whole(unfinished / "batch.json", to_json(entry).encode())
    unfinished.replace(folder)
    sync_folder(places.batches)
    entry = replace(entry, folder=folder)
    after = Pointer(entry.number, f"{entry.id}.duckdb", entry.number, built.content_hash)
    publish(home, made, after)
    thin(home, batches(home), after)
    return Accepted(entry, entry.number, counts)


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


def batches(home: Path) -> list[Batch]:
    """The accepted batches, oldest first. While the pointer is lost: every whole batch folder."""
    pointer = read_pointer(home)
    folders = Home(home).batch_folders()
    return [read_batch(path) for number, path in folders.items() if pointer is None or number <= pointer.batches]


def versions(home: Path) -> list[VersionEntry]:
    """The versions that have been current, oldest first, those thinned out included."""
    pointer = read_pointer(home)
    current = pointer.version if pointer else 0
    sizes = {file.number: file.path.stat().st_size for file in Home(home).version_files() if file.number <= current}
    pinned = Home(home).pinned()
    return [
        VersionEntry(
            number=batch.number,
            accepted_at=batch.accepted_at,
            content_hash=batch.content_hash,
            kept=batch.number in sizes,
            bytes=sizes.get(batch.number, 0),
            current=batch.number == current,
            pinned=batch.number in pinned,
        )
        for batch in batches(home)
    ]


def rebuild(home: Path, number: int | None = None, progress: Progress | None = None, clock: Clock = now) -> Rebuilt:
    """Build version `number` (default: the last one) again from the ledger alone and put it in place of the old file.

    It gets a new file name, so readers that have the old file open go on undisturbed. With the pointer lost it rolls
    forward to the last whole batch. NoVersion if there is no such batch.
    """
    say = progress or silent
    with importing(home, say):
        kept = batches(home)
        last = kept[-1].number if kept else 0
        number = last if number is None else number
        if not 1 <= number <= last:
            raise NoVersion(str(number))
        pointer = read_pointer(home) or Pointer(last, "", last)
        revision = int(clock().timestamp())  # never used before, not even by a file that was thinned out
        revision = max([revision, *(file.revision + 1 for file in Home(home).version_files() if file.number == number)])
        made, built = prepare(home, kept[:number], None, number, say)
        say("publish", 0.95)
        name = f"{batch_id(number)}.r{revision}.duckdb"
        if number == pointer.version:
            pointer = Pointer(number, name, number, built.content_hash)
            publish(home, made, pointer)
        else:
            place(home, made, name)
        if pointer.file:
            sweep(home, pointer)
    say("done", 1.0)
    return Rebuilt(number, built.content_hash, kept[number - 1].content_hash)


def pin(home: Path, number: int) -> None:
    """Keep version `number` for good. NoVersion if it is not there to be kept."""
    with importing(home, silent):
        if number not in {entry.number for entry in versions(home) if entry.kept}:
            raise NoVersion(str(number))
        Home(home).pins.mkdir(parents=True, exist_ok=True)
        write_whole(Home(home).pins / str(number), b"")


def unpin(home: Path, number: int) -> None:
    """Let version `number` be thinned out like any other."""
    (Home(home).pins / str(number)).unlink(missing_ok=True)
