"""One project: where it stands; its stages, reports, values and visits with their rows; what was said of it."""

from __future__ import annotations

import streamlit as st

from parkdash import metrics
from parkdash.contracts import contracts
from parkdash.metrics.projects import Project
from parkdash.ui import cells, empty, profile
from parkdash.ui.markup import esc, link
from parkdash.ui.pipeline import money, stage_name
from parkdash.ui.review import notes
from parkdash.ui.review.about import about_project
from parkdash.ui.review.entry import action_entry, links, note_entry
from parkdash.ui.view import View


def show(view: View) -> None:
    """Draw the project in the address."""
    try:
        found: Project = view.ask(metrics.project, view.state.project, view.at)
    except metrics.Unseen:
        to_list = link(view.href("pipeline"), esc(view.text("page.pipeline")))
        st.html(empty.box(esc(view.text("pipeline.no_such_project")), to_list))
        return
    st.html(_head(view, found))
    about = about_project(found.id)
    action_entry(view, about)
    note_entry(view, about)
    notes.memory(view, about)
    for table in ("project_stage", "project_progress", "project_value", "project_visit", "project"):
        for sheet in found.sheets:
            if sheet.table == table:
                st.html(profile.sheet_table(view, sheet))


def _head(view: View, found: Project) -> str:
    stage = stage_name(view, found.stage)
    if found.stage_days is not None:
        stage += view.text("mark.brackets", inner=view.text("pipeline.for_days", n=found.stage_days))
    firm = esc(found.enterprise)
    if found.enterprise_id:
        firm = link(view.href("enterprise", firm=found.enterprise_id), firm)
    facts = [
        (cells.heading(view, "project_no"), esc(found.number)), (cells.heading(view, "project_stage"), esc(stage)),
        (view.title(contracts()["project"].column("agreed_investment").title), esc(money(view, found.agreed_yuan))),
        (view.title(contracts()["project"].column("enterprise").title), firm),
        *((cells.heading(view, name), esc(cells.plain(view, name, value))) for name, value in found.facts.items()),
    ]  # fmt: skip
    lines = "".join(f"<dt>{esc(name)}</dt><dd>{value}</dd>" for name, value in facts)
    back = link(view.href("pipeline"), esc(view.text("page.pipeline")))
    crumbs = f'<nav class="pd-crumbs">{back}<span aria-hidden="true">›</span>{esc(found.name)}</nav>'
    name = f'<div class="pd-sum"><h2 class="pd-big">{esc(found.name)}</h2>{links(view)}</div>'
    return f'{crumbs}{name}<dl class="pd-facts">{lines}</dl>'
