"""The import page: without a try files are asked for; a try is a row of steps, open where it needs somebody."""

from __future__ import annotations

import streamlit as st

from parkdash.access import own_scope
from parkdash.intake import drafts
from parkdash.intake.model import Draft, Study
from parkdash.text import text
from parkdash.ui import empty
from parkdash.ui.intake import begin, columns, effects, handed, problems, taken, work
from parkdash.ui.intake.steps import may_preview, stepper
from parkdash.ui.markup import esc, link
from parkdash.ui.state import State, address
from parkdash.ui.view import home, state
from parkdash.ui.who import keep_who

SHOWS = {
    "files": handed.show,
    "columns": columns.show,
    "issues": problems.show,
    "preview": effects.show,
}


def show(lang: str) -> None:
    """The whole way of files into the data."""
    if not own_scope().sees_everything:
        st.html(empty.box(esc(text("import.not_for_you", lang))))
        return
    keep_who()
    asked = state()
    if not asked.attempt:
        begin.show(lang)
        return
    try:
        draft = drafts.load(home(), asked.attempt)
    except drafts.Gone:
        _ended(asked.attempt, lang)
        return
    if draft.state == "taken":
        taken.show(draft, lang)
        return
    job = work.taking(draft.id)
    if job is not None and job.state != "done":
        stepper(draft, None, "accept", lang)
        work.taken(job, lang)
        if job.state == "running":
            return
    _step(draft, asked.step, lang)


def _step(draft: Draft, asked: str, lang: str) -> None:
    above = st.container()
    found = work.studied(draft, lang)
    if found is None:
        with above:
            stepper(draft, None, "columns", lang)
        return
    step = asked if asked in SHOWS else first_step(draft, found)
    if step == "preview" and not may_preview(draft, found):
        step = first_step(draft, found)
    with above:
        stepper(draft, found, step, lang)
    SHOWS[step](draft, found, lang)


def first_step(draft: Draft, found: Study) -> str:
    """The step that needs a person: questions, then errors, else the preview."""
    if not found.is_complete:
        return "columns"
    return "preview" if may_preview(draft, found) else "issues"


def _ended(id: str, lang: str) -> None:
    """A try that is not there: dropped, or all of it was known already."""
    job = work.taking(id)
    outcome = work.taken(job, lang) if job is not None and job.state == "done" else None
    said = "nothing_new" if outcome is not None and not outcome.batch else "gone"
    again = link(address("import", State(lang=lang)), esc(text("import.start_anew", lang)))
    st.html(empty.box(esc(text(f"import.{said}", lang)), again))
