"""Files that were given back, corrected and handed in again: what was said in their try holds on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from parkdash.intake import drafts
from parkdash.intake.model import Draft, DraftFile
from parkdash.intake.returned import try_id_in


def start(home: Path, files: Sequence[tuple[str, bytes]], who: str = "") -> Draft:
    """A new try of these files. Workbooks given back take the place of those that they were in their try, which ends
    with that; its other files come along. If it is not clear which ones they were, it stays as it is.
    """
    before, back = _try_before(home, files)
    if before is None:
        return drafts.start(home, files, who)
    others = _others(before, back)
    kept = [] if others is None else [(file.name, file.path.read_bytes()) for file in others]
    draft = drafts.start(home, [*files, *kept], who)
    draft = replace(
        draft, source=before.source, answers=before.answers, mappings=before.mappings, modes=before.modes,
        partial=before.partial,
    )  # fmt: skip
    drafts.save(home, draft)
    if others is not None:
        drafts.drop(home, before.id)
    return draft


def _try_before(home: Path, files: Sequence[tuple[str, bytes]]) -> tuple[Draft | None, list[str]]:
    """The open try that some of the files were given back from, and the names of these files."""
    known = {draft.id: draft for draft in drafts.open_tries(home)}
    named = [(name, id) for name, content in files if (id := try_id_in(content)) in known]
    before = next((known[id] for _, id in named if id), None)
    return before, [name for name, id in named if before and id == before.id]


def _others(before: Draft, back: Sequence[str]) -> list[DraftFile] | None:
    """The files of a try that were not given back; None if the names do not tell which ones were."""
    if len(before.files) <= len(back):
        return []
    # A file comes back under its name and a word; "月报" is also how "月报2-待修改" begins: the longest name it is.
    by_length = sorted(before.files, key=lambda file: len(PurePath(file.name).stem), reverse=True)
    returned = [next((file for file in by_length if name.startswith(PurePath(file.name).stem)), None) for name in back]
    if None in returned or len(set(returned)) < len(back):
        return None
    return [file for file in before.files if file not in returned]
