"""Short tables that pages share: several metrics by one dimension, the first records behind a number, what was kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import streamlit as st

from parkdash import metrics
from parkdash.metrics.model import At, Between, Filters, Group
from parkdash.ui import cells, empty, format, plot
from parkdash.ui.markup import esc, link, span
from parkdash.ui.tables import Head, table
from parkdash.ui.view import View

LISTED = 8
WHOLE = 12  # characters of a part's name that stay in one line

Found = dict[str | None, Group]


def parts(view: View, id: str, by: str, more: Filters = ()) -> Found:
    """The parts of a metric by their keys, of this year where it is a flow."""
    found = view.ask(metrics.breakdown, id, At(view.at), by, (*view.bar, *more))
    return {group.key: group for group in found.groups}


def said(view: View, found: Found, key: str | None, id: str) -> str:
    """A part as text: masked where it is withheld, a dash where there is none."""
    group = found.get(key)
    if group is None or group.suppressed:
        return format.DASH if group is None else format.MASK
    return format.amount(group.value, metrics.catalogue()[id].unit, view.lang)


def head(view: View, id: str) -> Head:
    """The heading of a metric's column."""
    return Head(view.title(metrics.catalogue()[id].title), right=True)


def opens(view: View, id: str, by: str, group: Group) -> str:
    """A part's name as a link to its records."""
    label = view.title(group.label)
    whole = "pd-nowrap" if len(label) <= WHOLE else ""
    return link(view.number_href(id, ((by, group.key),), view="records"), esc(label), whole)


def by_parts(view: View, title: str, by: str, ids: Sequence[str]) -> None:
    """Several metrics by one dimension; the first of them decides the order and is opened by a click."""
    found = {id: parts(view, id, by) for id in ids}
    plot.heading(title)
    if not found[ids[0]]:
        st.html(empty.nothing(view))
        return
    heads = [Head(cells.dimension(view, by)), *(head(view, id) for id in ids)]
    rows = [
        [opens(view, ids[0], by, group), *(said(view, found[id], key, id) for id in ids)]
        for key, group in found[ids[0]].items()
    ]
    st.html(f'<div class="pd-tight">{table(title, heads, rows)}</div>')


def may_list(view: View, id: str) -> bool:
    """True if this reader may be told which firms stand behind a number; else says to whom they are told."""
    if not metrics.apart(view.scope, metrics.catalogue()[id], "enterprise"):
        return True
    st.html(empty.box(esc(view.text("records.for_those"))))
    return False


def first_records(
    view: View, id: str, title: str, columns: Sequence[str], sort: str,
    called: Mapping[str, str] | None = None, blank: Mapping[str, str] | None = None, note: str = "", most: int = LISTED,
) -> None:  # fmt: skip
    """The first records behind a number with their origin, and a link to all of them. `called` are headings that say
    more here than a column's own, `blank` what stands where nothing is known, `most` how many rows are listed."""
    plot.heading(title, note)
    if not may_list(view, id):
        return
    found = view.ask(metrics.records, id, At(view.at), view.bar, tuple(columns), sort, 1, most)
    if not found.total:
        st.html(empty.nothing(view))
        return
    names = [name for name in columns if name not in cells.HIDDEN]
    numbers = cells.numbers(found)
    heads = [Head((called or {}).get(name) or cells.sized(view, name), right=name in numbers) for name in names]
    rows = []
    for row in found.rows:
        values = dict(zip(found.columns, row, strict=True))
        shown = [_shown(view, name, values, blank or {}) for name in names]
        rows.append([*shown, cells.origin(view, values["source_id"], values["source_row"], id)])
    everything = link(
        view.number_href(id, view="records", sort=sort), esc(view.text("records.all", n=f"{found.total:,}"))
    )
    body = table(title, [*heads, Head(view.text("source.title"))], rows)
    st.html(f'<div class="pd-tight">{body}</div><div class="pd-pager">{everything}</div>')


def _shown(view: View, name: str, values: dict[str, Any], blank: Mapping[str, str]) -> str:
    """One value of a record, money by its size, minutes without their fractions."""
    value = values[name]
    if value is None and name in blank:
        return esc(blank[name])
    if cells.is_money(name) and isinstance(value, (int, float, Decimal)):
        return esc(view.amount(value, "yuan"))
    whole = round(value) if isinstance(value, float) else value
    return cells.cell(view, name, whole, values.get("enterprise_id"), values.get("project_id"))


def kept(view: View, promised_id: str, realised_id: str, rate_id: str, year: int, of: str) -> str:
    """How much of what was promised for a year has come, as markup. `of` is the text that names the two amounts."""
    whole = Between(date(year, 1, 1), date(year, 12, 31))
    promised, realised, rate = (
        view.ask(metrics.value, id, whole, view.bar) for id in (promised_id, realised_id, rate_id)
    )
    if "suppressed" in (promised.reason, realised.reason):
        return format.MASK
    if promised.value is None and realised.value is None:
        return format.DASH
    amounts = {"promised": promised, "realised": realised}
    parts = view.text(of, **{name: view.amount(one.value, one.unit) for name, one in amounts.items()})
    return f"<b>{esc(format.amount(rate.value, 'percent', view.lang))}</b><br>{span('pd-soft', esc(parts))}"
