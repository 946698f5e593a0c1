"""Taking a try: one batch, the source's mapping remembered, the try ended."""

from __future__ import annotations

from pathlib import Path

from parkdash import ledger
from parkdash.history import Clock, now, silent
from parkdash.home import Progress
from parkdash.intake import drafts
from parkdash.intake.model import Draft, Study


def take(
    home: Path, draft: Draft, study: Study, who: str, why: str, progress: Progress = silent, clock: Clock = now
) -> ledger.Accepted:
    """Make the try one batch and end it. Asked twice it is one batch all the same, and the second is told of the first.

    Refused if questions are open or rows are in error and the try is not `partial`; Gone if it was dropped.
    """
    if not study.is_complete:
        raise ledger.Refused(", ".join(file.name for file in study.files if file.intake is None))
    files = [
        (file.name, file.path.read_bytes(), studied.intake)
        for file, studied in zip(draft.files, study.files, strict=True)
        if studied.intake is not None
    ]
    taken = ledger.accept(home, files, None, who, why, progress, clock)
    drafts.drop(home, draft.id)
    return taken
