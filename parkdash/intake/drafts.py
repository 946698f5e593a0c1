"""Tries: files handed in and not yet taken. A try is whole or absent, and making one batch ends it.

`drafts/<id>/draft.json` and the files beside it, called 0000, 0001 …: the names that they came with are never paths.
That a try was taken stands in the ledger alone (`Batch.draft`), so no moment lies between taking and remembering it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from parkdash.batch import Batch, in_force, mode_entry, mode_from
from parkdash.history import Clock, batches, now
from parkdash.home import Home, sync_file, sync_folder, write_whole
from parkdash.ingest.archives import unpacked
from parkdash.intake.model import Draft, DraftFile, Seen

KEPT_DAYS = 30
ASIDE = "aside"  # the version with the try in it lies in this folder of it
ID = re.compile(r"[0-9a-f]{16}")

_changing = threading.Lock()  # two browsers that answer at the same moment


class Gone(LookupError):
    """There is no such try: it was dropped, or taken without anything new in it."""


def start(home: Path, files: Sequence[tuple[str, bytes]], who: str = "", source: str = "", clock: Clock = now) -> Draft:
    """Keep files as a new try, a zip as the files in it. Whole or not at all, wherever it is cut off. Old tries are
    swept on the way. Unreadable for a zip that cannot be opened safely.
    """
    sweep(home, clock)
    begun = secrets.token_hex(8)
    folder = Home(home).drafts / f"{begun}.{os.getpid()}.tmp"
    try:
        return _started(folder, begun, files, clock(), who, source)
    finally:  # of a try that could not be kept, on a full disk say, nothing stays to fill it further
        shutil.rmtree(folder, ignore_errors=True)


def _started(
    folder: Path, begun: str, files: Sequence[tuple[str, bytes]], now: datetime, who: str, source: str
) -> Draft:
    folder.mkdir(parents=True)
    kept = []
    for number, (name, content) in enumerate(unpacked(files)):
        path = folder / f"{number:04d}"
        path.write_bytes(content)
        sync_file(path)
        digest = hashlib.sha256(content).hexdigest()
        kept.append(DraftFile(name, digest, len(content), folder.with_name(begun) / path.name))
    draft = Draft(begun, now, tuple(kept), who, source)
    write_whole(folder / "draft.json", _json(draft))
    folder.replace(folder.with_name(begun))
    sync_folder(folder.parent)
    return draft


def load(home: Path, id: str) -> Draft:
    """The try as it was left. One that was taken says so, with its batch. Gone if there is none."""
    batch = batch_of(home, id)
    draft = _read(home, id)
    if draft is None and batch is None:
        raise Gone(id)
    if batch is None:
        assert draft is not None
        return draft
    files = tuple(DraftFile(file.name, file.sha256, file.bytes, Home(home).files / file.sha256) for file in batch.files)
    return replace(
        draft or Draft(id, batch.accepted_at, files), files=files, who=batch.who, source=batch.source,
        modes=dict(batch.modes), state="taken", batch=batch.number,
    )  # fmt: skip


def save(home: Path, draft: Draft) -> None:
    """Keep what was said of a try since. Gone if it has ended meanwhile."""
    folder = folder_of(home, draft.id)
    try:
        write_whole(folder / "draft.json", _json(draft))
    except FileNotFoundError as ended:
        raise Gone(draft.id) from ended


def change(home: Path, id: str, changed: Callable[[Draft], Draft]) -> None:
    """Keep what somebody says of a try on top of what others have said of it meanwhile. Nothing happens if it has
    ended: whoever looks next is told.
    """
    with _changing:
        try:
            newest = load(home, id)
            if newest.state == "open":
                save(home, changed(newest))
        except Gone:
            return


def drop(home: Path, id: str) -> None:
    """End a try. Nothing happens if there is none."""
    folder = folder_of(home, id)
    leaving = folder.with_name(f"{id}.{secrets.token_hex(4)}.tmp")
    try:
        folder.replace(leaving)
    except FileNotFoundError:
        return
    shutil.rmtree(leaving, ignore_errors=True)


def open_tries(home: Path) -> list[Draft]:
    """The tries that wait for somebody, newest first."""
    taken = {batch.draft for batch in batches(home)}
    found = [_read(home, path.name) for path in _folders(home) if path.name not in taken]
    return sorted((draft for draft in found if draft), key=lambda draft: draft.started_at, reverse=True)


def seen(home: Path, draft: Draft) -> tuple[Seen, ...]:
    """Which of a try's files were handed in before: in the newest batch in force that has them, or an open try."""
    in_batches = {file.sha256: batch for batch in in_force(batches(home)) for file in batch.files}
    in_tries = {file.sha256: other for other in open_tries(home) if other.id != draft.id for file in other.files}
    found = []
    for file in draft.files:
        if file.sha256 in in_batches:
            found.append(Seen(file.name, file.sha256, batch=in_batches[file.sha256].number))
        elif file.sha256 in in_tries:
            found.append(Seen(file.name, file.sha256, draft=in_tries[file.sha256].id))
    return tuple(found)


