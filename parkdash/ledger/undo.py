"""Undo and redo: one more entry in the ledger each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from parkdash.batch import in_force
from parkdash.history import Clock, batches, now, silent
from parkdash.home import Home, Progress
from parkdash.ledger.given import Terms, entry_of
from parkdash.ledger.publishing import Accepted, Prepared, publish_batch, version_before, working
from parkdash.warehouse import prepare


class NotInForce(ValueError):
    """There is nothing to take back: no such batch, or it is taken back already."""


def undo(
    home: Path,
    number: int,
    who: str = "",
    why: str = "",
    progress: Progress | None = None,
    clock: Clock = now,
    timeout: float = -1,
) -> Accepted:
    """Take a batch back, by one more entry. Later batches hold as they are; what the batch alone had said is gone, what
    it had changed is as before. Undoing an undo brings the batch back. NotInForce if there is nothing to take back.
    """
    say = progress or silent
    with working(home, say, timeout) as pointer:
        if number not in {batch.number for batch in in_force(batches(home))}:
            raise NotInForce(str(number))
        entry = replace(entry_of(pointer, (), None, who, why, clock(), Terms()), kind="undo", undoes=(number,))
        entry = replace(entry, folder=Home(home).batches / f"{entry.id}.tmp")
        entry.folder.mkdir(parents=True)
        version_before(home, pointer)
        made, built = prepare(Home(home).versions, [*batches(home), entry], entry.number, say)
        accepted = publish_batch(home, pointer, Prepared(replace(entry, content_hash=built.content_hash), made), say)
    say("done", 1.0)
    return accepted


def redo(home: Path, number: int, who: str = "", why: str = "", progress: Progress | None = None) -> Accepted:
    """Bring back a batch that was taken back. NotInForce if it was not."""
    undone = [batch.number for batch in in_force(batches(home)) if number in batch.undoes]
    if not undone:
        raise NotInForce(str(number))
    return undo(home, undone[-1], who, why, progress)
