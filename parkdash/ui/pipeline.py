"""Investment promotion on the screen: stages and their ages, what is stuck, what was promised, which way it came."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import streamlit as st

from parkdash import metrics
from parkdash.metrics.model import At, Filters, Value
from parkdash.metrics.movement import Moved, stages
from parkdash.metrics.projects import Stuck
from parkdash.rules import rules
from parkdash.ui import cells, empty, format, plot, short
from parkdash.ui.markup import esc, link, span
from parkdash.ui.tables import Head, folded, inline_bar, table
from parkdash.ui.view import View

AT_WORK = tuple(code for code, row in stages().items() if row["phase"] != "out")
STUCK_SHOWN, YEARS = 12, 3


def stage_name(view: View, stage: str | None) -> str:
    """A stage in words."""
    return cells.plain(view, "project_stage", stage)


def named(view: View, moved: Moved) -> str:
    """A project as a link."""
    return link(view.href("project", project=moved.project_id), esc(moved.project))


def evidence(view: View, rule: dict[str, Any]) -> str:
    """How sure a rule is, in words."""
    return cells.plain(view, "rule_evidence", rule["evidence"])


def money(view: View, amount: Decimal | str | None) -> str:
    """Yuan by size; a dash where none is known, a mask where it may not be seen."""
    return amount if isinstance(amount, str) else view.amount(amount, "yuan") if amount is not None else format.DASH


def by_stage(view: View, id: str) -> dict[str | None, Value]:
    """A stock by stage."""
    found = view.ask(metrics.breakdown, id, At(view.at), "project_stage", view.bar)
    return {group.key: group.value for group in found.groups}


def funnel(view: View) -> None:
    """Every stage with its projects, money, median and ninth decile of days in it, its limit and who exceeds it."""
    counts = by_stage(view, "projects_pipeline") | by_stage(view, "projects_built")
    amounts = by_stage(view, "pipeline_money") | by_stage(view, "built_money")
    median, p90, over = (by_stage(view, id) for id in ("stage_age_median", "stage_age_p90", "projects_overdue"))
    plot.heading(view.text("pipeline.funnel"), view.text("pipeline.funnel_note"))
    if not counts:
        st.html(empty.nothing(view))
        return
    largest = max(int(count or 0) for count in counts.values()) or 1
    names = ("stage", "number", "money", "median", "p90", "limit", "over", "bar")
    heads = [Head(_funnel_head(view, name), right=name not in ("stage", "bar"), wide=name == "bar") for name in names]
    rows = [
        [
            link(_stage_href(view, stage), esc(stage_name(view, stage))), f"{counts.get(stage) or 0:,}",
            esc(money(view, _decimal(amounts.get(stage)))), _days(median.get(stage)), _days(p90.get(stage)),
            str(stages()[stage].get("limit_days", "")), _over(view, stage, over.get(stage)),
            inline_bar(int(counts.get(stage) or 0) / largest),
        ]
        for stage in AT_WORK
    ]  # fmt: skip
    st.html(f'<div class="pd-tight">{table(view.text("pipeline.funnel"), heads, rows)}</div>')


def _funnel_head(view: View, name: str) -> str:
    return view.text("drill.bar" if name == "bar" else f"pipeline.{name}")


def _stage_href(view: View, *known: str) -> str:
    """The projects in one of these stages, all of them in the pipeline or all of them landed."""
    id = "projects_pipeline" if stages()[known[0]]["phase"] == "pipeline" else "projects_built"
    where = tuple(("project_stage", stage) for stage in known)
    return view.number_href(id, where, view="records", sort="entered_on")


def _decimal(value: Value) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _days(value: Value) -> str:
    """Whole days, half a day upwards: 24.5 is not told as 24 beside a 19.5 told as 20."""
    return format.DASH if value is None else f"{int(float(value) + 0.5):,}"


def _over(view: View, stage: str, count: Value) -> str:
    if not count:
        return ""
    href = view.number_href("projects_overdue", (("project_stage", stage),), view="records", sort="entered_on")
    return link(href, f"{int(count):,}")


def stuck(view: View) -> None:
    """Projects beyond the limit of their stage or silent, the longest first, with who has to do what."""
    found: tuple[Stuck, ...] = view.ask(metrics.stuck, view.at, view.bar)
    late, everybody = view.ask(metrics.unreported, view.at, view.bar)
    rule = rules("pipeline")["reporting"]
    due = metrics.reporting_week(view.at)[1]
    note = view.text("pipeline.reporting", time=rule["time"], day=format.day(due), late=late, all=everybody)
    note += view.text("mark.brackets", inner=evidence(view, rule))
    plot.heading(view.text("pipeline.stuck", n=len(found)), note)
    if not found:
        st.html(empty.box(esc(view.text("pipeline.none_stuck"))))
        return
    names = ("project", "stage", "in_stage", "silent", "problem", "escalated", "officer", "leader", "money")
    right = ("in_stage", "silent", "money")
    heads = [Head(view.text(f"pipeline.{name}"), right=name in right) for name in names] + [
        Head(view.text("source.title"))
    ]
    rows = [_stuck(view, one) for one in found]
    title = view.text("pipeline.stuck_list")
    html = folded(title, heads, rows, STUCK_SHOWN, lambda n: view.text("pipeline.more", n=n))
    st.html(f'<div class="pd-tight">{html}</div>')


def _stuck(view: View, one: Stuck) -> list[str]:
    days = format.DASH if one.stage_days is None else f"{one.stage_days:,}"
    if one.over_days:
        days += f" {span('pd-status pd-behind', esc(view.text('pipeline.over_by', n=one.over_days)))}"
    silent = format.DASH if one.silent_days is None else f"{one.silent_days:,}"
    if one.is_silent:
        silent = span("pd-status pd-warning", esc(view.text("pipeline.silent_for", n=one.silent_days)))
    trouble = cells.plain(view, "problem_type", one.problem_type)
    if one.problem:
        trouble = view.text("mark.pair", name=trouble, value=one.problem)
    level = cells.plain(view, "escalated_to", one.escalated_to)
    if one.responsible:
        level += view.text("mark.brackets", inner=one.responsible)
    return [
        link(view.href("project", project=one.project_id), esc(one.project)) if one.project_id else esc(one.project),
        esc(stage_name(view, one.stage)), days, silent,
        esc(trouble), esc(level), esc(one.officer), esc(one.leader), esc(money(view, one.agreed_yuan)),
        cells.origin(view, one.source_id, one.source_row, "projects_overdue"),
    ]  # fmt: skip


def unfinished(view: View) -> None:
    """The six lists of what has not come, each a number that opens its projects."""
    counts = by_stage(view, "projects_pipeline") | by_stage(view, "projects_built")
    amounts = by_stage(view, "pipeline_money") | by_stage(view, "built_money")
    plot.heading(view.text("pipeline.unfinished"), view.text("pipeline.unfinished_note"))
    items = []
    for rule in rules("pipeline")["unfinished"]:
        known = rule["stages"]
        number = view.amount(sum(int(counts.get(stage) or 0) for stage in known), "project")
        sums = [amount for stage in known if (amount := _decimal(amounts.get(stage))) is not None]
        shown = f"<b>{esc(number)}</b> {esc(money(view, sum(sums, Decimal()) if sums else None))}"
        names = view.text("card.comma").join(stage_name(view, stage) for stage in known)
        said = view.text("pipeline.unfinished_rule", stages=names, evidence=evidence(view, rule))
        inner = f"{span('pd-soft', esc(view.title(rule['title'])))} {shown} <small>{esc(said)}</small>"
        items.append(link(_stage_href(view, *known), inner, "pd-six"))
    st.html(f'<div class="pd-sixes">{"".join(items)}</div>')


def kept(view: View) -> None:
    """Promised and realised by year; a year that is not over is told as such."""
    plot.heading(view.text("pipeline.kept"), view.text("pipeline.kept_note"))
    years = [view.at.year - back for back in range(YEARS)]
    heads = [Head(view.text("pipeline.measure"))]
    heads += [
        Head(view.text("pipeline.year" if y < view.at.year else "pipeline.year_open", year=y), right=True)
        for y in years
    ]
    rows = []
    for what in ("investment", "output", "tax", "jobs"):
        title = view.title(metrics.catalogue()[f"project_realised_{what}"].title)
        href = view.number_href(f"project_realised_{what}", view="records")
        rows.append([link(href, esc(title)), *(_kept(view, what, year) for year in years)])
    st.html(f'<div class="pd-tight pd-kept">{table(view.text("pipeline.kept"), heads, rows)}</div>')


def _kept(view: View, what: str, year: int) -> str:
    ids = (f"project_promised_{what}", f"project_realised_{what}", f"{what}_realisation")
    return short.kept(view, *ids, year, "pipeline.of")


def channels(view: View) -> None:
    """Each way by which projects come: how many, how many were signed, this year's visits."""
    plot.heading(view.text("pipeline.channels"), view.text("pipeline.channels_note"))
    known, sealed, rate = (_by_channel(view, id, ()) for id in ("projects_known", "signed_ever", "signing_conversion"))
    visits = _by_channel(view, "investment_visits", ())
    keys = sorted({*known, *visits}, key=lambda key: (-float(known.get(key) or 0), key or ""))
    heads = [Head(cells.heading(view, "source_channel"))]
    heads += [Head(view.text(f"pipeline.{name}"), right=True) for name in ("known", "signed", "conversion", "visits")]
    rows = [
        [
            link(_channel_href(view, key), esc(cells.plain(view, "source_channel", key))),
            f"{known.get(key) or 0:,}", f"{sealed.get(key) or 0:,}",
            esc(format.number(rate.get(key), "percent", view.lang)), f"{visits.get(key) or 0:,}",
        ]
        for key in keys
    ]  # fmt: skip
    st.html(f'<div class="pd-tight">{table(view.text("pipeline.channels"), heads, rows)}</div>')


def _channel_href(view: View, channel: str | None) -> str:
    return view.number_href("projects_known", (("source_channel", channel),), view="records")


def _by_channel(view: View, id: str, more: Filters) -> dict[str | None, Value]:
    found = view.ask(metrics.breakdown, id, At(view.at), "source_channel", (*view.bar, *more))
    return {group.key: group.value for group in found.groups}
