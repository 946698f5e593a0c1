"""Workbooks (xlsx, xls, ods) → grids. Cached values are read; formulas are never evaluated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice

import pyarrow as pa
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from parkdash.ingest.extent import CELL_LIMIT
from parkdash.ingest.grids import Area, Grid, grid_of, refuse_long_cells, shown_in_percent
from parkdash.ingest.issues import Unreadable, issue
from parkdash.ingest.openxml import Marks, marks_in
from parkdash.ingest.packed import up_to_end
from parkdash.ingest.sheets import letter

UNREADABLE = (CalamineError, OSError, ValueError)

Cell = int | float | str | bool | time | date | datetime | timedelta

STEP = 4096  # rows turned into columns at a time


def grids_in(content: bytes, file: str) -> list[Grid]:
    """All sheets of an xlsx. Unreadable if it is damaged, locked by a password or too big when unpacked."""
    content = up_to_end(content, file)
    marks = marks_in(content, file)
    return [marked(grid, marks.get(grid.name, Marks())) for grid in calamine_grids(content, file)]


def calamine_grids(content: bytes, file: str) -> list[Grid]:
    """All sheets as the reader gives them; whether that is safe has to be known."""
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            return [_grid(book.get_sheet_by_name(name), file) for name in book.sheet_names]
    except PasswordError as error:
        raise Unreadable("password", file=file) from error
    except UNREADABLE as error:
        raise Unreadable("damaged", file=file, detail=error) from error


def marked(grid: Grid, marks: Marks) -> Grid:
    """The grid with what the file says beside the values."""
    percent = frozenset(place for place in range(len(grid.columns)) if letter(place) in marks.percent)
    issues = grid.issues
    if marks.no_value:
        issues += (issue("formula_without_value", grid.name, 0, "", count=marks.no_value, cell=marks.first_no_value),)
    return shown_in_percent(replace(grid, hidden=frozenset(marks.hidden), issues=issues), percent)


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
    grid = grid_of(source.name, blank + columns, merged=_merged(source))
    refuse_long_cells(grid, file)
    return grid


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
