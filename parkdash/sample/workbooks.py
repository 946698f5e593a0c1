"""The workbooks of the offices, in the form of the templates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import pandas as pd
import xlsxwriter

from parkdash.catalogue import titles
from parkdash.contracts import UNIT_FACTORS, Column, Contract, contracts

MOST_ROWS = 1_000_000  # of one sheet; Excel holds 1,048,576 lines
STEP = 50_000  # rows turned into Python values at a time
EXCEL_EPOCH, DAY = pd.Timestamp("1899-12-30"), pd.Timedelta(days=1)  # dates are days since then
UNDISCLOSED = "未披露"  # what an office writes where an amount is not known


@dataclass(frozen=True)
class Styles:
    """The looks a cell can have."""

    heading: object
    date: object
    moment: object


def offices() -> dict[str, list[str]]:
    """The offices with the tables that each hands in: those of its own, but for what another keeps for it."""
    found: dict[str, list[str]] = {}
    for table, contract in contracts().items():
        found.setdefault(contract.office or contract.owner["zh"], []).append(table)
    return found


def write_workbooks(out: Path, frames: dict[str, pd.DataFrame]) -> list[Path]:
    """Writes a workbook per office into `out`; tables longer than a sheet go on in -2.xlsx, -3.xlsx …"""
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for office, names in offices().items():
        parts = max(-(-len(frames[name]) // MOST_ROWS) for name in names)
        for part in range(max(parts, 1)):
            cut = slice(part * MOST_ROWS, (part + 1) * MOST_ROWS)
            sheets = {name: frames[name].iloc[cut] for name in names}
            path = out / (f"{office}.xlsx" if part == 0 else f"{office}-{part + 1}.xlsx")
            write_workbook(path, {name: frame for name, frame in sheets.items() if part == 0 or len(frame)})
            written.append(path)
    return written


def as_written(frame: pd.DataFrame, contract: Contract) -> pd.DataFrame:
    """The rows as an office writes them: Chinese headings and choices, amounts in the unit of the sheet, 是 and 否."""
    written = {column.header: _cells(frame[column.name], column) for column in contract.columns}
    return pd.DataFrame(written, index=frame.index)


def _cells(values: pd.Series, column: Column) -> pd.Series:
    if column.kind == "choice":
        return values.astype(object).map({choice.code: choice.title["zh"] for choice in column.choices})
    if column.kind == "metric":
        return values.map(_metric_titles())
    if column.kind == "flag":
        return values.map({True: "是", False: "否"})
    if column.kind == "month":
        return values.dt.strftime("%Y-%m")
    if column.kind == "share":
        return values * 100
    if column.kind == "money":
        cells = (values / UNIT_FACTORS[column.unit]).round(6)
        return cells.astype(object).where(cells.notna(), UNDISCLOSED) if column.raw else cells
    return values


@cache
def _metric_titles() -> dict[str, str]:
    return {metric: title["zh"] for metric, title in titles().items()}


def write_workbook(path: Path, frames: dict[str, pd.DataFrame]) -> None:
    """Writes one workbook with a sheet a table, in the form of the templates."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    book.set_properties({"title": path.stem, "comments": "示例数据", "created": datetime(2026, 11, 13)})
    styles = Styles(
        book.add_format({"bold": True, "bg_color": "#E8EDF2", "bottom": 1}),
        book.add_format({"num_format": "yyyy-mm-dd"}),
        book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
    )
    for table, frame in frames.items():
        _sheet(book, styles, contracts()[table], frame)
    book.close()


def _sheet(book: xlsxwriter.Workbook, styles: Styles, contract: Contract, frame: pd.DataFrame) -> None:
    sheet = book.add_worksheet(contract.title["zh"])
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(contract.columns) - 1, 16)
    sheet.write_row(0, 0, [column.header for column in contract.columns], styles.heading)
    for first in range(0, len(frame), STEP):
        part = as_written(frame.iloc[first : first + STEP], contract)
        columns = [_writer(sheet, part[column.header], column, styles) for column in contract.columns]
        for number in range(len(part)):
            for place, (write, values, style) in enumerate(columns):
                if (value := values[number]) is not None:
                    write(first + number + 1, place, value, style)


def _writer(
    sheet: object, values: pd.Series, column: Column, styles: Styles
) -> tuple[Callable[..., object], list[object], object]:
    """How to write a column, its cells (None is blank) and their style; the sheet need not look at each cell again."""
    style = None
    if pd.api.types.is_datetime64_any_dtype(values):
        values, style = (values - EXCEL_EPOCH) / DAY, styles.moment if column.kind == "moment" else styles.date
    plain = values.astype(object).to_numpy(dtype=object, copy=True)
    plain[values.isna().to_numpy()] = None
    cells = plain.tolist()
    kinds = {type(cell) for cell in cells} - {type(None)}
    name = "write_string" if kinds == {str} else "write_number" if kinds <= {int, float} else "write"
    return getattr(sheet, name), cells, style
