"""The metric dictionary: what each number means, who answers for it, and what it is now."""

from __future__ import annotations

import streamlit as st

from parkdash import metrics
from parkdash.metrics.model import At, Metric, Number
from parkdash.ui import cells, format
from parkdash.ui.cards import owner_of, reason
from parkdash.ui.markup import esc, link
from parkdash.ui.review import notes
from parkdash.ui.tables import Head, table
from parkdash.ui.view import View

HEADS = ("title", "value", "explains", "owner", "dimensions")


def show(view: View) -> None:
    """Draw every metric by group, with its value under the filter bar."""
    known = metrics.catalogue()
    values = view.ask(metrics.values, tuple(known), At(view.at), view.bar)
    st.html(f'<p class="pd-soft">{esc(view.text("dictionary.note", n=len(known)))}</p>')
    html, told = [], notes.marks("metric", view.lang)
    for group in metrics.GROUPS:
        members = [metric for metric in known.values() if metric.group == group]
        title = metrics.group_title(group, view.lang)
        heads = [Head(view.text(f"dictionary.{name}"), right=name == "value") for name in HEADS]
        rows = [_row(view, metric, values[metric.id], told.get(metric.id, "")) for metric in members]
        html.append(f'<h2 class="pd-h">{esc(title)}<small>{len(members)}</small></h2>{table(title, heads, rows)}')
    st.html("".join(html))


def _row(view: View, metric: Metric, number: Number, told: str) -> list[str]:
    shown = view.amount(number.value, metric.unit) if number.value is not None else reason(view, number.reason)
    ways = view.text("card.comma").join(cells.dimension(view, name) for name in metric.dimensions)
    return [
        link(view.number_href(metric.id), esc(view.title(metric.title))) + f"{told}<br><code>{esc(metric.id)}</code>",
        esc(shown),
        esc(view.title(metric.explains)) + _below(format.period(number.when, view.lang)),
        esc(owner_of(view, metric)),
        esc(ways),
    ]


def _below(line: str) -> str:
    return f'<br><span class="pd-soft">{esc(line)}</span>'
