"""The chart of a figure: who came and went as a waterfall, or the figure beside what it is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from parkdash.metrics import amounts
from parkdash.metrics.model import Value
from parkdash.telling.model import Movement, Told
from parkdash.text import text

SMALL = 0.25  # of the stock: movements below cannot be seen on an axis from zero
NOW, BESIDE, GAIN, LOSS = "now", "beside", "gain", "loss"


class Bar(NamedTuple):
    """One bar: from `low` to `high` in the chart's unit, what it is called, its value in words, and what it shows."""

    label: str
    low: float
    high: float
    said: str
    kind: str


class Chart(NamedTuple):
    """Bars from left to right, and their unit. A waterfall's axis may begin above zero, which is then said."""

    bars: tuple[Bar, ...]
    unit: str
    waterfall: bool
    floor: float = 0.0
    floor_said: str = ""


def charted(told: Told, since: str, lang: str) -> Chart | None:
    """The chart of a figure; None where there is nothing to compare."""
    if told.movement is not None and told.movement.moves:
        return _waterfall(told, told.movement, lang)
    return _comparison(told, since, lang)


def _waterfall(told: Told, movement: Movement, lang: str) -> Chart:
    level = float(movement.opening)
    bars = [Bar(text("pack.part.opening", lang), 0, level, f"{movement.opening:,}", BESIDE)]
    for move in movement.moves:
        then, level = level, level + (move.total if move.entering else -move.total)
        sign = "+" if move.entering else "−"
        kind = GAIN if move.entering else LOSS
        bars.append(Bar(move.cause, min(then, level), max(then, level), f"{sign}{move.total:,}", kind))
    bars.append(Bar(text("pack.part.closing", lang), 0, level, f"{movement.closing:,}", NOW))
    floor = floor_of([bar.low or bar.high for bar in bars], sum(move.total for move in movement.moves))
    said = text("pack.part.floor", lang, floor=f"{floor:,}") if floor else ""
    return Chart(tuple(bars), amounts.unit_word(told.figure.unit, lang), True, floor, said)


def floor_of(levels: Sequence[float], moved: float) -> int:
    """Where the axis begins so that movements small beside the stock can be seen; 0 where they can be seen anyway."""
    lowest = min(levels)
    if moved >= lowest * SMALL:
        return 0
    free = lowest - 2 * moved
    step = 10 ** max(len(str(int(moved))) - 1, 0)
    return int(free // step * step)


def _comparison(told: Told, since: str, lang: str) -> Chart | None:
    goal, figure = told.goal, told.figure
    values: list[tuple[str, Value, str]] = [
        (text("pack.part.last_year", lang), told.last_then, BESIDE),
        (since, told.then if told.change is not None else None, BESIDE),
        (text("pack.part.now", lang), figure.value, NOW),
    ]
    if goal is not None and figure.kind == "month_flow":
        values = [(text("screen.card.to_date", lang), goal.counted, NOW)]
    if goal is not None:
        values.append((text("pack.part.target", lang), goal.target, BESIDE))
    known = [(label, value, kind) for label, value, kind in values if value is not None]
    told_now = any(kind == NOW for _, _, kind in known)
    if len(known) < 2 or not told_now or not any(value for _, value, _ in known):
        return None
    divisor, unit = amounts.scale(max((float(value) for _, value, _ in known), key=abs), figure.unit, lang)
    bars = [
        Bar(label, min(0.0, float(value) / divisor), max(0.0, float(value) / divisor),
            amounts.amount(value, figure.unit, lang), kind)
        for label, value, kind in known
    ]  # fmt: skip
    return Chart(tuple(bars), unit, False)
