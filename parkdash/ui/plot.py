"""Charts on the screen: a figure with its words for those who do not see it, and what a click on it opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from parkdash import charts
from parkdash.metrics.model import Breakdown
from parkdash.ui import format
from parkdash.ui.markup import esc
from parkdash.ui.state import State, address
from parkdash.ui.view import OPEN, View

# A bar's key and the number of its series → what it opens: a number, or an address on another page.
Opens = Callable[[str, int], State | str | None]

CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False, "showTips": False}
SCALES = {"亿": 1e8, "万": 1e4, "B": 1e9, "M": 1e6, "K": 1e3}


def heading(title: str, note: str = "") -> None:
    """The heading of a part of a page; `note` says what a click does or what is counted."""
    small = f"<small>{esc(note)}</small>" if note else ""
    st.html(f'<h2 class="pd-h">{esc(title)}{small}</h2>')


def draw(figure: dict[str, Any], key: str, alt: str, opens: Opens | None = None) -> None:
    """Draw a figure. With `opens`, a click on a bar opens what it gives for the bar."""
    if opens is None:
        st.plotly_chart(figure, key=key, config=CONFIG, alt=alt)
        return

    def clicked() -> None:
        points = st.session_state[key]["selection"]["points"]
        chosen = opens(str(points[0]["customdata"]), points[0]["curve_number"]) if points else None
        if chosen is not None:
            st.session_state[OPEN] = address("number", chosen) if isinstance(chosen, State) else chosen

    st.plotly_chart(figure, key=key, config=CONFIG, alt=alt, on_select=clicked, selection_mode="points")


def scaled(view: View, values: Sequence[Any], unit: str) -> tuple[list[float | None], str]:
    """Values in the unit in which the largest of them is shown, and that unit's word, for an axis."""
    by = factor(view, values, unit)
    return [None if value is None else round(float(value) / by, 4) for value in values], _largest(
        view, values, unit
    ).unit


def factor(view: View, values: Sequence[Any], unit: str) -> float:
    """By what the values are divided for that."""
    word = _largest(view, values, unit).unit
    return 1.0 if unit in format.PERCENT_UNITS else SCALES.get(word[:1], 1.0)


def _largest(view: View, values: Sequence[Any], unit: str) -> format.Shown:
    known = [abs(float(value)) for value in values if value is not None]
    return format.number(max(known, default=0), unit, view.lang)


def parts(view: View, found: Breakdown, key: str, title: str, opens: Opens) -> None:
    """A breakdown as lying bars; a click leads to the part."""
    groups = [*found.groups, *((found.rest,) if found.rest else ())]
    labels = [view.title(group.label) for group in groups]
    texts = [format.MASK if g.suppressed else format.amount(g.value, found.total.unit, view.lang) for g in groups]
    values = [float(group.value or 0) for group in groups]
    keys = ["~" if group.key is None else group.key for group in groups]
    draw(
        charts.bars(labels, values, texts, keys),
        key,
        f"{title}: {'; '.join(f'{a} {b}' for a, b in zip(labels, texts, strict=True))}",
        opens,
    )
