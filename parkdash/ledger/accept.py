"""Taking files as one batch: the one way in."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from parkdash.batch import Batch, TableCount
from parkdash.history import Clock, batches, now, silent
from parkdash.home import Home, Pointer, Progress
from parkdash.ledger.aside import Aside, build_aside, taken_over
from parkdash.ledger.given import Given, Overtaken, Terms, entry_of, refuse_errors
from parkdash.ledger.publishing import (
    Accepted,
    Prepared,
    keep_files,
    keep_rows,
    publish_batch,
    version_before,
    working,
)  # fmt: skip
from parkdash.warehouse import count_changes, prepare


def accept(
    home: Path,
    files: Sequence[tuple | Given],
    mapping_text: str | None = None,
    who: str = "",
    why: str = "",
    progress: Progress | None = None,
    clock: Clock = now,
    timeout: float = -1,
    terms: Terms | None = None,
    aside: Aside | None = None,
) -> Accepted:
    """Take checked files as one batch and publish the version with it. Wholly, or not at all, wherever it is cut off.

    `files` are (name, bytes or path, intake) or `Given`. What was built `aside` is used if nothing came between.
    `progress` is told (step, share of 1): wait, keep, rows …, check, publish, done. A try (`terms.draft`) that was
    taken before is not taken again: its batch is given back. Refused if an intake has errors and `terms` are not
    partial, Overtaken if the data have changed since they were looked at (`terms.seen`), Busy after `timeout` seconds
    of waiting for another import, RebuildNeeded if the home has lost its pointer.
    """
    say, terms = progress or silent, terms or Terms()
    given = [Given(*file) for file in files]
    refuse_errors(given, terms)
    with working(home, say, timeout) as pointer:
        before = _taken_before(home, terms)
        if before is not None:
            return Accepted(before, before.number, dict(before.tables))
        if terms.seen not in (None, pointer.content_hash):
            raise Overtaken(str(pointer.version))
        entry = entry_of(pointer, given, mapping_text, who, why, clock(), terms)
        accepted = _taken(home, pointer, given, entry, say, aside)
    say("done", 1.0)
    return accepted


def preview(
    home: Path,
    files: Sequence[tuple | Given],
    progress: Progress | None = None,
    clock: Clock = now,
    terms: Terms | None = None,
) -> dict[str, TableCount]:
    """What `accept` would count, table by table, with nothing taken. Raises what `accept` raises, but never Busy."""
    folder = Home(home).drafts / f"{secrets.token_hex(8)}.tmp"
    try:
        return build_aside(home, folder, files, None, terms, progress, clock, listed=0).counts
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _taken_before(home: Path, terms: Terms) -> Batch | None:
    known = batches(home) if terms.draft else []
    return next((batch for batch in reversed(known) if batch.draft == terms.draft), None)


def _taken(
    home: Path, pointer: Pointer, files: Sequence[Given], entry: Batch, say: Progress, aside: Aside | None
) -> Accepted:
    fitting = aside if aside is not None and aside.fits(pointer, entry) else None
    counts = fitting.counts if fitting else dict(entry.tables)
    if fitting and not any(count.says_something for count in counts.values()):
        return Accepted(None, pointer.version, counts)
    say("keep", 0.0)
    keep_files(home, files, entry.files)
    prepared = taken_over(home, fitting, entry) if fitting else _prepare(home, pointer, files, entry, say)
    if not any(count.says_something for count in prepared.entry.tables.values()):
        return Accepted(None, pointer.version, dict(prepared.entry.tables))
    return publish_batch(home, pointer, prepared, say)


def _prepare(home: Path, pointer: Pointer, files: Sequence[Given], entry: Batch, say: Progress) -> Prepared:
    entry = replace(entry, folder=Home(home).batches / f"{entry.id}.tmp")
    keep_rows(entry.folder, files)
    before = version_before(home, pointer)
    made, built = prepare(Home(home).versions, [*batches(home), entry], entry.number, say)
    return Prepared(replace(entry, tables=count_changes(made, before, entry), content_hash=built.content_hash), made)
