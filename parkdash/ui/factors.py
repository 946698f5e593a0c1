"""Talent and financing: parts as bars, months as columns, the largest enterprises, the funds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from parkdash import charts, metrics
from parkdash.metrics.model import At, Between, Filters
from parkdash.ui import cells, drill, empty, format, plot
from parkdash.ui.markup import esc, link
from parkdash.ui.state import State
from parkdash.ui.tables import Head, table
from parkdash.ui.view import View

MONTHS = 24
LARGEST = 10


def months(view: View) -> Between:
    """The last 24 months up to the as-of day."""
    first = view.at.year * 12 + view.at.month - MONTHS
    return Between(date(first // 12, first % 12 + 1, 1), view.at)


def opener(view: View, id: str, dimension: str, first: date | None = None, more: Sequence[Filters] = ()) -> plot.Opens:
    """What a click on a bar opens: the number narrowed to the bar and, with `more`, to what its series stands for."""

    def opens(key: str, series: int) -> State:
        value = None if key == "~" else key
        narrowed = view.state.kept().with_only(dimension, [value])
        for name, part in more[series] if series < len(more) else ():
            narrowed = narrowed.with_only(name, [part])
        return replace(narrowed, metric=id, view="records", first=first, version=view.version.number, lang=view.lang)

    return opens


def parts(view: View, id: str, by: str) -> None:
    """A number by one dimension; a click leads to the records."""
    metric = metrics.catalogue()[id]
    found = view.ask(metrics.breakdown, id, At(view.at), by, view.bar, 8)
    title = view.text("chart.by", title=view.title(metric.title), by=cells.dimension(view, by).lower())
    plot.heading(title, f"{view.amount(found.total.value, metric.unit)} · {format.period(found.total.when, view.lang)}")
    if not found.groups:
        st.html(empty.nothing(view))
        return
    plot.parts(view, found, f"{id}_{by}", title, opener(view, id, by))


def _by_month(view: View, id: str, more: Filters = ()) -> dict[str, float]:
    found = view.ask(metrics.breakdown, id, months(view), "month", (*view.bar, *more))
    return {str(group.key): float(group.value or 0) for group in found.groups}


def month_names(view: View) -> list[str]:
    """The 24 months as 2026-10, oldest first; months without facts included."""
    first = months(view).first
    numbers = range(first.year * 12 + first.month - 1, view.at.year * 12 + view.at.month)
    return [f"{number // 12}-{number % 12 + 1:02d}" for number in numbers]


def two_ways(view: View, arriving: str, leaving: str, words: str = "talent") -> None:
    """Arrivals up, departures down, by month; `words` is the section of texts that names them."""
    names = month_names(view)
    come, gone = _by_month(view, arriving), _by_month(view, leaving)
    titles = [view.title(metrics.catalogue()[id].title) for id in (arriving, leaving)]
    net = sum(come.values()) - sum(gone.values())
    plot.heading(view.text(f"{words}.flows"), view.text(f"{words}.flows_note", months=MONTHS, net=f"{net:+,.0f}"))
    series = {titles[0]: [come.get(name, 0.0) for name in names], titles[1]: [-gone.get(name, 0.0) for name in names]}
    alt = view.text("chart.trend_alt", title=" / ".join(titles), first=names[0], last=names[-1])
    ways = [opener(view, id, "month", months(view).first) for id in (arriving, leaving)]
    plot.draw(charts.stacked(names, series, 330), "two_ways", alt, lambda key, way: ways[way](key, way))


def monthly(view: View, id: str, by: str) -> None:
    """A flow by month, stacked by one dimension (its largest groups), in the unit of its size."""
    metric = metrics.catalogue()[id]
    names, when = month_names(view), months(view)
    groups = view.ask(metrics.breakdown, id, when, by, view.bar, charts.MAX_SERIES - 1)
    if not groups.groups:
        plot.heading(view.title(metric.title))
        st.html(empty.nothing(view))
        return
    found = {view.title(g.label): _by_month(view, id, ((by, g.key),)) for g in groups.groups}
    everything = _by_month(view, id)
    if groups.rest:
        known = {name: sum(part.get(name, 0.0) for part in found.values()) for name in names}
        found[view.title(groups.rest.label)] = {name: everything.get(name, 0.0) - known[name] for name in names}
    _, unit = plot.scaled(view, list(everything.values()), metric.unit)
    factor = plot.factor(view, list(everything.values()), metric.unit)
    series = {label: [round(part.get(name, 0.0) / factor, 4) for name in names] for label, part in found.items()}
    total = view.amount(groups.total.value, metric.unit)
    title = view.text(
        "chart.monthly_by", title=view.title(metric.title), by=cells.dimension(view, by).lower(), unit=unit
    )
    plot.heading(title, view.text("chart.last_months", months=MONTHS, total=total))
    alt = view.text("chart.trend_alt", title=title, first=names[0], last=names[-1])
    narrowed = [((by, group.key),) for group in groups.groups]
    opens = opener(view, id, "month", when.first, narrowed)
    plot.draw(charts.stacked(names, series, 330), f"monthly_{id}", alt, opens)


def top(view: View, id: str, by: str) -> None:
    """The largest enterprises and what the others bring, with the total; only for those who may see single firms."""
    metric = metrics.catalogue()[id]
    if metrics.apart(view.scope, metric, by):
        return
    found = view.ask(metrics.breakdown, id, At(view.at), by, view.bar, LARGEST)
    plot.heading(
        view.text("chart.by", title=view.title(metric.title), by=cells.dimension(view, by).lower()),
        format.period(found.total.when, view.lang),
    )
    look = replace(view, state=replace(view.state.kept(), metric=id))
    st.html(f'<div class="pd-tight">{drill.parts_table(look, metric, found)}</div>')


def deployment(view: View) -> None:
    """Each park fund: paid-in size, invested so far, share."""
    plot.heading(view.text("financing.deployment"))
    sizes = view.ask(metrics.breakdown, "fund_size", At(view.at), "fund", view.bar)
    invested = view.ask(metrics.breakdown, "fund_invested_total", At(view.at), "fund", view.bar)
    spent = {group.key: group.value for group in invested.groups}
    if not sizes.groups:
        st.html(empty.nothing(view))
        return
    heads = [Head(view.text("dimension.fund"))]
    heads += [
        Head(view.title(metrics.catalogue()[id].title), right=True)
        for id in ("fund_size", "fund_invested_total", "fund_deployment")
    ]
    rows = []
    for group in sizes.groups:
        size, used = float(group.value or 0), float(spent.get(group.key) or 0)
        name = link(
            view.number_href("fund_invested_total", (("fund", group.key),), view="records"),
            esc(view.title(group.label)),
        )
        rows.append(
            [
                name,
                *(esc(view.amount(value, "yuan")) for value in (size, used)),
                esc(format.share(used / size if size else None)),
            ]
        )
    whole, spent_in_all = float(sizes.total.value or 0), float(invested.total.value or 0)
    share = spent_in_all / whole if whole else None
    foot = [
        esc(view.text("drill.total")),
        *(esc(view.amount(v, "yuan")) for v in (whole, spent_in_all)),
        esc(format.share(share)),
    ]
    st.html(table(view.text("financing.deployment"), heads, rows, foot))
