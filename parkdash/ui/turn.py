"""Undo and redo of a batch on the screen: which, why, and a second look before it is done."""

from __future__ import annotations

import os
from collections.abc import Sequence

import streamlit as st

from parkdash.batch import Batch
from parkdash.home import Busy, RebuildNeeded
from parkdash.ledger import NotInForce, redo, undo
from parkdash.text import text
from parkdash.ui.markup import esc
from parkdash.ui.view import home
from parkdash.warehouse import refresh


def offer(newest: Sequence[Batch], holding: set[int], lang: str) -> None:
    """Draw the form. Imports in force can be undone, those undone brought back."""
    imports = {_name(batch, batch.number in holding, lang): batch for batch in newest if batch.kind == "import"}
    with st.expander(text("screen.turn.title", lang)):
        st.html(f'<p class="pd-soft">{esc(text("screen.turn.note", lang))}</p>')
        chosen = st.selectbox(
            text("screen.batches.batch", lang), list(imports), index=None, key="turn_batch",
            placeholder=text("screen.turn.choose", lang),
        )  # fmt: skip
        if chosen:
            _form(imports[chosen], imports[chosen].number in holding, lang)


def _name(batch: Batch, holds: bool, lang: str) -> str:
    files = text("screen.card.comma", lang).join(file.name for file in batch.files)
    return f"{batch.id} · {files}" + ("" if holds else f" · {text('screen.batches.undone', lang)}")


def _form(batch: Batch, holds: bool, lang: str) -> None:
    with st.form("turn", border=False):
        who = st.text_input(text("screen.import.who", lang), value=os.environ.get("PARKDASH_USER", ""), key="turn_who")
        why = st.text_input(text("screen.import.why", lang), key="turn_why")
        verb = text("screen.turn.undo" if holds else "screen.turn.redo", lang, batch=batch.id)
        agreed = st.form_submit_button(verb, type="primary")
    if not agreed:
        return
    bar = st.progress(0.0)

    def show(step: str, share: float) -> None:
        bar.progress(share, text("screen.import.progress", lang, share=round(share * 100)))

    try:
        (undo if holds else redo)(home(), batch.number, who.strip(), why.strip(), show)
    except (Busy, RebuildNeeded, NotInForce):
        st.html(f'<p class="pd-error" role="alert">{esc(text("screen.import.busy", lang))}</p>')
        return
    refresh(home())
    st.session_state.pop("turn_batch", None)
    st.rerun()
