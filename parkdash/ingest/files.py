"""A file by its bytes → its grids. What a file is, its first bytes say, whatever it is called."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from parkdash.ingest import delimited, legacy, opendocument, packed, workbook
from parkdash.ingest.grids import Grid
from parkdash.ingest.issues import Issue, Unreadable, issue
from parkdash.ingest.layout.tables import tables_in
from parkdash.ingest.sheets import Sheet
from parkdash.ingest.slip import is_slip

WORKBOOKS = {".xlsx": "xlsx", ".xlsm": "xlsx", ".xls": "xls", ".ods": "ods"}
TEXTS = (".csv", ".tsv", ".txt")
READERS = {"xlsx": workbook.grids_in, "xls": legacy.grids_in, "ods": opendocument.grids_in}
TEXT_LIMIT = 512 << 20  # bytes of a text file
_COMPOUND = b"\xd0\xcf\x11\xe0"  # how xls and encrypted workbooks begin


def grids_in(content: bytes, file: str, encoding: str = "") -> list[Grid]:
    """All sheets of a file as they stand.

    A workbook or a text under the name of another kind is read as what it is, with a warning: many systems export a
    text as .xls. Unreadable if it is empty, of no kind we read, hostile or damaged.
    """
    extension = PurePath(file).suffix.lower()
    if not content or content.isspace():
        raise Unreadable("empty_file", file=file)
    if extension not in WORKBOOKS and extension not in TEXTS:
        raise Unreadable("unknown_format", file=file)
    actual = _kind(content)
    if actual == "locked":
        raise Unreadable("password", file=file)
    if actual == "html":
        raise Unreadable("web_page", file=file)
    named = WORKBOOKS.get(extension, "csv")
    if actual == "csv" and named != "csv" and not delimited.is_table(content):
        raise Unreadable("damaged", file=file, detail=extension)
    if actual not in (*READERS, "csv"):
        raise Unreadable("wrong_extension", file=file, actual=actual)
    grids = READERS[actual](content, file) if actual in READERS else [_text_grid(content, file, encoding)]
    grids = [grid for grid in grids if not is_slip(grid)]
    return (
        grids
        if actual == named
        else [replace(grid, issues=(*grid.issues, _other_kind(grid, file, actual))) for grid in grids]
    )


def issues_in(grids: list[Grid]) -> list[Issue]:
    """Warnings of all that was not taken as it stands in the file."""
    strays = (
        issue("stray_bytes", grid.name, stray.row, "", place=stray.place, shown=stray.shown, encoding=grid.encoding)
        for grid in grids
        for stray in grid.strays
    )
    return [found for grid in grids for found in grid.issues] + list(strays)


def sheets_in(content: bytes, file: str) -> list[Sheet]:
    """The tables of a file made from our template: the first of each sheet has its header in row 1."""
    return [sheet for grid in grids_in(content, file) for sheet in tables_in(grid, (1,))]


def _text_grid(content: bytes, file: str, encoding: str) -> Grid:
    if len(content) > TEXT_LIMIT:
        raise Unreadable("too_big", file=file, detail=f"> {TEXT_LIMIT >> 20} MiB")
    return delimited.grid_in(content, file, encoding)


def _other_kind(grid: Grid, file: str, actual: str) -> Issue:
    return issue("other_kind", grid.name, file=file, actual=actual.upper())


def _kind(content: bytes) -> str:
    if content.startswith(_COMPOUND):
        locked = "EncryptedPackage".encode("utf-16-le") in content  # an xlsx inside an encrypted container
        return "locked" if locked else "xls"
    if content.startswith(packed.MARK):
        return "ods" if b"opendocument" in content[:200] else "xlsx"
    if (
        content[:64]
        .lstrip(b"\xef\xbb\xbf \t\r\n")[:15]
        .lower()
        .startswith((b"<html", b"<!doctype html", b"<table", b"<?xml"))
    ):
        return "html"
    if content.startswith(b"%PDF"):
        return "pdf"
    return "csv"
