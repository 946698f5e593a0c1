"""What have other parks published of themselves, and how do we stand beside them where the definitions allow it?"""

import streamlit as st

from parkdash.ui import benchmarks, cards
from parkdash.ui.view import view

look = view()
cards.row(
    benchmarks.everywhere(look), "published_comparable", "published_actual", "published_target", "published_forecast"
)
benchmarks.comparable(look)
left, right = st.columns((1, 1), gap="medium")
with left:
    benchmarks.beside(look)
with right:
    benchmarks.differing(look)
benchmarks.published(look)
