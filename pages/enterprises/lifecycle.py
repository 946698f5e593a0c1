"""Who wants to come in, how long does it take, who comes and goes, and are they still here a year later?"""

import streamlit as st

from parkdash.ui import cards, factors, lifecycle
from parkdash.ui.view import view

look = view()
cards.row(
    look, "applications", "admissions_waiting", "admissions_overdue", "admission_pass_rate", "review_days_p90",
    "entry_days_p90", "enterprises_exited", "survival_rate",
)  # fmt: skip
left, right = st.columns((1, 1), gap="medium")
with left:
    lifecycle.steps(look)
    lifecycle.cohorts(look)
with right:
    factors.two_ways(look, "enterprises_new", "enterprises_exited", "lifecycle")
lifecycle.queue(look)
left, right = st.columns((1, 1), gap="medium")
with left:
    factors.parts(look, "enterprises_exited", "out_cause")
with right:
    lifecycle.refusals(look)
