"""Cultivation: the pools by tier aimed at, what is missing to whom, what is due every year, the latest batches."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from parkdash import metrics
from parkdash.metrics.labels import worded
from parkdash.metrics.model import At, Between, Group
from parkdash.rules import rules
from parkdash.ui import cells, drill, empty, factors, format, plot, short
from parkdash.ui.markup import esc, link, span
from parkdash.ui.tables import Head, table
from parkdash.ui.view import View

BY_AIM = ("pool_growth", "pool_nurture", "pool_entries", "pool_certified", "pool_dropped", "pool_conversion")
DROPPED = ("enterprise_id", "enterprise", "pool_kind", "on_day", "pool_reason")
LISTED, GAPS, BATCHES = 10, 40, 5
NEAR = (
    "enterprise_id", "enterprise", "park", "aim_tier", "rules_unknown", "rules_manual", "rule_document",
    "rule_evidence",
)  # fmt: skip
GAP = ("enterprise_id", "aim_tier", "tier_rule", "firm_figure", "threshold")
Row = dict[str, Any]


def ways(view: View) -> None:
    """By tier aimed at: who is in a pool, was recognised or dropped out; conversion."""
    plot.heading(
        view.text("cultivation.ways"),
        view.text(
            "cultivation.ways_note",
            first=format.day(view.at.replace(month=1, day=1)),
            last=format.day_near(view.at, view.at.replace(month=1, day=1)),
        ),
    )
    found = {id: view.ask(metrics.breakdown, id, At(view.at), "aim_tier", view.bar) for id in BY_AIM}
    labels = {group.key: view.title(group.label) for part in found.values() for group in part.groups}
    if not labels:
        st.html(empty.nothing(view))
        return
    heads = [Head(cells.dimension(view, "aim_tier"))]
    heads += [Head(view.text(f"cultivation.head.{id}"), right=True) for id in BY_AIM]
    by_key = {id: {group.key: group for group in part.groups} for id, part in found.items()}
    order = sorted(
        labels, key=lambda key: -_number(by_key["pool_growth"].get(key)) - _number(by_key["pool_nurture"].get(key))
    )
    rows = [[esc(labels[key]), *(_opens(view, id, key, by_key[id].get(key)) for id in BY_AIM)] for key in order]
    foot = [esc(view.text("drill.total"))]
    foot += [esc(_amount(view, id, part.total.value)) for id, part in found.items()]
    st.html(f'<div class="pd-tight">{table(view.text("cultivation.ways"), heads, rows, foot)}</div>')


def _number(group: Group | None) -> float:
    return float(group.value or 0) if group else 0.0


def _amount(view: View, id: str, value: Any) -> str:
    return format.DASH if value is None else format.amount(value, metrics.catalogue()[id].unit, view.lang)


def _opens(view: View, id: str, key: str | None, group: Group | None) -> str:
    """One figure of the table, leading to its records; a ratio leads to the number itself."""
    if group is None or group.suppressed:
        return format.DASH if group is None else format.MASK
    shown = "" if metrics.catalogue()[id].ratio else "records"
    return link(view.number_href(id, (("aim_tier", key),), view=shown), esc(_amount(view, id, group.value)))


def stages(view: View) -> None:
    """How far the firms in each pool have come."""
    short.by_parts(view, view.text("cultivation.stages"), "pool_stage", ("pool_growth", "pool_nurture"))


def dropped(view: View) -> None:
    """Who dropped out of a pool this year, the latest first, and why."""
    called = {"on_day": view.text("cultivation.dropped_on")}
    short.first_records(view, "pool_dropped", view.text("cultivation.dropped"), DROPPED, "-on_day", called)


def gaps(view: View) -> None:
    """Which conditions keep most firms from a tier."""
    plot.heading(view.text("cultivation.gaps"), view.text("cultivation.gaps_note"))
    found = view.ask(metrics.breakdown, "tier_gaps", At(view.at), "tier_rule", view.bar, 8)
    if not found.groups:
        st.html(empty.nothing(view))
        return
    title = view.text("cultivation.gaps")
    plot.parts(view, found, "tier_gaps", title, factors.opener(view, "tier_gaps", "tier_rule"))


def near(view: View) -> None:
    """Who is short of one or two conditions, of what, by which version of the rules."""
    plot.heading(view.text("cultivation.near"), view.text("cultivation.near_note", at=format.day(view.at)))
    if not short.may_list(view, "tier_near"):
        return
    found = view.ask(metrics.records, "tier_near", At(view.at), view.bar, NEAR, "rules_unmet", 1, LISTED)
    if not found.total:
        st.html(empty.nothing(view))
        return
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    lacking = _lacking(view, rows)
    heads = [Head(cells.heading(view, name)) for name in ("enterprise", "park", "aim_tier")]
    heads += [
        Head(view.text("cultivation.missing")),
        Head(view.text("cultivation.rule")),
        Head(view.text("source.title")),
    ]
    body = [
        [
            *(cells.cell(view, name, row[name], row["enterprise_id"]) for name in ("enterprise", "park", "aim_tier")),
            esc(
                view.text("card.comma").join(
                    [*lacking[row["enterprise_id"], row["aim_tier"]], *_open_points(view, row)]
                )
            ),
            esc(_ruled(view, row["rule_document"], row["rule_evidence"])),
            cells.origin(view, row["source_id"], row["source_row"], "tier_near"),
        ]
        for row in rows
    ]
    everything = link(
        view.number_href("tier_near", view="records", sort="rules_unmet"),
        esc(view.text("records.all", n=f"{found.total:,}")),
    )
    shown = table(view.text("cultivation.near"), heads, body)
    st.html(f'<div class="pd-tight">{shown}</div><div class="pd-pager">{everything}</div>')


def _lacking(view: View, rows: list[Row]) -> dict[tuple[str, str], list[str]]:
    """The conditions not met, in words with the firm's figure, by firm and tier."""
    told: dict[tuple[str, str], list[str]] = defaultdict(list)
    firms = tuple(("enterprise", row["enterprise_id"]) for row in rows)
    found = view.ask(metrics.records, "tier_gaps", At(view.at), (*view.bar, *firms), GAP, "tier_rule", 1, GAPS)
    for values in found.rows:
        gap = dict(zip(found.columns, values, strict=True))
        rule = view.title(worded("tier_rule", gap["tier_rule"]) or {"zh": gap["tier_rule"], "en": gap["tier_rule"]})
        if gap["firm_figure"] not in (None, format.MASK):
            rule = view.text("cultivation.told", rule=rule, figure=_figure(view, gap["firm_figure"], gap["threshold"]))
        told[gap["enterprise_id"], gap["aim_tier"]].append(rule)
    return told


