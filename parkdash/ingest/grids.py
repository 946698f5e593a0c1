"""A sheet as it stands in a file, before anybody knows where its table is: every cell as trimmed text, where it stands.

Columns are dictionary arrays: each different text stands once. Blank cells are empty strings; nothing is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parkdash.ingest.issues import Issue, Unreadable, issue

CELL_LIMIT = 1 << 20  # bytes of one cell; Excel holds 32,767 characters

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")  # a cell's number as we write it
_CONTROLS = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"


class Area(NamedTuple):
    """A rectangle of cells, both ends included; rows as the spreadsheet numbers them, columns counted from 0 (A)."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Stray:
    """Bytes that are no text in the file's encoding: in which row, from which byte of the file on (counted from 1)."""

    row: int
    place: int
    shown: str  # as they now stand in the cell


@dataclass(frozen=True)
class Grid:
    """`columns` are dictionary<string> arrays of one length, `rows` (int32) their row numbers in the spreadsheet.

    Column j is the spreadsheet's column letter(j). `merged` lists merged cells (their text stands in the top left one
    only), `hidden` the row numbers that the file hides. `percent` are the columns whose numbers the file shows as
    percentages; their texts are what is seen: 6.5%, where the cell holds 0.065. `encoding` and `strays` tell how a
    text file was read; `issues` are warnings of everything that was not taken as it stands.
    """

    name: str
    columns: tuple[pa.DictionaryArray, ...]
    rows: pa.Array
    merged: tuple[Area, ...] = ()
    hidden: frozenset[int] = frozenset()
    percent: frozenset[int] = frozenset()
    encoding: str = ""
    strays: tuple[Stray, ...] = ()
    issues: tuple[Issue, ...] = ()

    @property
    def is_blank(self) -> bool:
        """True if no cell has a text."""
        return not any(text for column in self.columns for text in column.dictionary.to_pylist())


def grid_of(name: str, columns: Sequence[pa.ChunkedArray], **about: Any) -> Grid:
    """A grid of string columns that begins in row 1: cells trimmed, blank rows and columns at the end cut off."""
    grid = Grid(name, tuple(map(_encoded, columns)), _numbers(columns), **about)
    return without_blank_ends(without_controls(grid))


def without_controls(grid: Grid) -> Grid:
    """The grid without invisible control characters in its texts, and a warning if there were any."""
    found = [pc.match_substring_regex(column.dictionary, _CONTROLS) for column in grid.columns]
    spoiled = [place for place, texts in enumerate(found) if pc.any(texts).as_py()]
    if not spoiled:
        return grid
    columns = list(grid.columns)
    cells: list[tuple[int, int]] = []
    for place in spoiled:
        column = columns[place]
        rows = np.flatnonzero(found[place].to_numpy(zero_copy_only=False)[column.indices.to_numpy()])
        cells += [(int(row), place) for row in rows]
        cleaned = pc.replace_substring_regex(column.dictionary, _CONTROLS, "")
        columns[place] = _once(column.indices, pc.utf8_trim_whitespace(cleaned))
    row, place = min(cells)
    told = issue("control_characters", grid.name, row + 1, "", count=len(cells), value=columns[place][row].as_py())
    return replace(grid, columns=tuple(columns), issues=(*grid.issues, told))


def refuse_long_cells(grid: Grid, file: str) -> None:
    """Unreadable if a cell is longer than CELL_LIMIT: then something was not closed, or nobody wrote it."""
    for column in grid.columns:
        long = pc.greater(pc.binary_length(column.dictionary), CELL_LIMIT).to_numpy(zero_copy_only=False)
        if long.any():
            row = int(np.flatnonzero(long[column.indices.to_numpy()])[0])
            raise Unreadable("long_cell", file=file, row=grid.rows[row].as_py(), limit=f"{CELL_LIMIT:,}")


def shown_in_percent(grid: Grid, percent: frozenset[int]) -> Grid:
    """The grid with the numbers of these columns as the file shows them: 0.065 there is 6.5%.

    So a header that says (%) and the format of its cells never both take a hundredth.
    """
    columns = [_in_percent(column) if place in percent else column for place, column in enumerate(grid.columns)]
    return replace(grid, columns=tuple(columns), percent=percent)


def _in_percent(column: pa.DictionaryArray) -> pa.DictionaryArray:
    texts = column.dictionary.to_pylist()
    return _once(column.indices, pa.array([_percentage(text) for text in texts], pa.string()))


def _percentage(text: str) -> str:
    if not _NUMBER.fullmatch(text):
        return text
    shown = f"{Decimal(text) * 100:f}"
    return f"{shown.rstrip('0').rstrip('.') if '.' in shown else shown}%"


def without_blank_ends(grid: Grid) -> Grid:
    """The grid up to its last row and its last column with a text in them."""
    cells = [filled(column) for column in grid.columns]
    width = max((place for place, texts in enumerate(cells, 1) if texts.any()), default=0)
    height = max((int(np.flatnonzero(texts)[-1]) + 1 for texts in cells[:width] if texts.any()), default=0)
    columns = tuple(column.slice(0, height) for column in grid.columns[:width])
    return replace(grid, columns=columns, rows=grid.rows.slice(0, height))


def _numbers(columns: Sequence[pa.ChunkedArray]) -> pa.Array:
    return pa.array(np.arange(1, len(columns[0]) + 1 if columns else 1, dtype=np.int32))


def filled(column: pa.DictionaryArray) -> np.ndarray:
    """For each cell whether there is a text in it."""
    texts = pc.not_equal(column.dictionary, "").to_numpy(zero_copy_only=False)
    return texts[column.indices.to_numpy()] if len(texts) else np.zeros(len(column), dtype=bool)


def _encoded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    """The column with each different trimmed text once."""
    encoded = column.combine_chunks().dictionary_encode()
    trimmed = pc.utf8_trim_whitespace(encoded.dictionary)
    if trimmed.equals(encoded.dictionary):
        return encoded
    return _once(encoded.indices, trimmed)


def _once(indices: pa.Array, texts: pa.Array) -> pa.DictionaryArray:
    """A column of these texts, some of which may be the same."""
    once = texts.dictionary_encode()
    return pa.DictionaryArray.from_arrays(once.indices.take(indices), once.dictionary)
