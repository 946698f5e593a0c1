"""Several tables in one sheet: side by side, or one below the other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from parkdash.ingest.layout import heading as headings
from parkdash.ingest.layout.cells import Cells
from parkdash.ingest.layout.heading import Heading
from parkdash.ingest.layout.levels import share_of_words
from parkdash.ingest.layout.words import plain

TRIED = 200  # places at which another table might begin that are looked at
NEAR = 4  # rows from such a place on among which its header is
NAMED = 0.6  # share of a new header's texts that read like names of columns


def side_by_side(cells: Cells) -> list[list[int]]:
    """The columns of each table that stands beside others; one list where there is one table."""
    at = np.flatnonzero(cells.counts(cells.used))
    whole = headings.found(cells, cells.used, at)
    repeated = _period(whole.headers)
    if repeated:
        return [cells.used[start : start + repeated] for start in range(0, len(cells.used), repeated)]
    groups = _apart(cells.used)
    if len(groups) < 2 or any(len(group) < 2 for group in groups):
        return [cells.used]
    return groups if _are_tables(cells, groups) else [cells.used]


def _period(headers: Sequence[str]) -> int:
    """After how many columns all headers come again: lists printed in two or three columns; 0 if they do not."""
    names = [plain(header) for header in headers]
    for size in range(2, len(names) // 2 + 1):
        if len(names) % size == 0 and names == names[:size] * (len(names) // size):
            return size if all(names[:size]) and len(set(names[:size])) == size else 0
    return 0


def _apart(used: Sequence[int]) -> list[list[int]]:
    """Columns in groups between which a column is blank from top to bottom."""
    groups: list[list[int]] = []
    for place in used:
        if groups and groups[-1][-1] == place - 1:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _are_tables(cells: Cells, groups: Sequence[Sequence[int]]) -> bool:
    """True if every group has a header of its own, and they end in different rows or have the same headers."""
    ats = [np.flatnonzero(cells.counts(group)) for group in groups]
    found = [headings.found(cells, group, at) for group, at in zip(groups, ats, strict=True)]
    if not all(heading.levels and heading.sureness >= NAMED for heading in found):
        return False
    names = [{plain(header) for header in heading.headers if header} for heading in found]
    alike = all(len(names[0] & other) * 2 >= len(names[0]) for other in names[1:])
    ends = {int(at[-1]) for at in ats}
    begins = {heading.levels[0] for heading in found}
    return alike or len(begins) > 1 or len(ends) == len(groups)


def next_table(cells: Cells, columns: Sequence[int], at: np.ndarray, heading: Heading) -> int:
    """The row in which another table begins below this one: its title or its header. The grid's height if none does."""
    own = {plain(header) for header in heading.headers if header}
    for place in _openings(cells, columns, at):
        below = at[at >= place][: headings.SAMPLE * 2]
        if len(below) < 2:
            continue
        other = headings.found(cells, columns, below)
        names = [plain(header) for header in other.headers if header]
        if not other.levels or len(names) < 2 or other.sureness < NAMED or other.score < NAMED:
            continue
        if len(own & set(names)) * 2 > len(names) or not _follows(other, below, place):
            continue
        return place
    return cells.height


def _follows(other: Heading, below: np.ndarray, place: int) -> bool:
    """True if nothing but a title stands between the opening and the header."""
    return (
        len(other.above) <= 3 and int(below[0]) == place and int(other.levels[0]) <= int(below[min(3, len(below) - 1)])
    )


def _openings(cells: Cells, columns: Sequence[int], at: np.ndarray) -> list[int]:
    """Rows behind a gap. Where gaps are the rule, only behind longer ones."""
    if len(at) < 3:
        return []
    gaps = np.diff(at)
    usual = float(np.median(gaps))
    after = (np.flatnonzero(gaps > usual) + 1)[:TRIED]
    near = np.minimum(after[:, None] + np.arange(NEAR), len(at) - 1)
    texts = cells.texts(at[near.ravel()], columns)
    return [
        int(at[place])
        for number, place in enumerate(after.tolist())
        if any(share_of_words(row) >= NAMED for row in texts[number * NEAR : (number + 1) * NEAR])
    ]
