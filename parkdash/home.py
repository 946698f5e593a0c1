"""The data home: where things lie, the pointer to the current version, and the writes that survive a power cut.

ledger/files/<sha256>              every accepted file, byte for byte
ledger/batches/000012/             batch.json and one parquet per table
versions/000012.duckdb             immutable; a rebuilt one is called 000012.r<seconds>.duckdb
versions/current                   the pointer, replaced by one atomic rename: the commit point
versions/pins/<n>                  version n is never thinned out
drafts/<id>/                       files handed in and not yet taken, with draft.json
sources/<id>.toml                  who hands in, and how their files are read
packs/<edition>-<hash>.<format>    files made from frozen editions, each once
lock                               one importer at a time
"""

from __future__ import annotations

import json
import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

Progress = Callable[[str, float], None]

VERSION_FILE = re.compile(r"(\d{6,})(?:\.r(\d+))?\.duckdb")
BATCH_FOLDER = re.compile(r"\d{6,}")


class NoVersion(LookupError):
    """There is no current version: nothing has been imported, or the pointer is lost and a rebuild is needed."""


class Thinned(LookupError):
    """The version existed but was thinned out; `rebuild` makes it again from the ledger."""


class Damaged(RuntimeError):
    """A version file cannot be opened or read."""


class RebuildNeeded(RuntimeError):
    """The ledger holds batches but the pointer is gone; `rebuild` restores the version from the ledger."""


class Outdated(Damaged, RebuildNeeded):
    """A version file was made by another release, whose tables are not ours; `rebuild` brings it forward."""


class BuildFailed(RuntimeError):
    """No version could be built from these batches. What was there before is untouched."""


class Busy(RuntimeError):
    """Another import holds the lock for longer than the caller is willing to wait."""


@dataclass(frozen=True)
class Pointer:
    """What is current: version 0 with an empty file name means a home into which nothing was imported yet."""

    version: int
    file: str
    batches: int
    content_hash: str = ""


@dataclass(frozen=True)
class VersionFile:
    """One version file. Of several of one version the one with the highest `revision` counts."""

    number: int
    revision: int
    path: Path


@dataclass(frozen=True)
class Home:
    """Paths below the data home. Creating the object touches nothing."""

    root: Path

    @property
    def files(self) -> Path:
        return self.root / "ledger" / "files"

    @property
    def batches(self) -> Path:
        return self.root / "ledger" / "batches"

    @property
    def versions(self) -> Path:
        return self.root / "versions"

    @property
    def pins(self) -> Path:
        return self.versions / "pins"

    @property
    def drafts(self) -> Path:
        return self.root / "drafts"

    @property
    def sources(self) -> Path:
        return self.root / "sources"

    @property
    def packs(self) -> Path:
        return self.root / "packs"

    def batch_folders(self) -> dict[int, Path]:
        """Whole batch folders by number, in order; whether a batch counts is for the pointer to say."""
        if not self.batches.is_dir():
            return {}
        names = sorted(path.name for path in self.batches.iterdir() if BATCH_FOLDER.fullmatch(path.name))
        return {int(name): self.batches / name for name in names}

    def version_files(self) -> list[VersionFile]:
        """Every version file, oldest first; of one version the earlier revision first."""
        if not self.versions.is_dir():
            return []
        found = [(VERSION_FILE.fullmatch(path.name), path) for path in self.versions.iterdir()]
        files = [VersionFile(int(name[1]), int(name[2] or 0), path) for name, path in found if name]
        return sorted(files, key=lambda file: (file.number, file.revision))

    def pinned(self) -> set[int]:
        """Numbers of the versions that must be kept."""
        if not self.pins.is_dir():
            return set()
        return {int(path.name) for path in self.pins.iterdir() if path.name.isdigit()}


def data_home(root: Path | str | None = None) -> Path:
    """The data home: the argument, else `PARKDASH_HOME`, else ./data/home."""
    return Path(root or os.environ.get("PARKDASH_HOME") or Path("data") / "home")


def read_pointer(home: Path) -> Pointer | None:
    """The pointer, or None where there is none. Damaged if it is not one of ours."""
    path = Home(home).versions / "current"
    try:
        return Pointer(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as broken:
        raise Damaged(f"{path.name}: {broken}") from broken


def write_pointer(home: Path, pointer: Pointer) -> None:
    """Replace the pointer by one atomic rename: before it the old version is current, after it the new one."""
    versions = Home(home).versions
    versions.mkdir(parents=True, exist_ok=True)
    write_whole(versions / "current", (json.dumps(asdict(pointer), sort_keys=True) + "\n").encode())


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader, or a start after a power cut, finds all of it or the one before."""
    unfinished = unfinished_name(path)
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    sync_folder(path.parent)


def unfinished_name(path: Path) -> Path:
    """A name beside `path` that no other thread or process writes to at the same time."""
    return path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.tmp")


def sync_file(path: Path) -> None:
    """Bring a written file to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Bring the names in a folder to the disk. Windows has no such call and does it by itself."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def importing(home: Path, progress: Progress, timeout: float = -1) -> Iterator[None]:
    """Hold the lock of one importer at a time, waiting for the one before. Busy after `timeout` seconds (-1: never)."""
    home.mkdir(parents=True, exist_ok=True)
    lock = FileLock(home / "lock", preserve_lock_file=True)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        progress("wait", 0.0)
        try:
            lock.acquire(timeout=timeout, poll_interval=0.1)
        except Timeout as late:
            raise Busy(str(home)) from late
    try:
        yield
    finally:
        lock.release()


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Hold a lock file that one process at a time may have. Busy, at once, if another has it."""
    held = FileLock(lock, preserve_lock_file=True)
    try:
        held.acquire(timeout=0)
    except Timeout as taken:
        raise Busy(str(lock.parent)) from taken
    try:
        yield
    finally:
        held.release()
