"""The chart of a figure as SVG inside a page: geometry only, the colours are the page's classes."""

from __future__ import annotations

from typing import NamedTuple

from parkdash.packs.charted import Chart
from parkdash.packs.trendlines import TrendLines, Values, span

WIDTH, HEIGHT, TOP, FOOT, LETTERS = 340, 130, 18, 20, 11
NARROW = 170  # of six weeks beside twelve months


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


class Mark(NamedTuple):
    """A point of a line."""

    x: float
    y: float


class Label(NamedTuple):
    """A period's name below its place."""

    x: float
    said: str


class Panel(NamedTuple):
    """One row of periods: lines as the points of polylines, planned values as marks, the last value in words."""

    title: str
    width: int
    now: tuple[str, ...]
    then: tuple[str, ...]
    planned: tuple[Mark, ...]
    last: Mark | None
    said: str
    anchor: str  # how the last value stands at its point
    labels: tuple[Label, ...]
    height: int = HEIGHT


def panelled(lines: TrendLines) -> Panel:
    """Where everything of a trend stands."""
    width = NARROW if lines.id == "weeks" else WIDTH
    low, high = span(lines)
    step = width / len(lines.labels)

    def place(number: int, value: float) -> Mark:
        y = TOP + (high - value) / ((high - low) or 1.0) * (HEIGHT - TOP - FOOT)
        return Mark(round(step * (number + 0.5), 1), round(y, 1))

    def strokes(values: Values) -> tuple[str, ...]:
        """A line breaks where nothing is known."""
        runs: list[list[Mark]] = [[]]
        for number, value in enumerate(values):
            if value is None:
                runs.append([])
            else:
                runs[-1].append(place(number, value))
        return tuple(" ".join(f"{mark.x},{mark.y}" for mark in run) for run in runs if run)

    known = [(number, value) for number, value in enumerate(lines.now) if value is not None]
    every = max(1, -(-len(lines.labels) * LETTERS * 3 // width))
    labels = tuple(Label(place(n, low).x, name) for n, name in enumerate(lines.labels) if n % every == 0)
    planned = tuple(place(number, value) for number, value in enumerate(lines.planned) if value is not None)
    last = place(*known[-1]) if known else None
    anchor = "end" if last and last.x > width * 0.7 else "middle"
    return Panel(lines.title, width, strokes(lines.now), strokes(lines.then), planned, last, lines.said, anchor, labels)
