"""The rows below a header: which of them are records, and why the others are not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parkdash.ingest.layout.cells import Cells
from parkdash.ingest.layout.heading import Heading
from parkdash.ingest.layout.model import Why
from parkdash.ingest.layout.vocabulary import BANNER, FOOTER, TOTAL, TOTAL_ENDING
from parkdash.ingest.layout.words import is_label, kind

LEADING = 4  # columns in which the word for a total or a remark may stand
TAIL = 60  # rows with a text at the end among which footers are looked for
TRIED = 2_000  # sparse rows whose texts are looked at one by one

Dropped = dict[int, Why]


def not_records(cells: Cells, columns: Sequence[int], at: np.ndarray, heading: Heading) -> Dropped:
    """The rows of `at` (below the header, with a text) that are no records, by place in the grid."""
    if not len(at):
        return {}
    counts = cells.counts(columns)
    dropped: Dropped = {}
    furniture = (*heading.above, *heading.levels, *heading.below)
    for place in _repeated(cells, columns, at, counts, furniture):
        dropped[place] = "repeated_header"
    for place in _totals(cells, columns, at, counts):
        dropped.setdefault(place, "total")
    for place, why in _remarks(cells, columns, at, counts).items():
        dropped.setdefault(place, why)
    for place in _footers(cells, columns, at, dropped):
        dropped[place] = "footer" if dropped.get(place) != "total" else "total"
    return dropped


def _repeated(
    cells: Cells, columns: Sequence[int], at: np.ndarray, counts: np.ndarray, furniture: Sequence[int]
) -> list[int]:
    """Rows that repeat a row of the heading cell by cell, as printed pages do."""
    found: list[int] = []
    for row in furniture:
        same = at[counts[at] == counts[row]]
        for column in sorted(columns, key=lambda place: not cells.filled[place][row]):
            if not len(same):
                break
            indices = cells.indices[column]
            same = same[indices[same] == indices[row]]
        found += same.tolist()
    return found


def _totals(cells: Cells, columns: Sequence[int], at: np.ndarray, counts: np.ndarray) -> list[int]:
    """Rows of sums: the word stands in a leading column, and no other text but figures follows it."""
    found: list[int] = []
    for order, column in enumerate(columns[:LEADING]):
        distinct = cells.grid.columns[column].dictionary
        ending = pc.or_(
            pc.ends_with(distinct, "计"), pc.match_substring_regex(distinct, r"^[^a-zA-Z]{0,2}[tTgGsS累][oOrRuU计本]")
        )
        ending = pc.or_(ending, pc.match_substring_regex(distinct, r"^[^a-z]{0,12}[计和][:：(（]"))
        if not pc.any(ending).as_py():
            continue
        short = distinct.filter(ending)
        words = pa.array([text for text in short.to_pylist() if _is_total(text)], pa.string())
        rows = at[cells.matching(column, pc.is_in(distinct, words))[at]]
        others = [place for place in columns if place != column]
        for row, texts in zip(rows.tolist(), cells.texts(rows, others), strict=True):
            word = cells.texts([row], [column])[0][0]
            exact = pc.match_substring_regex(pa.array([word]), TOTAL)[0].as_py()
            if _sums(texts[:order], texts[order:], exact):
                found.append(row)
    return found


def _is_total(text: str) -> bool:
    one = pa.array([text], pa.string())
    return len(text) <= 30 and bool(
        pc.match_substring_regex(one, TOTAL)[0].as_py() or pc.match_substring_regex(one, TOTAL_ENDING)[0].as_py()
    )


def _sums(before: Sequence[str], after: Sequence[str], exact: bool) -> bool:
    """Before an exact word a group's name may stand; behind it and beside a mere ending only figures."""
    figures = all(kind(text) in ("blank", "missing", "number") or _counts(text) for text in after)
    return figures and (exact or (all(kind(text) in ("blank", "number") for text in before) and any(after)))


def _counts(text: str) -> bool:
    """ "12家", "共 5 户": a figure with its unit."""
    return len(text) <= 12 and any(letter.isdigit() for letter in text)


def _remarks(cells: Cells, columns: Sequence[int], at: np.ndarray, counts: np.ndarray) -> Dropped:
    """Rows between the records that hold one text only: section titles across the table, sources, page numbers."""
    if len(columns) < 3:
        return {}
    found: Dropped = {}
    sparse = at[counts[at] == 1]
    if len(sparse) > TRIED:
        sparse = np.concatenate([sparse[: TRIED // 2], sparse[-TRIED // 2 :]])
    wide = {area.top for area in cells.areas if area.right - area.left + 1 >= max(3, 0.6 * len(columns))}
    for row, texts in zip(sparse.tolist(), cells.texts(sparse, columns), strict=True):
        text = next(text for text in texts if text)
        if pc.match_substring_regex(pa.array([text]), FOOTER)[0].as_py():
            found[row] = "footer"
        elif int(cells.numbers[row]) in wide or pc.match_substring_regex(pa.array([text]), BANNER)[0].as_py():
            found[row] = "note"
    return found


def _footers(cells: Cells, columns: Sequence[int], at: np.ndarray, dropped: Dropped) -> list[int]:
    """Rows at the end: from the first remark on, as long as no record follows."""
    tail = at[-TAIL:]
    texts = cells.texts(tail, columns)
    found: list[int] = []
    first = None
    for order in range(len(tail) - 1, -1, -1):
        row = int(tail[order])
        if _closes(texts[order], len(columns)) or dropped.get(row) in ("footer", "note"):
            first = order
        elif not _may_follow(texts[order], len(columns)) and dropped.get(row) not in ("total", "repeated_header"):
            break
    if first is not None:
        found = [int(row) for row in tail[first:]]
    return found


def _closes(row: Sequence[str], width: int) -> bool:
    """True for "数据来源：…", "制表人：  审核人：", a sentence by itself."""
    given = [text for text in row if text]
    starts = bool(pc.match_substring_regex(pa.array(given[:1]), FOOTER)[0].as_py())
    if len(given) == 1:
        return (starts and (width > 1 or is_label(given[0]))) or (width > 2 and (kind(given[0]) == "long"))
    labels = sum(map(is_label, given))
    return (starts and (labels > 0 or len(given) * 2 < width)) or (
        labels > 0 and labels * 2 >= len(given) and width > 2
    )


def _may_follow(row: Sequence[str], width: int) -> bool:
    """True for what may stand below a remark: another line of it."""
    return sum(map(bool, row)) <= max(1, width // 4) and width > 1
