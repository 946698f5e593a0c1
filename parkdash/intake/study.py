"""A try → everything that can be said of it before anything is written."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from parkdash.batch import CHINA
from parkdash.history import Clock, batches, now, silent
from parkdash.home import NoVersion, Progress
from parkdash.ingest import (
    Mapping,
    Opened,
    Understanding,
    Unreadable,
    mapping_of,
    opened,
    read,
    read_opened,
    understand,
)
from parkdash.ingest.guess import Answers
from parkdash.ingest.sheets import Sheet
from parkdash.intake import drafts, quality, sources
from parkdash.intake.across import without_contradictions
from parkdash.intake.against import against
from parkdash.intake.choices import chosen
from parkdash.intake.constants import without_constants
from parkdash.intake.kinds import Headers, headers_of, kind_of
from parkdash.intake.model import Draft, DraftFile, Studied, Study
from parkdash.intake.spill import slimmed, spilled
from parkdash.warehouse import Version, current

FIRMS = "firms"  # the answer that says which known firm a name means: text of the file → name
READING = 0.8  # of the time; the rest goes into comparing


@dataclass
class _Kinds:
    """How each kind of file of one try is read: as edited, as its source's last one, as the first one of the try."""

    draft: Draft
    source: sources.Source | None = None
    learned: dict[str, Mapping] = field(default_factory=dict)
    _last: tuple[DraftFile, Opened] | None = None

    def opened(self, file: DraftFile) -> Opened:
        """The tables of a file as they are found. Those of the last one are kept until they are asked for again: a
        single big file is not parsed once more after its source was recognised.
        """
        kept, self._last = self._last, None
        return kept[1] if kept and kept[0] == file else opened(file.path.read_bytes(), file.name)

    def recognise(self, file: DraftFile) -> Headers:
        """The headers of a file; none if it cannot be read."""
        try:
            found = self.opened(file)
        except Unreadable:
            return ()
        self._last = file, found
        return headers_of(found.sheets)

    def edited(self, kind: str) -> Mapping | None:
        """The mapping that a person wrote for this kind."""
        text = self.draft.mappings.get(kind, "")
        return mapping_of(text) if text else None

    def memory(self, kind: str, file: str, sheets: Sequence[Sheet]) -> Mapping | None:
        """What is known of the kind beforehand. A file that only has the headers of a source's files may be another
        park's: what stood for a whole sheet there is asked again.
        """
        if kind in self.learned or self.source is None:
            return self.learned.get(kind)
        text = sources.mapping_for(self.source, file, headers_of(sheets))
        if not text:
            return None
        known = mapping_of(text)
        is_theirs = bool(self.draft.source) or sources.has_sent(self.source, file)
        return known if is_theirs else without_constants(known)


def study(home: Path, draft: Draft, progress: Progress = silent, clock: Clock = now) -> Study:
    """Read every file of a try and check it: in itself, beside the others, and against what we have.

    Nothing is written but rows put aside on the disk. A file that cannot be read says so in its place. Gone if the try
    has ended.
    """
    folder = drafts.folder_of(home, draft.id)
    if not folder.is_dir():
        raise drafts.Gone(draft.id)
    kinds = _Kinds(draft)
    source = kinds.source = _source(home, kinds, progress)
    files: list[Studied] = []
    for number, file in enumerate(draft.files):
        progress("read", READING * number / len(draft.files))
        studied = _studied(file, kinds)
        if studied.intake is not None:
            studied = replace(studied, intake=spilled(studied.intake, folder / f"rows-{number:04d}"))
        files.append(studied)
    progress("compare", READING)
    files = without_contradictions(files)
    earlier, version, today = _earlier(home, source), _version(home), clock().astimezone(CHINA).date()
    for number, studied in enumerate(files):
        progress("compare", READING + (1 - READING) * number / len(files))
        files[number] = _compared(studied, version, today, earlier)
    quality.note(folder, (issue for file in files for issue in file.issues))
    progress("done", 1.0)
    return Study(draft.id, tuple(files), source.id if source else "", drafts.seen(home, draft))


def _source(home: Path, kinds: _Kinds, progress: Progress) -> sources.Source | None:
    """The source that was named, else the one that the files look like."""
    files = kinds.draft.files
    if kinds.draft.source:
        return sources.load(home, kinds.draft.source)
    if not sources.all_sources(home):
        return None
    headers = []
    for file in files:
        progress("recognise", 0.0)
        headers.append(kinds.recognise(file))
    return sources.match(home, [file.name for file in files], headers)


def _studied(file: DraftFile, kinds: _Kinds) -> Studied:
    kind = ""
    try:
        found = kinds.opened(file)
        kind = kind_of(file.name, found.sheets)
        edited = kinds.edited(kind)
        memory = edited or kinds.memory(kind, file.name, found.sheets)
        if memory and (memory.encoding or memory.header_rows):
            found = opened(file.path.read_bytes(), file.name, memory)
        answers = kinds.draft.answers.get(kind, {})
        understood = _with_firms(slimmed(understand(file.name, found.sheets, memory, answers)), answers)
        if edited:
            understood = replace(understood, mapping=edited, questions=())
        studied = Studied(file.name, file.sha256, kind, understood, issues=understood.refused)
        if understood.open or _is_refused(understood):
            return studied
        if understood.mapping:
            kinds.learned.setdefault(kind, understood.mapping)
            intake = read_opened(found, file.name, understood.mapping)  # parsed once: that costs the most of a workbook
        else:
            del found
            intake = read(file.path.read_bytes(), file.name)
    except Unreadable as problem:
        return Studied(file.name, file.sha256, kind, unreadable=problem)
    return replace(studied, intake=intake, issues=(*studied.issues, *intake.issues))


def _with_firms(understood: Understanding, answers: Answers) -> Understanding:
    """The names that a clerk has said to be known firms are read as these."""
    firms = answers.get(FIRMS)
    if understood.mapping is None or not isinstance(firms, Dict):
        return understood
    return replace(understood, mapping=chosen(understood.mapping, firms))


def _is_refused(understood: Understanding) -> bool:
    return understood.mapping is not None and not understood.mapping.tables


def _compared(studied: Studied, version: Version | None, today: date, earlier: dict[str, int]) -> Studied:
    if studied.intake is None:
        return studied
    found = against(studied.intake, version, today, earlier)
    return replace(studied, issues=(*studied.issues, *found))


def _version(home: Path) -> Version | None:
    try:
        return current(home)
    except NoVersion:
        return None


def _earlier(home: Path, source: sources.Source | None) -> dict[str, int]:
    """Rows by table that the source handed in the last time."""
    mine = [batch for batch in batches(home) if source and batch.source == source.id and batch.tables]
    return {table: count.rows for table, count in mine[-1].tables.items()} if mine else {}
