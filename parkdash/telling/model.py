"""What an edition tells, whatever the form: figures in words and numbers, sections, and where all of it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from parkdash.metrics.model import Value
from parkdash.review import Figure
from parkdash.review.lines import KeptLine
from parkdash.telling.listing import Listing


class Clause(NamedTuple):
    """A part of a sentence and what proves it: `proof` is value, change, last_year or target of the metric."""

    text: str
    metric: str
    proof: str


class Lines(NamedTuple):
    """The lines behind one figure: the first of them, and how many there are."""

    rows: tuple[KeptLine, ...]
    total: int

    @property
    def cut(self) -> bool:
        return len(self.rows) < self.total


class Moved(NamedTuple):
    """Who came or went for one cause. `names` may be fewer than `total`: an edition names the first 500."""

    entering: bool
    cause: str
    total: int
    names: tuple[str, ...]


@dataclass(frozen=True)
class Movement:
    """opening + Σ entered − Σ left = closing."""

    opening: int
    moves: tuple[Moved, ...]
    closing: int

    def total(self, entering: bool) -> int:
        """How many came in, or went out."""
        return sum(move.total for move in self.moves if move.entering is entering)


class Promised(NamedTuple):
    """Something that an earlier meeting asked for. `action` is its number, `stands` says where it stands, `moved` how
    the number it is about has moved."""

    action: int
    title: str
    owner: str
    due: str
    state: str  # open, reported, closed, dropped
    late: bool
    stands: str
    given: str  # 第2期
    about: str
    moved: str
    said: str
    said_by: str
    told: str  # all of it in one sentence


class Stalled(NamedTuple):
    """A project beyond the limit of its stage, or of which nothing was heard for too long."""

    project: str
    park: str
    stage: str
    stays: str  # 58天; — where it is not known
    over: str  # 超28天; "" within the limit
    silent: str
    is_silent: bool
    trouble: str  # 公用配套：供电容量不足
    level: str  # 专班（园区办公室，11月27日前）
    officer: str


class Reason(NamedTuple):
    """One record that changed a figure after it was shown."""

    kind: str
    name: str
    amount: Value
    batch: str
    who: str


class Amended(NamedTuple):
    """A figure of the edition before that reads otherwise today. `said` is "" if only its target changed."""

    metric: str
    title: str
    unit: str
    shown: Value
    now: Value
    gap: Value
    said: str
    why: str
    target: str
    reasons: tuple[Reason, ...]  # the largest
    total: int
    told: str  # all of it in one clause


class Noted(NamedTuple):
    """What was noted on a metric, or on something else, while the edition was prepared."""

    metric: str
    title: str
    said: str
    who: str
    told: str  # both


class TrendPoint(NamedTuple):
    """One period: its days, how an axis calls it, the value, that of a year before, and the planned one."""

    first: date
    last: date
    label: str
    value: Value
    then: Value
    target: float | None


class TrendRow(NamedTuple):
    """Periods of one kind, oldest first; `id` is weeks, months or years."""

    id: str
    title: str
    points: tuple[TrendPoint, ...]


class ToDateTold(NamedTuple):
    """A period up to now beside the same days last year, in words."""

    title: str
    value: str
    then: str
    change: str


class Trended(NamedTuple):
    """The standard trend of a figure."""

    rows: tuple[TrendRow, ...]
    to_date: tuple[ToDateTold, ...]


@dataclass(frozen=True)
class Goal:
    """Where a figure stands against its target: numbers in the metric's unit and shares of 1, and the same in words."""

    target: Value
    base: Value
    counted: Value  # what is measured against the target: of a monthly figure the year so far
    done: float | None
    pace: float | None
    said: str
    document: str
    expected: float | None = None  # what the year comes to if it goes on like this
    expected_said: str = ""


@dataclass(frozen=True)
class Told:
    """One figure as it is told. Texts are ready to be written; `figure` has the numbers."""

    figure: Figure
    title: str
    explains: str
    value: str  # 44家; — where there is none
    why: str  # why there is none, "" otherwise
    span: str  # 2026-10; 本年累计; "" for a stock
    days: str
    then: Value
    change: Value
    since: str  # 增2家; 持平; or why it cannot be said
    last_then: Value
    last_change: Value
    last_share: float | None
    last_year: str
    status: str  # behind, warning, unreported, on_track, none
    status_said: str
    goal: Goal | None
    coverage: str
    owner: str
    clauses: tuple[Clause, ...]  # the whole figure in one sentence without its stop, clause by clause
    briefly: tuple[str, ...]  # who came and went by name, and what is still needed, one sentence each
    notes: tuple[str, ...]  # what a speaker may add, that included
    movement: Movement | None
    bridge_said: str  # 期初37，进0，出1，期末36; "" without a movement
    unmoved: str  # that who is counted is the same on both days; "" where anybody moved
    lines: Lines | None
    trend: Trended | None = None
    signal_said: str = ""  # "" unless the last movement is exceptional
    noted: tuple[str, ...] = ()
    amended: str = ""  # how what was shown of it last time reads now

    @property
    def message(self) -> str:
        """The sentence that the clauses make."""
        return "".join(clause.text for clause in self.clauses)

    @property
    def attention(self) -> bool:
        return self.status in ("behind", "warning", "unreported")

    @property
    def moved(self) -> bool:
        return bool(self.change)


@dataclass(frozen=True)
class Section:
    """One group of the catalogue."""

    id: str
    title: str
    message: str
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Story:
    """A whole edition before it has a form. `counts`: status, its word, how many; `moment` dates the files."""

    lang: str
    title: str
    issue: str
    footer: str
    as_of: str
    since_short: str
    moment: datetime
    hash: str
    cover: tuple[tuple[str, str], ...]
    summary: tuple[str, ...]
    slide: str
    counts: tuple[tuple[str, str, int], ...]
    exceptions: tuple[Told, ...]
    changes: tuple[Told, ...]
    changes_said: str
    sections: tuple[Section, ...]
    promised: tuple[Promised, ...] = ()
    promises_said: str = ""
    amended: tuple[Amended, ...] = ()
    amended_said: str = ""
    noted: tuple[Noted, ...] = ()
    stalled: tuple[Stalled, ...] = ()
    stalled_said: str = ""  # "" in an edition that keeps no list of what is stuck
    listings: tuple[Listing, ...] = ()  # what the edition keeps beside figures, that included

    def lists(self, group: str = "") -> list[Listing]:
        """The lists below one part of the catalogue; without one those in front, with them what has no part here."""
        known = {section.id for section in self.sections}
        return [each for each in self.listings if (each.group if each.group in known else "") == group]

    @property
    def all_told(self) -> tuple[Told, ...]:
        return tuple(told for section in self.sections for told in section.told)
