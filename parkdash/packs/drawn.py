"""The chart of a figure as SVG inside a page: geometry only, the colours are the page's classes."""

from __future__ import annotations

from typing import NamedTuple

from parkdash.packs.charted import Chart

WIDTH, HEIGHT, TOP, FOOT, LETTERS = 340, 130, 18, 20, 11


class Column(NamedTuple):
    """One bar in the picture's pixels, and where its two texts stand."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    value_y: float
    kind: str
    label: str
    said: str


class Drawing(NamedTuple):
    """The bars, and where zero lies."""

    columns: tuple[Column, ...]
    zero: float
    size: float  # of the letters
    said: str
    width: int = WIDTH
    height: int = HEIGHT


def drawn(chart: Chart) -> Drawing:
    """Where everything stands. The axis begins at the chart's floor, or below it if a value does."""
    low, high = min(0.0, *(bar.low for bar in chart.bars)), max(bar.high for bar in chart.bars)
    low = chart.floor or low
    scale = (HEIGHT - TOP - FOOT) / ((high - low) or 1.0)
    step = WIDTH / len(chart.bars)
    columns = []
    for place, bar in enumerate(chart.bars):
        y, height = TOP + (high - bar.high) * scale, max((bar.high - max(bar.low, low)) * scale, 1.0)
        x, width = step * place + step * 0.2, step * 0.6
        x, y, width, height = (round(number, 1) for number in (x, y, width, height))
        columns.append(Column(x, y, width, height, x + width / 2, y - 4, bar.kind, bar.label, bar.said))
    longest = max(len(bar.label) for bar in chart.bars)
    size = round(min(LETTERS, step * 0.95 / longest), 1)
    return Drawing(tuple(columns), round(TOP + (high - max(low, 0.0)) * scale, 1), size, chart.floor_said)
