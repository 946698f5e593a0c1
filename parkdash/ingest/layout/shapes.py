"""What a sheet is that holds no table: fields down the first column, figures under periods, a form, free text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from parkdash.ingest.layout.cells import Cells
from parkdash.ingest.layout.heading import SAMPLE, WINDOW, Heading
from parkdash.ingest.layout.levels import Rows
from parkdash.ingest.layout.model import Shape
from parkdash.ingest.layout.words import is_header_word, is_label, is_month, is_period, kind

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
    periods = _periods(heading.headers)
    if len(periods) * 2 >= len(columns) and len(body):
        return Seen("cross", tuple(periods[:SHOWN]))
    if not heading.levels or (heading.sureness <= MOSTLY and not _by_column(rows, heading)):
        names = _names_down(rows)
        if len(at) <= HEIGHT and len(columns) >= 2 and len(names) >= 3:
            return Seen("transposed" if len(columns) > 2 and not _interleaved(rows) else "form", tuple(names[:SHOWN]))
    if _is_prose(rows, columns):
        return Seen("unclear", tuple(text[:40] for row in rows[:SHOWN] for text in row if text)[:SHOWN])
    return Seen("table", ())


def _periods(headers: Sequence[str]) -> list[str]:
    """Headers that stand for periods: three by themselves, or two with the same columns below each."""
    plain = [header for header in headers if is_period(header)]
    if len(plain) >= 3:
        return plain
    split = [header.partition("/") for header in headers]
    dated = [(above, below) for above, mark, below in split if mark and is_period(above)]
    below = [name for _, name in dated]
    figures = [(header.partition("/")[0], header.rpartition("/")[2]) for header in headers if "/" in header]
    months = [pair for pair in figures if is_month(pair[1]) and not is_period(pair[0])]
    if len({month for _, month in months}) > 2:  # 营业收入/1月, 营业收入/2月 …
        return ["/".join(pair) for pair in months]
    return (
        ["/".join(pair) for pair in dated]
        if len({above for above, _ in dated}) > 1 and len(set(below)) < len(below)
        else []
    )


def _by_column(rows: Rows, heading: Heading) -> bool:
    """True if columns rather than rows hold values of one kind, under names of columns: a table after all."""
    if not any(map(is_header_word, heading.headers[1:])) or _interleaved(rows):
        return False
    body = [row for row in rows if tuple(row) != heading.headers][-SAMPLE:]
    kinds = [
        {kind(row[place]) for row in body if kind(row[place]) not in ("blank", "missing")}
        for place in range(1, len(rows[0]))
    ]
    return sum(len(each) > 1 for each in kinds) * 2 < len(kinds)


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
