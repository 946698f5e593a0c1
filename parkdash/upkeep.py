"""Keeping the data home tidy: what an interrupted import left is swept, old versions are thinned out."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from parkdash.batch import Batch, read_batch
from parkdash.home import Home, Pointer, RebuildNeeded, VersionFile, read_pointer, write_pointer

KEPT_VERSIONS = 10


def recover(home: Path) -> Pointer:
    """Bring the home into the state that its pointer names, making a new home if there is none. Needs the lock.

    RebuildNeeded if there are batches but no pointer: then nothing is touched, for the ledger is the truth.
    """
    pointer = read_pointer(home)
    if pointer is None:
        if Home(home).batch_folders():
            raise RebuildNeeded(str(home))
        pointer = Pointer(0, "", 0)
        write_pointer(home, pointer)
    sweep(home, pointer)
    return pointer


def sweep(home: Path, pointer: Pointer) -> None:
    """Remove all that the pointer does not cover: batches and versions above it, unfinished files, unnamed files."""
    places = Home(home)
    folders = places.batch_folders()
    for number, folder in folders.items():
        if number > pointer.batches:
            shutil.rmtree(folder)
    kept = [read_batch(folder) for number, folder in folders.items() if number <= pointer.batches]
    named = {file.sha256 for batch in kept for file in batch.files}
    _remove(path for path in _entries(places.files) if path.name not in named)
    _remove(path for path in _entries(places.batches) if ".tmp" in path.name)
    _remove(path for path in _entries(places.versions) if ".tmp" in path.name or path.name.endswith(".wal"))
    _remove(file.path for file in _superseded(places.version_files(), pointer))


def thin(home: Path, batches: Sequence[Batch], pointer: Pointer) -> list[int]:
    """Remove old versions: the newest ten, the last of each ISO week and pinned ones stay. Returns what was removed."""
    places = Home(home)
    last_of_week = {batch.accepted_on.isocalendar()[:2]: batch.number for batch in batches}
    newest = {batch.number for batch in batches[-KEPT_VERSIONS:]}
    kept = newest | set(last_of_week.values()) | places.pinned() | {pointer.version}
    gone = [file for file in places.version_files() if file.number not in kept]
    _remove(file.path for file in gone)
    return sorted({file.number for file in gone})


def _superseded(files: Sequence[VersionFile], pointer: Pointer) -> list[VersionFile]:
    """Files above the pointer, and those of which there is a later revision. Of the current one the pointer decides."""
    latest = {file.number: file.path for file in files}
    latest[pointer.version] = Path(pointer.file)
    return [file for file in files if file.number > pointer.version or file.path.name != latest[file.number].name]


def _entries(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path)
            continue
        try:
            path.unlink(missing_ok=True)
        except PermissionError:  # Windows: somebody still reads it; the next sweep will get it
            continue
