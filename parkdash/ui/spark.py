"""The twelve-point trend of a card as a small SVG image: no chart library, a few hundred bytes.

Streamlit strips <svg> out of HTML but lets images pass, so the picture travels as a data address.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from parkdash.metrics.model import Number
from parkdash.ui import format
from parkdash.ui.markup import esc
from parkdash.ui.view import Look

WIDTH, HEIGHT, MARGIN = 84, 30, 3
COLOUR = "#3f86d1"  # an image does not know the theme: 3:1 on both grounds


def points(values: Sequence[float | None]) -> list[tuple[float, float] | None]:
    """Where each value stands in the picture; None keeps its gap. A flat line stands in the middle."""
    known = [value for value in values if value is not None]
    if not known:
        return [None] * len(values)
    low, span = min(known), max(known) - min(known)
    step = (WIDTH - 2 * MARGIN) / max(len(values) - 1, 1)
    height = HEIGHT - 2 * MARGIN
    return [
        None if value is None else (MARGIN + i * step, MARGIN + height * (1 - ((value - low) / span if span else 0.5)))
        for i, value in enumerate(values)
    ]


def spark(view: Look, trend: Sequence[Number]) -> str:
    """The trend with the last point marked, and in words for those who do not see it. "" with fewer than two points."""
    values = [None if n.value is None else float(n.value) for n in trend]
    if sum(value is not None for value in values) < 2:
        return ""
    path, pen = "", "M"
    for point in points(values):
        path += f"{pen}{point[0]:.1f} {point[1]:.1f}" if point else ""
        pen = "L" if point else "M"
    last = next(point for point in reversed(points(values)) if point)
    known = [n for n in trend if n.value is not None]
    label = view.text(
        "card.trend",
        n=len(values),
        first=format.amount(known[0].value, known[0].unit, view.lang),
        last=format.amount(known[-1].value, known[-1].unit, view.lang),
    )
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        f'<path d="{path}" fill="none" stroke="{COLOUR}" stroke-width="1.7"/>'
        f'<circle cx="{last[0]:.1f}" cy="{last[1]:.1f}" r="2.7" fill="{COLOUR}"/></svg>'
    )
    source = f"data:image/svg+xml,{quote(picture)}"
    return f'<img class="pd-spark" width="{WIDTH}" height="{HEIGHT}" alt="{esc(label)}" src="{source}">'
