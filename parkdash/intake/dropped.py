"""A folder that other systems drop files into: which are whole, what is known of them, and where they go afterwards.

DIR/<file>             dropped, not yet looked at
DIR/done, DIR/held     files with `<file>.report.json` and `<file>.report.txt` beside them
DIR/.inbox/<hash>      what the file of that name was taken up as (JSON), until it is moved
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from parkdash.home import sync_folder, write_whole
from parkdash.ingest.archives import base_name

DONE, HELD, NOTES = "done", "held", ".inbox"
UNFINISHED = (
    ".tmp",
    ".temp",
    ".part",
    ".partial",
    ".crdownload",
    ".download",
    ".filepart",
    ".swp",
    ".lock",
    ".writing",
)
REPORT, REPORT_TEXT = ".report.json", ".report.txt"
NAME_BYTES = 180  # of the 255 that systems allow; a number, the report's ending and that of unfinished writing follow
EMPTY_FOR = 60.0  # seconds after which a file without a byte is not waited for any longer


class Look(NamedTuple):
    """What tells that a file has not been written to since."""

    size: int
    mtime_ns: int
    inode: int


@dataclass
class Folder:
    """The files of one folder and since when each has been as it is."""

    path: Path
    _since: dict[Path, tuple[Look, float]] = field(default_factory=dict)

    def look(self) -> None:
        """See what is there now."""
        now = time.monotonic()
        seen = dict(_looks(self.path))
        kept = {path: since for path, since in self._since.items() if seen.get(path) == since[0]}
        self._since = {path: kept.get(path, (look, now)) for path, look in seen.items()}

    def whole(self, settle: float) -> list[tuple[Path, Look]]:
        """Files that nobody has written to for `settle` seconds, by name."""
        now = time.monotonic()
        return [
            (path, look)
            for path, (look, since) in sorted(self._since.items())
            if now - since >= (settle if look.size else max(settle, EMPTY_FOR))
        ]

    def waiting(self) -> list[str]:
        """Names of the files that are there."""
        return [shown_name(path) for path in sorted(self._since)]


def look_at(path: Path) -> Look | None:
    """A file as it is now, None if it is gone."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    return Look(stat.st_size, stat.st_mtime_ns, stat.st_ino)


def _looks(folder: Path) -> Iterator[tuple[Path, Look]]:
    names = {path.name for path in folder.iterdir()}
    for path in folder.iterdir():
        look = look_at(path) if path.is_file() and not path.is_symlink() and _is_whole_name(path.name, names) else None
        if look:
            yield path, look


def _is_whole_name(name: str, names: set[str]) -> bool:
    """False for names that programs give to what they are still writing, and while a workbook is open in one."""
    if name.startswith((".", "~")) or name.lower().endswith(UNFINISHED):
        return False
    return not names & {f"~${name}", f"~${name[2:]}", f".~lock.{name}#", f"{name}.lock", f"{name}.part"}


def taken_up(path: Path, sha256: str) -> str:
    """The id of the try that a file was taken up as by a run that was cut off; "" if there is none for these bytes."""
    try:
        note: dict[str, str] = json.loads(_note(path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ""
    return note["try"] if note["sha256"] == sha256 else ""


def note_try(path: Path, sha256: str, draft: str) -> None:
    """Remember which try a file is, before anything is taken."""
    _note(path).parent.mkdir(exist_ok=True)
    write_whole(_note(path), json.dumps({"sha256": sha256, "try": draft}).encode())


def _note(path: Path) -> Path:
    return path.with_name(NOTES) / digest_of(os.fsencode(path.name))


def shown_name(path: Path) -> str:
    """A dropped file's name as text. Other systems write names in GB18030 too, and any character into them."""
    name = os.fsencode(path.name)
    try:
        return base_name(name.decode())
    except UnicodeDecodeError:
        return base_name(name.decode("gb18030", errors="replace"))


def _kept_name(path: Path) -> str:
    """The name of a file in `done` and `held`: it leaves room for its report's, and is no report's itself."""
    name = PurePath(shown_name(path))
    stem = name.stem.encode()[: NAME_BYTES - len(name.suffix.encode())].decode(errors="ignore")
    kept = (stem + name.suffix).encode()[:NAME_BYTES].decode(errors="ignore")
    return kept.replace(".report.", "_report.") if kept.endswith((REPORT, REPORT_TEXT)) else kept


def move(path: Path, to: str, sha256: str, report: Mapping[str, Any], words: str) -> Path:
    """Put a file and its report into `done` or `held`. The report comes first: a file that has moved is done with."""
    folder = path.with_name(to)
    folder.mkdir(exist_ok=True)
    target = _free(folder, _kept_name(path), sha256)
    _write_report(target, report, words)
    path.replace(target)
    sync_folder(folder)
    sync_folder(path.parent)
    _note(path).unlink(missing_ok=True)
    return target


def release(path: Path, report: Mapping[str, Any], words: str) -> Path | None:
    """A held file goes to `done` after all. None if it is not there any more."""
    target = None
    if path.is_file():
        done = path.parent.with_name(DONE)
        done.mkdir(exist_ok=True)
        target = _free(done, path.name, report["sha256"])
        _write_report(target, report, words)
        path.replace(target)
    for ending in (REPORT, REPORT_TEXT):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    return target


def held(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every file that is held, with its report."""
    for path in sorted((folder / HELD).glob(f"*{REPORT}")):
        yield path.with_name(path.name.removesuffix(REPORT)), json.loads(path.read_text(encoding="utf-8"))


def _write_report(target: Path, report: Mapping[str, Any], words: str) -> None:
    said = json.dumps(report, ensure_ascii=False, indent=2, default=str) + "\n"
    write_whole(target.with_name(target.name + REPORT), said.encode())
    write_whole(target.with_name(target.name + REPORT_TEXT), words.encode())


def _free(folder: Path, name: str, sha256: str) -> Path:
    """A name that no other content has there: 月报.xlsx, 月报 (2).xlsx."""
    path, number = folder / name, 1
    while path.exists() and digest_of(path.read_bytes()) != sha256:
        number += 1
        path = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
    return path


def digest_of(content: bytes) -> str:
    """The sha256 of some bytes, in hex."""
    return hashlib.sha256(content).hexdigest()
