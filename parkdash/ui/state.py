"""The address and what it says. The address is the only place where the state of a screen lives, so that a link is the
whole screen, and Back is one step back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from parkdash.metrics import catalogue
from parkdash.metrics.model import Filters

BAR = ("park", "carrier", "chain")  # the filter bar: kept from page to page
# Conditions met on the way down: whatever a metric can be taken apart by, a single firm last.
DRILL = (
    *(n for n in dict.fromkeys(n for m in catalogue().values() for n in m.dimensions) if n not in (*BAR, "enterprise")),
    "enterprise",
)
VIEWS = ("parts", "records", "trend", "receipt")
WRITES = ("action", "note")
DESKS = ("director", "talent", "investment", "service")  # whose first page; rules/landing.toml says what stands on it
COUNTINGS = ("host", "home")  # ways of counting an enclave; the host's is usual
STEPS = ("files", "columns", "issues", "preview", "accept")  # of an import
ID = re.compile(r"[A-Za-z0-9_-]{1,64}")  # of a try: it names a folder
FIRST_YEAR, LAST_YEAR = 1800, 2200  # no park has facts beyond; years 1 and 9999 have no year beside them
NOT_REGISTERED = "~"  # stands in the address for the group without a value


@dataclass(frozen=True)
class State:
    """What the address says. None and "" mean: the default."""

    lang: str = ""
    version: int | None = None
    at: date | None = None
    since: date | None = None
    filters: Filters = ()
    metric: str = ""
    view: str = ""
    by: str = ""
    first: date | None = None  # a number from this day on, rather than from the start of the year
    sort: str = ""
    page: int = 1
    firm: str = ""
    project: str = ""
    query: str = ""
    columns: tuple[str, ...] = ()
    source: str = ""  # "12:345": row 345 of source 12
    lacking: str = ""  # enterprises of which this is not known
    attempt: str = ""  # a try at an import, by its id
    step: str = ""  # of the try
    batch: int | None = None
    edition: int | None = None
    agenda: str = ""  # where a meeting stands, see ui/review/agenda.py
    desk: str = ""  # one of DESKS
    about: str = ""  # what an action or a note is about: "metric:high_tech"
    write: str = ""  # what is being written on this page: one of WRITES
    action: int | None = None
    owner: str = ""  # of actions
    counting: str = ""  # one of COUNTINGS
    cause: str = ""  # of what moved in the pipeline, the part that is told project by project

    def kept(self) -> State:
        """What goes along to another page: language, version, days and the filter bar."""
        bar = tuple(item for item in self.filters if item[0] in BAR)
        return State(lang=self.lang, version=self.version, at=self.at, since=self.since, filters=bar, desk=self.desk)

    def chosen(self, dimension: str) -> tuple[str | None, ...]:
        """The values chosen of one dimension."""
        return tuple(value for name, value in self.filters if name == dimension)

    def with_only(self, dimension: str, values: Sequence[str | None]) -> State:
        """The same with exactly these values of one dimension."""
        others = tuple(item for item in self.filters if item[0] != dimension)
        return replace(self, filters=ordered(others + tuple((dimension, value) for value in values)), page=1)

    def without(self, dimension: str, value: str | None) -> State:
        """The same without one condition."""
        return replace(self, filters=tuple(i for i in self.filters if i != (dimension, value)), page=1)


def ordered(filters: Filters) -> Filters:
    """Conditions in one order and each once, so that the same question has one address and one cache entry."""
    names = BAR + DRILL
    return tuple(sorted(dict.fromkeys(filters), key=lambda i: (names.index(i[0]), i[1] is None, i[1] or "")))


def parse(params: Mapping[str, Sequence[str]]) -> State:
    """The state in an address. What cannot be read is left out: a mistyped link still opens a screen."""

    def one(name: str) -> str:
        values = params.get(name, ())
        return values[-1] if values else ""

    found = [
        (name, None if value == NOT_REGISTERED else value)
        for name in BAR + DRILL
        for value in params.get(name, ())
        if value
    ]
    return State(
        lang=one("lang") if one("lang") in ("zh", "en") else "",
        version=_whole(one("version")),
        at=read_day(one("at")),
        since=read_day(one("since")),
        filters=ordered(tuple(found)),
        metric=one("metric"),
        view=one("view") if one("view") in VIEWS else "",
        by=one("by"),
        first=read_day(one("from")),
        sort=one("sort"),
        page=max(_whole(one("page")) or 1, 1),
        firm=one("firm"),
        project=one("project"),
        query=one("q"),
        columns=tuple(name for name in one("cols").split(",") if name),
        source=one("source"),
        lacking=one("lacking"),
        attempt=one("try") if ID.fullmatch(one("try")) else "",
        step=one("step") if one("step") in STEPS else "",
        batch=_whole(one("batch")),
        edition=_whole(one("edition")),
        agenda=one("agenda"),
        about=one("about"),
        desk=one("desk") if one("desk") in DESKS else "",
        write=one("write") if one("write") in WRITES else "",
        action=_whole(one("action")),
        owner=one("owner"),
        counting=one("counting") if one("counting") in COUNTINGS else "",
        cause=one("cause"),
    )


def query(state: State) -> list[tuple[str, str]]:
    """The address of a state, the reverse of `parse`."""
    plain: dict[str, Any] = {
        "lang": state.lang,
        "version": state.version,
        "at": state.at,
        "since": state.since,
        "metric": state.metric,
        "view": state.view,
        "by": state.by,
        "from": state.first,
        "sort": state.sort,
        "page": state.page if state.page > 1 else None,
        "firm": state.firm,
        "project": state.project,
        "q": state.query,
        "cols": ",".join(state.columns),
        "source": state.source,
        "lacking": state.lacking,
        "try": state.attempt,
        "step": state.step,
        "batch": state.batch,
        "edition": state.edition,
        "agenda": state.agenda,
        "about": state.about,
        "desk": state.desk,
        "write": state.write,
        "action": state.action,
        "owner": state.owner,
        "counting": state.counting,
        "cause": state.cause,
    }
    given = [(name, str(value)) for name, value in plain.items() if value]
    return given + [(name, NOT_REGISTERED if value is None else value) for name, value in state.filters]


def address(path: str, state: State) -> str:
    """`/path?…`; `path` is the page's url path, "" for the first page."""
    pairs = query(state)
    return f"/{path}" + (f"?{urlencode(pairs)}" if pairs else "")


def as_params(state: State) -> dict[str, list[str]]:
    """The same as Streamlit takes it: each name once, with all its values."""
    found: dict[str, list[str]] = {}
    for name, value in query(state):
        found.setdefault(name, []).append(value)
    return found


def read_day(written: str) -> date | None:
    """A day as people type it: 2026-10-31, 2026/10/31, 2026.10.31, 20261031, 2026年10月31日. None if it is not one."""
    digits = written.strip().replace("年", "-").replace("月", "-").replace("日", "").replace("/", "-").replace(".", "-")
    if digits.isdigit() and len(digits) == 8:
        digits = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    parts = digits.split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    try:
        day = date(*(int(part) for part in parts))
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _whole(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else None


def week_before(day: date) -> date:
    """The same day a week earlier: what numbers are compared with by default, as the review meets once a week."""
    return date.fromordinal(day.toordinal() - 7)


def month_end_before(day: date) -> date:
    """The last day of the month before the one of `day`."""
    return date.fromordinal(day.replace(day=1).toordinal() - 1)
