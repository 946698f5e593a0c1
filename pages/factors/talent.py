"""Who works here, how well trained are they, do they come or go, and how many are sought?"""

import streamlit as st

from parkdash.ui import cards, factors
from parkdash.ui.view import view

look = view()
cards.row(
    look, "talent_total", "bachelor_share", "titled_provincial", "talent_density", "talent_arrivals",
    "talent_departures", "stay_rate", "vacancies",
)  # fmt: skip
left, right = st.columns((3, 2), gap="medium")
with left:
    factors.two_ways(look, "talent_arrivals", "talent_departures")
with right:
    factors.parts(look, "talent_total", "degree")
    factors.parts(look, "titled_provincial", "level")
factors.top(look, "talent_total", "enterprise")
