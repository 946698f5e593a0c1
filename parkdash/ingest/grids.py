"""A sheet as it stands in a file, before anybody knows where its table is: every cell as trimmed text, where it stands.

Columns are dictionary arrays: each different text stands once. Blank cells are empty strings; nothing is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import pyarrow as pa


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
    only), `hidden` the row numbers that the file hides. `encoding` and `strays` tell how a text file was read.
    """

    name: str
    columns: tuple[pa.DictionaryArray, ...]
    rows: pa.Array
    merged: tuple[Area, ...] = ()
    hidden: frozenset[int] = frozenset()
    encoding: str = ""
    strays: tuple[Stray, ...] = field(default=())

    @property
    def is_blank(self) -> bool:
        """True if no cell has a text."""
        return not any(text for column in self.columns for text in column.dictionary.to_pylist())
