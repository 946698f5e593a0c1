"""The floor's script: the same pages under the same addresses, every element from a constant."""

import streamlit as st

from bench.floor import drawn

st.set_page_config(page_title="floor", layout="wide", initial_sidebar_state=208)
page = st.navigation(drawn.pages(), position="hidden")
page.run()
