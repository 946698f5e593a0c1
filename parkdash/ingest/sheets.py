"""A sheet as it stands in a file: headers and columns of trimmed text. Blank cells are empty strings.

This is the seam for messy files: whatever finds the header and repairs the cells only has to give a `Sheet`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pyarrow as pa


@dataclass(frozen=True)
class Sheet:
    """`columns` are string arrays of one length; `rows` their row numbers (int32) as the spreadsheet shows them.

    `surplus` lists rows with more cells than the header: (row, cells).
    """

    name: str
    headers: tuple[str, ...]
    columns: tuple[pa.Array, ...]
    rows: pa.Array
    surplus: tuple[tuple[int, int], ...] = field(default=())

    @property
    def is_blank(self) -> bool:
        """True if there is neither a header nor a row."""
        return not any(self.headers) and len(self.rows) == 0


def letter(number: int) -> str:
    """The letter of a column as the spreadsheet shows it: 0 → A, 25 → Z, 26 → AA."""
    name = ""
    number += 1
    while number:
        number, place = divmod(number - 1, 26)
        name = chr(65 + place) + name
    return name
