"""Headers of one or several levels → one text a column, joined by "/"."""

from __future__ import annotations

from collections.abc import Sequence

from parkdash.ingest.grids import Area
from parkdash.ingest.layout.words import is_header_word, is_label, is_unit, kind, plain, unit_above

Rows = Sequence[Sequence[str]]

DEEPEST = 4  # levels of a header
_OWN = frozenset({"备注", "附注", "说明", "序号", "remarks", "remark", "note", "notes"})  # never below a group


def deepened(rows: Rows, first: int, areas: Sequence[Area]) -> int:
    """The row behind the last level of a header that begins at `first`. `areas` count rows and columns as `rows` do"""
    end = first + 1
    while end < len(rows) and end - first < DEEPEST and _goes_on(rows, first, end, areas):
        end += 1
    return end


def _goes_on(rows: Rows, first: int, end: int, areas: Sequence[Area]) -> bool:
    below = rows[end]
    words = [text for text in below if text]
    if any(area.top >= first and area.top < end <= area.bottom for area in areas):
        return not words or all(kind(text) in ("text", "date", "number") for text in words)
    if not words or any(kind(text) != "text" for text in words if not _is_period_like(text)):
        return False
    groups = [area for area in areas if area.top == area.bottom == end - 1 and area.right > area.left]
    if groups:
        return all(any(below[area.left : area.right + 1]) for area in groups) and not all(map(is_unit, words))
    return not areas and (_stands_below_groups(rows, first, end) or _stands_below_copies(rows[end - 1], below))


def _is_period_like(text: str) -> bool:
    return kind(text) == "date" or (kind(text) == "number" and len(text) == 4)


def _stands_below_groups(rows: Rows, first: int, end: int) -> bool:
    """Without merged cells: the row has texts exactly where the header above has a text with blanks to its right."""
    above = [any(rows[level][place] for level in range(first, end)) for place in range(len(rows[end]))]
    last = rows[end - 1]
    wanted: set[int] = set()
    place = 0
    while place < len(above):
        stop = place + 1
        while stop < len(above) and not above[stop]:
            stop += 1
        if above[place] and last[place] and stop > place + 1:
            wanted |= set(range(place, stop))
        place = stop
    given = {place for place, text in enumerate(rows[end]) if text}
    if not wanted or not given or len(given) < 2 or given == set(range(len(above))):
        return False
    own = {place for place in given - wanted if plain(rows[end][place]) in _OWN}
    return given - own <= wanted and len(given & wanted) * 2 > len(wanted)


def _stands_below_copies(above: Sequence[str], below: Sequence[str]) -> bool:
    """Saved with every merged cell written out: names of groups stand once a column, single names in both rows."""
    copied = [
        place
        for place, text in enumerate(above)
        if text and text in (*above[max(0, place - 1) : place], *above[place + 1 : place + 2])
    ]
    others = [place for place in range(len(above)) if place not in copied]
    return (
        bool(copied)
        and all(below[place] and below[place] != above[place] for place in copied)
        and all(not below[place] or below[place] == above[place] for place in others)
    )


def groups_above(rows: Rows, first: int, areas: Sequence[Area]) -> int:
    """The first level of a header whose complete level is `first`: sparse rows of group names above belong to it."""
    while first > 0 and _is_group_row(rows[first - 1], rows[first], [a for a in areas if a.top == first - 1]):
        first -= 1
    return first


def _is_group_row(row: Sequence[str], below: Sequence[str], areas: Sequence[Area]) -> bool:
    given = [place for place, text in enumerate(row) if text]
    if not given or any(kind(row[place]) not in ("text", "date") or _is_remark(row[place]) for place in given):
        return False
    used = [place for place, text in enumerate(below) if text]
    if not used or given[0] <= used[0]:
        return False
    wide = [area for area in areas if area.right > area.left and row[area.left]]
    if wide:
        return all(area.right - area.left + 1 < len(used) for area in wide)
    return len(given) >= 2 and all(kind(row[place]) == "text" for place in given)


def _is_remark(text: str) -> bool:
    return is_label(text) or bool(unit_above(text))


def joined(rows: Rows, first: int, end: int, areas: Sequence[Area]) -> list[str]:
    """One header a column from the levels `first` to `end` (not included)."""
    levels = [_spread(rows, level, end, areas) for level in range(first, end)]
    headers = []
    for parts in zip(*levels, strict=True):
        kept: list[str] = []
        for part in parts:
            if part and (not kept or plain(part) != plain(kept[-1])):
                kept.append(part)
        headers.append("/".join(kept))
    return headers


def _spread(rows: Rows, level: int, end: int, areas: Sequence[Area]) -> list[str]:
    """A level with the names of its groups above each of their columns."""
    texts = list(rows[level])
    wide = [area for area in areas if area.top <= level <= area.bottom and area.right > area.left]
    for area in wide:
        if area.top == level:
            texts[area.left : area.right + 1] = [texts[area.left]] * (area.right + 1 - area.left)
    if areas or level + 1 >= end:
        return texts
    group = ""
    for place, text in enumerate(texts):
        lower = next((rows[deeper][place] for deeper in range(level + 1, end) if rows[deeper][place]), "")
        if text:
            group = text if lower else ""
        elif group and lower and plain(lower) not in _OWN:
            texts[place] = group
        else:
            group = ""
    return texts


def share_of_words(texts: Sequence[str]) -> float:
    """How many of the texts read like the name of a column, as a share."""
    given = [text for text in texts if text]
    return sum(map(is_header_word, given)) / len(given) if given else 0.0
