"""Where a table begins: the texts above it, its header, and the rows of units or numbers below the header."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import numpy as np

from parkdash.ingest.grids import Area
from parkdash.ingest.layout.cells import Cells
from parkdash.ingest.layout.levels import Rows, deepened, groups_above, joined, share_of_words
from parkdash.ingest.layout.words import (
    TYPED,
    is_header_word,
    is_label,
    is_namelike,
    is_period,
    is_unit,
    kind,
    plain,
    unit_above,
    unit_in,
    unit_of_header,
)

WINDOW = 120  # rows with a text that are looked at from the top
CELLS = 60_000  # of a very wide table fewer rows are looked at, but not less than:
LEAST = 20
DEEPEST_TITLE = 40  # rows with a text among which the header must be
CANDIDATES = 12
SAMPLE = 30  # records that a header is compared with
HEADERLESS = 0.05  # a row that speaks less than this for being a header is a record
CLEARLY = 0.3  # by which a later row must be better
SURE = 0.5  # from which on no later row is looked at

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_DEMAND = re.compile(r"(?:必填|选填|非必填|可选|required|optional|mandatory)(?:项)?[*]?", re.I)
_EXAMPLE = re.compile(r"(?:例|示例|样例|举例|范例|填写示例|example|e\.g\.)(?:[:：]|$)", re.I)
_NAME_OF_CODE = re.compile(r"[a-z_][a-z0-9]*(?:_[a-z0-9]+)*|[a-z]+(?:[A-Z][a-z0-9]*)*")


@dataclass(frozen=True)
class Heading:
    """Rows are places in the grid. `headers` and `units` have one entry for each of the table's columns."""

    above: tuple[int, ...]
    levels: tuple[int, ...]
    below: tuple[int, ...]
    headers: tuple[str, ...]
    units: tuple[str, ...]
    first: int  # the first row that may be a record
    score: float = 1.0

    @property
    def sureness(self) -> float:
        """How many of the headers read like names of columns, as a share."""
        return share_of_words(self.headers)


