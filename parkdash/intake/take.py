"""Taking a try: one batch, the source's mapping remembered, the try ended."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from parkdash import ledger
from parkdash.history import Clock, now, silent
from parkdash.home import Progress
from parkdash.ingest.written import mapping_toml
from parkdash.intake import drafts, quality, sources
from parkdash.intake.kinds import headers_of, name_of
from parkdash.intake.model import Draft, Study
from parkdash.intake.taking import given, terms


def take(
    home: Path,
    draft: Draft,
    study: Study,
    who: str,
    why: str,
    progress: Progress = silent,
    clock: Clock = now,
    seen: str | None = None,
) -> ledger.Accepted:
    """Make the try one batch and end it. Asked twice it is one batch all the same, and the second is told of the first.

    `seen` is the `basis` of the preview that was agreed to (None: nobody looked); Overtaken if the data are others now.
    Refused if questions are open, or rows are in error and the try is not `partial`; WrongMode; Gone if it was dropped;
    and what `ledger.accept` raises.
    """
    files = given(draft, study)
    agreed = replace(terms(draft, study, files), seen=seen)
    known = drafts.batch_of(home, draft.id)
    if known is None and not drafts.folder_of(home, draft.id).is_dir():
        raise drafts.Gone(draft.id)
    aside = ledger.read_aside(drafts.folder_of(home, draft.id) / drafts.ASIDE)
    try:
        taken = ledger.accept(home, files, None, who, why, progress, clock, terms=agreed, aside=aside)
    except FileNotFoundError as ended:  # the files went with the try
        raise drafts.Gone(draft.id) from ended
    if taken.batch is not None:
        quality.keep(home, (issue for file in study.files for issue in file.issues), taken.batch.number)
    if agreed.source:
        _learn(home, agreed.source, draft, study)
    drafts.drop(home, draft.id)
    return taken


def _learn(home: Path, id: str, draft: Draft, study: Study) -> None:
    """Keep with the source how its files were read, so that nothing is asked again."""
    kinds: dict[str, sources.FileKind] = {}
    for file in study.files:
        if file.understanding is not None:
            mapping = mapping_toml(file.understanding.mapping) if file.understanding.mapping else ""
            headers = headers_of(file.understanding.sheets)
            kinds.setdefault(file.kind, sources.FileKind(name_of(file.name), headers, mapping))
    source = sources.load(home, id) or (sources.Source(id, id) if sources.is_free(home, id) else None)
    if source is None:
        return
    source = sources.learned(source, list(kinds.values()))
    sources.save(home, replace(source, modes={**source.modes, **draft.modes}))
