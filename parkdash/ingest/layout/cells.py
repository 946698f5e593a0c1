"""The cells of a grid as arrays: where there is text, and the texts of a few rows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from parkdash.ingest.grids import Grid, filled


class Cells:
    """`filled[j]` tells by row whether column j has a text. Rows are counted from 0; `numbers` has their names.

    `areas` has one line (top, left, bottom, right) for each merged area of more than one cell, numbered as in the grid.
    """

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.numbers: np.ndarray = grid.rows.to_numpy().astype(np.int64)
        self.height = len(self.numbers)
        self.indices = [column.indices.to_numpy(zero_copy_only=False) for column in grid.columns]
        self.filled = [filled(column) for column in grid.columns]
        bounds = np.array(grid.merged, dtype=np.int64).reshape(-1, 4)
        self.areas = bounds[(bounds[:, 2] > bounds[:, 0]) | (bounds[:, 3] > bounds[:, 1])]
        self.used = [place for place, mask in enumerate(self.filled) if mask.any()]

    def matching(self, place: int, wanted: pa.Array) -> np.ndarray:
        """Rows of a column whose text is wanted; `wanted` has one bool for each text of the column's dictionary."""
        if len(wanted) == 0:
            return np.zeros(self.height, dtype=bool)
        return wanted.to_numpy(zero_copy_only=False)[self.indices[place]]

    def counts(self, columns: Sequence[int]) -> np.ndarray:
        """How many of these columns have a text, by row."""
        total = np.zeros(self.height, dtype=np.int32)
        for place in columns:
            total += self.filled[place]
        return total

    def texts(self, rows: Sequence[int] | np.ndarray, columns: Sequence[int]) -> list[list[str]]:
        """The texts of a few rows, one list a row."""
        places = np.asarray(rows, dtype=np.int64)
        taken = [
            self.grid.columns[place].dictionary.take(pa.array(self.indices[place][places])).to_pylist()
            for place in columns
        ]
        return [list(row) for row in zip(*taken, strict=True)] if taken else [[] for _ in places]

    def place_of(self, number: int) -> int:
        """Where the row with this number is, or where it would be."""
        return int(self.numbers.searchsorted(number))
