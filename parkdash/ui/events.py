"""Events, training and partners on the screen: the plan and what came of it, four hundreds, who has been forgotten."""

from __future__ import annotations

from typing import Any

import streamlit as st

from parkdash import metrics
from parkdash.metrics.model import At, Group
from parkdash.rules import rules
from parkdash.ui import cells, empty, format, lights, plot, short
from parkdash.ui.markup import esc, link
from parkdash.ui.tables import Head, table
from parkdash.ui.view import View

KINDS = (
    ("planned", "events_planned"), ("held", "events_held"), ("turnout", "event_turnout"),
    ("follow_up", "follow_up_rate"), ("results", "event_results"), ("result_rate", "event_result_rate"),
)  # fmt: skip
HUNDREDS = ("partner_enterprises", "partner_ambassadors", "partner_universities", "founders_titled")
TRAINED = ("people_trained", "people_passed", "training_pass_rate")
PARTNERS = ("partners", "partners_expiring", "partner_referrals")
LONGEST = 8
SILENT = ("partner", "person", "partner_kind", "park", "last_contact_on", "referrals")


def kinds(view: View) -> None:
    """Kind by kind what was planned and held this year, who came, what was followed up and what came of it."""
    plot.heading(view.text("events.kinds"), view.text("events.kinds_note", year=view.at.year))
    found = {id: _groups(view, id) for _, id in KINDS}
    known = sorted({key for groups in found.values() for key in groups if key}, key=lambda key: _order(found, key))
    if not known:
        st.html(empty.nothing(view))
        return
    heads = [Head(cells.dimension(view, "event_kind"))]
    heads += [Head(view.text(f"events.{name}"), right=True) for name, _ in KINDS]
    rows = [
        [
            link(view.number_href("events_held", (("event_kind", key),), view="records", sort="-on_day"),
                 esc(cells.plain(view, "event_kind", key))),
            *(_said(view, found[id].get(key), id) for _, id in KINDS),
        ]
        for key in known
    ]  # fmt: skip
    st.html(f'<div class="pd-tight">{table(view.text("events.kinds"), heads, rows)}</div>')


def _groups(view: View, id: str) -> dict[str | None, Group]:
    found = view.ask(metrics.breakdown, id, At(view.at), "event_kind", view.bar)
    return {group.key: group for group in found.groups}


def _order(found: dict[str, dict[str | None, Group]], key: str) -> tuple[float, str]:
    held = found["events_held"].get(key)
    return -float(held.value or 0) if held else 0.0, key


def _said(view: View, group: Group | None, id: str) -> str:
    if group is None or group.value is None:
        return format.DASH
    return esc(view.amount(group.value, metrics.catalogue()[id].unit))


def hundreds(view: View) -> None:
    """The four hundreds beside their targets, each with its status."""
    plot.heading(view.text("events.hundreds"), view.text("events.hundreds_note"))
    heads = [Head(view.text("events.hundred")), Head(view.text("events.now"), right=True)]
    heads += [Head(view.text("events.target"), right=True), Head(view.text("events.status"))]
    rows = [_hundred(view, id) for id in HUNDREDS]
    st.html(f'<div class="pd-tight">{table(view.text("events.hundreds"), heads, rows)}</div>')


def _hundred(view: View, id: str) -> list[str]:
    metric = metrics.catalogue()[id]
    number = view.ask(metrics.value, id, At(view.at), view.bar)
    status = view.ask(metrics.target, id, view.at, view.bar)
    shown = format.MASK if number.reason == "suppressed" else view.amount(number.value, metric.unit)
    return [
        link(view.number_href(id, view="trend"), esc(view.title(metric.title))),
        esc(shown),
        format.DASH if status.target is None else esc(view.amount(status.target, metric.unit)),
        lights.standing(view, status),
    ]


def training(view: View) -> None:
    """Who was trained this year, and how many of them passed."""
    short.by_parts(view, view.text("events.training"), "trainees", TRAINED)


def partners(view: View) -> None:
    """Partners by kind, which agreements end soon, and what they have brought."""
    short.by_parts(view, view.text("events.partners"), "partner_kind", PARTNERS)


def silent(view: View) -> None:
    """The partners in force that nobody has spoken to for longest, beyond the limit; ambassadors as the reader may see.

    No metric: only the last contact is known, so that what was silent on an earlier day cannot be told.
    """
    found = view.ask(metrics.records, "partners", At(view.at), view.bar, SILENT, "last_contact_on", 1, LONGEST)
    limit = rules("events")["silent_days"]
    of = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    quiet = [each for each in of if (view.at - each["last_contact_on"]).days > limit]
    if not quiet:
        return
    note = view.text("events.silent_note", days=limit, n=len(quiet))
    plot.heading(view.text("events.silent"), note)
    names = ("partner", "park", "last_contact", "days", "referrals")
    heads = [Head(view.text(f"events.{name}"), right=name in ("days", "referrals")) for name in names]
    heads.insert(1, Head(cells.heading(view, "partner_kind")))
    rows = [_silent(view, each) for each in quiet]
    html = table(view.text("events.silent"), [*heads, Head(view.text("source.title"))], rows)
    st.html(f'<div class="pd-tight">{html}</div>')


def _silent(view: View, of: dict[str, Any]) -> list[str]:
    last = of["last_contact_on"]
    name = of["partner"] + (view.text("mark.brackets", inner=of["person"]) if of["person"] else "")
    return [
        esc(name), esc(cells.plain(view, "partner_kind", of["partner_kind"])), esc(of["park"]), esc(format.day(last)),
        f"{(view.at - last).days:,}", esc(of["referrals"]),
        cells.origin(view, of["source_id"], of["source_row"], "partners"),
    ]  # fmt: skip
