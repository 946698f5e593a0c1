"""What a sheet is that holds no table: fields down the first column, figures under periods, a form, free text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from parkdash.ingest.layout.cells import Cells
from parkdash.ingest.layout.heading import SAMPLE, WINDOW, Heading
from parkdash.ingest.layout.levels import Rows
from parkdash.ingest.layout.model import Shape
from parkdash.ingest.layout.words import is_header_word, is_label, is_period, kind

HEIGHT = 80  # rows; a form or a transposed table has no more
SHOWN = 8  # texts that show what it is
MOSTLY = 0.6


class Seen(NamedTuple):
    """What a sheet is, and texts that show it."""

    shape: Shape
    texts: tuple[str, ...]


def shape_of(cells: Cells, columns: Sequence[int], at: np.ndarray, heading: Heading) -> Seen:
    """The shape of what stands in these rows, given the best heading that was found."""
    body = at[at >= heading.first]
    rows = cells.texts(at[:WINDOW], columns)
    periods = [header for header in heading.headers if is_period(header)]
    if len(periods) >= 3 and len(periods) * 2 >= len(columns) and len(body):
        return Seen("cross", tuple(periods[:SHOWN]))
    if not heading.levels or heading.sureness <= MOSTLY:
        names = _names_down(rows)
        if len(at) <= HEIGHT and len(columns) >= 2 and len(names) >= 3:
            return Seen("transposed" if len(columns) > 2 and not _interleaved(rows) else "form", tuple(names[:SHOWN]))
    if _is_prose(rows, columns):
        return Seen("unclear", tuple(text[:40] for row in rows[:SHOWN] for text in row if text)[:SHOWN])
    return Seen("table", ())


def _names_down(rows: Rows) -> list[str]:
    """The texts of the first column if most of them name fields."""
    first = [row[0] for row in rows if row[0] and sum(map(bool, row)) > 1]
    names = [text for text in first if is_header_word(text) or is_label(text)]
    return names if len(names) >= MOSTLY * len(first) and len(set(names)) == len(names) else []


def _interleaved(rows: Rows) -> bool:
    """True if names stand in further columns too, each followed by its value."""
    width = len(rows[0])
    for place in range(1, width):
        texts = [row[place] for row in rows if row[place]]
        names = sum(is_header_word(text) or is_label(text) for text in texts)
        if len(texts) >= 2 and names >= MOSTLY * len(texts):
            return True
    return False


def _is_prose(rows: Rows, columns: Sequence[int]) -> bool:
    """True for text in sentences rather than cells."""
    given = [text for row in rows[:SAMPLE] for text in row if text]
    alone = sum(sum(map(bool, row)) == 1 for row in rows[:SAMPLE])
    long = sum(kind(text) == "long" for text in given)
    return (len(columns) == 1 or alone > MOSTLY * len(rows[:SAMPLE])) and long * 2 > len(given)