def _figure(view: View, figure: float, threshold: float) -> str:
    """A share as a percentage, money in its usual size, a number as it is."""
    if threshold < 1:
        return format.share(figure)
    return view.amount(figure, "yuan") if threshold >= 10_000 else f"{figure:,.0f}"


def _open_points(view: View, row: Row) -> list[str]:
    """How many conditions cannot be told, and how many a person must judge."""
    counted = (("untold", row["rules_unknown"]), ("judged", row["rules_manual"]))
    return [view.text(f"cultivation.{name}", n=f"{count:,.0f}") for name, count in counted if count]


def _ruled(view: View, document: str, evidence: str) -> str:
    sure = view.title(worded("rule_evidence", evidence) or {"zh": evidence, "en": evidence})
    return view.text("cultivation.ruled", document=document, evidence=sure)


def duties(view: View) -> None:
    """What holders of a tier hand in every year: by when, on whose word, how many are behind."""
    plot.heading(view.text("cultivation.duties"))
    found = {
        id: {group.key: group for group in view.ask(metrics.breakdown, id, At(view.at), "tier", view.bar).groups}
        for id in ("duties_pending", "duties_overdue")
    }
    heads = [
        Head(view.text("dimension.tier")),
        Head(view.text("cultivation.duty_day")),
        Head(view.text("cultivation.duty_source")),
    ]
    heads += [Head(view.title(metrics.catalogue()[id].title), right=True) for id in found]
    rows = []
    for duty in rules("tiers")["tier_duty"]:
        day = view.text("cultivation.duty_on", month=duty["month"], day=duty["day"])
        counts = [_of_tier(view, id, duty["tier"], groups.get(duty["tier"])) for id, groups in found.items()]
        name, source = cells.plain(view, "tier", duty["tier"]), _ruled(view, duty["document"], duty["evidence"])
        rows.append([span("pd-nowrap", esc(name)), span("pd-nowrap", esc(day)), esc(source), *counts])
    st.html(f'<div class="pd-tight">{table(view.text("cultivation.duties"), heads, rows)}</div>')


def _of_tier(view: View, id: str, tier: str, group: Group | None) -> str:
    if group is None:
        return "0"
    if group.suppressed:
        return format.MASK
    return link(view.number_href(id, (("tier", tier),), view="records"), esc(_amount(view, id, group.value)))


def batches(view: View) -> None:
    """The batches of this year with the most certificates."""
    plot.heading(view.text("cultivation.batches"))
    metric = metrics.catalogue()["certificates_awarded"]
    when = Between(date(view.at.year, 1, 1), view.at)
    found = view.ask(metrics.breakdown, metric.id, when, "award_batch", view.bar, BATCHES)
    look = replace(view, state=replace(view.state.kept(), metric=metric.id))
    st.html(f'<div class="pd-tight">{drill.parts_table(look, metric, found)}</div>')
