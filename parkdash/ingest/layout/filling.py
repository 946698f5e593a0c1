"""Cells that stand for several rows: the text of a vertically merged cell is given to each of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from parkdash.ingest.layout.cells import Cells
from parkdash.ingest.layout.words import is_header_word, is_namelike, kind, plain

GROUPS = 2  # blocks with a continued row that make a pattern
FULL = 0.9  # share of rows in which what is told of every row has to be filled
TRIED = 500  # rows whose texts tell whether a column is one of amounts
# Figures that hold for each row of a merged cell: numbers of things, times, rates.
_NO_AMOUNT = (
    *(
        "序",
        "号",
        "码",
        "年",
        "月",
        "日",
        "期",
        "时间",
        "楼",
        "层",
        "室",
        "比",
        "率",
        "单价",
        "no",
        "year",
        "month",
        "date",
    ),
    *("id", "code", "rate", "share", "price"),
)
_UNSURE = ("备注", "说明", "曾用", "代码", "编号", "电话", "联系")
_LEADS = (
    *("名称", "企业", "公司", "单位", "园区", "项目", "类别", "产业", "领域", "行业", "街道", "区域", "板块", "片区"),
    *("部门", "载体", "姓名", "name", "company", "enterprise", "park", "category", "project", "firm"),
)


def filled_down(
    cells: Cells, columns: Sequence[int], headers: Sequence[str], rows: np.ndarray
) -> dict[int, np.ndarray]:
    """By column, where the text of each row of the grid stands: a row, or the first one of its merged cell.

    Only columns in which that changes anything. `rows` are the records.
    """
    if not len(rows):
        return {}
    if len(cells.areas):
        return _through_areas(cells, columns, int(rows[0]), int(rows[-1]))
    return _through_blanks(cells, columns, headers, rows)


def single_amounts(
    cells: Cells, sources: dict[int, np.ndarray], headers: dict[int, str], rows: np.ndarray
) -> tuple[int, ...]:
    """Of the columns filled down those of amounts: one figure for several rows, which added up would count it again."""
    return tuple(
        column
        for column, source in sources.items()
        if not any(word in plain(headers[column]) for word in _NO_AMOUNT)
        and (texts := cells.texts(np.unique(source[rows])[:TRIED], [column]))
        and all(kind(text) in ("number", "blank", "missing") and "%" not in text for (text,) in texts)
    )


def _through_areas(cells: Cells, columns: Sequence[int], first: int, last: int) -> dict[int, np.ndarray]:
    areas = cells.areas[cells.areas[:, 2] > cells.areas[:, 0]]
    tops = cells.numbers.searchsorted(areas[:, 0])
    ends = np.minimum(cells.numbers.searchsorted(areas[:, 2], side="right"), last + 1)
    sources = {}
    for column in columns:
        mine = (areas[:, 1] == column) & (tops >= first) & (ends > tops + 1)
        mine[mine] = cells.filled[column][tops[mine]]
        if mine.any():
            heights = ends[mine] - tops[mine]
            starts = np.repeat(tops[mine], heights)
            offsets = np.arange(len(starts)) - np.repeat(np.cumsum(heights) - heights, heights)
            sources[column] = np.arange(cells.height)
            sources[column][starts + offsets] = starts
    return sources


def _through_blanks(
    cells: Cells, columns: Sequence[int], headers: Sequence[str], rows: np.ndarray
) -> dict[int, np.ndarray]:
    """Merged cells saved without their areas: the leading columns are blank together, in block after block."""
    filled = [cells.filled[column][rows] for column in columns]
    lead = 0
    while lead < len(columns) and filled[lead].any() and (filled[lead] == filled[0]).all():
        lead += 1
    if not 0 < lead < len(columns) or not filled[0][0] or filled[0].all():
        return {}
    continued = ~filled[0]
    blocks = int((continued[1:] & filled[0][:-1]).sum())
    told = [mask for mask in filled[lead:] if mask[continued].mean() >= FULL and mask[~continued].mean() >= FULL / 2]
    if blocks < GROUPS or not told or not _leads(cells, columns[:lead], headers[:lead], rows[~continued]):
        return {}
    if lead == 1 and (continued.mean() < 0.5 or len(columns) < 3):
        return {}
    starts = np.maximum.accumulate(np.where(filled[0], np.arange(len(rows)), 0))
    source = np.arange(cells.height)
    source[rows] = rows[starts]
    return dict.fromkeys(columns[:lead], source)


def _leads(cells: Cells, columns: Sequence[int], headers: Sequence[str], rows: np.ndarray) -> bool:
    """True if one of the columns names what a block of rows is about, each block differently."""
    for column, header in zip(columns, headers, strict=True):
        word = plain(header)
        texts = [row[0] for row in cells.texts(rows[:500], [column])]
        named = any(lead in word for lead in _LEADS) and not any(unsure in word for unsure in _UNSURE)
        firms = sum(map(is_namelike, texts)) * 2 > len(texts)
        written = sum(kind(text) in ("text", "long") for text in texts) * 2 > len(texts)
        apart = all(one != other for one, other in pairwise(texts))
        if (named or firms or (not header and is_header_word(header))) and written and apart:
            return True
    return False
