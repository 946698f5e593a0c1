"""The pages that are measured and the click that leads to each from the one before."""

from __future__ import annotations

from typing import NamedTuple


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


TOUR = (
    _listed(""),
    Step(
        "number", f".pd-cards a[href*='metric={METRIC}&'], .pd-cards a[href$='metric={METRIC}']", (("metric", METRIC),)
    ),
    _listed("tiers"),
    _listed("enterprises"),
    Step("enterprise", "table a[href^='/enterprise?']"),
    _listed("talent"),
    _listed("financing"),
    _listed("metrics"),
    _listed("batches"),
    _listed("import"),
)
BEFORE = "import"  # the page from which the tour's first click is made
