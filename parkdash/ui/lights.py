"""How a target stands, as pages show it: shape and word, the bar with the mark of the pace, the gap, the order."""

from __future__ import annotations

from collections.abc import Sequence

from parkdash import metrics
from parkdash.metrics.amounts import SHAPES, URGENCY
from parkdash.metrics.model import Status, TargetStatus
from parkdash.text import text
from parkdash.ui import format
from parkdash.ui.markup import esc, span
from parkdash.ui.view import Look, View

LATE: tuple[Status, ...] = ("behind", "warning", "unreported")


def word(light: Status, lang: str, more: str = "") -> str:
    """The light in a shape and its own word, as markup; a dash where there is no target. `more` stands behind it."""
    if light == "none":
        return format.DASH
    return span(f"pd-status pd-{light}", esc(f"{SHAPES[light]} {text(f'screen.status.{light}', lang)}{more}"))


def standing(view: Look, found: TargetStatus) -> str:
    """The light of a target as markup, and whether it is held back because not all have reported."""
    return word(found.status, view.lang, view.text("card.incomplete") if found.reason == "incomplete" else "")


def said(light: Status, words: str) -> str:
    """Words in a light, as markup; its shape before them is not read out."""
    return span(f"pd-status pd-{light}", f'<span aria-hidden="true">{SHAPES.get(light, "")}</span> {esc(words)}')


def bar(light: Status, done: float, pace: float | None) -> str:
    """A bar as long as what is done, with a mark where the plan is by now, as markup; both are shares of one."""
    width, mark = (min(max(share, 0.0), 1.0) * 100 for share in (done, pace or 0.0))
    return span(f"pd-bar pd-{light}", f'<b style="width:{width:.1f}%"></b><em style="left:{mark:.1f}%"></em>')


def gap(view: Look, ahead: float | None) -> str:
    """Completion less pace in points of a hundred, with its sign."""
    return format.DASH if ahead is None else view.text("card.points", gap=f"{ahead * 100:+.1f}".replace("-", "−"))


def urgency(found: TargetStatus) -> tuple[int, float]:
    """Sorts targets: those behind first, of equal lights the one furthest from its pace."""
    return URGENCY[found.status], found.gap or 0.0


def targets(view: View, groups: Sequence[str]) -> list[TargetStatus]:
    """The targets of some groups of the catalogue, the most urgent first; of equal ones in the catalogue's order."""
    asked = tuple(metric.id for metric in metrics.catalogue().values() if metric.group in groups)
    return sorted(view.ask(metrics.targeted, asked, view.at, view.bar), key=urgency)


def late(found: Sequence[TargetStatus]) -> list[TargetStatus]:
    """Those that are behind, warned or not reported."""
    return [one for one in found if one.status in LATE]
