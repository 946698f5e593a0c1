"""The first page by desk: which cards always stand on it, and which others the week's exceptions bring there."""

from __future__ import annotations

import os
from dataclasses import replace

from parkdash import metrics
from parkdash.rules import rules
from parkdash.text import text
from parkdash.ui import lights
from parkdash.ui.markup import esc, link
from parkdash.ui.state import DESKS, State, address
from parkdash.ui.view import View


def desk(state: State) -> str:
    """The desk in the address, else that of this process (PARKDASH_DESK), else the park director's."""
    usual = os.environ.get("PARKDASH_DESK", "")
    return state.desk or (usual if usual in DESKS else DESKS[0])


def switch(state: State, lang: str) -> str:
    """The desks as links, the present one marked, as markup."""
    chosen = desk(state)
    links = []
    for name in DESKS:
        href, said = address("", replace(state, desk=name)), text(f"screen.landing.{name}", lang)
        links.append(link(href, esc(said), "pd-desk", current=name == chosen))
    label = esc(text("screen.landing.desks", lang))
    return f'<nav class="pd-desks" aria-label="{label}">{"".join(links)}</nav>'


def leading(view: View) -> tuple[str, ...]:
    """The metrics of the cards: those that always stand here, the targets furthest behind, then the usual others."""
    rule = _rule(view)
    always, most = list(rule["always"]), rules("landing")["most_cards"]
    late = lights.late(lights.targets(view, groups(view)))
    found = [status.metric for status in late if status.metric not in always]
    others = [id for id in rule["else"] if id not in always and id not in found]
    return tuple([*always, *found, *others][:most])


def stocks(view: View) -> tuple[str, ...]:
    """The stocks whose changes are told."""
    return tuple(_rule(view)["changes"])


def sources(view: View) -> tuple[str, ...]:
    """The metrics whose newest fact is told."""
    return tuple(_rule(view)["health"])


def groups(view: View) -> tuple[str, ...]:
    """The groups of the catalogue that this desk answers for: all of them, or those that its rule names."""
    return tuple(_rule(view).get("exceptions", metrics.GROUPS))


def _rule(view: View) -> dict[str, list[str]]:
    rule: dict[str, list[str]] = rules("landing")[desk(view.state)]
    return rule
