"""The officers' contest: points with the rule that gives them in sight."""

from __future__ import annotations

import streamlit as st

from parkdash import metrics
from parkdash.metrics.projects import Scored
from parkdash.ui import empty, pipeline, plot
from parkdash.ui.markup import esc
from parkdash.ui.tables import Head, table
from parkdash.ui.view import View


def scoreboard(view: View) -> None:
    """Each officer with what happened this year and the points for it; the rule stands above."""
    found: tuple[Scored, ...] = view.ask(metrics.scores, view.at, view.bar)
    plot.heading(view.text("pipeline.contest", year=view.at.year), view.text("pipeline.contest_note"))
    rule = metrics.score_rule()
    said = view.text("card.comma").join(
        view.text("pipeline.points_for", item=view.title(row["title"]), n=f"{row['points']:+d}".replace("-", "−"))
        for row in rule
    )
    sure = view.text("card.comma").join(dict.fromkeys(pipeline.evidence(view, row) for row in rule))
    named = view.text("pipeline.rule") + view.text("mark.brackets", inner=sure)
    st.html(f'<p class="pd-soft">{esc(view.text("mark.pair", name=named, value=said))}</p>')
    if not view.scope.persons:
        st.html(f'<p class="pd-soft">{esc(view.text("pipeline.for_those"))}</p>')
        return
    if not found:
        st.html(empty.nothing(view))
        return
    heads = [Head(view.text("pipeline.officer")), Head(view.text("pipeline.points"), right=True)]
    heads += [Head(view.text(f"pipeline.item.{row['code']}"), right=True) for row in rule]
    rows = [
        [esc(one.officer), f"<strong>{one.points:,}</strong>", *(f"{one.counts.get(row['code'], 0):,}" for row in rule)]
        for one in found
    ]
    st.html(f'<div class="pd-tight">{table(view.text("pipeline.contest", year=view.at.year), heads, rows)}</div>')
