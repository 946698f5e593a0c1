"""CSV → sheet: every cell as text, encoding found by strict attempts, rows numbered as a spreadsheet shows them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO

import pyarrow as pa
import pyarrow.csv

from parkdash.ingest.issues import Unreadable
from parkdash.ingest.sheets import Sheet
from parkdash.ingest.workbook import without_blank_rows

DELIMITERS = (",", "\t", ";", "|")
BLOCK = 4 << 20  # bytes; smaller blocks spread a file over the cores


def sheet_of(content: bytes, file: str, encoding: str = "", header_row: int = 1) -> Sheet:
    """The one sheet of a CSV file, named after the file. Unreadable if no encoding fits."""
    text = _decoded(content, file, encoding)
    first = text[:65536].split("\n", header_row)[header_row - 1 : header_row]
    delimiter = max(DELIMITERS, key=lambda each: first[0].count(each)) if first else ","
    try:
        return _fast(text, file, delimiter, header_row)
    except pa.ArrowInvalid:  # rows of different lengths, or blank lines: slower, but row by row
        return _tolerant(text, file, delimiter, header_row)


def _decoded(content: bytes, file: str, encoding: str) -> str:
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))  # what Excel writes as "Unicode text"
    attempts = [encoding] if encoding else ["utf-16"] if utf16 else ["utf-8-sig", "gb18030"]
    for attempt in attempts:
        try:
            return content.decode("utf-8-sig" if attempt in ("utf-8", "utf8") else attempt)
        except UnicodeDecodeError as error:
            failed = error
    raise Unreadable("bad_encoding", file=file, place=failed.start + 1, encoding=failed.encoding) from failed


def _fast(text: str, file: str, delimiter: str, header_row: int) -> Sheet:
    lines = csv.reader(StringIO(text[:65536]), delimiter=delimiter)
    headers = next((row for number, row in enumerate(lines, 1) if number == header_row), [])
    if header_row != 1 or not headers:
        raise pa.ArrowInvalid("the header is not the first line")
    names = [str(place) for place in range(len(headers))]
    table = pyarrow.csv.read_csv(
        BytesIO(text.rstrip("\r\n").encode()),
        read_options=pyarrow.csv.ReadOptions(column_names=names, skip_rows_after_names=1, block_size=BLOCK),
        parse_options=pyarrow.csv.ParseOptions(
            delimiter=delimiter, newlines_in_values='"' in text, ignore_empty_lines=False
        ),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
        ),
    )
    columns = [column.combine_chunks() for column in table.itercolumns()]
    return without_blank_rows(file, [header.strip() for header in headers], columns, 2)


def _tolerant(text: str, file: str, delimiter: str, header_row: int) -> Sheet:
    records = list(_records(text, delimiter))
    headers = [header.strip() for header in records[header_row - 1]] if len(records) >= header_row else []
    while headers and not headers[-1]:
        headers.pop()
    width = len(headers)
    body = [row + [""] * (width - len(row)) for row in records[header_row:]]
    surplus = tuple(
        (number, len(row)) for number, row in enumerate(body, header_row + 1) if any(cell.strip() for cell in row[width:])
    )
    columns = [pa.array([row[place] for row in body], pa.string()) for place in range(width)]
    sheet = without_blank_rows(file, headers, columns, header_row + 1)
    return Sheet(sheet.name, sheet.headers, sheet.columns, sheet.rows, surplus)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    limit = csv.field_size_limit(len(text) + 1)  # a cell may hold a long description
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    finally:
        csv.field_size_limit(limit)
