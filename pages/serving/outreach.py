"""Whom do we reach, how soon do we answer what is asked, and which institutions intend to come?"""

import streamlit as st

from parkdash.ui import cards, factors, outreach
from parkdash.ui.view import view

look = view()
cards.row(
    look, "question_answer_rate", "question_answer_p90", "questions_open", "questions_open_late",
    "outreach_followers", "outreach_reads", "foreign_institutions", "institutions_intending",
)  # fmt: skip
left, right = st.columns((3, 2), gap="medium")
with left:
    factors.monthly(look, "outreach_reads", "account")
    outreach.unanswered(look)
with right:
    outreach.ages(look)
    outreach.topics(look)
    outreach.institutions(look)
