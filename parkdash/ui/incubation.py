"""The incubation chain on the screen: who moved from which stage to which, who graduated, left or stayed for a year."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from parkdash import metrics
from parkdash.metrics.model import Filters, Group
from parkdash.rules import rules
from parkdash.ui import cells, empty, format, plot, short
from parkdash.ui.markup import esc, link, span
from parkdash.ui.space import year
from parkdash.ui.tables import Head, table
from parkdash.ui.view import View

GRADUATED = "graduated"
Ways = dict[str | None, Group]


def flows(view: View) -> None:
    """From each stage to each in the last twelve months, graduates, others who left, and who stayed; all open."""
    plot.heading(view.text("space.chain"), view.text("space.chain_note"))
    present, stayed = (short.parts(view, id, "carrier_kind") for id in ("incubated", "chain_stayed"))
    moved = {stage: _ways(view, "next_kind", (("carrier_kind", stage),)) for stage in _ladder()}
    stages = [stage for stage in _ladder() if stage in present or moved[stage]]
    if not stages:
        st.html(empty.nothing(view))
        return
    aims = [stage for stage in stages if any(stage in moved[origin] for origin in stages)]
    heads = [Head(view.text("space.from"))]
    heads += [Head(view.text(f"space.{name}"), right=True) for name in ("present", "stayed")]
    heads += [Head(view.text("space.to", stage=_named(view, stage)), right=True) for stage in aims]
    heads += [Head(view.text(f"space.{name}"), right=True) for name in ("graduated", "other")]
    rows = [
        [
            esc(_named(view, stage)),
            *(_stock(view, id, stage, found) for id, found in (("incubated", present), ("chain_stayed", stayed))),
            *(_flow(view, stage, aim, moved[stage]) for aim in aims), *_gone(view, stage),
        ]
        for stage in stages
    ]  # fmt: skip
    st.html(f'<div class="pd-tight">{table(view.text("space.chain"), heads, rows)}</div>')


def _ladder() -> list[str]:
    return [row["code"] for row in rules("space")["incubation_stage"]]


def _named(view: View, stage: str) -> str:
    return cells.plain(view, "carrier_kind", stage)


def _ways(view: View, by: str, narrowed: Filters) -> Ways:
    found = view.ask(metrics.breakdown, "chain_left", year(view), by, (*view.bar, *narrowed))
    return {group.key: group for group in found.groups}


def _stock(view: View, id: str, stage: str, found: Ways) -> str:
    href = view.number_href(id, (("carrier_kind", stage),), view="records")
    return _count(found.get(stage), href)


def _flow(view: View, stage: str, aim: str, found: Ways) -> str:
    if stage == aim:
        return span("pd-soft", format.DASH)
    return _count(found.get(aim), _records(view, stage, aim))


def _gone(view: View, stage: str) -> list[str]:
    """Out of the parks: the graduates, and all the others together."""
    causes = _ways(view, "out_cause", (("carrier_kind", stage), ("next_kind", None)))
    graduates, others = causes.pop(GRADUATED, None), list(causes.values())
    if any(group.suppressed for group in others):
        other = format.MASK
    else:
        count = sum(int(group.value or 0) for group in others)
        other = link(_records(view, stage, None, [group.key for group in others]), f"{count:,}") if count else "0"
    return [_count(graduates, _records(view, stage, None, [GRADUATED])), other]


def _count(group: Group | None, href: str) -> str:
    if group is None or not (group.value or group.suppressed):
        return "0"
    return format.MASK if group.suppressed else link(href, f"{int(group.value or 0):,}")


def _records(view: View, stage: str, aim: str | None, causes: Sequence[str | None] = ()) -> str:
    """What a flow opens: the departures of the twelve months from a stage for another, or out of the parks."""
    ways: Filters = (("carrier_kind", stage), ("next_kind", aim), *(("out_cause", cause) for cause in causes))
    return view.number_href("chain_left", ways, view="records", first=year(view).first)
