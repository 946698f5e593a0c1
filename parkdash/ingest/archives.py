"""Several files in one zip, as one office packs the workbooks of its firms."""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from pathlib import PureWindowsPath

from parkdash.ingest import packed
from parkdash.ingest.issues import Unreadable
from parkdash.ingest.packed import MARK, Budget, Part, parts_of, up_to_end

FILE_LIMIT = 2_000
_NESTED = (".zip", ".rar", ".7z", ".gz", ".tar", ".tgz", ".bz2", ".xz")
_LEFTOVERS = {"__macosx", "thumbs.db", "desktop.ini"}


def unpacked(files: Sequence[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Each file as (name, bytes), a zip replaced by the files in it; names are without paths and control characters.

    Two files of one name are told apart by a number. Unreadable for a zip within a zip, for too many files, or for a
    zip that is damaged, locked or unpacks without bounds.
    """
    found: list[tuple[str, bytes]] = []
    for name, content in files:
        bare = base_name(name)
        found += _files_in(bare, content) if _is_archive(bare, content) else [(bare, content)]
        if len(found) > FILE_LIMIT:
            raise Unreadable("many_files", file=bare, limit=FILE_LIMIT)
    return _told_apart(found)


def base_name(name: str) -> str:
    """The last part of a path of any system, without characters that are no text."""
    last = PureWindowsPath(name.replace("\0", "")).name
    shown = "".join(char for char in last if unicodedata.category(char) not in ("Cc", "Cf", "Cs"))
    return shown.strip() if shown.strip(". ") else "-"


def _is_archive(name: str, content: bytes) -> bool:
    return name.lower().endswith(".zip") and content.startswith((MARK, b"PK\x05\x06"))


def _files_in(archive: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    content = up_to_end(content, archive)
    budget = Budget(content, archive)
    wanted = [part for part in parts_of(content, archive) if not part.is_folder and not _is_leftover(part.name)]
    if len(wanted) > FILE_LIMIT:
        raise Unreadable("many_files", file=archive, limit=FILE_LIMIT)
    if not wanted:
        raise Unreadable("empty_file", file=archive)
    for part in wanted:
        name = base_name(part.name)
        if name.lower().endswith(_NESTED):
            raise Unreadable("nested_archive", file=archive, inner=name)
        yield name, _whole(part, budget, archive)


def _is_leftover(path: str) -> bool:
    """True for what systems put into zips beside the files: hidden ones, resource forks, locks of open workbooks."""
    parts = [part for part in PureWindowsPath(path).parts if part not in ("..", ".")]
    return any(part.lower() in _LEFTOVERS or part.startswith((".", "~$")) for part in parts)


def _whole(part: Part, budget: Budget, archive: str) -> bytes:
    content = b"".join(packed.unpacked(part, budget, archive))
    if zlib.crc32(content) != part.checksum:
        raise Unreadable("damaged", file=archive, detail=base_name(part.name))
    return content


def _told_apart(files: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Files of one name get a number: 月报.xlsx, 月报 (2).xlsx."""
    taken: set[str] = set()
    told = []
    for name, content in files:
        path = PureWindowsPath(name)
        new, number = name, 1
        while new.lower() in taken:
            number += 1
            new = f"{path.stem} ({number}){path.suffix}"
        taken.add(new.lower())
        told.append((new, content))
    return told
