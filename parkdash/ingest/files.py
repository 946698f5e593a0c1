"""A file by its bytes → its grids. What a file is, its first bytes say; its extension has to agree."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

import numpy as np

from parkdash.ingest import delimited, workbook
from parkdash.ingest.grids import Grid, filled
from parkdash.ingest.issues import Unreadable
from parkdash.ingest.sheets import Sheet, sheet_from

WORKBOOKS = {".xlsx": "xlsx", ".xlsm": "xlsx", ".xls": "xls", ".ods": "ods"}
TEXTS = (".csv", ".tsv", ".txt")


def grids_in(content: bytes, file: str, encoding: str = "") -> list[Grid]:
    """All sheets of a file as they stand. Unreadable if it is empty, of another kind than its name says, or damaged."""
    extension = PurePath(file).suffix.lower()
    if not content or content.isspace():
        raise Unreadable("empty_file", file=file)
    if extension not in WORKBOOKS and extension not in TEXTS:
        raise Unreadable("unknown_format", file=file)
    actual = _kind(content)
    if actual == "locked":
        raise Unreadable("password", file=file)
    if actual != WORKBOOKS.get(extension, "csv"):
        if extension in WORKBOOKS and actual == "csv" and not _is_text(content):
            raise Unreadable("damaged", file=file, detail="not a workbook")
        raise Unreadable("wrong_extension", file=file, actual=actual)
    if actual == "csv":
        return [delimited.grid_in(content, file, encoding)]
    return workbook.grids_in(content, file)


def sheets_in(content: bytes, file: str, encoding: str = "", header_row: int = 1) -> list[Sheet]:
    """All sheets of a file whose headers all stand in `header_row`."""
    return [_sheet(grid, header_row) for grid in grids_in(content, file, encoding)]


def _sheet(grid: Grid, header_row: int) -> Sheet:
    """In a text file a cell beyond the last header is a slip; a workbook may have columns without a header."""
    headers = [column[header_row - 1].as_py() for column in grid.columns] if len(grid.rows) >= header_row else []
    while grid.encoding and headers and not headers[-1]:
        headers.pop()
    width = len(headers)
    body = [column.slice(header_row) for column in grid.columns]
    sheet = sheet_from(grid.name, headers, body[:width], header_row + 1)
    cells = np.zeros(max(0, len(grid.rows) - header_row), dtype=int)
    for place, column in enumerate(body[width:], width + 1):
        cells[filled(column)] = place
    beyond = np.flatnonzero(cells)
    surplus = zip((beyond + header_row + 1).tolist(), cells[beyond].tolist(), strict=True)
    return replace(sheet, surplus=tuple(surplus))


def _kind(content: bytes) -> str:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        locked = "EncryptedPackage".encode("utf-16-le") in content  # an xlsx inside an encrypted container
        return "locked" if locked else "xls"
    if content.startswith(workbook.ZIP):
        return "ods" if b"opendocument" in content[:200] else "xlsx"
    if content[:64].lstrip()[:15].lower().startswith((b"<html", b"<!doctype html", b"<table", b"<?xml")):
        return "html"
    if content.startswith(b"%PDF"):
        return "pdf"
    return "csv"


def _is_text(content: bytes) -> bool:
    return b"\x00" not in content[:4096]
