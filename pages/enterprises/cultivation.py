"""How many firms are being cultivated, how many became recognised, who is nearly there and what is missing?"""

import streamlit as st

from parkdash.ui import cards, cultivation, factors
from parkdash.ui.view import view

look = view()
cards.row(
    look, "pool_growth", "pool_nurture", "pool_conversion", "tier_near", "tier_ready", "pool_dropped", "pool_days_p50",
    "duties_overdue",
)  # fmt: skip
left, right = st.columns(2, gap="medium")
with left:
    cultivation.ways(look)
with right:
    cultivation.gaps(look)
cultivation.near(look)
left, right = st.columns(2, gap="medium")
with left:
    cultivation.stages(look)
    factors.parts(look, "pool_exits", "pool_outcome")
with right:
    cultivation.dropped(look)
left, right = st.columns(2, gap="medium")
with left:
    cultivation.duties(look)
    factors.parts(look, "certificates_awarded", "level")
with right:
    cultivation.batches(look)
