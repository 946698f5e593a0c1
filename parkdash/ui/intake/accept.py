"""The last step: whose hand it was, why, and the button."""

from __future__ import annotations

import streamlit as st

from parkdash.intake.model import Draft, Study
from parkdash.text import text
from parkdash.ui.intake import work
from parkdash.ui.intake.begin import WHO
from parkdash.ui.markup import alert, esc


def form(draft: Draft, found: Study, lang: str) -> None:
    """Ask who and why; a yes starts the taking."""
    if draft.who:
        st.session_state.setdefault(WHO, draft.who)
    with st.form("accept"):
        st.html(f'<h2 class="pd-h">{esc(text("import.step_accept", lang))}</h2>')
        who = st.text_input(text("import.who", lang), key=WHO)
        why = st.text_input(text("import.why", lang), key="import_why", placeholder=text("import.why_like", lang))
        agreed = st.form_submit_button(text("import.accept", lang), type="primary", width="stretch")
        st.html(f'<p class="pd-soft">{esc(text("import.can_undo", lang))}</p>')
    if agreed and not who.strip():
        st.html(alert(text("import.who_missing", lang)))
    elif agreed:
        work.begin_taking(draft, found, who.strip(), why.strip())
        st.rerun()