def sweep(home: Path, clock: Clock = now) -> list[str]:
    """Remove tries that nobody touched for 30 days, those that were taken, what was left unfinished, and of the others
    the versions built for a look at them more than a day ago.

    Returns the ids of those removed. An unfinished folder is left alone for a day: somebody may be writing it.
    """
    taken = {batch.draft for batch in batches(home)}
    gone = [path.name for path in _folders(home) if path.name in taken or _age(path / "draft.json", clock) > KEPT_DAYS]
    for id in gone:
        drop(home, id)
    for path in _folders(home):
        if _age(path / ASIDE, clock) > 1:
            shutil.rmtree(path / ASIDE, ignore_errors=True)
    for path in _entries(home):
        if path.name.endswith(".tmp") and _age(path, clock) > 1:
            shutil.rmtree(path, ignore_errors=True)
    return gone


def batch_of(home: Path, id: str) -> Batch | None:
    """The batch that a try was taken as."""
    return next((batch for batch in reversed(batches(home)) if batch.draft == id and id), None)


def folder_of(home: Path, id: str) -> Path:
    """Where a try lies. Gone if that is no id: an id comes from an address that anybody may type."""
    if not ID.fullmatch(id):
        raise Gone(id)
    return Home(home).drafts / id


def _age(path: Path, clock: Clock) -> float:
    """Days since a file was written; 0 if it is gone."""
    try:
        written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:
        return 0.0
    return (clock() - written) / timedelta(days=1)


def _entries(home: Path) -> Iterator[Path]:
    folder = Home(home).drafts
    yield from sorted(folder.iterdir()) if folder.is_dir() else ()


def _folders(home: Path) -> list[Path]:
    return [path for path in _entries(home) if ID.fullmatch(path.name)]


def _json(draft: Draft) -> bytes:
    entry = {
        "started_at": draft.started_at.astimezone(UTC).isoformat(),
        "files": [{"name": file.name, "sha256": file.sha256, "bytes": file.bytes} for file in draft.files],
        "who": draft.who,
        "source": draft.source,
        "answers": {kind: dict(answers) for kind, answers in draft.answers.items()},
        "mappings": dict(draft.mappings),
        "modes": {table: mode_entry(mode) for table, mode in draft.modes.items()},
        "partial": draft.partial,
    }
    return (json.dumps(entry, ensure_ascii=False, sort_keys=True) + "\n").encode()


def _read(home: Path, id: str) -> Draft | None:
    folder = folder_of(home, id)
    try:
        entry: dict[str, Any] = json.loads((folder / "draft.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    files = tuple(DraftFile(**file, path=folder / f"{number:04d}") for number, file in enumerate(entry["files"]))
    return Draft(
        id, datetime.fromisoformat(entry["started_at"]), files, entry["who"], entry["source"], entry["answers"],
        entry["mappings"], {table: mode_from(mode) for table, mode in entry["modes"].items()}, entry["partial"],
    )  # fmt: skip
