"""What a shared screen does not show: names of persons and single firms, and figures of single firms.

Masked by default; lifted by the speaker for this session only, so that no link carries it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from parkdash.review import Content, Figure
from parkdash.review.lines import KeptLine
from parkdash.ui.format import MASK

LIFTED = "meeting_names_lifted"
# Of a project that is stuck: what is said of its trouble may name anybody.
UNNAMED = {"name": MASK, "officer": MASK, "leader": MASK, "responsible": None, "problem": None}
BUTTON = "meeting_mask"  # key M presses it


def is_masked() -> bool:
    """True unless the speaker has lifted it in this session."""
    return not st.session_state.get(LIFTED, False)


def turn() -> None:
    """Lift the mask, or put it back."""
    st.session_state[LIFTED] = is_masked()


def masked(content: Content) -> Content:
    """The same edition with the names of who moved and of what is stuck hidden; counts and figures of many stay."""
    stuck = None if content.stuck is None else tuple(each | UNNAMED for each in content.stuck)
    return replace(content, figures={id: _figure(figure) for id, figure in content.figures.items()}, stuck=stuck)


def masked_line(line: KeptLine) -> KeptLine:
    """A line of which neither the firm, nor its figure, nor the row that would name it can be read."""
    return line._replace(key=MASK, name=MASK, amount=None, file=MASK, sheet=MASK, row=0)


def _figure(figure: Figure) -> Figure:
    if figure.bridge is None:
        return figure
    sides = {side: [_movement(move) for move in figure.bridge[side]] for side in ("entered", "left")}
    return replace(figure, bridge=figure.bridge | sides)


def _movement(move: dict[str, Any]) -> dict[str, Any]:
    """One sign for all members of a cause: how many signs there are says nothing that the count does not."""
    return move | {"members": [member | {"id": MASK, "name": MASK} for member in move["members"][:1]]}
