"""Hostile workbooks, made from plain ones."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import xlwt

from tests.ingest.making import book_bytes

SHEET = "xl/worksheets/sheet1.xml"
_SHEET_HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
_MANIFEST = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
_ODS_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)
_ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"


def plain_book() -> bytes:
    """A workbook of one sheet: a header and one row."""
    return book_bytes(企业=[["企业名称", "注册资本"], ["甲", 1]])


def with_parts(**parts: bytes) -> bytes:
    """A plain workbook with these parts (named as in the file) in place of its own, or beside them."""
    target = BytesIO()
    with ZipFile(BytesIO(plain_book())) as whole, ZipFile(target, "w", ZIP_DEFLATED) as taken:
        for name in whole.namelist():
            if name not in parts:
                taken.writestr(name, whole.read(name))
        for name, content in parts.items():
            taken.writestr(name, content)
    return target.getvalue()


def with_rows(rows: str) -> bytes:
    """A workbook whose only sheet holds this XML."""
    return with_parts(**{SHEET: f"{_SHEET_HEAD}{rows}</sheetData></worksheet>".encode()})


def part_of(content: bytes, name: str) -> bytes:
    """One part of a zip file, unpacked."""
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


def ods(*rows: str, head: str = "") -> bytes:
    """An ods whose one sheet holds these rows as XML."""
    sheet = f'{head}{_ODS_HEAD}<table:table table:name="企业">{"".join(rows)}</table:table>{_ODS_TAIL}'
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", compress_type=0)
        packed.writestr("META-INF/manifest.xml", _MANIFEST)
        packed.writestr("content.xml", sheet)
    return target.getvalue()


def ods_row(*cells: str, repeated: int = 1, more: str = "") -> str:
    """A row of an ods: each cell is a text, or XML as it stands."""
    made = (
        cell
        if cell.startswith("<")
        else f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{repeated}" {more}>{"".join(made)}</table:table-row>'


def xls(**sheets: dict[tuple[int, int], object]) -> bytes:
    """A workbook of the old kind with these cells, by (row, column) from 0."""
    book = xlwt.Workbook()
    for name, cells in sheets.items():
        sheet = book.add_sheet(name)
        for (row, column), value in cells.items():
            sheet.write(row, column, value)
    target = BytesIO()
    book.save(target)
    return target.getvalue()
