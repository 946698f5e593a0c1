"""One enterprise: who it is, its tiers, people, money and reports, each row with the workbook row it came from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from parkdash import charts, metrics
from parkdash.contracts import contracts
from parkdash.metrics.firms import Profile, Sheet
from parkdash.ui import cells, empty, firms, format, plot
from parkdash.ui.markup import esc, link
from parkdash.ui.review import notes
from parkdash.ui.review.about import about_firm
from parkdash.ui.review.entry import action_entry, links, note_entry
from parkdash.ui.tables import Head, table
from parkdash.ui.view import View

# What tells most about a firm; tables of other systems follow.
ORDER = (
    "recognition", "residency", "financing", "talent", "talent_title", "platform", "vacancy", "annual_report",
    "monthly_report", "enterprise",
)  # fmt: skip
ROWS_SHOWN = 24


def show(view: View) -> None:
    """Draw the profile of the firm in the address."""
    try:
        found = view.ask(metrics.profile, view.state.firm, view.at)
    except metrics.Unseen:
        to_list = link(view.href("enterprises"), esc(view.text("page.enterprises")))
        st.html(empty.box(esc(view.text("empty.no_such_firm")), to_list))
        return
    sheets = {sheet.table: sheet for sheet in found.sheets}
    st.html(_head(view, found, sheets))
    about = about_firm(found.firm.id)
    action_entry(view, about)
    note_entry(view, about)
    notes.memory(view, about)
    if "monthly_report" in sheets:
        _reports(view, sheets["monthly_report"])
    for name in _ordered(sheets):
        st.html(sheet_table(view, sheets[name]))


def _ordered(sheets: dict[str, Sheet]) -> list[str]:
    """The tables that tell most first, the others as the contracts have them."""
    return sorted(sheets, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))


def _head(view: View, found: Profile, sheets: dict[str, Sheet]) -> str:
    firm = found.firm
    facts = [
        ("credit_code", firm.credit_code),
        ("park", firm.park or view.text("firms.outside")),
        ("carrier", firm.carrier),
        ("industry", firm.industry),
        ("chain", firm.chain),
        ("founded_on", format.day(found.founded_on)),
        ("tiers", firms.tiers(view, firm)),
    ]
    lines = "".join(f"<dt>{esc(cells.heading(view, name))}</dt><dd>{esc(value)}</dd>" for name, value in facts)
    counted = [
        view.text("firms.rows", title=view.title(contracts()[t].title), n=len(sheets[t].rows)) for t in _ordered(sheets)
    ]
    back = link(view.href("enterprises"), esc(view.text("page.enterprises")))
    crumbs = f'<nav class="pd-crumbs">{back}<span aria-hidden="true">›</span>{esc(firm.name)}</nav>'
    stub = f'<p class="pd-note">{esc(view.text("firms.stub_note"))}</p>' if firm.is_stub else ""
    summary = esc(" · ".join(counted))
    name = f'<div class="pd-sum"><h2 class="pd-big">{esc(firm.name)}</h2>{links(view)}</div>'
    return f'{crumbs}{name}{stub}<dl class="pd-facts">{lines}</dl><p class="pd-soft">{summary}</p>'


def _reports(view: View, sheet: Sheet) -> None:
    """Monthly revenue and R&D expense, where the reader may see them."""
    at = {name: sheet.columns.index(name) for name in ("month", "revenue", "rd_expense")}
    rows = sorted((row for row in sheet.rows if isinstance(row[at["month"]], date)), key=lambda row: row[at["month"]])[
        -24:
    ]
    if len(rows) < 2 or any(isinstance(row[at["revenue"]], str) for row in rows):
        return
    names = [row[at["month"]].strftime("%Y-%m") for row in rows]
    amounts = [row[at[name]] for row in rows for name in ("revenue", "rd_expense")]
    by, (_, unit) = plot.factor(view, amounts, "yuan"), plot.scaled(view, amounts, "yuan")
    reported = contracts()["monthly_report"]
    series = {
        view.title(reported.column(name).title): [
            None if row[at[name]] is None else round(float(row[at[name]]) / by, 4) for row in rows
        ]
        for name in ("revenue", "rd_expense")
    }
    title = view.text("firms.reports", unit=unit)
    plot.heading(title)
    alt = view.text("chart.trend_alt", title=title, first=names[0], last=names[-1])
    plot.draw(charts.lines(names, series, 220, from_zero=True), "reports", alt)


def sheet_table(view: View, sheet: Sheet) -> str:
    """The rows of one table about the firm, the newest first; columns without any value are left out."""
    lineage = ("source_id", "source_row")
    filled = [
        (i, name)
        for i, name in enumerate(sheet.columns)
        if name not in lineage and not name.endswith("_key") and any(row[i] not in (None, "") for row in sheet.rows)
    ]
    title = view.title(contracts()[sheet.table].title)
    heads = [Head(_title(view, sheet.table, name), cells.is_number(name)) for _, name in filled]
    rows = [_row(view, sheet, filled, row) for row in sheet.rows[:ROWS_SHOWN]]
    more = len(sheet.rows) - len(rows)
    counted = view.text("records.total", n=f"{len(sheet.rows):,}")
    note = f"<small>{esc(counted + (view.text('firms.newest', n=len(rows)) if more else ''))}</small>"
    return f'<h2 class="pd-h">{esc(title)}{note}</h2>' + table(title, [*heads, Head(view.text("source.title"))], rows)


def _title(view: View, name: str, column: str) -> str:
    known = {c.name: c for c in contracts()[name].columns}
    return cells.titled(view, known[column]) if column in known else cells.heading(view, column)


def _row(view: View, sheet: Sheet, filled: Sequence[tuple[int, str]], row: Sequence[Any]) -> list[str]:
    shown = [cells.cell(view, name, row[i]) for i, name in filled]
    return [*shown, cells.origin(view, row[sheet.columns.index("source_id")], row[sheet.columns.index("source_row")])]
