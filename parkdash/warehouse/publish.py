"""From batches to a published version: build beside, check, put in place, move the pointer."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from parkdash.batch import Batch
from parkdash.home import BuildFailed, Damaged, Home, Pointer, Progress, sync_file, sync_folder, write_pointer
from parkdash.warehouse.build import Built, build
from parkdash.warehouse.reader import Version

UNLIMITED = 0  # milliseconds: a check reads everything, however long that takes


def prepare(folder: Path, batches: Sequence[Batch], number: int, progress: Progress) -> tuple[Path, Built]:
    """A complete, checked version file in a folder, not yet known to anybody.

    BuildFailed if the batches make no version, Damaged if the check fails.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{number:06d}.{os.getpid()}.tmp"
    try:
        built = build(target, batches, number, _within(progress, 0.1, 0.9))
    except duckdb.Error as failed:
        raise BuildFailed(str(failed)) from failed
    if target.with_name(target.name + ".wal").exists():
        raise Damaged(f"{target.name}: not everything was written")
    progress("check", 0.9)
    sync_file(target)
    Version(target, milliseconds=UNLIMITED).scan()
    return target, built


def publish(home: Path, prepared: Path, pointer: Pointer) -> None:
    """Give a prepared version its lasting name and make it current. The last line is the commit point."""
    place(home, prepared, pointer.file)
    write_pointer(home, pointer)


def place(home: Path, prepared: Path, name: str) -> None:
    """Give a prepared version its lasting name, which no file ever had before: DuckDB remembers files by their path."""
    versions = Home(home).versions
    prepared.replace(versions / name)
    sync_folder(versions)


def _within(progress: Progress, first: float, last: float) -> Callable[[str, float], None]:
    return lambda step, done: progress(step, first + (last - first) * done)
