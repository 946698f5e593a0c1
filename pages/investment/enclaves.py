"""Which firms research here and produce at home, and what of their promises has come, in one way of counting?"""

import streamlit as st

from parkdash.ui import cards, enclaves
from parkdash.ui.view import view

look = view()
enclaves.switch(look)
cards.row(look, "enclave_pairs", "enclave_pairs_producing", enclaves.rate(look, "output"), enclaves.rate(look, "tax"))
left, right = st.columns(2, gap="medium")
with left:
    enclaves.kept(look)
with right:
    enclaves.places(look)
enclaves.pairs(look)
