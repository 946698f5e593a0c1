"""The files that are mutated: small ones of our own, and the beginnings of public ones where they are at hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.ingest.hostile import ods, ods_row, xls
from tests.ingest.making import book_bytes

DATASETS = Path(__file__).parents[2] / "shared" / "datasets"
LINES = 40  # of a public text file
LARGEST = 64 << 10  # bytes of a public workbook

MONTHS = [
    ["企业名称", "月份", "营业收入(万元)", "从业人员"],
    *([f"第{n}号科技有限公司", "2025-03", n * 12.5, n + 3] for n in range(1, 13)),
]
FIRMS = [
    ["企业名称", "统一社会信用代码", "成立日期", "注册资本(万元)"],
    ["甲科技有限公司", "91110108MA01A2B3CF", "2015-08-01", 1000],
    ["乙（上海）医药有限公司", "91310115MA1K4A5B6L", "2016-12-24", 250.5],
    ["丙智能装备有限公司", "", "2020-01-31", 88],
]
DEALS = [
    ["企业名称", "融资日期", "轮次", "金额(万元)"],
    *([f"第{n}号科技有限公司", f"2024-0{n}-15", "A轮", n * 100] for n in range(1, 8)),
]


class Seed(NamedTuple):
    """A file to begin with. `rows`: its records as texts with the header in front, where we know them."""

    name: str
    content: bytes
    rows: tuple[tuple[str, ...], ...] = ()


def texts(rows: list[list[object]]) -> tuple[tuple[str, ...], ...]:
    """Rows of values as one types them."""
    return tuple(tuple(f"{cell}" for cell in row) for row in rows)


@cache
def seeds() -> tuple[Seed, ...]:
    """All seeds, the public ones behind our own."""
    own = [
        Seed("企业月报.csv", csv_of(texts(MONTHS)), texts(MONTHS)),
        Seed("企业.csv", csv_of(texts(FIRMS)), texts(FIRMS)),
        Seed("融资.csv", csv_of(texts(DEALS)), texts(DEALS)),
        Seed("企业月报.xlsx", book_bytes(企业月报=MONTHS)),
        Seed("两表.xlsx", book_bytes(企业=FIRMS, 融资=DEALS)),
        Seed("企业.ods", ods(*(ods_row(*row) for row in texts(FIRMS)))),
    ]
    return (*own, *_public())


def old_workbook() -> Seed:
    """A workbook of the old kind: read in a process of its own, so tried seldom."""
    cells = {(row, place): cell for row, cells in enumerate(FIRMS) for place, cell in enumerate(cells)}
    return Seed("企业.xls", xls(企业=cells))


def csv_of(rows: tuple[tuple[str, ...], ...]) -> bytes:
    """Rows without commas or quotation marks in their cells as CSV."""
    return "".join(",".join(row) + "\n" for row in rows).encode()


def _public() -> list[Seed]:
    found = []
    for path in sorted(DATASETS.rglob("*")):
        if path.suffix == ".csv":
            lines = path.read_bytes().split(b"\n")[:LINES]
            found.append(Seed(path.name, b"\n".join(lines) + b"\n"))
        elif path.suffix == ".xlsx" and path.stat().st_size <= LARGEST:
            found.append(Seed(path.name, path.read_bytes()))
    return found
