"""How many enterprises stand on which rung, how did the ladder move, and whose certificates end next?"""

import streamlit as st

from parkdash.ui import cards, tiers
from parkdash.ui.view import view

look = view()
cards.row(look, "tiered", "tier_tags", "high_tech", "specialized", "certificates_expiring")
left, right = st.columns(2, gap="medium")
with left:
    tiers.ladder(look)
with right:
    tiers.net_change(look, "tier_tags")
    tiers.flows(look)
tiers.expiring(look)
