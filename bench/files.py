"""Files to import: a million monthly reports as CSV, 200,000 as XLSX, and one month's small batch for a home."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pandas as pd
import xlsxwriter

from bench.homes import DataHome
from bench.kept import SEED, kept
from parkdash.contracts import contracts
from parkdash.sample import as_written, tables

TABLE = "monthly_report"
CSV_ROWS = 1_000_000
XLSX_ROWS = 200_000
SMALL_ROWS = 500
ENTERPRISES = 40_000  # report more than a million months
STEP = 100_000
SOURCES = ("sample", "contracts", "catalogue")


def big() -> tuple[Path, Path]:
    """The CSV and the XLSX, as an office would hand them in."""
    folder = kept("files", SOURCES, (__file__,), _write)
    return folder / "企业月报.csv", folder / "企业月报.xlsx"


def _write(folder: Path) -> None:
    frame = tables(ENTERPRISES, 48, SEED)[TABLE].iloc[:CSV_ROWS].reset_index(drop=True)
    for first in range(0, CSV_ROWS, STEP):
        part = as_written(frame.iloc[first : first + STEP], contracts()[TABLE])
        part.to_csv(folder / "企业月报.csv", mode="a", header=first == 0, index=False)
    _workbook(folder / "企业月报.xlsx", as_written(frame.iloc[:XLSX_ROWS], contracts()[TABLE]))


def _workbook(path: Path, written: pd.DataFrame) -> None:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("上报")  # not our table's name: it has to be understood
    sheet.write_row(0, 0, list(written.columns))
    plain = written.astype(object).where(written.notna(), None)
    for number, row in enumerate(plain.itertuples(index=False, name=None), start=1):
        sheet.write_row(number, 0, row)
    book.close()


def small(home: DataHome, folder: Path, turn: int) -> Path:
    """One month of 500 enterprises with other headcounts than before, different in each `turn`."""
    version = next(home.path.glob("versions/*.duckdb"))
    with duckdb.connect(str(version), read_only=True) as con:
        found = con.execute(
            f"select enterprise, credit_code, strftime(month, '%Y-%m'), coalesce(headcount, 0) + ? from {TABLE}"
            f" where month = (select max(month) from {TABLE}) order by enterprise limit ?",
            [turn, SMALL_ROWS],
        ).fetchall()
    path = folder / f"企业月报-{turn}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["企业名称", "统一社会信用代码", "月份", "从业人员"])
        writer.writerows(found)
    return path
