"""What an action or a note is about, in words and as a link; and who may see any of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Protocol

from parkdash import metrics, review
from parkdash.access import own_scope
from parkdash.batch import CHINA
from parkdash.metrics.model import SourceRef
from parkdash.office import is_there
from parkdash.review import opens_any
from parkdash.review.editions import Within
from parkdash.review.memory import About
from parkdash.text import text
from parkdash.ui import frozen
from parkdash.ui.format import DASH
from parkdash.ui.state import State, address
from parkdash.ui.view import View, home, is_sample, language, state

NOTHING = About()
KINDS = ("metric", "firm", "record", "project")
HASH = 16  # digits of a file's hash that name it


def may_see() -> bool:
    """Titles and notes are free text and may name persons and firms: they are for those to whom editions open, each the
    ones that were said `within` his reach."""
    return opens_any(own_scope())


def within() -> Within:
    """In which editions this reader may know what was said."""
    return review.told_to(home(), own_scope())


def own_edition() -> int | None:
    """Where something is written down by whom is limited to parks: his last meeting, so that it stays among those of
    his parks. None for others, who need none, and as long as he has none."""
    scope = own_scope()
    last = None if scope.parks is None else frozen.last_before(home(), scope, date.max)
    return last.id if last else None


def may_write() -> bool:
    """Whether this reader may give actions and take notes: limited to parks, he needs a meeting that they belong to."""
    return may_see() and (own_scope().parks is None or own_edition() is not None)


def can_ask() -> bool:
    """Whether there is anything that this reader may see, in a store that answers."""
    return may_see() and is_there(home()) and frozen.reachable(home())


class Look(Protocol):
    """What both a look at the data (View) and at an edition (Reading) can tell."""

    @property
    def at(self) -> date: ...

    @property
    def lang(self) -> str: ...

    def href(self, path: str, **changes: Any) -> str: ...

    def number_href(self, metric: str) -> str: ...


def lang_of(view: Look | None) -> str:
    """The reader's language."""
    return view.lang if view else language(state())


def today(view: Look | None) -> date:
    """The day on which something is written: by the calendar, or the as-of day where that lies ahead of it.

    In the invented park the calendar stands still at the as-of day.
    """
    now = datetime.now(CHINA).date()
    if view is None:
        return now
    invented = view.version.is_sample if isinstance(view, View) else is_sample()
    return view.at if invented else max(view.at, now)


def about_metric(id: str) -> About:
    """A metric of the catalogue."""
    return About("metric", id)


def about_firm(id: str) -> About:
    """A firm by its id."""
    return About("firm", id)


def about_project(id: str) -> About:
    """A project by its id."""
    return About("project", id)


def about_row(ref: SourceRef, row: int) -> About:
    """A row of a workbook, by the file's content: numbers of sources are those of one version only."""
    return About("record", f"{ref.sha256[:HASH]}:{row}:{ref.sheet}")


def parsed(written: str) -> About | None:
    """What stands in the address: "metric:high_tech". None if it names nothing."""
    kind, _, id = written.partition(":")
    return next((About(known, id) for known in KINDS if known == kind and id), None)  # type: ignore[arg-type]


def as_written(about: About) -> str:
    """The reverse of `parsed`."""
    return f"{about.kind}:{about.id}" if about.kind else ""


def title(view: Look | None, about: About) -> str:
    """What it is called; of a firm its name in this version, else what its id says."""
    lang = lang_of(view)
    if about.kind == "metric":
        known = metrics.catalogue().get(about.id)
        return known.title[lang] if known else about.id
    if about.kind == "firm":
        names = view.ask(metrics.names, (about.id,)) if isinstance(view, View) else {}
        return names.get(about.id) or about.id.removeprefix("n:")
    if about.kind == "project":
        projects = view.ask(metrics.project_names, (about.id,)) if isinstance(view, View) else {}
        return projects.get(about.id) or about.id.removeprefix("name:").removeprefix("#")
    if about.kind == "record":
        _, row, sheet = (*about.id.split(":", 2), "", "")[:3]
        return text("actions.about.row", lang, sheet=sheet, row=row)
    if about.kind == "edition":
        return text("review.issue", lang, edition=about.id)
    return about.id or DASH


def href(view: Look | None, about: About) -> str:
    """Where it can be seen, "" if nowhere in this version."""
    if about.kind == "metric" and about.id in metrics.catalogue():
        return view.number_href(about.id) if view else address("number", State(metric=about.id, lang=lang_of(view)))
    if about.kind == "firm":
        return view.href("enterprise", firm=about.id) if view else address("enterprise", State(firm=about.id))
    if about.kind == "project":
        return view.href("project", project=about.id) if view else address("project", State(project=about.id))
    if about.kind == "record" and isinstance(view, View):
        hash_, row, sheet = (*about.id.split(":", 2), "", "")[:3]
        for id, ref in view.version.sources.items():
            if ref.sha256.startswith(hash_) and ref.sheet == sheet:
                return view.href("source", source=f"{id}:{row}")
    return ""
