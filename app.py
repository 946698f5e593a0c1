"""The dashboard: navigation, frame and filter bar. What is on a page stands in the page."""

import streamlit as st

from parkdash.text import text
from parkdash.ui import frame
from parkdash.ui.view import language, state

lang = language(state())
st.set_page_config(
    page_title=text("screen.frame.product", lang),
    page_icon=str(frame.HERE / "icon.svg"),  # Streamlit's own icons come from a font server
    layout="wide",
    initial_sidebar_state=208,
)
page = st.navigation(frame.pages(lang, frame.asked_in_vain()), position="hidden")
if frame.draw(page.url_path):
    page.run()
