"""Experts and capital on the screen: who gave most services in twelve months, and which investors are looking here."""

from __future__ import annotations

from datetime import date

import streamlit as st

from parkdash import metrics
from parkdash.metrics.model import Breakdown
from parkdash.ui import cells, empty, format, plot, short
from parkdash.ui.markup import esc, link
from parkdash.ui.space import year
from parkdash.ui.tables import Head, inline_bar, table
from parkdash.ui.view import View

SERVED, ACTIVE, CAPITAL = "expert_activities", "experts_active", "capital_open"
SHOWN = 8
LISTED = ("listing_title", "institute", "amount_yuan", "starts_on")


def busiest(view: View) -> None:
    """The experts by services in twelve months; by field for those who may not see persons."""
    by = "tech_field" if metrics.personal(view.scope, "expert") else "expert"
    when = year(view)
    found = view.ask(metrics.breakdown, SERVED, when, by, view.bar, SHOWN)
    active = view.ask(metrics.value, ACTIVE, when, view.bar)
    counts = {"n": format.exact(active.value), "all": view.amount(found.total.value or 0, found.total.unit)}
    plot.heading(view.text("market.busiest"), view.text("market.busiest_note", **counts))
    if not found.groups:
        st.html(empty.nothing(view))
        return
    heads = [Head(cells.dimension(view, by)), short.head(view, SERVED), Head(view.text("drill.bar"), wide=True)]
    body = table(view.text("market.busiest"), heads, _rows(view, found, when.first))
    everything = link(view.number_href(SERVED, by=by, first=when.first), esc(view.text("market.all_experts")))
    st.html(f'<div class="pd-tight">{body}</div><div class="pd-pager">{everything}</div>')


def _rows(view: View, found: Breakdown, first: date) -> list[list[str]]:
    """One row a part; it opens the services of the twelve months."""
    largest = max(float(group.value or 0) for group in found.groups) or 1
    rows = []
    for group in found.groups:
        href = view.number_href(SERVED, ((found.by, group.key),), view="records", first=first)
        said = format.MASK if group.suppressed else format.amount(group.value, found.total.unit, view.lang)
        rows.append(
            [link(href, esc(view.title(group.label))), esc(said), inline_bar(float(group.value or 0) / largest)]
        )
    return rows


def capital(view: View) -> None:
    """Capital that is on offer, the newest first; by field for those who may not read single listings."""
    title = view.text("market.capital")
    if not view.scope.firms:
        short.by_parts(view, title, "tech_field", (CAPITAL,))
        return
    said = {"starts_on": view.text("market.posted"), "institute": view.text("market.investor")}
    short.first_records(view, CAPITAL, title, LISTED, "-starts_on", said)
