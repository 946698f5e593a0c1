"""How much money was paid in, by whom, in which rounds, and how far are the funds deployed?"""

import streamlit as st

from parkdash.ui import cards, factors, tiers
from parkdash.ui.view import view

look = view()
cards.row(look, "equity_paid", "financed_enterprises", "venture_funded", "fund_invested", "fund_deployment", "leverage")
left, right = st.columns((3, 2), gap="medium")
with left:
    factors.monthly(look, "equity_paid", "funding")
    factors.deployment(look)
with right:
    factors.parts(look, "equity_paid", "round")
    tiers.rungs(look, "listing")
factors.top(look, "equity_paid", "enterprise")
