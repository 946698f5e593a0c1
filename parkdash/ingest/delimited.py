"""CSV, TSV, TXT → grid: every cell as text, rows numbered as a spreadsheet shows them."""

from __future__ import annotations

import csv
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from io import BytesIO, StringIO, TextIOWrapper
from itertools import islice

import pyarrow as pa
import pyarrow.csv

from parkdash.ingest.encodings import Decoded, decoded, encoding_of
from parkdash.ingest.grids import CELL_LIMIT, Grid, Stray, grid_of, refuse_long_cells
from parkdash.ingest.issues import Unreadable

DELIMITERS = (",", "\t", ";", "|")
BLOCK = 4 << 20  # bytes; blocks spread a file over the cores
COLUMN_LIMIT = 16_384  # what a spreadsheet can hold
HEAD = 1 << 16  # bytes by which the delimiter is found
SAMPLE = 40  # records by which the delimiter is found
STEP = 20_000  # records turned into columns at a time

csv.field_size_limit(CELL_LIMIT)


def grid_in(content: bytes, file: str, encoding: str = "") -> Grid:
    """The one grid of a text file, named after the file.

    Unreadable if no encoding fits, if a quotation mark is never closed, or if a row or a cell has no bounds.
    """
    read = decoded(content, file, encoding)
    delimiter = delimiter_of(read.utf8[:HEAD])
    if read.utf8.count(b'"') % 2:
        _refuse_open_quote(read.utf8, delimiter, file)
    columns = _fast(read.utf8, delimiter, file)
    if columns is None:
        columns = _tolerant(read.utf8, delimiter, file)
    grid = grid_of(file, columns, encoding=read.encoding, strays=_strays(read, delimiter))
    refuse_long_cells(grid, file)
    return grid


def _strays(read: Decoded, delimiter: str) -> tuple[Stray, ...]:
    """A quoted cell may have several lines, so a line is not yet a row."""
    if not read.strays:
        return ()
    ends: list[int] = []  # the last line of each row
    if b'"' in read.utf8:
        lines = csv.reader(_text_lines(read.utf8), delimiter=delimiter)
        ends = [lines.line_num for _ in lines]
    rows = [bisect_left(ends, stray.line) + 1 if ends else stray.line for stray in read.strays]
    return tuple(Stray(row, stray.place, stray.shown) for row, stray in zip(rows, read.strays, strict=True))


def delimiter_of(head: bytes) -> str:
    """The character that cuts most records of a text's beginning into as many cells, and more than one."""
    text = head.decode(errors="ignore")
    return max(DELIMITERS, key=lambda mark: _evenness(text, mark))


def is_table(content: bytes) -> bool:
    """True if the bytes are a text whose first records have several cells each, nearly all equally many."""
    encoding = encoding_of(content)
    if not encoding:
        return False
    head = content[:HEAD].decode(encoding, errors="replace")
    if any(ord(char) < 0x20 and char not in "\t\r\n" for char in head):
        return False
    even, _ = _evenness(head, delimiter_of(head.encode()))
    lines = min(SAMPLE, len(head.splitlines()))
    return even > 0 and even * 2 >= lines


def _evenness(text: str, delimiter: str) -> tuple[int, int]:
    """How many records have the width that most have, and that width; nothing for records of one cell."""
    records = islice(csv.reader(StringIO(text, newline=""), delimiter=delimiter), SAMPLE)
    try:
        widths = Counter(width for width in map(len, records) if width > 1)
    except csv.Error:
        return (0, 0)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


def _fast(content: bytes, delimiter: str, file: str) -> list[pa.ChunkedArray] | None:
    """The columns if all rows have as many cells as the first, else None."""
    first = next(_records(content, delimiter, file), [])
    if not first:
        return None
    names = [str(place) for place in range(len(first))]
    try:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(content),
            read_options=pyarrow.csv.ReadOptions(column_names=names, block_size=BLOCK),
            parse_options=pyarrow.csv.ParseOptions(
                delimiter=delimiter, newlines_in_values=b'"' in content, ignore_empty_lines=False
            ),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, check_utf8=False
            ),
        )
    except pa.ArrowInvalid:  # rows of different lengths, or blank lines
        return None
    return table.columns


def _text_lines(content: bytes) -> TextIOWrapper:
    return TextIOWrapper(BytesIO(content), encoding="utf-8", newline="")


def _records(content: bytes, delimiter: str, file: str) -> Iterator[list[str]]:
    """The cells of each record. Unreadable at a record too wide or a cell too long."""
    row = 1
    try:
        for cells in csv.reader(_text_lines(content), delimiter=delimiter):
            row += 1
            if len(cells) > COLUMN_LIMIT:
                raise Unreadable("too_big", file=file, detail=f"> {COLUMN_LIMIT:,}")
            yield cells
    except csv.Error as error:
        raise Unreadable("long_cell", file=file, row=row, limit=f"{CELL_LIMIT:,}") from error


def _refuse_open_quote(content: bytes, delimiter: str, file: str) -> None:
    """A quotation mark that is never closed would swallow all rows after it into one cell."""
    row = 1
    try:
        for _ in csv.reader(_text_lines(content), delimiter=delimiter, strict=True):
            row += 1
    except csv.Error as error:
        if "expected after" not in str(error):  # text behind a closing quotation mark is taken as it stands
            raise Unreadable("open_quote", file=file, row=row) from error


def _tolerant(content: bytes, delimiter: str, file: str) -> list[pa.ChunkedArray]:
    """The columns of rows of any length, short ones filled up with blank cells."""
    records = _records(content, delimiter, file)
    columns: list[list[pa.Array]] = []
    done = 0
    while step := list(islice(records, STEP)):
        width = max(map(len, step))
        columns += [[pa.repeat("", done)] for _ in range(width - len(columns))]
        for place, parts in enumerate(columns):
            parts.append(pa.array([row[place] if place < len(row) else "" for row in step], pa.string()))
        done += len(step)
    return [pa.chunked_array(parts, pa.string()) for parts in columns]
