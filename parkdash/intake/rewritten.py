"""A file that cannot be changed in place (csv, xls, ods) as an xlsx with the same texts in the same cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO

import xlsxwriter
from xlsxwriter.exceptions import OverlappingRange

from parkdash.ingest.grids import Grid
from parkdash.ingest.slip import TITLES
from parkdash.intake.ooxml.styles import COLOURS
from parkdash.intake.placed import Line, Mark, Place
from parkdash.intake.slip import HEAD, WIDTHS, Slip, location
from parkdash.packs.sheet import ACTIVE, sheet_name

LONGEST = 32_767  # characters that Excel takes in a cell
ROWS, COLUMNS = 1_048_576, 16_384  # that Excel takes in a sheet


def fits(grid: Grid) -> bool:
    """True if Excel can hold the grid."""
    return len(grid.columns) <= COLUMNS and (not len(grid.rows) or grid.rows[-1].as_py() <= ROWS)


def rewritten(grids: Sequence[Grid], marks: Mapping[str, Mapping[Place, Mark]], told: Slip) -> bytes:
    """The workbook: the sheet of reasons, then every grid with its texts, merged cells, colours and notes."""
    target = BytesIO()
    options = {"constant_memory": not any(grid.merged for grid in grids), "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        front = book.add_worksheet(TITLES[told.lang])
        names = _names([grid.name for grid in grids], TITLES[told.lang])
        _write_slip(book, front, told, names)
        formats = {
            (severity, active): book.add_format(
                {"num_format": "@", "quote_prefix": active} | ({"bg_color": _rgb(severity)} if severity else {})
            )
            for severity in ("", *COLOURS)
            for active in (False, True)
        }
        for grid in grids:
            _write_grid(book.add_worksheet(names[grid.name]), grid, marks.get(grid.name, {}), formats)
    return target.getvalue()


def _rgb(severity: str) -> str:
    return f"#{COLOURS[severity][2:]}"


def _names(wanted: Sequence[str], taken: str) -> dict[str, str]:
    """Names as Excel allows them, each once."""
    found: dict[str, str] = {}
    used = {taken.lower()}
    for name in wanted:
        plain, number = sheet_name(name), 1
        while plain.lower() in used:
            number += 1
            plain = f"{sheet_name(name)[:28]}{number}"
        used.add(plain.lower())
        found[name] = plain
    return found


def _write_slip(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, told: Slip, names: dict) -> None:
    plain = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    fills = {severity: book.add_format({"bg_color": _rgb(severity)}) for severity in COLOURS}
    for at, width in enumerate(WIDTHS):
        sheet.set_column(at, at, width)
    for row, above in enumerate(told.above):
        sheet.write_string(row, 0, above)
    for at, heading in enumerate(told.headings):
        sheet.write_string(HEAD - 1, at, heading, plain)
    for row, line in enumerate(told.lines, HEAD):
        for at, cell in enumerate(told.cells(line)):
            sheet.write_string(row, at, cell[:LONGEST], fills[line.severity] if at == 0 else plain)
        if line.place and line.sheet in names:
            there = Line(line.severity, names[line.sheet], line.place, "", "")
            sheet.write_url(row, 2, f"internal:{location(there)}", plain, line.cell)
    sheet.freeze_panes(HEAD, 0)


def _write_grid(sheet: xlsxwriter.worksheet.Worksheet, grid: Grid, marks: Mapping[Place, Mark], formats: dict) -> None:
    columns = [column.to_pylist() for column in grid.columns]
    marked = {row for row, _ in marks}
    for turn, row in enumerate(grid.rows.to_pylist()):
        for at, texts in enumerate(columns):
            mark = marks.get((row, at)) if row in marked else None
            if texts[turn] or mark:
                told = texts[turn] or ""
                style = formats[mark.severity if mark else "", told.startswith(ACTIVE)]
                if told:
                    sheet.write_string(row - 1, at, told[:LONGEST], style)
                else:
                    sheet.write_blank(row - 1, at, None, style)
            if mark:
                sheet.write_comment(row - 1, at, mark.text, {"x_scale": 2})
    for top, left, bottom, right in grid.merged:
        told = _text_at(grid, columns, (top, left))
        try:
            sheet.merge_range(top - 1, left, bottom - 1, right, "")
        except OverlappingRange:
            continue  # two merged areas over each other, which only a damaged file has: the texts stand all the same
        mark = marks.get((top, left))
        if told:
            sheet.write_string(
                top - 1, left, told[:LONGEST], formats[mark.severity if mark else "", told.startswith(ACTIVE)]
            )


def _text_at(grid: Grid, columns: list[list], place: Place) -> str:
    first = grid.rows[0].as_py() if len(grid.rows) else 1
    turn = place[0] - first
    return columns[place[1]][turn] or "" if place[1] < len(columns) and 0 <= turn < len(grid.rows) else ""
