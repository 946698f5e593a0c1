"""Firms that nobody knows, beside known ones that may be meant; the clerk's choice is kept with the source."""

from __future__ import annotations

import streamlit as st

from parkdash.intake.model import Draft, Study
from parkdash.intake.study import FIRMS
from parkdash.text import text
from parkdash.ui.intake.change import answer
from parkdash.ui.markup import esc, label

CODES = ("unknown_enterprise",)
ASKED = 30
ACROSS = 2


def choose(draft: Draft, found: Study, lang: str) -> None:
    """A form with a field for each unknown firm that has candidates."""
    asked = unknown(found)
    if not asked:
        return
    given: dict[str, dict[str, str]] = {}
    with st.form("candidates"):
        st.html(f'<h2 class="pd-h">{esc(text("import.candidates", lang, n=len(asked)))}</h2>')
        st.html(f'<p class="pd-soft">{esc(text("import.candidates_note", lang))}</p>')
        columns = st.columns(ACROSS)
        for number, ((kind, name), names) in enumerate(asked.items()):
            before = draft.answers.get(kind, {}).get(FIRMS, {})
            now = before.get(name, "") if isinstance(before, dict) else ""
            options = ["", *names]
            with columns[number % ACROSS]:
                chosen = st.selectbox(
                    label(name), options, index=options.index(now) if now in options else 0, key=f"firm_{kind}_{name}",
                    format_func=lambda one: one or text("import.new_firm", lang),
                )  # fmt: skip
            if chosen:
                given.setdefault(kind, {})[name] = chosen
        agreed = st.form_submit_button(text("import.answer", lang))
    if agreed:
        for kind, choices in given.items():
            kept = draft.answers.get(kind, {}).get(FIRMS, {})
            answer(draft, kind, {FIRMS: {**(kept if isinstance(kept, dict) else {}), **choices}})
        st.rerun()


def unknown(found: Study) -> dict[tuple[str, str], list[str]]:
    """(kind of file, name in the file) → names of known firms that may be meant; the first so many."""
    asked: dict[tuple[str, str], list[str]] = {}
    for file in found.files:
        if file.understanding is None or file.understanding.mapping is None:
            continue  # a template has no mapping that could keep the choice
        for issue in file.issues:
            near = issue.params.get("candidates")
            if issue.code in CODES and isinstance(near, list) and near:
                asked.setdefault((file.kind, str(issue.params["value"])), [str(one[1]) for one in near])
    return dict(list(asked.items())[:ASKED])
