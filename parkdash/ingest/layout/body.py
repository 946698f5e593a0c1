"""The rows below a header: which of them are records, and why the others are not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parkdash.ingest.layout.cells import Cells
from parkdash.ingest.layout.heading import Heading
from parkdash.ingest.layout.model import Why
from parkdash.ingest.layout.vocabulary import BANNER, FOOTER, PAGE, RATIO, TOTAL, TOTAL_ENDING, TOTAL_ENDS
from parkdash.ingest.layout.words import is_label, kind

LEADING = 4  # columns in which the word for a total or a remark may stand
TAIL = 60  # rows with a text at the end among which footers are looked for
TRIED = 2_000  # sparse rows whose texts are looked at one by one

TOTAL_BYTES = 90  # of UTF-8; a longer text names no sum

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
        dropped.setdefault(place, "note" if _is_ratio(cells.texts([place], columns[:LEADING])[0]) else "total")
    for place, why in _remarks(cells, columns, at, counts).items():
        dropped.setdefault(place, why)
    for place in _footers(cells, columns, at, counts, dropped):
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
        words = _total_words(cells.grid.columns[column].dictionary)
        if not words:
            continue
        distinct = cells.grid.columns[column].dictionary
        rows = at[cells.matching(column, pc.is_in(distinct, pa.array(list(words), pa.string())))[at]]
        others = [place for place in columns if place != column]
        said = cells.texts(rows, [column])
        for row, (word,), texts in zip(rows.tolist(), said, cells.texts(rows, others), strict=True):
            if _sums(texts[:order], texts[order:], words[word]):
                found.append(row)
    return found


def _is_ratio(row: Sequence[str]) -> bool:
    """True for a row of averages: it sums nothing up."""
    return any(text and _matches(RATIO, text) for text in row)


def _total_words(distinct: pa.Array) -> dict[str, bool]:
    """The texts that may name a sum, and whether they do by themselves. Their ends are tried first: that is fast."""
    ends = pc.ends_with(distinct, TOTAL_ENDS[0])
    for end in TOTAL_ENDS[1:]:
        ends = pc.or_(ends, pc.ends_with(distinct, end))
    likely = distinct.filter(pc.and_(ends, pc.less(pc.binary_length(distinct), TOTAL_BYTES)))
    exact = pc.or_(pc.match_substring_regex(likely, TOTAL), pc.match_substring_regex(likely, RATIO)).to_pylist()
    ending = pc.match_substring_regex(likely, TOTAL_ENDING).to_pylist()
    return {
        text: alone for text, alone, behind in zip(likely.to_pylist(), exact, ending, strict=True) if alone or behind
    }


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
    spans = cells.areas[:, 3] - cells.areas[:, 1] + 1
    wide = set(cells.areas[spans >= max(3, 0.6 * len(columns)), 0].tolist())
    for row, texts in zip(sparse.tolist(), cells.texts(sparse, columns), strict=True):
        text = next(text for text in texts if text)
        if _matches(FOOTER, text):
            found[row] = "footer"
        elif int(cells.numbers[row]) in wide or _matches(BANNER, text):
            found[row] = "note"
    return found


def _footers(cells: Cells, columns: Sequence[int], at: np.ndarray, counts: np.ndarray, dropped: Dropped) -> list[int]:
    """Rows at the end: from the first remark on, as long as no record follows."""
    tail = at[-TAIL:]
    texts = cells.texts(tail, columns)
    sparse = float(np.median(counts[at])) / 2  # a line below a remark has no more cells
    first = len(tail)
    for order in range(len(tail) - 1, -1, -1):
        if _closes(texts[order], len(columns)):
            first = order
        elif counts[tail[order]] > sparse and dropped.get(int(tail[order])) != "total":
            break
    return [int(row) for row in tail[first:]]


def _closes(row: Sequence[str], width: int) -> bool:
    """True for "数据来源：…", "制表人：  审核人：", a sentence by itself."""
    given = [text for text in row if text]
    if len(given) == 1 and width > 2 and "。" in given[0]:
        return True
    if width > 2 and all(map(is_label, given)) and any(text.rstrip().endswith((":", "：")) for text in given):
        return True
    if not _matches(FOOTER, given[0]) or _matches(PAGE, given[0]):
        return False
    labels = sum(map(is_label, given))
    return labels > 0 or (width > 1 and len(given) * 2 <= width)


def _matches(pattern: str, text: str) -> bool:
    return bool(pc.match_substring_regex(pa.array([text], pa.string()), pattern)[0].as_py())
