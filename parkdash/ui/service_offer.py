"""The catalogue of services by module with what is asked of each, and requests by severity with P50 and P90."""

from __future__ import annotations

import streamlit as st

from parkdash.ui import cells, empty, plot, short
from parkdash.ui.chains import whole
from parkdash.ui.markup import link
from parkdash.ui.tables import Head, table
from parkdash.ui.view import View

BY, ITEMS = "service_module", "service_items"
ASKED = ("service_requests", "service_promise_rate", "service_solve_p90")
TIMES = (
    "service_requests", "service_promise_rate", "service_reply_p50", "service_reply_p90", "service_solve_rate",
    "service_half_hour_share", "service_solve_p50", "service_solve_p90",
)  # fmt: skip


def catalogue(view: View) -> None:
    """Every module with its services on offer and the requests of this year; the catalogue is one for all parks."""
    everywhere = whole(view)
    items = short.parts(everywhere, ITEMS, BY)
    found = {id: short.parts(view, id, BY) for id in ASKED}
    count = sum(int(group.value or 0) for group in items.values())
    title = view.text("services.catalogue")
    plot.heading(title, view.text("services.catalogue_note", n=len(items), all=f"{count:,}") if items else "")
    named = {**found[ASKED[0]], **items}
    if not named:
        st.html(empty.nothing(view))
        return
    heads = [Head(cells.dimension(view, BY)), *(short.head(view, id) for id in (ITEMS, *ASKED))]
    rows = [
        [
            short.opens(view, ASKED[0], BY, named[key]),
            link(everywhere.number_href(ITEMS, ((BY, key),), view="records"), short.said(view, items, key, ITEMS)),
            *(short.said(view, found[id], key, id) for id in ASKED),
        ]
        for key in [*items, *(key for key in named if key not in items)]
    ]
    st.html(f'<div class="pd-tight">{table(title, heads, rows)}</div>')


def severities(view: View) -> None:
    """Requests by severity: how many, the promises kept, and within what time half and nine in ten were answered and
    solved."""
    short.by_parts(view, view.text("services.severities"), "severity", TIMES)
