"""The last step: whose hand it was, why, and the button."""

from __future__ import annotations

from contextlib import suppress

import streamlit as st

from parkdash.intake import drafts
from parkdash.intake.model import Draft, Study
from parkdash.text import text
from parkdash.ui.intake import origin, work
from parkdash.ui.markup import alert, esc
from parkdash.ui.view import home
from parkdash.ui.who import who_am_i

SHOWN = "import_shown"  # what the form was last drawn beside, see _is_overtaken


def form(draft: Draft, found: Study, basis: str, lang: str) -> None:
    """Ask who and why; a yes to the preview on this basis starts the taking, one to an older look does not."""
    with st.form("accept"):
        st.html(f'<h2 class="pd-h">{esc(text("import.step_accept", lang))}</h2>')
        who = who_am_i(lang, draft.who)
        name = _remembered(draft, found, lang)
        why = st.text_input(text("import.why", lang), key="import_why", placeholder=text("import.why_like", lang))
        agreed = st.form_submit_button(text("import.accept", lang), type="primary", width="stretch")
        st.html(f'<p class="pd-soft">{esc(text("import.can_undo", lang))}</p>')
    if _is_overtaken(draft, basis, agreed):
        st.html(alert(text("import.overtaken", lang)))
    elif agreed and not who:
        st.html(alert(text("import.who_missing", lang)))
    elif agreed:
        if name.strip():
            origin.remember(draft, name.strip())
        with suppress(drafts.Gone):  # dropped by somebody else: the page says so
            work.begin_taking(drafts.load(home(), draft.id), found, who, why.strip(), basis)
        st.rerun()


def _is_overtaken(draft: Draft, basis: str, agreed: bool) -> bool:
    """True if something has changed since this reader last saw the form, and until they have agreed again. A yes is
    lost while a new preview is worked out, so other data are told even without one.
    """
    place, made_of = f"{SHOWN}_{draft.id}", work.looked_at(draft)
    seen_basis, seen, was_told = st.session_state.get(place, (basis, made_of, False))
    changed: bool = seen != made_of if agreed else seen_basis != basis
    told = changed or (was_told and not agreed)
    st.session_state[place] = (basis, made_of, told)
    return told


def _remembered(draft: Draft, found: Study, lang: str) -> str:
    """The name under which a foreign file's reading is remembered; asked once, blank to forget it."""
    foreign = any(file.understanding and file.understanding.mapping for file in found.files)
    if not foreign or origin.current(draft, found) is not None:
        return ""
    label, note = text("import.remember", lang), text("import.source_note", lang)
    return st.text_input(label, origin.suggestion(draft), key="import_source", help=note)
