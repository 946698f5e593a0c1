"""How far a sheet of an xlsx reaches and how many cells it has, told from its XML before a reader lays it out.

The reader lays a sheet out as a full rectangle up to its last cell: with one stray cell in the far corner that is 17
billion cells, and the process is gone.
"""

from __future__ import annotations

import re
from typing import NoReturn

import numpy as np

from parkdash.ingest.issues import Unreadable

CELL_LIMIT = 32_000_000  # cells of the rectangle, blank ones included: about 1 GB in the reader
SPARSE_FREE = 4_000_000  # below this many cells of the rectangle it does not matter how few have something in them
SPARSE = 20  # cells of the rectangle ÷ cells that are there
UNADDRESSED_LIMIT = 3_000_000  # cells without a usual address, rarely written, are looked at one by one
ADDRESS = 12  # letters and digits of an address that are looked at: XFD1048576 has ten
_SPELLED = re.compile(rb"""\sr\s*=\s*["']([A-Za-z0-9]*)""")
_TAG = re.compile(rb"""<(?:[\w.-]+:)?(row|c)(?=[\s/>])([^>]*)""")
_WHITE = np.frombuffer(b" \t\r\n", dtype=np.uint8)
_AFTER_NAME = np.frombuffer(b" \t\r\n/>", dtype=np.uint8)


class Extent:
    """Fed with a sheet's XML, each piece ending where a tag begins, it knows the sheet's last row and column."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._cells = 0
        self._rows = 0
        self._columns = 0
        self._unaddressed = 0
        self._at = [0, 0]  # row and column reached by counting

    def feed(self, piece: bytes) -> None:
        """Take the next piece. Unreadable as soon as the sheet is too big."""
        letters = np.frombuffer(piece + b" " * ADDRESS, dtype=np.uint8)
        addresses = _addresses(piece, letters)
        addresses = addresses[_is_letter(addresses[:, 0])]
        if len(addresses):
            row, column = _last(addresses)
            self._rows, self._columns = max(self._rows, row), max(self._columns, column)
        cells = _cells(letters)
        self._cells += max(cells, len(addresses))
        if cells > len(addresses) or self._unaddressed:
            self._count(piece, cells)
        if max(self._rows * self._columns, self._cells) > CELL_LIMIT:
            self._refuse()

    def close(self) -> None:
        """All pieces were fed. Unreadable if few cells lie far apart."""
        area = self._rows * self._columns
        if area > SPARSE_FREE and area > SPARSE * self._cells:
            self._refuse()

    def _refuse(self) -> NoReturn:
        raise Unreadable("too_big", file=self._file, detail=f"{self._rows:,} × {self._columns:,}")

    def _count(self, piece: bytes, cells: int) -> None:
        """Cells without an address stand right of the one before, rows without a number below."""
        self._unaddressed += cells
        if self._unaddressed > UNADDRESSED_LIMIT:
            raise Unreadable("too_big", file=self._file, detail=f"> {UNADDRESSED_LIMIT:,}")
        for found in _TAG.finditer(piece):
            address = _SPELLED.search(found[2])
            row, column = _last_of(address[1]) if address else (0, 0)
            if found[1] == b"row":
                self._at = [row or self._at[0] + 1, 0]
            else:
                self._at = [row or self._at[0], column or self._at[1] + 1]
                self._rows, self._columns = max(self._rows, self._at[0]), max(self._columns, self._at[1])


def _cells(letters: np.ndarray) -> int:
    """How many tags <c> there are, of any prefix."""
    before, name, after = letters[:-2], letters[1:-1], letters[2:]
    found = (name == ord("c")) & ((before == ord("<")) | (before == ord(":")))
    return int(np.isin(after[found], _AFTER_NAME).sum())


def _addresses(piece: bytes, letters: np.ndarray) -> np.ndarray:
    """What follows every ` r="`: one line of ADDRESS bytes each. Cells that spell it otherwise are counted apart."""
    mark = (letters[1:-2] == ord("r")) & (letters[2:-1] == ord("=")) & (letters[3:] == ord('"'))
    at = np.flatnonzero(mark)
    at = at[at < len(piece) - 4]
    at = at[np.isin(letters[at], _WHITE)]
    return letters[(at + 4)[:, None] + np.arange(ADDRESS)]


def _is_letter(octets: np.ndarray) -> np.ndarray:
    return (octets >= ord("A")) & (octets <= ord("Z"))


def _last_of(address: bytes) -> tuple[int, int]:
    line = np.frombuffer(address.upper()[:ADDRESS].ljust(ADDRESS), dtype=np.uint8)
    return _last(line.reshape(1, ADDRESS))


def _last(addresses: np.ndarray) -> tuple[int, int]:
    """The largest row and column among addresses such as C17; what follows the first other character is left out."""
    row = np.zeros(len(addresses), dtype=np.int64)
    column = np.zeros(len(addresses), dtype=np.int64)
    going = np.ones(len(addresses), dtype=bool)
    for place in range(ADDRESS):
        letter = addresses[:, place].astype(np.int64)
        is_digit = (letter >= ord("0")) & (letter <= ord("9"))
        is_letter = _is_letter(letter) & (row == 0)
        going &= is_digit | is_letter
        if not going.any():
            break
        column = np.where(going & is_letter, column * 26 + letter - 64, column)
        row = np.where(going & is_digit, row * 10 + letter - 48, row)
    return int(row.max()), int(column.max())
