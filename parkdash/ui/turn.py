"""Undo and redo of a batch on the screen: which, why, what later batches keep, and a second look before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from parkdash.batch import Batch, in_force
from parkdash.contracts import contracts
from parkdash.home import BuildFailed, Busy, RebuildNeeded
from parkdash.ledger import Conflict, NotInForce, conflicts, redo, undo
from parkdash.text import text
from parkdash.ui.markup import alert, esc, link
from parkdash.ui.state import address
from parkdash.ui.tables import Head, table
from parkdash.ui.view import home, state
from parkdash.ui.who import who_am_i
from parkdash.warehouse import refresh

EXAMPLES = 3


def offer(newest: Sequence[Batch], kept: Sequence[Batch], lang: str) -> None:
    """Draw the form. Imports in force can be undone, those undone brought back."""
    holding = {batch.number for batch in in_force(kept)}
    imports = {_name(batch, batch.number in holding, lang): batch for batch in newest if batch.kind == "import"}
    with st.expander(text("screen.turn.title", lang)):
        st.html(f'<p class="pd-soft">{esc(text("screen.turn.note", lang))}</p>')
        chosen = st.selectbox(
            text("screen.batches.batch", lang), list(imports), index=None, key="turn_batch",
            placeholder=text("screen.turn.choose", lang),
        )  # fmt: skip
        if chosen:
            _form(imports[chosen], imports[chosen].number in holding, lang)


def one(batch: Batch, kept: Sequence[Batch], lang: str) -> None:
    """The same for one batch, where it is already known which."""
    holds = batch.number in {each.number for each in in_force(kept)}
    title = text("screen.turn.undo" if holds else "screen.turn.redo", lang, batch=batch.id)
    if batch.kind == "import":
        with st.expander(title):
            st.html(f'<p class="pd-soft">{esc(text("screen.turn.note", lang))}</p>')
            _form(batch, holds, lang)


def _name(batch: Batch, holds: bool, lang: str) -> str:
    files = text("screen.card.comma", lang).join(file.name for file in batch.files)
    return f"{batch.id} · {files}" + ("" if holds else f" · {text('screen.batches.undone', lang)}")


def _form(batch: Batch, holds: bool, lang: str) -> None:
    if holds:
        st.html(conflicts_table(conflicts(home(), batch.number), lang))
    who = who_am_i(lang)
    with st.form("turn", border=False):
        why = st.text_input(text("import.why", lang), key="turn_why")
        verb = text("screen.turn.undo" if holds else "screen.turn.redo", lang, batch=batch.id)
        agreed = st.form_submit_button(verb, type="primary")
    if agreed:
        _turn(batch, holds, who, why.strip(), lang)


def _turn(batch: Batch, holds: bool, who: str, why: str, lang: str) -> None:
    bar = st.progress(0.0)

    def show(step: str, share: float) -> None:
        bar.progress(share, text("screen.turn.doing", lang, share=round(share * 100)))

    try:
        (undo if holds else redo)(home(), batch.number, who, why, show)
    except Busy:
        st.html(alert(text("import.busy", lang)))
        return
    except RebuildNeeded:
        st.html(alert(text("import.rebuild_needed", lang)))
        return
    except NotInForce:
        st.html(alert(text("screen.turn.already", lang)))
        return
    except BuildFailed:
        st.html(alert(text("import.failed", lang)))
        return
    refresh(home())
    st.session_state.pop("turn_batch", None)
    st.rerun()


def conflicts_table(found: Sequence[Conflict], lang: str) -> str:
    """Which rows stay all the same, because a later batch speaks of them too."""
    if not found:
        return f'<p class="pd-soft">{esc(text("screen.turn.no_conflict", lang))}</p>'
    heads = [Head(text(f"screen.turn.{name}", lang)) for name in ("later", "table", "shared")]
    rows = []
    for conflict in found:
        href = address("batches", replace(state(), batch=conflict.batch.number, attempt="", step=""))
        named = text("screen.card.comma", lang).join(
            " ".join(str(part) for part in key if part is not None) for key in conflict.examples[:EXAMPLES]
        )
        more = text("screen.turn.such_as", lang, n=f"{conflict.count:,}", names=named)
        title = contracts()[conflict.table].title[lang]
        rows.append([link(href, esc(conflict.batch.id)), esc(title), esc(more)])
    said = esc(text("screen.turn.conflicts", lang, n=len({conflict.batch.number for conflict in found})))
    return f'<p class="pd-warning" role="note">▲ {said}</p><div class="pd-tight">{table(said, heads, rows)}</div>'
