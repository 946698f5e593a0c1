"""The mapping behind what was understood, for those who write one by hand: to take home, to change, to bring back."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from parkdash.ingest import Unreadable, mapping_of
from parkdash.ingest.guess import Understanding
from parkdash.ingest.written import mapping_toml
from parkdash.intake import drafts
from parkdash.intake.model import Draft
from parkdash.text import text
from parkdash.ui.markup import alert, esc
from parkdash.ui.view import home


def panel(draft: Draft, kind: str, understood: Understanding | None, key: str, lang: str) -> None:
    """A fold with the mapping of one kind of file. Drawn only when it is open."""
    fold = st.expander(text("import.mapping", lang), key=f"mapping_{key}", on_change="rerun")
    if not fold.open:
        return
    with fold:
        st.html(f'<p class="pd-soft">{esc(text("import.mapping_note", lang))}</p>')
        written = draft.mappings.get(kind, "")
        known = written or (mapping_toml(understood.mapping) if understood and understood.mapping else "")
        with st.form(f"mapping_form_{key}", border=False):
            given = st.text_area(text("import.mapping_text", lang), known, height=220, key=f"mapping_text_{key}")
            agreed = st.form_submit_button(text("import.mapping_use", lang))
        if known:
            label = text("import.mapping_download", lang)
            st.download_button(label, known, "mapping.toml", on_click="ignore", key=f"mapping_file_{key}")
        if agreed and given.strip() != known.strip():
            _use(draft, kind, given.strip(), lang)


def _use(draft: Draft, kind: str, given: str, lang: str) -> None:
    """Read the files of the kind through this mapping; through our own understanding again if it is blank."""
    try:
        if given:
            mapping_of(given)
    except Unreadable as problem:
        st.html(alert(problem.text(lang)))
        return

    def written(newest: Draft) -> Draft:
        others = {name: one for name, one in newest.mappings.items() if name != kind}
        return replace(newest, mappings=others | ({kind: given} if given else {}))

    drafts.change(home(), draft.id, written)
    st.rerun()
