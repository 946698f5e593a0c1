"""What technology is sought here, what has found a contract, what might fit what, and who of the experts is active?"""

import streamlit as st

from parkdash.ui import cards, experts, factors, market
from parkdash.ui.view import view

look = view()
cards.row(
    look, "needs_open", "needs_aging", "match_rate", "match_days_median", "tech_contracts", "tech_contract_amount",
    "experts_pool", "expert_active_share",
)  # fmt: skip
left, right = st.columns((3, 2), gap="medium")
with left:
    market.unmatched(look)
with right:
    factors.parts(look, "tech_contract_amount", "tech_field")
market.proposed(look)
left, right = st.columns((1, 1), gap="medium")
with left:
    experts.capital(look)
with right:
    experts.busiest(look)
left, right = st.columns((1, 1), gap="medium")
with left:
    factors.parts(look, "experts_pool", "tech_field")
with right:
    factors.parts(look, "expert_activities", "expert_service")
