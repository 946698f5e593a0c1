"""Where a try begins: files, who hands them in, tries that are still open, and the templates."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from parkdash.batch import CHINA
from parkdash.contracts import contracts
from parkdash.ingest import Unreadable
from parkdash.ingest.archives import unpacked
from parkdash.intake import again, drafts
from parkdash.intake.model import Draft
from parkdash.templates import template
from parkdash.text import text
from parkdash.ui import who
from parkdash.ui.format import size
from parkdash.ui.markup import alert, esc, link, span
from parkdash.ui.state import State, address
from parkdash.ui.tables import Head, table
from parkdash.ui.view import go, home, state

TYPES = ["xlsx", "xlsm", "xls", "ods", "csv", "tsv", "txt", "zip"]
NAMES_SHOWN = 3


def show(lang: str) -> None:
    """Choose files; what is read of them then stands in an address of its own."""
    turn = st.session_state.setdefault("import_turn", 0)
    _words_of_the_uploader(lang)
    left, right = st.columns((2, 1), gap="medium")
    with left:
        given = st.file_uploader(
            text("import.files", lang), type=TYPES, accept_multiple_files=True, key=f"import_files_{turn}"
        )
        if given:
            _begin([(file.name, file.getvalue()) for file in given], lang)
        else:
            st.html(f'<p class="pd-soft">{esc(text("import.files_note", lang))}</p>')
    with right:
        who.who_am_i(lang)
        templates(lang)
    _open_tries(lang)


def _begin(given: list[tuple[str, bytes]], lang: str) -> None:
    """Keep the files as a try and go to its address."""
    try:
        files = unpacked(given)
    except Unreadable as problem:
        st.html(alert(problem.text(lang)))
        return
    try:
        draft = again.start(home(), files, who.begin())
    except OSError as problem:  # no room, no right: a try is kept whole or not at all
        st.html(alert(text("import.not_kept", lang, problem=problem.strerror or str(problem))))
        return
    st.session_state["import_turn"] += 1  # the field is empty when somebody comes back
    go(replace(state(), attempt=draft.id, step=""))
    st.rerun()


def templates(lang: str) -> None:
    """The empty workbooks, one for each table."""
    titles = {contract.title[lang]: name for name, contract in contracts().items()}
    with st.expander(text("import.templates", lang)):
        chosen = st.selectbox(
            text("import.table", lang), list(titles), index=None, key="template",
            placeholder=text("import.which", lang), label_visibility="collapsed",
        )  # fmt: skip
        if chosen:
            contract = contracts()[titles[chosen]]
            label = text("import.download", lang, title=chosen)
            st.download_button(label, lambda: template(contract), f"{chosen}.xlsx", on_click="ignore")


def _open_tries(lang: str) -> None:
    found = drafts.open_tries(home())
    if not found:
        return
    title = text("import.open_tries", lang)
    names = ("import.started", "import.file", "screen.batches.who", "import.go_on")
    heads = [Head(text(name, lang)) for name in names]
    st.html(f'<h2 class="pd-h">{esc(title)}</h2>' + table(title, heads, [_try(draft, lang) for draft in found]))


def _try(draft: Draft, lang: str) -> list[str]:
    shown = [
        file.name + text("screen.mark.brackets", lang, inner=size(file.bytes)) for file in draft.files[:NAMES_SHOWN]
    ]
    more = len(draft.files) - len(shown)
    names = text("screen.card.comma", lang).join(shown) + (text("import.more_files", lang, n=more) if more else "")
    onward = address("import", State(lang=lang, attempt=draft.id))
    when = draft.started_at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
    return [
        span("pd-nowrap", when),
        esc(names),
        esc(draft.who or None),
        link(onward, esc(text("import.take_up", lang))),
    ]


def _words_of_the_uploader(lang: str) -> None:
    """Streamlit has no option for the uploader's own words; its button keeps its name for screen readers."""
    words = {name: text(f"import.{name}", lang) for name in ("browse", "limit")}
    zone, css = '[data-testid="stFileUploaderDropzone"]', "font-size: 0.9rem;"
    button, limit = f"{zone} button p", f'{zone} [data-testid="stFileUploaderDropzoneInstructions"] span'
    st.html(
        f"<style>{button}, {limit} {{ font-size: 0; }}"
        f'{button}::after {{ content: "{words["browse"]}"; {css} }}'
        f'{limit}::after {{ content: "{words["limit"]}"; {css} }}</style>'
    )
