"""Which links of our chains are strong, weak or missing, who would fill the gaps, what do firms lack nearby?"""

import streamlit as st

from parkdash.ui import cards, chains
from parkdash.ui.view import view

look = chains.whole(view())
cards.row(look, "chain_links_missing", "chain_gaps_uncourted", "chain_strong_share", "local_supply_share")
chains.chain_map(look)
left, right = st.columns((5, 4), gap="medium")
with left:
    chains.courting(look)
with right:
    chains.unmet(look)
    chains.supply(look)
