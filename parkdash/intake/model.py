"""What a try is, what was read of it, and what taking it would do. Values only; nothing here computes."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from parkdash.batch import Mode, TableCount
from parkdash.ingest import Intake, Issue, Unreadable
from parkdash.ingest.guess import Answers, Question, Understanding
from parkdash.metrics.model import Number, Status

State = Literal["open", "taken"]
What = Literal["new", "changed", "missing"]


@dataclass(frozen=True)
class DraftFile:
    """One file of a try: the name it was handed in with, and where its bytes lie."""

    name: str
    sha256: str
    bytes: int
    path: Path


@dataclass(frozen=True)
class Draft:
    """Files handed in and what was said of them since. `source` is the id of a source, "" while it is not known.

    `answers` and `mappings` (TOML text, as edited by hand) are kept by kind of file (`Studied.kind`), `modes` by table.
    With `partial` the rows without errors are taken. A try that is `taken` has its `batch` (0: nothing in it was new).
    """

    id: str
    started_at: datetime
    files: tuple[DraftFile, ...]
    who: str = ""
    source: str = ""
    answers: Dict[str, Answers] = field(default_factory=dict)
    mappings: Dict[str, str] = field(default_factory=dict)
    modes: Dict[str, Mode] = field(default_factory=dict)
    partial: bool = False
    state: State = "open"
    batch: int = 0


@dataclass(frozen=True)
class Seen:
    """A file that was handed in before: as part of a batch, or of another try that is still open."""

    name: str
    sha256: str
    batch: int = 0
    draft: str = ""


@dataclass(frozen=True)
class Studied:
    """What one file of a try was read as. `kind` is the same for files of one make, which share answers and mapping.

    `intake` is None while questions are open or if the file is `unreadable`. `issues` are all there is to say of it:
    those of the intake, those across files and those against what we have.
    """

    name: str
    sha256: str
    kind: str
    understanding: Understanding | None = None
    intake: Intake | None = None
    issues: tuple[Issue, ...] = ()
    unreadable: Unreadable | None = None


@dataclass(frozen=True)
class Study:
    """A try as read. `source` is the one its files look like, "" if none; `seen` lists files handed in before."""

    draft: str
    files: tuple[Studied, ...]
    source: str = ""
    seen: tuple[Seen, ...] = ()

    @property
    def questions(self) -> tuple[tuple[str, Question], ...]:
        """Every question once, with the kind of file it is about; `Draft.answers[kind][question.id]` answers it."""
        found: dict[tuple[str, str], Question] = {}
        for file in self.files:
            for question in file.understanding.questions if file.understanding else ():
                found.setdefault((file.kind, question.id), question)
        return tuple((kind, question) for (kind, _), question in found.items())

    @property
    def is_complete(self) -> bool:
        """True if every file could be read: nothing has to be asked."""
        return all(file.intake is not None for file in self.files)

    @property
    def errors(self) -> int:
        """How many issues forbid taking the rows that they speak of."""
        return sum(issue.severity == "error" for file in self.files for issue in file.issues)


@dataclass(frozen=True)
class Cell:
    """One column of a row before and after; values as stored (choices by code, money in yuan)."""

    column: str
    old: object
    new: object


@dataclass(frozen=True)
class Change:
    """One row that a batch brings, changes or ends. `key` has the key's columns in the contract's order with their
    values; `cells` what differs (of a new row every column that is filled, of a missing one what was ended, if at all).
    `file`, `sheet` and `row` say where the row stands: of a missing one where it stood when it was handed in.
    """

    table: str
    what: What
    key: tuple[tuple[str, object], ...]
    cells: tuple[Cell, ...]
    file: str
    sheet: str
    row: int


@dataclass(frozen=True)
class Effect:
    """What a batch does to one metric at one day. `park` is None for all parks; `park_label` is in zh and en."""

    metric: str
    park: str | None
    park_label: Dict[str, str]
    before: Number
    after: Number
    status_before: Status
    status_after: Status


@dataclass(frozen=True)
class Preview:
    """What taking a try would do to version `version` (0: there is none yet), whose content hash is `basis`.

    `rows` are the first of each table and kind; `preview.changes` gives the others by page. `effects` are measured at
    `as_of` before and after, only what moves; of all parks first, then park by park, in the catalogue's order.
    """

    draft: str
    version: int
    counts: Dict[str, TableCount]
    rows: tuple[Change, ...] = ()
    effects: tuple[Effect, ...] = ()
    as_of: date | None = None
    basis: str = ""

    @property
    def is_new(self) -> bool:
        """True if anything would change."""
        return any(count.new or count.changed or count.missing for count in self.counts.values())