def found(cells: Cells, columns: Sequence[int], at: np.ndarray) -> Heading:
    """The heading of the table that begins in the first of the rows `at` (those with a text)."""
    places = at[: max(LEAST, min(WINDOW, CELLS // max(1, len(columns))))]
    rows = cells.texts(places, columns)
    areas = areas_within(cells, places, columns)
    width = _width(rows)
    plainer = [place for place, row in enumerate(rows) if not _is_above(row, width)]
    candidates = [place for place in plainer if place < DEEPEST_TITLE][:CANDIDATES] or [0]
    best: tuple[int, int, float] | None = None
    for first in candidates:
        end = deepened(rows, first, areas)
        score = _score(joined(rows, first, end, areas), _sample(rows, places, first, _below(rows, first, end), plainer))
        if best is None or score > best[2] + CLEARLY:
            best = (first, end, score)
        if best[2] >= SURE:
            break
    assert best is not None
    first, end, score = best
    if score < HEADERLESS:
        first = candidates[0]
        return Heading(
            tuple(places[:first].tolist()),
            (),
            (),
            ("",) * len(columns),
            ("",) * len(columns),
            int(places[first]),
            score,
        )
    first = groups_above(rows, first, areas)
    return replace(_heading(rows, places, first, end, areas), score=score)


def given(cells: Cells, columns: Sequence[int], at: np.ndarray, levels: Sequence[int]) -> Heading:
    """The heading whose levels are known."""
    inner = [place for place in range(levels[0], levels[-1] + 1) if place < cells.height]
    below = at[at > levels[-1]][:SAMPLE]
    above = at[at < levels[0]]
    places = np.array([*above.tolist(), *inner, *below.tolist()], dtype=np.int64)
    rows = cells.texts(places, columns)
    first = len(above)
    areas = areas_within(cells, places, columns)
    return _heading(rows, places, first, first + len(inner), areas)


def areas_within(cells: Cells, places: np.ndarray, columns: Sequence[int]) -> list[Area]:
    """Merged areas that begin in these rows and columns, counted by them."""
    numbers = cells.numbers[places]
    row_of = {int(number): index for index, number in enumerate(numbers)}
    column_of = {place: index for index, place in enumerate(columns)}
    within = []
    for top, left, bottom, right in cells.areas[np.isin(cells.areas[:, 0], numbers)].tolist():
        if left in column_of:
            last_row = max(row_of[number] for number in range(top, bottom + 1) if number in row_of)
            last_column = max(column_of[place] for place in range(left, right + 1) if place in column_of)
            within.append(Area(row_of[top], column_of[left], last_row, last_column))
    return within


def _heading(rows: Rows, places: np.ndarray, first: int, end: int, areas: Sequence[Area]) -> Heading:
    headers = joined(rows, first, end, areas) if end > first else [""] * len(rows[0] if rows else ())
    after = _below(rows, first, end)
    units = [unit_of_header(header) for header in headers]
    for row in rows[end:after]:
        if _is_unit_row(row):
            units = [unit_in(text) if text else unit for text, unit in zip(row, units, strict=True)]
    return Heading(
        tuple(places[:first].tolist()),
        tuple(places[first:end].tolist()),
        tuple(places[end:after].tolist()),
        tuple(headers),
        tuple(units),
        int(places[after - 1]) + 1 if after else 0,
    )


def _width(rows: Rows) -> float:
    """How many different texts a row of the table has."""
    return median(_different(row) for row in rows) if rows else 0


def _different(row: Sequence[str]) -> int:
    return len({text for text in row if text})


def _is_above(row: Sequence[str], width: float) -> bool:
    """True for a row that stands above a table rather than in it: one text, or nothing but remarks."""
    different = _different(row)
    if width > 1 and different <= max(1, width * 0.34):
        return True
    texts = [text for text in row if text]
    return any(is_label(text) for text in texts) and all(map(_is_remark, texts))


def _is_remark(text: str) -> bool:
    valued = is_label(text) and not text.rstrip().endswith((":", "："))
    return valued or bool(unit_above(text)) or kind(text) == "date" or text.startswith(("附件", "附表", "表号"))


def _sample(rows: Rows, places: np.ndarray, first: int, after: int, plainer: Sequence[int]) -> list[Sequence[str]]:
    """Records below a header up to the next gap, without repetitions of the header on further pages."""
    usual = float(np.median(np.diff(places))) if len(places) > 1 else 1.0
    sample: list[Sequence[str]] = []
    last = places[after] if after < len(places) else 0
    for place in plainer:
        if place < after or rows[place] == rows[first]:
            continue
        if len(sample) == SAMPLE or (sample and places[place] - last > usual):
            break
        sample.append(rows[place])
        last = places[place]
    return sample


def _score(headers: Sequence[str], body: Sequence[Sequence[str]]) -> float:
    """How much speaks for these texts being the header of these rows: 1 all, 0 nothing, below 0 against it."""
    columns = [[row[place] for row in body if row[place]] for place in range(len(headers))]
    points = [_points(header, values) for header, values in zip(headers, columns, strict=True) if header or values]
    names = [plain(header) for header in headers if header]
    doubled = (len(names) - len(set(names))) / len(names) if names else 0
    return sum(points) / len(points) - 0.5 * doubled if points else 0.0


def _points(header: str, values: list[str]) -> float:
    kinds = Counter(kind(value) for value in values)
    usual = kinds.most_common(1)[0][0] if kinds else "blank"
    own = kind(header)
    if not header:
        return -0.3
    if is_period(header):
        return -1.0 if values and all(map(is_period, values)) else 0.5 if usual == "number" else 0.0
    if own in TYPED:
        return -1.0 if own == usual else -0.5
    if own != "text":
        return -0.5
    if header in values or is_namelike(header):
        return -0.5
    if is_header_word(header):
        return 1.0
    return 0.8 if usual in TYPED else 0.2


def _below(rows: Rows, first: int, end: int) -> int:
    """The row after those below the header that are no records: units, numbers of columns, code names, examples."""
    header = rows[end - 1] if end else []
    while end < len(rows):
        row, after = rows[end], rows[end + 1] if end + 1 < len(rows) else None
        if not (_is_unit_row(row) or _is_number_row(row, after) or _is_code_row(row, header, after) or _is_demand(row)):
            break
        end += 1
    return end


def _is_unit_row(row: Sequence[str]) -> bool:
    texts = [text for text in row if kind(text) not in ("blank", "missing")]
    return len(row) > 1 and bool(texts) and all(map(is_unit, texts))


def _is_number_row(row: Sequence[str], after: Sequence[str] | None) -> bool:
    """甲 乙 1 2 3, (1) (2) (3) or A B C below the header; but not the first record of a table that counts its rows."""
    texts = [text for text in row if kind(text) not in ("blank", "missing")]
    marks = [re.split(r"=", plain(text).strip("()[]<>"))[0] for text in texts]
    if len(marks) < 3 or len(marks) * 2 < len(row):
        return False
    letters = [mark for mark in marks if not mark.isdigit()]
    numbers = [int(mark) for mark in marks if mark.isdigit()]
    if marks[: len(letters)] != letters or any(b - a != 1 for a, b in pairwise(numbers)):
        return False
    stems = (
        "".join(letters) == _STEMS[: len(letters)] or "".join(letters) == "abcdefghijklmnopqrstuvwxyz"[: len(letters)]
    )
    if not stems or (numbers and numbers[0] not in (0, 1, len(letters) + 1)):
        return False
    place = next((place for place, text in enumerate(row) if text), 0)
    return bool(letters) or after is None or after[place] != str(numbers[0] + 1)


def _is_code_row(row: Sequence[str], header: Sequence[str], after: Sequence[str] | None) -> bool:
    """A second header of code names or in English below a Chinese one."""
    texts = [text for text in row if text]
    if len(texts) < 2 or len(texts) < 0.8 * sum(map(bool, header)) or len(set(texts)) < len(texts) or after is None:
        return False
    chinese = [text for text in header if text and not text.isascii()]
    if len(chinese) * 2 < len(texts) or not all(text.isascii() and kind(text) in ("text", "code") for text in texts):
        return False
    like_names = [text for text in texts if _NAME_OF_CODE.fullmatch(text) or is_header_word(text)]
    contrast = any(
        text and kind(below) not in ("text", "blank", "missing") for text, below in zip(row, after, strict=True)
    )
    written = any(below and not below.isascii() for below in after)
    return (
        len(like_names) >= 0.8 * len(texts)
        and (contrast or written)
        and any("_" in t or is_header_word(t) for t in texts)
    )


def _is_demand(row: Sequence[str]) -> bool:
    texts = [plain(text).strip("()[]") for text in row if text]
    return bool(texts) and (all(map(_DEMAND.fullmatch, texts)) or bool(_EXAMPLE.match(texts[0])))
