"""Workbooks (xlsx, xls, ods) → grids. Cached values are read; formulas are never evaluated."""

from __future__ import annotations

import struct
import zlib
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice
from zipfile import BadZipFile, ZipFile

import pyarrow as pa
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from parkdash.ingest.extent import largest_area
from parkdash.ingest.grids import Area, Grid, grid_of
from parkdash.ingest.issues import Unreadable

# What zipfile and calamine raise on damaged bytes, found by flipping them.
UNPACKABLE = (
    BadZipFile,
    NotImplementedError,
    ValueError,
    EOFError,
    struct.error,
    OverflowError,
    RuntimeError,
    zlib.error,
)
UNREADABLE = (CalamineError, OSError, ValueError)

ZIP = b"PK\x03\x04"

Cell = int | float | str | bool | time | date | datetime | timedelta

UNPACKED_LIMIT = 1 << 30  # bytes; a workbook of a million rows unpacks to about 400 MB
RATIO_LIMIT = 200  # unpacked ÷ packed; real workbooks stay below 30
RATIO_FREE = 64 << 20  # below this many bytes the ratio does not matter: small files of blanks pack well
CELL_LIMIT = 60_000_000  # cells of the used area, blank ones included
STEP = 4096  # rows turned into columns at a time


def grids_in(content: bytes, file: str) -> list[Grid]:
    """All sheets of a workbook. Unreadable if it is damaged, locked by a password or too big when unpacked."""
    _refuse_bombs(content, file)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            return [_grid(book.get_sheet_by_name(name), file) for name in book.sheet_names]
    except PasswordError as error:
        raise Unreadable("password", file=file) from error
    except UNREADABLE as error:
        raise Unreadable("damaged", file=file, detail=error) from error


def _refuse_bombs(content: bytes, file: str) -> None:
    if not content.startswith(ZIP):
        return
    try:
        archive = ZipFile(BytesIO(content))
        unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > UNPACKED_LIMIT or (unpacked > RATIO_FREE and unpacked > RATIO_LIMIT * len(content)):
            raise Unreadable("too_big", file=file, detail=f"{unpacked >> 20} MiB")
        cells = largest_area(archive)
    except UNPACKABLE as error:
        raise Unreadable("damaged", file=file, detail=error) from error
    if cells > CELL_LIMIT:
        raise Unreadable("too_big", file=file, detail=f"{cells:,}")


def _grid(source: CalamineSheet, file: str) -> Grid:
    """Rows come from the first of the sheet on, but cells only from the first column with a text in it on."""
    if not (source.start and source.end):
        return grid_of(source.name, [])
    height, left, width = source.end[0] + 1, source.start[1], source.width
    if height * width > CELL_LIMIT:
        raise Unreadable("too_big", file=file, detail=f"{height:,} × {width:,}")
    parts: list[list[pa.Array]] = [[] for _ in range(width)]
    rows = source.iter_rows()
    while step := list(islice(rows, STEP)):
        for column, cells in zip(parts, zip(*step, strict=True), strict=True):
            column.append(pa.array([cell if type(cell) is str else cell_text(cell) for cell in cells], pa.string()))
    blank = [pa.chunked_array([pa.repeat("", height)])] * left
    columns = [pa.chunked_array(column, pa.string()) for column in parts]
    return grid_of(source.name, blank + columns, merged=_merged(source))


def _merged(source: CalamineSheet) -> tuple[Area, ...]:
    ranges = source.merged_cell_ranges or []
    return tuple(Area(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in ranges)


def cell_text(cell: Cell) -> str:
    """A cell as one would type it: 12 rather than 12.0, 2025-01-13 rather than a serial number."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return cell.isoformat(sep=" ") if isinstance(cell, datetime) else str(cell)
