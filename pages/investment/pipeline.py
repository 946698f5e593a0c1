"""Which investment projects are on their way, what moved since the last review, which are stuck and with whom?"""

import streamlit as st

from parkdash.ui import cards, contest, moves, pipeline
from parkdash.ui.view import view

look = view()
cards.row(
    look, "projects_pipeline", "pipeline_money", "projects_signed", "projects_started", "signed_start_rate",
    "started_producing_rate", "projects_overdue", "projects_silent",
)  # fmt: skip
left, right = st.columns((10, 11), gap="medium")
with left:
    moves.movement(look)
with right:
    pipeline.funnel(look)
pipeline.stuck(look)
pipeline.unfinished(look)
left, right = st.columns((4, 3), gap="medium")
with left:
    pipeline.kept(look)
with right:
    pipeline.channels(look)
contest.scoreboard(look)
