"""Who is at the keyboard: whom the proxy has signed in, else a name given once and kept in the session; carried by
whatever is written or taken."""

from __future__ import annotations

import os
from contextlib import suppress
from urllib.parse import unquote

import streamlit as st

from parkdash.text import text

WHO = "import_who"
LONGEST = 100  # signs
HEADER = "PARKDASH_USER_HEADER"


def who_am_i(lang: str, given: str = "", label: str = "import.who") -> str:
    """The field for the name, kept from page to page; whose hand it is. `given` is the name it begins with.

    Where a proxy says who is signed in, the field only shows it: what a browser sends for it counts for nothing.
    """
    name, known = begin(given), signed_in() is not None
    typed = st.text_input(text(label, lang), key=WHO, max_chars=LONGEST, disabled=known)
    return name if known else typed.strip()


def begin(given: str = "") -> str:
    """Begin the session with `given`, else with PARKDASH_USER, and keep what was typed since; whose hand it is."""
    known = signed_in()
    if known is not None:
        st.session_state[WHO] = known
        return known
    st.session_state.setdefault(WHO, given or os.environ.get("PARKDASH_USER", ""))
    keep_who()
    return str(st.session_state[WHO]).strip()


def signed_in() -> str | None:
    """Whom the proxy has signed in, by the header named in PARKDASH_USER_HEADER; "" where it says nobody, so that
    nobody can sign; None where no such header is agreed on.

    A header holds Latin letters only: other names come percent-encoded, or as their UTF-8 bytes taken for such letters.
    """
    header = os.environ.get(HEADER, "")
    if not header:
        return None
    sent = unquote(st.context.headers.get(header) or "")
    with suppress(ValueError):
        sent = sent.encode("latin-1").decode()
    return sent.strip()[:LONGEST]


def keep_who() -> None:
    """A field that is not drawn at every step would forget what stood in it."""
    if WHO in st.session_state:
        st.session_state[WHO] = st.session_state[WHO]
