"""A try and what was read of it, as the ledger takes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from parkdash.ingest import Mapping
from parkdash.ingest.written import mapping_toml
from parkdash.intake.model import Draft, Studied, Study
from parkdash.intake.modes import settled
from parkdash.ledger import Given, Refused, Terms


def given(draft: Draft, study: Study) -> list[Given]:
    """The files with their rows and all the issues found. Refused while a file is not read."""
    if not study.is_complete:
        raise Refused(", ".join(file.name for file in study.files if file.intake is None))
    return [_given(file.path, studied) for file, studied in zip(draft.files, study.files, strict=True)]


def _given(path: Path, studied: Studied) -> Given:
    assert studied.intake is not None
    mapping = studied.understanding.mapping if studied.understanding else None
    intake = replace(studied.intake, issues=list(studied.issues))
    return Given(studied.name, path, intake, mapping_toml(mapping) if isinstance(mapping, Mapping) else None)


def terms(draft: Draft, study: Study, files: Sequence[Given]) -> Terms:
    """On which terms the files are taken. WrongMode if a table cannot be taken in the mode that was chosen."""
    source = draft.source or study.source
    modes = {}
    for table, mode in draft.modes.items():
        parts = [file.intake.tables[table] for file in files if table in file.intake.tables]
        if parts and mode.kind != "update":
            modes[table] = settled(table, mode, parts, source)
    return Terms(source, modes, draft.partial, draft.id)
