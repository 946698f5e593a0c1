"""One metric's changes: its sentence, who came and went or what is new, and why an earlier figure was amended."""

from __future__ import annotations

import streamlit as st

from parkdash import metrics
from parkdash.metrics.model import Metric
from parkdash.text import text
from parkdash.ui import empty, format, plot, restated, tiers
from parkdash.ui.markup import esc, link
from parkdash.ui.review import live, movements
from parkdash.ui.review.explained import explanation
from parkdash.ui.review.sentences import clauses
from parkdash.ui.view import View

EVENTS = 30


def detail(look: View, metric: Metric, known: restated.Found | None) -> None:
    """Draw them. Conditions that the metric does not know are said to be none of its own."""
    if not {dimension for dimension, _ in look.bar} <= set(metric.dimensions):
        st.html(empty.nothing(look))
        return
    item = live.item(look, metric.id, live.shown_then(look), known or {})
    st.html(_crumbs(look, metric) + f'<p class="pd-lead">{movements.shape(look, item)}{clauses(look, item.told)}'
            f"{movements.marks(look, item)}</p>")  # fmt: skip
    _explained(look, metric, known)
    if metrics.has_bridge(metric):
        tiers.net_change(look, metric.id)
    else:
        first, last = format.day_near(look.since, look.at), format.day_near(look.at, look.at)
        plot.heading(text("changes.flows", look.lang), text("changes.flows_note", look.lang, first=first, last=last))
        st.html(movements.steps(look, item, metric, EVENTS) or empty.box(esc(text("changes.no_records", look.lang))))


def _crumbs(look: View, metric: Metric) -> str:
    back = link(look.href("changes"), esc(text("changes.back", look.lang)))
    label = esc(look.text("drill.path"))
    number = link(look.number_href(metric.id), esc(look.title(metric.title)))
    return f'<nav class="pd-crumbs" aria-label="{label}">{back}<span aria-hidden="true">›</span>{number}</nav>'


def _explained(look: View, metric: Metric, known: restated.Found | None) -> None:
    edition = restated.edition_of(look)
    if edition is None:
        return
    if known is not None and metric.id not in known:
        said = text("changes.why.same", look.lang, edition=edition.id, day=format.day(edition.as_of))
        st.html(f'<p class="pd-soft">{esc(said)}</p>')
        return
    plot.heading(text("changes.why.title", look.lang))
    if known is None:
        st.html(empty.box(esc(text("changes.why.pending", look.lang, edition=edition.id))))
    else:
        st.html(f'<div class="pd-why">{explanation(look, known[metric.id])}</div>')
