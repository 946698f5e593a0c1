"""While an edition is held against the newest data: say so, and show the ≠ as soon as they are known."""

from __future__ import annotations

import streamlit as st

from parkdash import warehouse
from parkdash.home import Damaged, NoVersion
from parkdash.review import Edition
from parkdash.ui import restated
from parkdash.ui.markup import esc
from parkdash.ui.review.reading import Reading
from parkdash.ui.view import home

LOOK_AGAIN = 1.0


def awaited(look: Reading) -> None:
    """Draw the page anew when the comparison is done. Nothing for a draft, and where there are no data to be read."""
    if look.edition.state != "draft" and not _is_known(look.edition):
        _waiting(look)


@st.fragment(run_every=LOOK_AGAIN)
def _waiting(look: Reading) -> None:
    if _is_known(look.edition):
        st.rerun()
    st.html(f'<p class="pd-soft" role="status">{esc(look.say("comparing"))}</p>')


def _is_known(edition: Edition) -> bool:
    try:
        newest = warehouse.current(home())
    except (NoVersion, Damaged):
        return True
    return edition.version > newest.number or restated.against(edition, newest) is not None
