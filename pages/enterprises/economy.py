"""What do the enterprises earn, make, pay and spend on research, this month and this year, and who has not reported?"""

import streamlit as st

from parkdash.ui import cards, factors
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
factors.top(look, "revenue", "enterprise")
