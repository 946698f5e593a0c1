"""What do the enterprises earn, make, pay and spend on research, this month and in the last annual reports?"""

import streamlit as st

from parkdash.ui import cards, factors, plot
from parkdash.ui.view import view

look = view()
cards.row(
    look, "revenue", "output", "tax_paid", "rd_expense", "rd_intensity", "headcount", "revenue_per_head",
    "invention_patents",
)  # fmt: skip
left, right = st.columns((3, 2), gap="medium")
with left:
    factors.monthly(look, "revenue", "park")
with right:
    factors.parts(look, "revenue", "chain")
plot.heading(look.text("economy.annual"), look.text("economy.annual_note"))
cards.row(look, "annual_revenue", "annual_profit", "annual_rd_intensity", "platforms_provincial")
factors.top(look, "revenue", "enterprise")
