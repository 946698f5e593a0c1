"""Titles and platforms on the screen: what was won by level, what waits, services against plans, who is silent."""

from __future__ import annotations

import streamlit as st

from parkdash import charts, metrics
from parkdash.metrics.labels import choices, worded
from parkdash.metrics.model import At
from parkdash.rules import rules
from parkdash.ui import cells, empty, factors, format, plot, short
from parkdash.ui.markup import esc, link, span
from parkdash.ui.tables import Head, inline_bar, table
from parkdash.ui.view import View

IN_BEING = "platforms"
BY_LEVEL = (  # heading, metric of titles by the level that gives them
    ("pending", "titles_pending"), ("overdue", "titles_overdue"), ("won", "titles_won"), ("lost", "titles_lost"),
    ("rate", "title_win_rate"), ("p50", "title_days_p50"), ("p90", "title_days_p90"),
)  # fmt: skip
PLANS = ("platform", "platform_kind", "park", "planned_services", "delivered_services", "plan_percent")
PACE = ("plan_begins", "plan_days")
WAITING = ("title_name", "title_applicant", "level", "park", "submitted_on", "title_age", "owner")
SILENT = ("platform", "platform_kind", "park", "last_served_on", "idle_days", "starts_on")


def levels(view: View) -> None:
    """Level by level: platforms in being, titles pending, won and lost this year, and how long decisions took."""
    plot.heading(view.text("platforms.levels"), view.text("platforms.levels_note", year=view.at.year))
    being = short.parts(view, IN_BEING, "platform_level")
    found = {id: short.parts(view, id, "level") for _, id in BY_LEVEL}
    known = {key for groups in (being, *found.values()) for key in groups}
    if not known:
        st.html(empty.nothing(view))
        return
    heads = [Head(cells.dimension(view, "level")), Head(view.text("platforms.being"), right=True)]
    heads += [Head(view.text(f"platforms.{name}"), right=True) for name, _ in BY_LEVEL]
    rows = [
        [
            esc(cells.plain(view, "level", key)),
            _opened(view, IN_BEING, "platform_level", key, being),
            *(_opened(view, id, "level", key, found[id]) for _, id in BY_LEVEL),
        ]
        for key in [*(code for code in choices("platform_level") if code in known), *({None} & known)]
    ]
    st.html(f'<div class="pd-tight">{table(view.text("platforms.levels"), heads, rows)}</div>')


def _opened(view: View, id: str, by: str, key: str | None, found: short.Found) -> str:
    """A part that opens its records; nothing to open where it is not known."""
    shown = esc(short.said(view, found, key, id))
    return link(view.number_href(id, ((by, key),), view="records"), shown) if key in found else shown


def ages(view: View) -> None:
    """How long applications have been pending, in the order of the bands; a bar opens them."""
    total = view.ask(metrics.value, "titles_pending", At(view.at), view.bar).value
    note = view.text("platforms.ages_note", n=view.amount(total or 0, "application"))
    plot.heading(view.text("platforms.ages"), note)
    found = short.parts(view, "titles_pending", "title_age")
    if not found:
        st.html(empty.box(esc(view.text("platforms.none_pending"))))
        return
    codes = [band["code"] for band in rules("platforms")["title_age"]]
    labels = [view.title(worded("title_age", code) or {"zh": code, "en": code}) for code in codes]
    texts = [short.said(view, found, code, "titles_pending") for code in codes]
    values = [float(found[code].value or 0) if code in found else 0.0 for code in codes]
    alt = "; ".join(f"{a}: {b}" for a, b in zip(labels, texts, strict=True))
    opens = factors.opener(view, "titles_pending", "title_age")
    plot.draw(charts.bars(labels, values, texts, codes), "title_ages", alt, opens)


def plans(view: View) -> None:
    """The platforms that have completed least of their plan for the year; ■ marks those behind the days gone by."""
    found = view.ask(
        metrics.records, "platform_planned", At(view.at), view.bar, (*PLANS, *PACE), "plan_percent", 1, short.LISTED
    )
    late = view.ask(metrics.value, "platforms_behind", At(view.at), view.bar).value or 0
    note = view.text("platforms.plans_note", late=late, n=found.total)
    plot.heading(view.text("platforms.plans"), note)
    if not found.total:
        st.html(empty.nothing(view))
        return
    heads = [Head(cells.heading(view, name), right=name in PLANS[3:5]) for name in PLANS[:5]]
    heads += [Head(view.text("platforms.done"), right=True), Head(view.text("drill.bar"), wide=True)]
    rows = []
    for row in found.rows:
        values = dict(zip(found.columns, row, strict=True))
        share = float(values["plan_percent"] or 0) / 100
        gone = (view.at - values["plan_begins"]).days + 1
        behind = f" {span('pd-status pd-behind', '■')}" if share * values["plan_days"] < gone else ""
        name = values["platform"]
        served = view.number_href("platform_services", (("platform", name),), view="records", sort="-on_day")
        rows.append([
            link(served, esc(name)), *(cells.cell(view, column, values[column]) for column in PLANS[1:5]),
            esc(format.share(share)) + behind, inline_bar(share),
            cells.origin(view, values["source_id"], values["source_row"], "platform_planned"),
        ])  # fmt: skip
    href = view.number_href("platform_planned", view="records", sort="plan_percent")
    more = link(href, esc(view.text("records.all", n=f"{found.total:,}")))
    body = table(view.text("platforms.plans"), [*heads, Head(view.text("source.title"))], rows)
    st.html(f'<div class="pd-tight">{body}</div><div class="pd-pager">{more}</div>')


def kinds(view: View) -> None:
    """Services of the year by what they were, a bar opens them."""
    factors.parts(view, "platform_services", "platform_service_kind")


def waiting(view: View) -> None:
    """The applications that have been pending longest."""
    late = view.ask(metrics.value, "titles_overdue", At(view.at), view.bar).value or 0
    note = view.text("platforms.waiting_note", n=late)
    short.first_records(view, "titles_pending", view.text("platforms.waiting"), WAITING, "submitted_on", note=note)


def silent(view: View) -> None:
    """The platforms that have served nobody for longer than their kind may, the longest first."""
    never = {"last_served_on": view.text("platforms.never")}
    said = {"starts_on": view.text("platforms.idle_since")}
    title, note = view.text("platforms.silent"), view.text("platforms.silent_note")
    short.first_records(view, "platforms_idle", title, SILENT, "starts_on", said, never, note)
