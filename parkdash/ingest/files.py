"""A file by its bytes → its sheets. What a file is, its first bytes say; its extension has to agree."""

from __future__ import annotations

from pathlib import PurePath

from parkdash.ingest import delimited, workbook
from parkdash.ingest.issues import Unreadable
from parkdash.ingest.sheets import Sheet

WORKBOOKS = {".xlsx": "xlsx", ".xlsm": "xlsx", ".xls": "xls", ".ods": "ods"}
TEXTS = (".csv", ".tsv", ".txt")


def sheets_in(content: bytes, file: str, encoding: str = "", header_row: int = 1) -> list[Sheet]:
    """All sheets of a file. Unreadable if it is empty, of another kind than its name says, or damaged."""
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
        return [delimited.sheet_of(content, file, encoding, header_row)]
    return workbook.sheets_of(content, file, header_row)


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
