"""The version with files in it, built aside: to see what it would say, and to be taken if nothing came between.

Building it needs no lock, so two people look at what their files would do at the same time.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from parkdash.batch import Batch, TableCount, read_batch, to_json
from parkdash.history import Clock, batches, now, silent
from parkdash.home import Home, Pointer, Progress, RebuildNeeded, read_pointer, write_whole
from parkdash.ledger.given import Given, Terms, entry_of, refuse_errors
from parkdash.ledger.publishing import Prepared, keep_rows, version_before
from parkdash.warehouse import compare, prepare

# Rows are read by this release's code: what another process prepared is prepared again.
THIS_PROCESS = secrets.token_hex(8)
LISTED = 5_000  # rows of one table that are kept for looking at, of those that are new, changed and missing each


@dataclass(frozen=True)
class Aside:
    """A batch and the version with it, complete, in a folder of their own. `basis` is the pointer that they follow."""

    folder: Path
    entry: Batch
    basis: Pointer
    made_by: str = THIS_PROCESS

    @property
    def version(self) -> Path:
        """The file of the version with the batch in it."""
        return self.folder / "version.duckdb"

    @property
    def counts(self) -> dict[str, TableCount]:
        """What the batch means for the version before it."""
        return dict(self.entry.tables)

    def rows(self, table: str) -> pa.Table:
        """The first rows that are new, changed and missing, see `warehouse.Compared`."""
        return pq.read_table(self.folder / f"{table}.changes.parquet")

    def fits(self, pointer: Pointer, entry: Batch) -> bool:
        """True if taking `entry` after `pointer` gives just this: same files, terms and day, and nothing in between."""
        return (self.basis, self.made_by, _essence(self.entry)) == (pointer, THIS_PROCESS, _essence(entry))


def build_aside(
    home: Path, folder: Path, files: Sequence[tuple | Given], mapping_text: str | None = None,
    terms: Terms | None = None, progress: Progress | None = None, clock: Clock = now, listed: int = LISTED,
) -> Aside:  # fmt: skip
    """Build what `accept` would publish into `folder`, in place of what was there. Raises what `accept` raises.

    Whatever stops it, `folder` holds all of it or nothing.
    """
    say, terms = progress or silent, terms or Terms()
    given = [Given(*file) for file in files]
    refuse_errors(given, terms)
    basis = basis_of(home)
    entry = entry_of(basis, given, mapping_text, "", "", clock(), terms)
    shutil.rmtree(folder, ignore_errors=True)
    unfinished = folder.with_name(f"{folder.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp")
    try:
        made = _build(home, unfinished, basis, entry, given, say, listed)
        made = replace(made, folder=folder, entry=replace(made.entry, folder=folder / "rows"))
        unfinished.replace(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    say("done", 1.0)
    return made


def read_aside(folder: Path) -> Aside | None:
    """What was built into a folder before, None if nothing was."""
    try:
        said = json.loads((folder / "basis.json").read_text(encoding="utf-8"))
        entry = replace(read_batch(folder), folder=folder / "rows")
    except FileNotFoundError:
        return None
    return Aside(folder, entry, Pointer(**said["basis"]), said["made_by"])


def basis_of(home: Path) -> Pointer:
    """The pointer, or what stands for it in an empty home. RebuildNeeded if it is lost."""
    pointer = read_pointer(home)
    if pointer is None and Home(home).batch_folders():
        raise RebuildNeeded(str(home))
    return pointer or Pointer(0, "", 0)


def taken_over(home: Path, aside: Aside, entry: Batch) -> Prepared:
    """What was built aside, moved to where it is published from, under the entry's own words. Needs the lock."""
    places = Home(home)
    folder = places.batches / f"{entry.id}.tmp"
    places.batches.mkdir(parents=True, exist_ok=True)
    places.versions.mkdir(parents=True, exist_ok=True)
    made = places.versions / f"{entry.id}.{os.getpid()}.tmp"
    aside.entry.folder.replace(folder)
    aside.version.replace(made)
    shutil.rmtree(aside.folder, ignore_errors=True)
    return Prepared(
        replace(entry, folder=folder, tables=aside.entry.tables, content_hash=aside.entry.content_hash), made
    )


def _build(
    home: Path, folder: Path, basis: Pointer, entry: Batch, files: Sequence[Given], say: Progress, listed: int
) -> Aside:
    say("keep", 0.0)
    entry = replace(entry, folder=folder / "rows")
    keep_rows(entry.folder, files)
    before = version_before(home, basis)
    made, built = prepare(folder, [*batches(home)[: basis.batches], entry], entry.number, say)
    made.replace(folder / "version.duckdb")
    found = compare(folder / "version.duckdb", before, entry, listed)
    for table, compared in found.items():
        pq.write_table(compared.rows, folder / f"{table}.changes.parquet")
    counts = {table: compared.count for table, compared in found.items()}
    entry = replace(entry, tables=counts, content_hash=built.content_hash)
    write_whole(folder / "batch.json", to_json(entry).encode())
    write_whole(folder / "basis.json", json.dumps({"basis": asdict(basis), "made_by": THIS_PROCESS}).encode())
    return Aside(folder, entry, basis)


def _essence(entry: Batch) -> str:
    """All that decides the content of a version with the entry in it, and the day, which decides its cut-off."""
    counts = {table: TableCount(count.rows, left_out=count.left_out) for table, count in entry.tables.items()}
    day = datetime(*entry.accepted_on.timetuple()[:3], tzinfo=entry.accepted_at.tzinfo)
    return to_json(replace(entry, tables=counts, who="", why="", accepted_at=day, content_hash=""))
