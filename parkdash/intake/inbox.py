"""Files dropped by other systems: what is clean is taken where its source allows it, all else waits for a person.

A file becomes a try, the try is taken or left open, the report is written, the file moves: in this order, each step
whole or not at all. Cut off anywhere, the file still lies where it was dropped, and the next run goes on with the same
try; since one try makes one batch, nothing is taken twice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from parkdash.batch import Batch, Mode, TableCount, batch_id, in_force
from parkdash.contracts import contracts
from parkdash.history import Clock, batches, now, silent
from parkdash.home import BuildFailed, Pointer, Progress, read_pointer
from parkdash.ingest import Unreadable
from parkdash.ingest.archives import unpacked
from parkdash.intake import drafts, sources
from parkdash.intake.dropped import (
    DONE,
    HELD,
    Look,
    digest_of,
    held,
    look_at,
    move,
    note_try,
    release,
    shown_name,
    taken_up,
)
from parkdash.intake.model import Draft, Study
from parkdash.intake.modes import WrongMode
from parkdash.intake.said import count_entries, issue_entries, question_entries
from parkdash.intake.study import study
from parkdash.intake.take import take
from parkdash.ledger import Refused
from parkdash.text import text

LANG = "zh"  # of the reports: they are for the office's clerks, whoever started the command
Outcome = Literal["taken", "unchanged", "known", "held"]
Report = dict[str, Any]


@dataclass(frozen=True)
class _File:
    """One dropped file: its bytes' hash and what is in it."""

    path: Path
    sha256: str
    parts: tuple[tuple[str, bytes], ...]

    @property
    def hashes(self) -> set[str]:
        return {digest_of(content) for _, content in self.parts}


@dataclass(frozen=True)
class _Decided:
    """What became of a file. `reasons` (code, parameters) say why a person has to look at it."""

    outcome: Outcome
    draft: str = ""
    batch: int = 0
    version: int = 0
    source: str = ""
    tables: dict[str, TableCount] | None = None
    study: Study | None = None
    reasons: tuple[tuple[str, dict[str, Any]], ...] = ()


def handle(home: Path, path: Path, look: Look, progress: Progress = silent, clock: Clock = now) -> Report | None:
    """Deal with one dropped file and move it; its report says what became of it. None if it is being written to."""
    content = path.read_bytes()
    if look_at(path) != look:
        return None
    sha256, name = digest_of(content), shown_name(path)
    decided = _decide(home, _File(path, sha256, _parts(name, content)), progress, clock)
    if look_at(path) != look:  # what was taken stays taken; what it has become since is looked at next time
        return None
    report = _report(decided, name, sha256, len(content), clock)
    target = move(path, HELD if decided.outcome == "held" else DONE, sha256, report, _words(report))
    return report | {"moved_to": str(target)}


def _parts(name: str, content: bytes) -> tuple[tuple[str, bytes], ...]:
    """The files in it; a zip that cannot be opened is one file that cannot be read."""
    try:
        return tuple(unpacked([(name, content)]))
    except Unreadable:
        return ((name, content),)


def _decide(home: Path, file: _File, progress: Progress, clock: Clock) -> _Decided:
    begun = taken_up(file.path, file.sha256)
    batch = drafts.batch_of(home, begun) if begun else None
    if batch is not None:  # cut off between taking it and moving it
        return _Decided("taken", begun, batch.number, batch.number, batch.source, dict(batch.tables))
    known = _newest_with(home, file.hashes)
    if known is not None:
        return _Decided("known", known.draft, known.number, known.number, known.source)
    draft = _try_of(home, file, begun, clock)
    if not _is_ours(draft):
        return _Decided("held", draft.id, reasons=(("in_hand", {}),))
    note_try(file.path, file.sha256, draft.id)
    found = study(home, draft, progress, clock)
    draft = replace(draft, source=draft.source or found.source)
    return _settled(home, draft, found, shown_name(file.path), progress, clock)


def _newest_with(home: Path, hashes: set[str]) -> Batch | None:
    """The batch in force that has all these files, if no later one speaks of the same tables: then the file would say
    something again, and has to be compared.
    """
    later: set[str] = set()
    for batch in reversed(in_force(batches(home))):
        if hashes <= {kept.sha256 for kept in batch.files}:
            return None if later & set(batch.tables) else batch
        later |= set(batch.tables)
    return None


def _try_of(home: Path, file: _File, begun: str, clock: Clock) -> Draft:
    """The try that a run before this one began, or that the same file lies in, else a new one."""
    waiting = drafts.open_tries(home)
    for draft in waiting:
        if draft.id == begun or {each.sha256 for each in draft.files} == file.hashes:
            return draft
    return drafts.start(home, file.parts, text("inbox.who", LANG), clock=clock)


