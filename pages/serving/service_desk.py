"""Do we answer firms as promised, at every hour, who is overloaded, and which firms have we not seen?"""

import streamlit as st

from parkdash.ui import cards, service_desk, service_offer
from parkdash.ui.view import view

look = view()
cards.row(
    look, "service_promise_rate", "service_reply_p90", "service_solve_rate", "service_solve_p90", "service_open",
    "service_satisfaction", "service_reopen_rate", "service_unvisited",
)  # fmt: skip
service_desk.round_the_clock(look)
service_offer.severities(look)
left, right = st.columns((3, 2), gap="medium")
with left:
    service_desk.specialists(look)
with right:
    service_desk.ways_in(look)
    service_desk.roles(look)
left, right = st.columns(2, gap="medium")
with left:
    service_offer.catalogue(look)
with right:
    service_desk.broken(look)
    service_desk.unvisited(look)
