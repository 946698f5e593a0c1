"""A sheet as it stands in a file: headers and columns of trimmed text. Blank cells are empty strings.

Columns are dictionary arrays: each different text stands once, which is how it is read later.

This is the seam for messy files: whatever finds the header and repairs the cells only has to give a `Sheet`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parkdash.ingest.layout.model import Layout


@dataclass(frozen=True)
class Sheet:
    """`columns` are dictionary<string> arrays of one length; `rows` their row numbers (int32) in the spreadsheet.

    `surplus` lists rows with more cells than the header: (row, cells).
    """

    name: str
    headers: tuple[str, ...]
    columns: tuple[pa.Array, ...]
    rows: pa.Array
    surplus: tuple[tuple[int, int], ...] = field(default=())
    layout: Layout = field(default=Layout())

    @property
    def is_blank(self) -> bool:
        """True if there is neither a header nor a row."""
        return not any(self.headers) and len(self.rows) == 0


def sheet_from(name: str, headers: Sequence[str], columns: Sequence[pa.Array], first_row: int) -> Sheet:
    """A sheet of string columns whose first row is `first_row`: cells trimmed, rows without any content dropped."""
    encoded = [_trimmed(column.dictionary_encode()) for column in columns]
    height = len(encoded[0]) if encoded else 0
    rows = np.arange(first_row, first_row + height, dtype=np.int32)
    blank = np.ones(height, dtype=bool)
    for column in encoded:
        if not blank.any():
            break
        empty = pc.equal(column.dictionary, "").to_numpy(zero_copy_only=False)
        blank &= empty[column.indices.to_numpy()]
    if blank.any():
        filled = pa.array(~blank)
        encoded = [column.filter(filled) for column in encoded]
        rows = rows[~blank]
    return Sheet(name, tuple(headers), tuple(encoded), pa.array(rows))


def _trimmed(column: pa.DictionaryArray) -> pa.DictionaryArray:
    return redefined(column, pc.utf8_trim_whitespace(column.dictionary))


def redefined(column: pa.DictionaryArray, texts: pa.Array) -> pa.DictionaryArray:
    """The column with other texts in place of its different ones, in their order."""
    return pa.DictionaryArray.from_arrays(column.indices, texts)


def letter(number: int) -> str:
    """The letter of a column as the spreadsheet shows it: 0 → A, 25 → Z, 26 → AA."""
    name = ""
    number += 1
    while number:
        number, place = divmod(number - 1, 26)
        name = chr(65 + place) + name
    return name
