"""CSV → sheet: every cell as text, encoding found by strict attempts, rows numbered as a spreadsheet shows them."""

from __future__ import annotations

import csv
from codecs import BOM_UTF8, getincrementaldecoder
from io import StringIO

import pyarrow as pa
import pyarrow.csv

from parkdash.ingest.issues import Unreadable
from parkdash.ingest.sheets import Sheet, sheet_from

DELIMITERS = (",", "\t", ";", "|")
BLOCK = 4 << 20  # bytes; blocks spread a file over the cores
COLUMN_LIMIT = 16_384  # what a spreadsheet can hold
HEAD = 1 << 16  # bytes in which the header line ends


def sheet_of(content: bytes, file: str, encoding: str = "", header_row: int = 1) -> Sheet:
    """The one sheet of a CSV file, named after the file. Unreadable if no encoding fits."""
    if content.count(b'"') % 2:
        _refuse_open_quote(_decoded(content, file, encoding), file)
    if encoding in ("", "utf-8") and header_row == 1 and (sheet := _fast(content.removeprefix(BOM_UTF8), file)):
        return sheet
    text = _decoded(content, file, encoding)
    if header_row == 1 and (sheet := _fast(text.encode(), file)):
        return sheet
    return _tolerant(text, file, header_row)


def _decoded(content: bytes, file: str, encoding: str) -> str:
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))  # what Excel writes as "Unicode text"
    attempts = [encoding] if encoding else ["utf-16"] if utf16 else ["utf-8", "gb18030"]
    for attempt in attempts:
        try:
            return content.decode("utf-8-sig" if attempt == "utf-8" else attempt)
        except UnicodeDecodeError as error:
            failed = error
    raise Unreadable("bad_encoding", file=file, place=failed.start + 1, encoding=failed.encoding) from failed


def _delimiter(line: str) -> str:
    return max(DELIMITERS, key=line.count)


def _fast(content: bytes, file: str) -> Sheet | None:
    """The sheet if the bytes are UTF-8 and all rows have as many cells as the header, else None."""
    try:
        head = getincrementaldecoder("utf-8")().decode(content[:HEAD])  # a character cut off at the end is no error
    except UnicodeDecodeError:
        return None
    if "\x00" in head:
        return None  # UTF-16
    delimiter = _delimiter(head.partition("\n")[0])
    headers = next(csv.reader(StringIO(head), delimiter=delimiter), [])
    if not headers:
        return None
    _refuse_width(headers, file)
    names = [str(place) for place in range(len(headers))]
    try:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(content),
            read_options=pyarrow.csv.ReadOptions(column_names=names, skip_rows_after_names=1, block_size=BLOCK),
            parse_options=pyarrow.csv.ParseOptions(
                delimiter=delimiter, newlines_in_values=b'"' in content, ignore_empty_lines=False
            ),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:  # another encoding, rows of different lengths, or blank lines
        return None
    columns = [column.combine_chunks() for column in table.itercolumns()]
    return sheet_from(file, [header.strip() for header in headers], columns, 2)


def _refuse_open_quote(text: str, file: str) -> None:
    """A quotation mark that is never closed would swallow all rows after it into one cell."""
    limit = csv.field_size_limit(len(text) + 1)
    lines = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text[:HEAD].partition("\n")[0]), strict=True)
    row = 1
    try:
        for _ in lines:
            row = lines.line_num + 1
    except csv.Error as error:
        if "end of data" in str(error):
            raise Unreadable("open_quote", file=file, row=row) from error
    finally:
        csv.field_size_limit(limit)


def _refuse_width(cells: list[str], file: str) -> None:
    if len(cells) > COLUMN_LIMIT:
        raise Unreadable("too_big", file=file, detail=f"> {COLUMN_LIMIT:,}")


def _tolerant(text: str, file: str, header_row: int) -> Sheet:
    records = _records(text, header_row)
    _refuse_width(max(records, key=len, default=[]), file)
    headers = [header.strip() for header in records[header_row - 1]] if len(records) >= header_row else []
    while headers and not headers[-1]:
        headers.pop()
    width = len(headers)
    body = [row + [""] * (width - len(row)) for row in records[header_row:]]
    surplus = tuple(
        (number, len(row))
        for number, row in enumerate(body, header_row + 1)
        if any(cell.strip() for cell in row[width:])
    )
    columns = [pa.array([row[place] for row in body], pa.string()) for place in range(width)]
    sheet = sheet_from(file, headers, columns, header_row + 1)
    return Sheet(sheet.name, sheet.headers, sheet.columns, sheet.rows, surplus)


def _records(text: str, header_row: int) -> list[list[str]]:
    lines = text[:HEAD].split("\n", header_row)
    delimiter = _delimiter(lines[min(header_row, len(lines)) - 1])
    limit = csv.field_size_limit(len(text) + 1)  # a cell may hold a long description
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    finally:
        csv.field_size_limit(limit)
