"""What the ledger holds and which versions came of it: listing, building again, keeping for good."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from parkdash.batch import Batch, batch_id, read_batch
from parkdash.home import Home, NoVersion, Pointer, Progress, importing, read_pointer, write_whole
from parkdash.upkeep import sweep
from parkdash.warehouse import place, prepare, publish

Clock = Callable[[], datetime]


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


def batches(home: Path) -> list[Batch]:
    """The accepted batches, oldest first. While the pointer is lost: every whole batch folder."""
    pointer = read_pointer(home)
    folders = Home(home).batch_folders()
    return [_batch(path) for number, path in folders.items() if pointer is None or number <= pointer.batches]


def _batch(folder: Path) -> Batch:
    written = (folder / "batch.json").stat()
    return _read(folder, written.st_ino, written.st_mtime_ns)


@lru_cache(maxsize=4096)
def _read(folder: Path, inode: int, written_at: int) -> Batch:
    """A batch never changes; a number that was swept and given again has another file."""
    return read_batch(folder)


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
        made, built = prepare(Home(home).versions, kept[:number], number, say)
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