def _is_ours(draft: Draft) -> bool:
    """True if no person has touched the try."""
    said = draft.answers or draft.mappings or draft.modes or draft.partial
    return draft.who == text("inbox.who", LANG) and not said


def _settled(home: Path, draft: Draft, found: Study, name: str, progress: Progress, clock: Clock) -> _Decided:
    source = sources.load(home, draft.source) if draft.source else None
    reasons = _reasons(found, source)
    if not reasons and source is not None:
        draft = replace(draft, modes=_modes(source, found))
        try:
            note = text("inbox.note", LANG, file=name)
            taken = take(home, draft, found, draft.who, note, progress, clock)
        except (BuildFailed, Refused, WrongMode) as problem:
            reasons = (("failed", {"problem": str(problem)}),)
        else:
            number = taken.batch.number if taken.batch else 0
            outcome: Outcome = "taken" if taken.batch else "unchanged"
            return _Decided(outcome, draft.id, number, taken.version, source.id, dict(taken.tables), found)
    return _Decided("held", draft.id, source=draft.source, study=found, reasons=reasons)


def _reasons(found: Study, source: sources.Source | None) -> tuple[tuple[str, dict[str, Any]], ...]:
    """Why a person has to look at a file; nothing if it may be taken as it is."""
    asked = sum(not question.optional for _, question in found.questions)
    stopped = sum(file.intake is None for file in found.files) if not asked else 0
    modes = _modes(source, found).values() if source else ()
    told = {
        "no_source": source is None,
        "not_automatic": source is not None and not source.inbox,
        "questions": asked,
        "unreadable": stopped,
        "errors": found.errors,
        "whole": any(mode.kind == "whole" for mode in modes),
    }
    name = source.name if source else ""
    return tuple((code, {"count": int(count), "source": name}) for code, count in told.items() if count)


def _modes(source: sources.Source, found: Study) -> dict[str, Mode]:
    """The modes that the source's files were last taken in."""
    tables = {table for file in found.files if file.intake for table in file.intake.tables}
    return {table: mode for table, mode in source.modes.items() if table in tables}


def _report(decided: _Decided, name: str, sha256: str, size: int, clock: Clock) -> Report:
    reasons = [{"code": code, "text": text(f"inbox.why.{code}", LANG, **said)} for code, said in decided.reasons]
    return {
        "file": name,
        "sha256": sha256,
        "bytes": size,
        "at": clock().isoformat(timespec="seconds"),
        "outcome": decided.outcome,
        "reasons": reasons,
        "try": decided.draft or None,
        "link": f"import?try={decided.draft}" if decided.outcome == "held" else None,
        "batch": batch_id(decided.batch) if decided.batch else None,
        "version": decided.version or None,
        "source": decided.source or None,
        "tables": count_entries(decided.tables or {}),
        "issues": issue_entries(decided.study, LANG) if decided.study else [],
        "questions": question_entries(decided.study, LANG) if decided.study else [],
    }


def _words(report: Report) -> str:
    """The report for people."""
    lines = [f"{report['file']}  {report['at']}", text(f"inbox.is.{report['outcome']}", LANG, **report)]
    lines += [f"- {reason['text']}" for reason in report["reasons"]]
    if report["link"]:
        lines.append(text("inbox.go_on", LANG, link=report["link"]))
    lines += [
        text("inbox.counted", LANG, table=table, **{name: counts[name] for name in ("new", "changed", "unchanged")})
        for table, counts in _titled(report["tables"])
    ]
    lines += [f"? {question['text']}" for question in report["questions"]]
    lines += [text(f"inbox.{issue['severity']}", LANG, text=issue["text"]) for issue in report["issues"]]
    return "\n".join(lines) + "\n"


def _titled(tables: dict[str, dict[str, int]]) -> list[tuple[str, dict[str, int]]]:
    return [(contracts()[table].title[LANG], counts) for table, counts in tables.items()]


def release_taken(home: Path, folder: Path, before: Pointer | None, clock: Clock = now) -> Pointer | None:
    """Files that were held and whose try a person has taken since go to `done`. Nothing is looked at while the home is
    as it was at `before`; returns how it is now.
    """
    pointer = read_pointer(home)
    if pointer is None or pointer == before:
        return pointer
    made = {batch.draft: batch for batch in batches(home) if batch.draft}
    for path, report in list(held(folder)):
        batch = made.get(report["try"] or "")
        if batch is not None:
            decided = _Decided("taken", batch.draft, batch.number, batch.number, batch.source, dict(batch.tables))
            renewed = _report(decided, report["file"], report["sha256"], report["bytes"], clock)
            release(path, renewed, _words(renewed))
    return pointer
