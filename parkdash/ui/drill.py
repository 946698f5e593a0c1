"""From a number down to the workbook: number → dimension → records → enterprise, with the total beside the parts."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from parkdash import metrics
from parkdash.metrics.model import At, Breakdown, Group, Metric
from parkdash.ui import cards, cells, empty, filters, format, receipt, records, restated, spans, standard
from parkdash.ui.markup import esc, link
from parkdash.ui.review import notes
from parkdash.ui.review.about import about_metric
from parkdash.ui.review.entry import action_entry, links, note_entry
from parkdash.ui.state import BAR, VIEWS, State, address
from parkdash.ui.tables import Head, inline_bar, table
from parkdash.ui.view import View, metric_of, view

PATH = "number"
TOP = 50


def show() -> None:
    """Draw what stands behind the number in the address."""
    look = view()
    metric = metric_of(look.state.metric)
    if metric is None:
        st.html(
            empty.box(esc(look.text("empty.no_metric")), link(look.href("metrics"), esc(look.text("page.metrics"))))
        )
        return
    if look.state.chosen("enterprise") and metrics.apart(look.scope, metric, "enterprise"):
        st.html(empty.box(esc(look.text("records.for_those"))))  # not the number of all firms in the place of one's
        return
    look = replace(look, state=_allowed(look, metric))
    about = about_metric(metric.id)
    st.html(_crumbs(look, metric) + _summary(look, metric))
    action_entry(look, about)
    note_entry(look, about)
    st.html(spans.chooser(look, metric, PATH) + _tabs(look, metric))
    chosen = look.state.view or VIEWS[0]
    conditions = look.state.filters
    if chosen == "parts":
        _parts(look, metric)
    elif chosen == "records":
        records.listing(look, metric, look.when, conditions, PATH)
    elif chosen == "trend":
        standard.draw(look, metric, conditions)
    else:
        receipt.draw(look, metric, look.when, conditions)
    notes.memory(look, about)


def _allowed(look: View, metric: Metric) -> State:
    """The state without conditions that this metric does not know."""
    known = dimensions(look, metric)
    return replace(look.state, filters=tuple(item for item in look.state.filters if item[0] in known))


def _crumbs(look: View, metric: Metric) -> str:
    steps = [link(look.href(""), esc(look.text("page.overview")))]
    drilled = [item for item in look.state.filters if item[0] not in BAR]
    state = look.state.kept()
    steps.append(link(look.number_href(metric.id), esc(look.title(metric.title))))
    for dimension, value in drilled:
        state = state.with_only(dimension, [value])
        name = filters.condition(look, dimension, value)
        href = address(
            PATH, replace(state, metric=metric.id, version=look.version.number, lang=look.lang, first=look.state.first)
        )
        steps.append(link(href, esc(name)))
    if look.state.view and look.state.view != "parts":
        steps.append(esc(look.text(f"drill.{look.state.view}")))
    joined = '<span aria-hidden="true">›</span>'.join(steps)
    return f'<nav class="pd-crumbs" aria-label="{esc(look.text("drill.path"))}">{joined}</nav>'


def _summary(look: View, metric: Metric) -> str:
    number = look.ask(metrics.value, metric.id, look.when, look.state.filters)
    shown = format.number(number.value, number.unit, look.lang)
    digits = esc(shown.digits) if number.value is not None else esc(cards.reason(look, number.reason))
    parts = [f'<span class="pd-big">{digits}<small>{esc(shown.unit)}</small></span>']
    parts.append(f"<span>{esc(look.title(metric.title))} · {esc(format.period(number.when, look.lang))}</span>")
    if isinstance(look.when, At):
        since, last_year = look.ask(metrics.compare, metric.id, look.at, look.since, look.state.filters)
        parts.append(
            f"<span>{cards.since_line(look, metric, since)}</span><span>{cards.last_year_line(look, last_year)}</span>"
        )
        parts.append(restated.mark(look, metric.id) if not look.state.filters else "")
    return f'<div class="pd-sum">{"".join(parts)}{links(look)}</div>'


def _tabs(look: View, metric: Metric) -> str:
    chosen = look.state.view or VIEWS[0]
    links = []
    for name in VIEWS:
        current = ' aria-current="page"' if name == chosen else ""
        href = look.here(PATH, view=name, page=1, sort="")
        links.append(f'<a data-go{current} href="{esc(href)}">{esc(look.text(f"drill.{name}"))}</a>')
    return f'<nav class="pd-tabs" aria-label="{esc(look.title(metric.title))}">{"".join(links)}</nav>'


def dimensions(look: View, metric: Metric) -> tuple[str, ...]:
    """What this reader can take a number apart by; single firms at last."""
    known = [name for name in metric.dimensions if name != "enterprise"]
    return tuple(n for n in (*known, "enterprise") if not metrics.apart(look.scope, metric, n))


def _parts(look: View, metric: Metric) -> None:
    fixed = {name for name, _ in look.state.filters}
    ways = [name for name in dimensions(look, metric) if name not in fixed or len(look.state.chosen(name)) > 1]
    if not ways:
        st.html(empty.nothing(look, "no_dimension"))
        return
    by = look.state.by if look.state.by in ways else ways[0]
    links = []
    for name in ways:
        href = look.here(PATH, by=name, view="parts")
        links.append(link(href, esc(cells.dimension(look, name)), "pd-chip", current=name == by))
    found = look.ask(metrics.breakdown, metric.id, look.when, by, look.state.filters, TOP)
    chooser = f'<div class="pd-chips">{esc(look.text("drill.by"))} {"".join(links)}</div>'
    st.html(chooser + parts_table(look, metric, found))


def parts_table(look: View, metric: Metric, found: Breakdown) -> str:
    """The parts with bars, each a link further down, and the total below them."""
    if not found.groups:
        return empty.nothing(look)
    unit = found.total.unit
    largest = max((abs(float(g.value)) for g in found.groups if g.value is not None), default=0) or 1
    heads = [
        Head(cells.dimension(look, found.by)),
        Head(look.text("drill.value"), right=True),
        Head(look.text("drill.share"), right=True),
        Head(look.text("drill.bar"), wide=True),
        Head(look.text("drill.rows"), right=True),
    ]
    rows = [_part(look, metric, found, group, largest) for group in found.groups]
    rows += [_plain_part(look, found, group, 0.0) for group in _rest(found)]
    total = esc(format.amount(found.total.value, unit, look.lang))
    foot = [esc(look.text("drill.total")), total, "" if found.overlapping else "100.0%", "", f"{found.total.rows:,}"]
    note = f'<p class="pd-soft">{esc(look.text("drill.overlapping"))}</p>' if found.overlapping else ""
    return table(look.text("drill.parts"), heads, rows, foot) + note


def _rest(found: Breakdown) -> tuple[Group, ...]:
    return (found.rest,) if found.rest else ()


def _part(look: View, metric: Metric, found: Breakdown, group: Group, largest: float) -> list[str]:
    row = _plain_part(look, found, group, largest)
    narrowed = look.state.with_only(found.by, [group.key])
    onward = "records" if found.by in ("enterprise",) else "parts"
    state = replace(narrowed, view=onward, by="", sort="", version=look.version.number, lang=look.lang)
    return [link(address(PATH, state), row[0]), *row[1:]]


def _plain_part(look: View, found: Breakdown, group: Group, largest: float) -> list[str]:
    value = format.MASK if group.suppressed else format.amount(group.value, found.total.unit, look.lang)
    whole = float(found.total.value or 0)
    size = float(group.value or 0)
    share = "" if found.overlapping or not whole or group.value is None else format.share(size / whole)
    return [
        esc(look.title(group.label)),
        esc(value),
        share,
        inline_bar(size / largest) if largest else "",
        f"{group.rows:,}",
    ]
