"""Enclave links: one way of counting at a time, promised beside realised, and the pairs with what they expect."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from parkdash import metrics
from parkdash.metrics.model import At
from parkdash.ui import cells, empty, format, plot, short
from parkdash.ui.markup import esc, link, span
from parkdash.ui.state import COUNTINGS, address
from parkdash.ui.tables import Head, inline_bar, table
from parkdash.ui.view import View

WHATS = ("output", "tax", "jobs")
YEARS, LISTED = 2, 12
COLUMNS = (
    "enterprise_id", "pair", "enterprise", "production_firm", "home_place", "home_producing_on", "expected_output",
    "expected_tax",
)  # fmt: skip


def counting(view: View) -> str:
    """The way of counting in the address, else the host's, which statistics follow."""
    return view.state.counting or COUNTINGS[0]


def rate(view: View, what: str) -> str:
    """The metric that tells how much of the promise has come, in the way of counting chosen."""
    return f"enclave_{counting(view)}_{what}_rate"


def switch(view: View) -> None:
    """The two ways of counting as links, the present one marked, and why they are never added."""
    links = []
    for name in COUNTINGS:
        href = address("enclaves", replace(view.state, counting=name))
        links.append(link(href, esc(_way(view, name)), "pd-chip", current=name == counting(view)))
    label = esc(view.text("enclaves.switch"))
    note = span("pd-soft", esc(view.text("enclaves.note")))
    st.html(f'<div class="pd-counting"><nav class="pd-desks" aria-label="{label}">{"".join(links)}</nav>{note}</div>')


def _way(view: View, name: str) -> str:
    return cells.plain(view, "counting", name)


def kept(view: View) -> None:
    """Promised and realised by year, output, tax and jobs, in the way of counting chosen."""
    plot.heading(view.text("enclaves.kept", counting=_way(view, counting(view))))
    years = range(view.at.year - YEARS, view.at.year)
    heads = [Head(view.text("enclaves.what")), *(Head(str(year), right=True) for year in years)]
    rows = []
    for what in WHATS:
        href = view.number_href(f"enclave_{counting(view)}_{what}", view="records")
        rows.append([link(href, esc(view.text(f"enclaves.{what}"))), *(_kept(view, what, year) for year in years)])
    st.html(f'<div class="pd-tight">{table(view.text("enclaves.pairs"), heads, rows)}</div>')


def _kept(view: View, what: str, year: int) -> str:
    way = counting(view)
    ids = (f"enclave_{way}_promised_{what}", f"enclave_{way}_{what}", f"enclave_{way}_{what}_rate")
    return short.kept(view, *ids, year, "enclaves.of")


def places(view: View) -> None:
    """Realised output of the last whole year by place of production, in the way of counting chosen."""
    id = f"enclave_{counting(view)}_output"
    found = view.ask(metrics.breakdown, id, At(view.at), "home_place", view.bar)
    plot.heading(view.text("enclaves.places", counting=_way(view, counting(view))))
    if not found.groups:
        st.html(empty.nothing(view))
        return
    most = max((float(group.value or 0) for group in found.groups), default=0.0) or 1.0
    title = view.title(metrics.catalogue()[id].title)
    heads = [
        Head(cells.dimension(view, "home_place")),
        Head(title, right=True),
        Head(view.text("drill.bar"), wide=True),
    ]
    rows = [
        [
            link(view.number_href(id, (("home_place", group.key),), view="records"), esc(view.title(group.label))),
            format.MASK if group.suppressed else esc(view.amount(group.value, "yuan")),
            "" if group.suppressed else inline_bar(float(group.value or 0) / most),
        ]
        for group in found.groups
    ]  # fmt: skip
    st.html(f'<div class="pd-tight">{table(title, heads, rows)}</div>')


def pairs(view: View) -> None:
    """Each pair with its two sides; what is expected at full capacity stands apart from what was promised."""
    title, note = view.text("enclaves.pairs"), view.text("enclaves.pairs_note")
    short.first_records(view, "enclave_pairs", title, COLUMNS, "home_producing_on", note=note, most=LISTED)
