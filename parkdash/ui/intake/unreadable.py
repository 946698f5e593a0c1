"""Files of a try that cannot be read, or that hold no table of ours: why, and how the others go on without them."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from parkdash.intake import drafts
from parkdash.intake.model import Draft, Studied, Study
from parkdash.text import text
from parkdash.ui.markup import alert, esc, link
from parkdash.ui.state import State, address
from parkdash.ui.view import go, home, state


def is_lost(file: Studied) -> bool:
    """True if nothing will come of a file, whatever is answered."""
    if file.unreadable is not None:
        return True
    understood = file.understanding
    return file.intake is None and understood is not None and not understood.open


def told(draft: Draft, found: Study, lang: str) -> None:
    """A sentence for each such file, and the ways on."""
    lost = [number for number, file in enumerate(found.files) if is_lost(file)]
    for number in lost:
        file = found.files[number]
        if file.unreadable is not None:
            said = file.unreadable.text(lang)
            st.html(alert(said if file.name in said else text("screen.mark.pair", lang, name=file.name, value=said)))
    if not lost:
        return
    others = [number for number in range(len(draft.files)) if number not in lost]
    again = link(address("import", State(lang=lang)), esc(text("import.start_anew", lang)))
    if others and st.button(text("import.without_them", lang, n=len(lost)), key="import_without"):
        _go_on_with(draft, others)
    st.html(f'<p class="pd-soft">{again}</p>')


def _go_on_with(draft: Draft, numbers: list[int]) -> None:
    """The same try with some of its files only, in an address of its own."""
    files = [(draft.files[number].name, draft.files[number].path.read_bytes()) for number in numbers]
    fresh = drafts.start(home(), files, draft.who, draft.source)
    kept = replace(fresh, answers=draft.answers, mappings=draft.mappings, modes=draft.modes, partial=draft.partial)
    drafts.save(home(), kept)
    drafts.drop(home(), draft.id)
    go(replace(state(), attempt=fresh.id, step=""))
    st.rerun()
