"""What to know before an old batch is taken back: which later ones speak of the same rows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from parkdash.batch import Batch, in_force
from parkdash.history import batches
from parkdash.ledger.undo import NotInForce
from parkdash.warehouse import shared_keys


@dataclass(frozen=True)
class Conflict:
    """A later batch that speaks of `count` rows of a table of which the batch to be undone speaks too.

    These rows stay as the later batch has them. `examples` are the key's columns of a few, in the contract's order.
    """

    batch: Batch
    table: str
    count: int
    examples: tuple[tuple[object, ...], ...]


def conflicts(home: Path, number: int) -> list[Conflict]:
    """By later batch, then by table; empty if no later one speaks of the same rows. NotInForce as `undo` says."""
    holding = in_force(batches(home))
    by_number = {batch.number: batch for batch in holding}
    if number not in by_number:
        raise NotInForce(str(number))
    # Undoing an undo brings back the rows of the batch that it had taken back.
    brought_back = set(by_number[number].undoes)
    speaking = holding if not brought_back else sorted(
        [*holding, *(batch for batch in batches(home) if batch.number in brought_back)], key=lambda batch: batch.number
    )  # fmt: skip
    return [
        Conflict(by_number[shared.batch], shared.table, shared.count, shared.examples)
        for spoken in (brought_back or {number})
        for shared in shared_keys(speaking, spoken)
    ]
