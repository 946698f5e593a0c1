"""How are we doing against this year's targets, and what needs us?"""

import streamlit as st

from parkdash.ui import cards, overview
from parkdash.ui.view import view

look = view()
cards.row(
    look,
    "high_tech", "tiered", "above_scale", "talent_total", "titled_provincial", "equity_paid", "fund_invested",
    "revenue",
    exceptions_first=True,
)  # fmt: skip
left, right = st.columns((3, 2), gap="small")
with left:
    overview.attention(look)
with right:
    overview.changes(look, "enterprises", "tiered", "high_tech", "specialized", "talent_total", "titled_provincial")
overview.health(look, "enterprises", "certificates", "talent_total", "equity_paid", "revenue")
