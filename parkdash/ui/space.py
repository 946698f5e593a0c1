"""Carriers and space on the screen: operators side by side, what is free, leases that end."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from parkdash import metrics
from parkdash.metrics.model import At, Between, Group
from parkdash.ui import cells, empty, format, plot, short
from parkdash.ui.markup import esc, link, span
from parkdash.ui.tables import Head, inline_bar, table
from parkdash.ui.view import View

LEAGUE = (  # the same for all: heading, metric
    ("lettable", "lettable_area"), ("occupancy", "occupancy"), ("ending", "leases_ending_90"),
    ("collection", "rent_collection_rate"), ("arrears", "rent_arrears"), ("advanced", "graduation_rate"),
    ("revenue", "revenue_per_sqm"), ("tax", "tax_per_sqm"),
)  # fmt: skip
LEASES = ("enterprise", "carrier", "room", "leased_sqm", "lease_until")
SHOWN = 8
RENT = ("rent_due", "rent_collected", "rent_collection_rate", "rent_arrears", "rent_arrears_90")


def year(view: View) -> Between:
    """The twelve months up to the as-of day."""
    return Between(view.at - timedelta(days=364), view.at)


def league(view: View) -> None:
    """The operators with the same indicators for all, the fullest first."""
    plot.heading(view.text("space.league"), view.text("space.league_note"))
    found = {id: short.parts(view, id, "operator") for _, id in LEAGUE}
    operators = sorted(found["lettable_area"], key=lambda key: -_size(found["occupancy"].get(key)))
    if not operators:
        st.html(empty.nothing(view))
        return
    heads = [Head(view.text("space.operator"))] + [Head(view.text(f"space.{name}"), right=True) for name, _ in LEAGUE]
    rows = [
        [
            link(view.number_href("occupancy", (("operator", key),), view="parts", by="carrier"), _named(view, key)),
            *(_cell(view, id, found[id].get(key)) for _, id in LEAGUE),
        ]
        for key in operators
    ]  # fmt: skip
    st.html(f'<div class="pd-tight">{table(view.text("space.league"), heads, rows)}</div>')


def _named(view: View, key: str | None) -> str:
    return esc(cells.plain(view, "operator", key))


def _size(group: Group | None) -> float:
    return float(group.value or 0) if group else 0.0


def _cell(view: View, id: str, group: Group | None) -> str:
    """A part of a number: areas and counts by their digits, of which none is 0; a mask where it is withheld."""
    unit = metrics.catalogue()[id].unit
    if group is not None and group.suppressed:
        return format.MASK
    if group is None or group.value is None:
        return "0" if unit == "lease" else format.DASH
    return f"{round(float(group.value)):,}" if unit in ("sqm", "lease") else esc(view.amount(group.value, unit))


def carriers(view: View) -> None:
    """Every carrier with its share let and what is free, the emptiest first."""
    plot.heading(view.text("space.carriers"), view.text("space.carriers_note"))
    lettable, let, share = (short.parts(view, id, "carrier") for id in ("lettable_area", "leased_area", "occupancy"))
    if not lettable:
        st.html(empty.nothing(view))
        return
    heads = [Head(view.text("space.carrier"))]
    heads += [Head(view.text(f"space.{name}"), right=True) for name in ("lettable", "free", "occupancy")]
    heads.append(Head(view.text("drill.bar"), wide=True))
    rows = []
    for key in sorted(lettable, key=lambda key: _size(share.get(key)))[:SHOWN]:
        href = view.number_href("leased_area", (("carrier", key),), view="records")
        rows.append([
            link(href, esc(cells.plain(view, "carrier", key))), _cell(view, "lettable_area", lettable[key]),
            _free(lettable[key], let.get(key)), _cell(view, "occupancy", share.get(key)),
            inline_bar(_size(share.get(key)) / 100),
        ])  # fmt: skip
    st.html(f'<div class="pd-tight">{table(view.text("space.carriers"), heads, rows)}</div>')


def rent(view: View) -> None:
    """Rent due and paid this year, and what is owed today, park by park."""
    short.by_parts(view, view.text("space.rent"), "park", RENT)


def _free(lettable: Group, let: Group | None) -> str:
    """What is not let; it would tell what is, where that is withheld."""
    withheld = lettable.suppressed or (let is not None and let.suppressed)
    return format.MASK if withheld else f"{round(_size(lettable) - _size(let)):,}"


def leases(view: View) -> None:
    """The leases that end within 180 days and are not renewed, the first to end first."""
    within = [view.ask(metrics.value, f"leases_ending_{days}", At(view.at), view.bar) for days in (30, 90, 180)]
    said = [format.MASK if found.reason == "suppressed" else format.exact(found.value or 0) for found in within]
    note = view.text("space.leases_note", **dict(zip("abc", said, strict=True)))
    plot.heading(view.text("space.leases"), note)
    if not short.may_list(view, "leases_ending_180"):
        return
    found = view.ask(
        metrics.records, "leases_ending_180", At(view.at), view.bar, ("enterprise_id", *LEASES), "lease_until", 1, SHOWN
    )
    if not found.total:
        st.html(empty.box(esc(view.text("space.no_leases"))))
        return
    heads = [Head(cells.heading(view, name), right=name == "leased_sqm") for name in LEASES]
    heads += [Head(view.text("tiers.days"), right=True), Head(view.text("source.title"))]
    rows = []
    for row in found.rows:
        values = dict(zip(found.columns, row, strict=True))
        days = (cells.typed("starts_on", values["lease_until"]) - view.at).days
        soon = f" {span('pd-status pd-warning', '▲')}" if days <= 30 else ""
        rows.append([
            *(cells.cell(view, name, values[name], values["enterprise_id"]) for name in LEASES), f"{days:,}{soon}",
            cells.origin(view, values["source_id"], values["source_row"], "leases_ending_180"),
        ])  # fmt: skip
    href = view.number_href("leases_ending_180", view="records", sort="lease_until")
    more = link(href, esc(view.text("space.all", n=found.total)))
    listed = table(view.text("space.leases"), heads, rows)
    st.html(f'<div class="pd-tight">{listed}</div><div class="pd-pager">{more}</div>')
