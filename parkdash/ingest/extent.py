"""How far the sheets of a workbook reach, told from its bytes before they are unpacked into memory.

The reader lays a sheet out as a full rectangle up to its last cell: with one stray cell in the far corner that is 17
billion cells, and the process is gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO
from zipfile import ZipFile

import numpy as np

CHUNK = 16 << 20  # bytes unpacked at a time
OVERLAP = 64  # bytes; longer than any cell's address
ADDRESS = 12  # letters and digits of an address that are looked at: XFD1048576 has ten
UNUSUAL = (b"r='", b"r =", b"r= ", b"r\t", b"r\n", b"=\t", b"=\n")  # XML allows them, no spreadsheet writes them
_SPELLED = re.compile(rb"""\br\s*=\s*["']([A-Za-z0-9]*)""")


def largest_area(archive: ZipFile) -> int:
    """Cells of the largest rectangle that a sheet of an xlsx spans; 0 if none goes beyond column AZ or row 999,999."""
    sheets = [entry for entry in archive.infolist() if re.match(r"(?i)/?xl/worksheets/.*\.xml$", entry.filename)]
    return max((_area(archive, entry.filename) for entry in sheets), default=0)


def _area(archive: ZipFile, name: str) -> int:
    with archive.open(name) as file:
        if not any(_reaches_far(addresses) for addresses in _addresses(file)):
            return 0
    rows = columns = 1
    with archive.open(name) as file:
        for addresses in _addresses(file):
            last_row, last_column = _last(addresses)
            rows, columns = max(rows, last_row), max(columns, last_column)
    return rows * columns


def _addresses(file: IO[bytes]) -> Iterator[np.ndarray]:
    """The addresses in a sheet, some thousands at a time: one line of ADDRESS bytes each."""
    for part in _parts(file):
        yield from (found for found in (_usual(part), _unusual(part)) if len(found))


def _reaches_far(addresses: np.ndarray) -> bool:
    """Three letters, two from BA on, or seven digits; a few more than these may be taken for far."""
    first, second, third = (addresses[:, place] for place in range(3))
    wide = (second >= ord("A")) & ((first > ord("A")) | (third >= ord("A")))
    rows = addresses[(addresses[:, 6] >= ord("0")) & (addresses[:, 6] <= ord("9"))]
    digits = (rows >= ord("0")) & (rows <= ord("9"))
    return bool(wide.any() or (digits[:, 2:8].all(axis=1) | digits[:, :7].all(axis=1)).any())


def _usual(part: bytes) -> np.ndarray:
    """What follows every `r="`: one line of ADDRESS bytes each."""
    letters = np.frombuffer(part + b" " * ADDRESS, dtype=np.uint8)
    at = np.flatnonzero((letters[:-2] == ord("r")) & (letters[1:-1] == ord("=")) & (letters[2:] == ord('"')))
    return letters[(at[at < len(part) - 3] + 3)[:, None] + np.arange(ADDRESS)]


def _unusual(part: bytes) -> np.ndarray:
    if not any(mark in part for mark in UNUSUAL):
        return np.empty((0, ADDRESS), dtype=np.uint8)
    found = [address.upper()[:ADDRESS].ljust(ADDRESS) for address in _SPELLED.findall(part)]
    return np.frombuffer(b"".join(found), dtype=np.uint8).reshape(-1, ADDRESS)


def _last(addresses: np.ndarray) -> tuple[int, int]:
    """The largest row and column among addresses such as C17; what follows the first other character is left out."""
    row = np.zeros(len(addresses), dtype=np.int64)
    column = np.zeros(len(addresses), dtype=np.int64)
    going = np.ones(len(addresses), dtype=bool)
    for place in range(ADDRESS):
        letter = addresses[:, place].astype(np.int64)
        is_digit = (letter >= ord("0")) & (letter <= ord("9"))
        is_letter = (letter >= ord("A")) & (letter <= ord("Z")) & (row == 0)
        going &= is_digit | is_letter
        column = np.where(going & is_letter, column * 26 + letter - 64, column)
        row = np.where(going & is_digit, row * 10 + letter - 48, row)
        if not going.any():
            break
    return int(row.max()), int(column.max())


def _parts(file: IO[bytes]) -> Iterator[bytes]:
    before = b""
    while part := file.read(CHUNK):
        yield before + part
        before = part[-OVERLAP:]
