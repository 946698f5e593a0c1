"""A try → everything that can be said of it before anything is written."""

from __future__ import annotations

from pathlib import Path

from parkdash.history import silent
from parkdash.home import Progress
from parkdash.ingest import Unreadable, mapping_of, read
from parkdash.intake import drafts
from parkdash.intake.model import Draft, DraftFile, Studied, Study


def study(home: Path, draft: Draft, progress: Progress = silent) -> Study:
    """Read every file of a try and check it. Nothing is written; a file that cannot be read says so in its place."""
    files = []
    for number, file in enumerate(draft.files):
        progress("read", number / len(draft.files))
        files.append(_studied(draft, file))
    progress("done", 1.0)
    return Study(draft.id, tuple(files), draft.source, drafts.seen(home, draft))


def _studied(draft: Draft, file: DraftFile) -> Studied:
    try:
        mapping_text = draft.mappings.get("")
        intake = read(file.path.read_bytes(), file.name, mapping_of(mapping_text) if mapping_text else None)
    except Unreadable as problem:
        return Studied(file.name, file.sha256, "", unreadable=problem)
    return Studied(file.name, file.sha256, "", None, intake, tuple(intake.issues))
