"""Who is at the keyboard: a name given once and kept in the session, carried by whatever is written or taken."""

from __future__ import annotations

import os

import streamlit as st

from parkdash.text import text

WHO = "import_who"
LONGEST = 100  # signs


def who_am_i(lang: str, given: str = "") -> str:
    """The field for the name, kept from page to page; what was typed. `given` is the name it begins with."""
    begin(given)
    return st.text_input(text("import.who", lang), key=WHO).strip()


def begin(given: str = "") -> None:
    """Begin the session with `given`, else with PARKDASH_USER, and keep what was typed since."""
    st.session_state.setdefault(WHO, given or os.environ.get("PARKDASH_USER", ""))
    keep_who()


def keep_who() -> None:
    """A field that is not drawn at every step would forget what stood in it."""
    if WHO in st.session_state:
        st.session_state[WHO] = st.session_state[WHO]
