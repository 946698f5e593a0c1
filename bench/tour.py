"""The pages that are measured and the click that leads to each from the one before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from parkdash.ui.frame import PAGES


class Step(NamedTuple):
    """A page: its url path, the selector of the link clicked on the page before, and its query where it needs one."""

    path: str
    link: str
    query: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        return self.path or "overview"


METRIC = "high_tech"


def _listed(path: str) -> Step:
    return Step(path, f".pd-nav a[href^='/{path}?'], .pd-nav a[href='/{path}']")


REACHED_FROM = {
    "": Step(
        "number", f".pd-cards a[href*='metric={METRIC}&'], .pd-cards a[href$='metric={METRIC}']", (("metric", METRIC),)
    ),
    "enterprises": Step("enterprise", "table a[href^='/enterprise?']"),
}  # pages that the navigation does not list, after the page that leads to them


def _tour() -> Iterator[Step]:
    for entry in PAGES:
        if entry.section:
            yield _listed(entry.path)
            if entry.path in REACHED_FROM:
                yield REACHED_FROM[entry.path]


TOUR = tuple(_tour())
BEFORE = TOUR[-1].path  # the page from which the tour's first click is made
