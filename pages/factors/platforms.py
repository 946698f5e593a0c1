"""Which titles have we won, which still wait, and do our innovation platforms serve others as planned?"""

import streamlit as st

from parkdash.ui import cards, platforms
from parkdash.ui.view import view

look = view()
cards.row(
    look, "platforms_provincial", "park_titles_national", "park_titles_local", "titles_pending", "titles_overdue",
    "platform_services", "platform_plan_rate", "platforms_idle",
)  # fmt: skip
platforms.levels(look)
left, right = st.columns((1, 1), gap="medium")
with left:
    platforms.ages(look)
with right:
    platforms.kinds(look)
platforms.plans(look)
platforms.waiting(look)
platforms.silent(look)
