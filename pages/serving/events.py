"""Are events held as planned and does something come of them, who was trained, and do partners bring people?"""

import streamlit as st

from parkdash.ui import cards, events
from parkdash.ui.view import view

look = view()
cards.row(
    look, "events_held", "events_overdue", "event_result_rate", "follow_up_rate", "entrepreneurs_trained",
    "workers_trained", "partners", "partners_expiring",
)  # fmt: skip
left, right = st.columns((3, 2), gap="medium")
with left:
    events.kinds(look)
with right:
    events.hundreds(look)
left, right = st.columns(2, gap="medium")
with left:
    events.training(look)
with right:
    events.partners(look)
events.silent(look)
