"""Admission and life cycle on the screen: steps with their days, who waits longest, who is here after a year."""

from __future__ import annotations

import streamlit as st

from parkdash import metrics
from parkdash.metrics.model import At, Filters, Number, Value
from parkdash.rules import rules
from parkdash.ui import cells, empty, factors, format, plot, short
from parkdash.ui.markup import esc, link, span
from parkdash.ui.tables import Head, inline_bar, table
from parkdash.ui.view import View

SHOWN, READ = 10, 500
STEPS: tuple[tuple[str, str, str, str], ...] = (  # step of the rules, is it admitted, its medians and ninth deciles
    ("review", "false", "review_days_p50", "review_days_p90"),
    ("entry", "true", "entry_days_p50", "entry_days_p90"),
)
QUEUE = (
    "application_no", "applicant", "applicant_kind", "park", "industry", "applied_on", "starts_on", "is_admitted",
    "limit_days",
)  # fmt: skip
SEEN = ("application_no", "applicant", "applicant_kind", "park", "industry", "applied_on")


def number(view: View, id: str, more: Filters = ()) -> Number:
    """A number at the as-of day under the filter bar and `more`."""
    return view.ask(metrics.value, id, At(view.at), (*view.bar, *more))


def shown(view: View, found: Number) -> str:
    """A number in a cell: its digits, a mask, or a dash."""
    if found.value is None:
        return format.MASK if found.reason == "suppressed" else format.DASH
    if found.unit == "percent":
        return esc(format.amount(found.value, found.unit, view.lang))
    return f"{round(float(found.value)):,}"


def steps(view: View) -> None:
    """Each step with what waits in it, what is beyond the limit, the limit, and how long this year's took."""
    plot.heading(view.text("lifecycle.steps"), view.text("lifecycle.steps_note"))
    names = ("waiting", "over", "limit", "p50", "p90")
    heads = [Head(view.text("lifecycle.step"))] + [Head(view.text(f"lifecycle.{n}"), right=True) for n in names]
    limits = {row["code"]: row["limit_days"] for row in rules("admission")["admission_step"]}
    rows = []
    for step, admitted, median, ninth in STEPS:
        more: Filters = (("is_admitted", admitted),)
        opened = view.number_href("admissions_waiting", more, view="records", sort="starts_on")
        late = number(view, "admissions_overdue", more)
        href = view.number_href("admissions_overdue", more, view="records", sort="starts_on")
        rows.append([
            link(opened, esc(view.text(f"lifecycle.{step}"))),
            shown(view, number(view, "admissions_waiting", more)),
            link(href, shown(view, late)) if late.value else shown(view, late),
            str(limits[step]),
            *(link(view.number_href(id, view="records"), shown(view, number(view, id))) for id in (median, ninth)),
        ])  # fmt: skip
    st.html(f'<div class="pd-tight">{table(view.text("lifecycle.steps"), heads, rows)}</div>')


def cohorts(view: View) -> None:
    """Of each quarter of entry: who came, who was there a year later, and the share."""
    plot.heading(view.text("lifecycle.cohorts"), view.text("lifecycle.cohorts_note"))
    came, stayed, rate = (_by_cohort(view, id) for id in ("entry_anniversaries", "entry_survivors", "survival_rate"))
    if not came:
        st.html(empty.nothing(view))
        return
    heads = [Head(view.text("lifecycle.cohort"))]
    heads += [Head(view.text(f"lifecycle.{name}"), right=True) for name in ("came", "stayed", "rate")]
    heads.append(Head(view.text("drill.bar"), wide=True))
    rows = [
        [
            link(view.number_href("entry_anniversaries", (("entry_cohort", key),), view="records"), esc(key or "")),
            _count(came[key]), _count(stayed.get(key)),
            _share(view, rate.get(key)),
            inline_bar(float(rate.get(key) or 0) / 100),
        ]
        for key in sorted(came, key=lambda key: key or "")
    ]  # fmt: skip
    st.html(f'<div class="pd-tight">{table(view.text("lifecycle.cohorts"), heads, rows)}</div>')


def _by_cohort(view: View, id: str) -> dict[str | None, Value]:
    found = view.ask(metrics.breakdown, id, At(view.at), "entry_cohort", view.bar)
    return {group.key: None if group.suppressed else group.value for group in found.groups}


def _share(view: View, value: Value) -> str:
    return format.DASH if value is None else esc(format.amount(value, "percent", view.lang))


def _count(value: Value) -> str:
    return format.DASH if value is None else f"{int(value):,}"


def queue(view: View) -> None:
    """The applications furthest beyond the limit of their step or next to it, with the days they have waited."""
    waiting, late = (number(view, id) for id in ("admissions_waiting", "admissions_overdue"))
    note = view.text("lifecycle.queue_note", late=shown(view, late), n=shown(view, waiting))
    plot.heading(view.text("lifecycle.queue"), note)
    if not short.may_list(view, "admissions_waiting"):
        return
    found = view.ask(metrics.records, "admissions_waiting", At(view.at), view.bar, QUEUE, "starts_on", 1, READ)
    if not found.total:
        st.html(empty.box(esc(view.text("lifecycle.nobody_waits"))))
        return
    heads = [Head(cells.heading(view, name)) for name in SEEN]
    heads += [Head(view.text("lifecycle.step")), Head(view.text("lifecycle.waited"), right=True)]
    heads.append(Head(view.text("source.title")))
    rows = []
    cases = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    cases.sort(key=lambda values: values["starts_on"].toordinal() + values["limit_days"])
    for values in cases[:SHOWN]:
        days = (view.at - values["starts_on"]).days
        over = days - values["limit_days"]
        waited = f"{days:,}"
        if over > 0:
            waited += f" {span('pd-status pd-behind', esc(view.text('lifecycle.over_by', n=over)))}"
        step = "entry" if values["is_admitted"] else "review"
        rows.append([
            *(cells.cell(view, name, values[name]) for name in SEEN), esc(view.text(f"lifecycle.{step}")), waited,
            cells.origin(view, values["source_id"], values["source_row"], "admissions_waiting"),
        ])  # fmt: skip
    more = link(
        view.number_href("admissions_waiting", view="records", sort="starts_on"),
        esc(view.text("lifecycle.all", n=found.total)),
    )
    listed = table(view.text("lifecycle.queue"), heads, rows)
    st.html(f'<div class="pd-tight">{listed}</div><div class="pd-pager">{more}</div>')


def refusals(view: View) -> None:
    """Why this year's applications were rejected; a bar opens them."""
    refused: Filters = (("review_outcome", "rejected"),)
    found = view.ask(metrics.breakdown, "admission_decisions", At(view.at), "refusal_reason", (*view.bar, *refused), 8)
    title = view.text("lifecycle.refusals")
    plot.heading(title, view.text("lifecycle.refusals_note"))
    if not found.groups:
        st.html(empty.nothing(view))
        return
    opens = factors.opener(view, "admission_decisions", "refusal_reason")
    plot.parts(view, found, "refusals", title, opens)
