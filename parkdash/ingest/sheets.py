"""A sheet as it stands in a file: headers and columns of trimmed text. Blank cells are empty strings.

Columns are dictionary arrays: each different text stands once, which is how it is read later.

This is the seam for messy files: whatever finds the header and repairs the cells only has to give a `Sheet`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pyarrow as pa

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
