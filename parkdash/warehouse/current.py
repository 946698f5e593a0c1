"""Which version a process reads: the pointer is looked at, the new version opened, then swapped in."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from parkdash import background
from parkdash.home import Damaged, Home, NoVersion, Pointer, Thinned, read_pointer
from parkdash.warehouse.reader import Opened, Version

LOOK_SECONDS = 0.5
RETRY_SECONDS = 5.0  # a file that would not open is not tried again at every look


@dataclass
class _Reading:
    """What one process knows about one home. `looking` is held by the one thread that looks at the pointer."""

    version: Version | None = None
    pointer: Pointer | None = None
    looked_at: float = float("-inf")
    failed_at: float = float("-inf")
    problem: str = ""
    broken: type[Damaged] = Damaged
    looking: threading.Lock = field(default_factory=threading.Lock)


# Called with the old and the new version before readers get the new one, e.g. to answer what is asked most.
Warmer = Callable[[Version, Version], None]

_opened = Opened()
_warmers: list[Warmer] = []
_readings: dict[Path, _Reading] = {}
_readings_lock = threading.Lock()


def _reading(home: Path) -> _Reading:
    with _readings_lock:
        return _readings.setdefault(home.absolute(), _Reading())


def before_reading(warm: Warmer) -> None:
    """Have `warm(old, new)` called in a thread of its own before a new version is read; until then the old one is."""
    _warmers.append(warm)


def refresh(home: Path) -> Version:
    """The version that the pointer names now, without waiting for the next look or for warming."""
    reading = _reading(home)
    with reading.looking:
        _look(home, reading, at_once=True)
    return current(home)


def current(home: Path) -> Version:
    """The current version. While a new one is being opened, and if it will not open, readers keep the old one.

    NoVersion if there is none yet; Damaged, Outdated if the very first one will not open.
    """
    reading = _reading(home)
    if reading.version is not None:
        if time.monotonic() - reading.looked_at >= LOOK_SECONDS and reading.looking.acquire(blocking=False):
            try:
                _look(home, reading)
            finally:
                reading.looking.release()
        return reading.version
    with reading.looking:
        if reading.version is None:
            _look(home, reading)
    if reading.version is None:
        raise reading.broken(reading.problem) if reading.problem else NoVersion(str(home))
    return reading.version


def _look(home: Path, reading: _Reading, at_once: bool = False) -> None:
    now = time.monotonic()
    reading.looked_at = now
    try:
        pointer = read_pointer(home)
        if pointer is None or not pointer.file:
            reading.problem = "" if reading.version is None else "the pointer versions/current is gone"
            return
        known = pointer == reading.pointer and (not reading.problem or now - reading.failed_at < RETRY_SECONDS)
        if known and not at_once:  # at once: it may be known, and still be warming
            return
        reading.pointer = pointer
        fresh = _opened.get(Home(home).versions / pointer.file)
        reading.problem = ""
        if reading.version is None or at_once or not _warmers:
            reading.version = fresh
        else:
            background.start(f"open {pointer.file}", _warm_and_swap, reading, reading.version, fresh)
    except Damaged as broken:
        reading.problem, reading.broken = str(broken), type(broken)
        reading.failed_at = now


def _warm_and_swap(reading: _Reading, old: Version, fresh: Version) -> None:
    try:
        for warm in _warmers:
            warm(old, fresh)
    finally:
        if reading.pointer is not None and reading.pointer.file == fresh.path.name:  # not overtaken by a newer one
            reading.version = fresh


def newest(home: Path) -> Version:
    """The version that the pointer names, opened now, for work whose result is kept: what was just imported is in it,
    even while readers still have the version before.

    NoVersion if there is none yet; Damaged, Outdated if it will not open.
    """
    pointer = read_pointer(home)
    if pointer is None or not pointer.file:
        raise NoVersion(str(home))
    return _opened.get(Home(home).versions / pointer.file)


def at(home: Path, number: int) -> Version:
    """Version `number`. NoVersion if there never was one, Thinned if it is no longer kept, Damaged if unreadable."""
    pointer = read_pointer(home)
    if pointer is None or not 1 <= number <= pointer.version:
        raise NoVersion(str(number))
    if number == pointer.version:
        return newest(home)
    kept = [file for file in Home(home).version_files() if file.number == number]
    if kept:
        return _opened.get(kept[-1].path)
    raise Thinned(str(number)) if number in Home(home).batch_folders() else NoVersion(str(number))


def health(home: Path) -> dict[str, object]:
    """For the health address: `status` ok, empty (nothing imported) or stale (an older version is shown), and why."""
    reading = _reading(home)
    try:
        version = current(home)
    except NoVersion:
        return {"status": "empty", "version": None, "pointer": None, "problem": ""}
    except Damaged as broken:
        return {"status": "down", "version": None, "pointer": None, "problem": str(broken)}
    pointer = reading.pointer.version if reading.pointer else None
    status = "stale" if reading.problem else "ok"
    return {"status": status, "version": version.number, "pointer": pointer, "problem": reading.problem}
