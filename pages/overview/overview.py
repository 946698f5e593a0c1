"""How are we doing against this year's targets, and what needs us?"""

import streamlit as st

from parkdash.ui import cards, landing, overview
from parkdash.ui.view import view

look = view()
cards.row(look, *landing.leading(look), exceptions_first=True)
left, right = st.columns((3, 2), gap="small")
with left:
    overview.attention(look, landing.groups(look))
with right:
    overview.changes(look, *landing.stocks(look))
overview.health(look, *landing.sources(look))
