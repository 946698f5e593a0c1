"""Enterprises: found by name, credit code or pinyin initials, listed page by page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from parkdash import metrics
from parkdash.metrics.firms import Firm
from parkdash.metrics.model import At
from parkdash.metrics.quality import GAPS, report_month
from parkdash.ui import cells, empty
from parkdash.ui.markup import esc, link
from parkdash.ui.records import pager
from parkdash.ui.review import notes
from parkdash.ui.tables import Head, table
from parkdash.ui.view import View, go, state
from parkdash.warehouse import Version

PAGE_SIZE = 25
KEY = "firm_query"
HEADS = ("enterprise", "credit_code", "park", "carrier", "industry", "chain", "tiers")


def search(view: View) -> None:
    """The search field; what is typed goes into the address."""
    st.session_state[KEY] = view.state.query
    label = view.text("firms.search")
    st.text_input(label, key=KEY, placeholder=label, label_visibility="collapsed", on_change=_typed, icon=None)


def _typed() -> None:
    go(replace(state(), query=st.session_state[KEY].strip(), page=1))


def listing(view: View) -> None:
    """The enterprises found, those in a park first."""
    offset = (view.state.page - 1) * PAGE_SIZE
    lacking = view.state.lacking if view.state.lacking in GAPS and view.scope.firms else ""
    if lacking:
        st.html(_lacking(view, lacking))
    found = view.ask(metrics.find, view.state.query, view.at, view.bar, PAGE_SIZE, offset, lacking)
    if not found.total:
        st.html(empty.nothing(view, "no_firm", query=view.state.query) if view.state.query else empty.nothing(view))
        return
    heads = [Head(cells.heading(view, name)) for name in HEADS]
    told = notes.marks("firm", view.lang)
    rows = [_row(view, firm, told.get(firm.id, "")) for firm in found.firms]
    below = pager(view, found.total, view.state.page, PAGE_SIZE, "enterprises", _counted(view, found.total))
    st.html(table(view.text("page.enterprises"), heads, rows) + below)


def _lacking(view: View, gap: str) -> str:
    """The chip that says of what these enterprises are without, and takes it away."""
    name = view.text(f"quality.gap_{gap}")
    if gap == "report":
        name = view.text("quality.gap_of", gap=name, month=view.ask(_month, view.at).strftime("%Y-%m"))
    href = view.here("enterprises", lacking="", page=1)
    chip = f'{esc(name)}<span aria-hidden="true">×</span>'
    return f'<div class="pd-chips">{link(href, chip, "pd-chip", view.text("filter.remove", name=name))}</div>'


def _month(version: Version, _: object, at: date) -> date:
    return report_month(version, at)


def _counted(view: View, total: int) -> str:
    """How many there are; of the whole list also how many are in a park, as the overview counts them."""
    inside = view.ask(metrics.value, "enterprises", At(view.at), view.bar).value
    if view.state.query or view.state.lacking or inside is None:
        return ""
    return view.text("firms.count", n=f"{total:,}", inside=f"{inside:,}")


def _row(view: View, firm: Firm, told: str) -> list[str]:
    name = link(view.href("enterprise", firm=firm.id), esc(firm.name))
    stub = f' <span class="pd-soft">{esc(view.text("firms.stub"))}</span>' if firm.is_stub else ""
    others = (firm.credit_code, firm.park or view.text("firms.outside"), firm.carrier, firm.industry, firm.chain)
    return [name + told + stub, *(esc(value) for value in others), esc(tiers(view, firm))]


def tiers(view: View, firm: Firm) -> str:
    """The tiers in force, in words."""
    return cells.plain(view, "tier", firm.tiers) if firm.tiers else "—"
