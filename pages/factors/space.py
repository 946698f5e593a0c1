"""How full are the carriers, who runs them well, is the rent paid, what ends soon, and who moves up the chain?"""

import streamlit as st

from parkdash.ui import cards, factors, incubation, space
from parkdash.ui.view import view

look = view()
cards.row(
    look, "occupancy", "leased_area", "leases_ending_90", "rent_collection_rate", "rent_arrears", "graduation_rate",
    "revenue_per_sqm", "tax_per_sqm",
)  # fmt: skip
space.league(look)
incubation.flows(look)
left, right = st.columns((1, 1), gap="medium")
with left:
    space.carriers(look)
with right:
    space.rent(look)
    factors.parts(look, "leases_ending_180", "carrier_kind")
space.leases(look)
factors.top(look, "rent_arrears", "enterprise")
