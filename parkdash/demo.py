"""The sample park as a user would find it after three weeks: batches, two meetings behind it, the third to be held."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import groupby
from pathlib import Path

from parkdash import intake, ledger, sample
from parkdash.access import scope_of
from parkdash.batch import CHINA
from parkdash.history import silent
from parkdash.home import Progress, read_pointer
from parkdash.intake import drafts
from parkdash.review import actions, draft, freeze, last_frozen, memory
from parkdash.sample.meetings import CHECKER, NOTES, TASKS, WRITER, Task
from parkdash.sample.weeks import FRIDAYS, Handing
from parkdash.warehouse import refresh

WEEK = timedelta(days=7)
MINUTE = timedelta(minutes=1)
Event = tuple[datetime, Callable[[datetime], object]]  # when it happens, and what it does at that moment


class NotEmpty(ValueError):
    """The data home has data already, which the sample park must not be mixed with."""


def build(
    home: Path, workbooks: Path, enterprises: int = 600, months: int = 48, seed: int = 1, progress: Progress = silent
) -> None:
    """Write the sample's workbooks and fill an empty home with three weeks of them, as they came in.

    Afterwards the home holds what importing the final workbooks would give, with the editions of the three Fridays,
    what was noted, and what was asked for. NotEmpty if there are data in it.
    """
    pointer = read_pointer(home)
    if pointer is not None and pointer.version:
        raise NotEmpty(str(home))
    handings = sample.write_with_weeks(workbooks, enterprises, months, seed)
    events = sorted([*_Desk(home, workbooks / sample.WEEKS).events(handings), *_Meetings(home).events()], key=_moment)
    for place, (at, happens) in enumerate(events):
        progress(at.astimezone(CHINA).date().isoformat(), place / len(events))
        happens(at)
    progress("done", 1.0)


def _moment(event: Event) -> datetime:
    return event[0]


class _Desk:
    """Takes the workbooks in: those that came together as one batch, which whoever collected them hands in."""

    def __init__(self, home: Path, folder: Path) -> None:
        self.home, self.folder = home, folder
        self.batches: dict[str, int] = {}  # by the workbook that brought it

    def events(self, handings: list[Handing]) -> Iterator[Event]:
        together = groupby(handings, key=lambda handing: (handing.at, handing.why, handing.takes_back))
        for (at, _, takes_back), group in together:
            yield at, partial(self.take_back if takes_back else self.take, list(group))

    def take(self, handings: list[Handing], at: datetime) -> None:
        files = [(Path(handing.file).name, (self.folder / handing.file).read_bytes()) for handing in handings]
        collector = handings[0].office
        begun = drafts.start(self.home, files, collector, clock=lambda: at)
        study = intake.study(self.home, begun, clock=lambda: at)
        taken = intake.take(self.home, begun, study, collector, handings[0].why, clock=lambda: at)
        if taken.batch is not None:
            self.batches |= {handing.file: taken.batch.number for handing in handings}

    def take_back(self, handings: list[Handing], at: datetime) -> None:
        for handing in handings:
            ledger.undo(self.home, self.batches[handing.file], handing.office, handing.why, clock=lambda: at)


class _Meetings:
    """Editions and meetings of the three Fridays, and what offices say of their tasks between them."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.editions: dict[int, int] = {}
        self.tasks: dict[Task, int] = {}

    def events(self) -> Iterator[Event]:
        for week, friday in enumerate(FRIDAYS):
            closes = _at(friday.date(), 16)
            yield closes - 2 * MINUTE, partial(self.prepare, week)
            yield closes - MINUTE, partial(self.note, week)
            yield closes, partial(self.freeze, week)
            yield closes + 30 * MINUTE, partial(self.give, week)
        for task in TASKS:
            if task.reported:
                yield _at(task.reported.on, 10), partial(self.report, task)
            if task.closed:
                yield _at(task.closed.on, 11), partial(self.close, task)

    def prepare(self, week: int, at: datetime) -> None:
        as_of = FRIDAYS[week].date()
        before = last_frozen(self.home, as_of)
        since, version = before.as_of if before else as_of - WEEK, refresh(self.home)
        made = draft(self.home, version, scope_of("leader"), as_of, since, WRITER, clock=lambda: at)
        self.editions[week] = made.id

    def note(self, week: int, at: datetime) -> None:
        for said in NOTES:
            if said.week == week:
                about = memory.About("metric", said.metric)
                memory.note(self.home, about, said.said, WRITER, self.editions[week], clock=lambda: at)

    def freeze(self, week: int, at: datetime) -> None:
        freeze(self.home, self.editions[week], WRITER, clock=lambda: at)

    def give(self, week: int, at: datetime) -> None:
        for task in TASKS:
            if task.week == week:
                about, edition = memory.About("metric", task.metric), self.editions[week]
                given = actions.assign(
                    self.home, task.title, task.owner, task.due, WRITER, about, edition, clock=lambda: at
                )
                self.tasks[task] = given.id

    def report(self, task: Task, at: datetime) -> None:
        assert task.reported is not None
        actions.report(self.home, self.tasks[task], task.reported.said, task.owner, clock=lambda: at)

    def close(self, task: Task, at: datetime) -> None:
        assert task.closed is not None
        actions.close(self.home, self.tasks[task], CHECKER, task.closed.said, clock=lambda: at)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), CHINA).astimezone(UTC)
