"""Workbooks (xlsx, xls, ods) → sheets. Cached values are read; formulas are never evaluated."""

from __future__ import annotations

import struct
import zlib
from datetime import date, datetime, time, timedelta
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import pyarrow as pa
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from parkdash.ingest.extent import largest_area
from parkdash.ingest.issues import Unreadable
from parkdash.ingest.sheets import Sheet, sheet_from

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


def sheets_of(content: bytes, file: str, header_row: int = 1) -> list[Sheet]:
    """All sheets of a workbook. Unreadable if it is damaged, locked by a password or too big when unpacked."""
    _refuse_bombs(content, file)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            return [_sheet(book.get_sheet_by_name(name), file, header_row) for name in book.sheet_names]
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


def _sheet(source: CalamineSheet, file: str, header_row: int) -> Sheet:
    if source.total_height * source.total_width > CELL_LIMIT:
        raise Unreadable("too_big", file=file, detail=f"{source.total_height} × {source.total_width}")
    rows = source.to_python(skip_empty_area=False)
    headers = [cell_text(cell) for cell in rows[header_row - 1]] if len(rows) >= header_row else []
    while headers and not headers[-1] and not any(row[len(headers) - 1] != "" for row in rows[header_row:]):
        headers.pop()
    body = rows[header_row:]
    columns = [pa.array([cell_text(row[place]) for row in body], pa.string()) for place in range(len(headers))]
    return sheet_from(source.name, headers, columns, header_row + 1)


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
