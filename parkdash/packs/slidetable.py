"""Tables on slides: as many rows on each as have room, at a size that can be read."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Inches, Pt

SIZE, SMALLER = 11, 9  # points; the smaller one where there are many columns
MANY = 9
TOP, ROOM, LEFT = 1.4, 5.45, 0.5  # inches: where a table begins, how high it may be, its left edge
MARGIN, SIDES = 0.05, 0.12  # of a cell, in inches: above and below together, left and right together
LEAD = 1.4  # height of a line, of the size of its letters; typefaces for Chinese are high
WIDE, NARROW = 1.0, 0.55  # width of a letter, of the size of its letters
APART = 0.25  # between Chinese and what is not, which programs set apart
WASTED = 1.08  # words are not broken, and no line begins with a stop
Row = Sequence[str]


def size_of(columns: int) -> int:
    """The size of the letters in a table of so many columns, in points."""
    return SMALLER if columns >= MANY else SIZE


def pages(heads: Row, widths: Sequence[float], rows: Sequence[Row]) -> list[tuple[int, int]]:
    """From which row to which each slide goes; none is left with a row or two if they can be spread."""
    highs = [height(row, widths, size_of(len(widths))) for row in rows]
    room = ROOM - height(heads, widths, size_of(len(widths)))
    fewest = len(_filled(highs, room))
    limits = (room * step / 20 for step in range(1, 21))
    return next(parts for limit in limits if len(parts := _filled(highs, limit)) <= max(fewest, 1))


def _filled(highs: Sequence[float], room: float) -> list[tuple[int, int]]:
    parts, first, used = [], 0, 0.0
    for place, high in enumerate(highs):
        if place > first and used + high > room:
            parts.append((first, place))
            first, used = place, 0.0
        used += high
    return [*parts, (first, len(highs))] if highs else []


def height(row: Row, widths: Sequence[float], size: int) -> float:
    """How high a row is, in inches."""
    lines = max(
        (_lines(cell, width - SIDES, size) for cell, width in zip(row, widths, strict=False)),
        default=1,
    )
    return lines * size * LEAD / 72 + MARGIN


def _lines(said: str, width: float, size: int) -> int:
    """How many lines a text needs; words that are not broken leave some of a line empty."""
    wide = [unicodedata.east_asian_width(sign) in "WF" for sign in said]
    ems = sum(WIDE if each else NARROW for each in wide) + APART * sum(a != b for a, b in pairwise(wide))
    wasted = 1.0 if ems * size / 72 <= width else WASTED
    return max(math.ceil(wasted * ems * size / 72 / width), 1)


def draw_table(slide: Any, heads: Row, widths: Sequence[float], rows: Sequence[Row], tail: str = "") -> None:
    """A table with its heads; `tail` is a last row across all columns."""
    size = size_of(len(widths))
    whole = [heads, *rows, *([[tail]] if tail else [])]
    highs = [height(row, widths if len(row) > 1 else [sum(widths)], size) for row in whole]
    place = (Inches(LEFT), Inches(TOP), Inches(sum(widths)), Inches(sum(highs)))
    table = slide.shapes.add_table(len(whole), len(heads), *place).table
    for column, width in enumerate(widths):
        table.columns[column].width = Inches(width)
    for line, (row, high) in enumerate(zip(whole, highs, strict=True)):
        table.rows[line].height = Inches(high)
        if len(row) < len(heads):
            table.cell(line, 0).merge(table.cell(line, len(heads) - 1))
        for column, said in enumerate(row):
            _cell(table.cell(line, column), said, size, bold=line == 0)


def _cell(cell: Any, said: str, size: int, bold: bool) -> None:
    cell.margin_top = cell.margin_bottom = Emu(20_000)
    cell.margin_left = cell.margin_right = Inches(SIDES / 2)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph._p.get_or_add_endParaRPr().set("sz", str(100 * size))  # or an empty cell is as high as its default
    if said:
        run = paragraph.add_run()
        run.text = said
        run.font.size, run.font.bold = Pt(size), bold
