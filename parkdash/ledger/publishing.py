"""A batch folder and a version file, made beside what is there, then published in one step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from parkdash.batch import Batch, KeptFile, TableCount, to_json
from parkdash.history import batches
from parkdash.home import (
    Home,
    Pointer,
    Progress,
    importing,
    read_pointer,
    sync_file,
    sync_folder,
    unfinished_name,
    write_whole,
)  # fmt: skip
from parkdash.ledger.given import Given, chunks_of
from parkdash.upkeep import recover, sweep, thin
from parkdash.warehouse import Version, publish


@dataclass(frozen=True)
class Accepted:
    """What came of an import. `batch` is None when no row said anything new: then nothing was taken."""

    batch: Batch | None
    version: int
    tables: dict[str, TableCount]


@dataclass(frozen=True)
class Prepared:
    """A batch folder and a version file that are complete but not yet known to anybody."""

    entry: Batch
    made: Path


@contextmanager
def working(home: Path, say: Progress, timeout: float) -> Iterator[Pointer]:
    """Hold the lock over a home in order; whatever is unfinished at the end is swept."""
    with importing(home, say, timeout):
        pointer = recover(home)
        try:
            yield pointer
        finally:
            sweep(home, read_pointer(home) or pointer)


def version_before(home: Path, pointer: Pointer) -> Path | None:
    """The file of the current version, None in an empty home. Damaged, Outdated if it could not be compared with."""
    before = Home(home).versions / pointer.file if pointer.file else None
    if before is not None:
        Version(before)
    return before


def publish_batch(home: Path, pointer: Pointer, prepared: Prepared, say: Progress) -> Accepted:
    """Make a prepared batch part of the ledger and its version current. Needs the lock."""
    entry = prepared.entry
    say("publish", 0.95)
    write_whole(entry.folder / "batch.json", to_json(entry).encode())
    folder = entry.folder.replace(entry.folder.with_name(entry.id))
    sync_folder(folder.parent)
    after = Pointer(entry.number, f"{entry.id}.duckdb", entry.number, entry.content_hash)
    publish(home, prepared.made, after)
    thin(home, batches(home), after)
    return Accepted(replace(entry, folder=folder), entry.number, dict(entry.tables))


def keep_files(home: Path, files: Sequence[Given], kept: Sequence[KeptFile]) -> None:
    """Every file byte for byte under its hash; one that is there already is not written again."""
    folder = Home(home).files
    folder.mkdir(parents=True, exist_ok=True)
    for entry, file in zip(kept, files, strict=True):
        target = folder / entry.sha256
        if target.exists():
            continue
        unfinished = unfinished_name(target)
        with unfinished.open("wb") as out:
            for chunk in chunks_of(file.content):
                out.write(chunk)
        sync_file(unfinished)
        unfinished.replace(target)
    sync_folder(folder)


def keep_rows(folder: Path, files: Sequence[Given]) -> None:
    """One parquet per table, file after file, so that the rows are never there twice."""
    folder.mkdir(parents=True)
    for table in sorted({table for file in files for table in file.intake.tables}):
        path = folder / f"{table}.parquet"
        writer = None
        for file_no, file in enumerate(files):
            rows = file.intake.tables.get(table)
            if rows is None:
                continue
            numbered = rows.append_column("file_no", pa.repeat(pa.scalar(file_no, pa.int16()), rows.num_rows))
            writer = writer or pq.ParquetWriter(path, numbered.schema, compression="zstd")
            writer.write_table(numbered)
        if writer is not None:
            writer.close()
            sync_file(path)
