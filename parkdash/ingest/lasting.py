"""How long something lasts, in one cell: from one day to another, or a number of years from a day on."""

from __future__ import annotations

import re
from datetime import timedelta

from parkdash.ingest.datewords import sure_span
from parkdash.ingest.periods import Span, month_span

TERM_MARK = " 起 "  # between the first day and the term, where a mapping joins two columns
_TO = re.compile(r"\s*(?:-|—|–|~|～|至|到|\bto\b)+\s*")
_ROUND = re.compile(r"^[自从]\s*|(?<=[日号月年])\s*[起止]\s*$")
_WITHOUT_YEAR = re.compile(r"(\d{1,2})([月./-])(\d{1,2})日?")
_MONTH = re.compile(r"(\d{4})\.([2-9])")
_TERM = re.compile(r"(\d{1,3}|[一二两三四五六七八九十]{1,2})\s*(?:周?年|个?\s*(月)|years?|(months?))")
_SPELLED = {char: place for place, char in enumerate("一二三四五六七八九十", 1)} | {"两": 2}


def range_span(text: str) -> Span | None:
    """2022.12.01-2025.11.30, 2023年1月1日至12月31日, 2024-2026: first and last day; None for others."""
    for mark in _TO.finditer(text):
        first, last = (_ROUND.sub("", part.strip()) for part in (text[: mark.start()], text[mark.end() :]))
        begin, end = _sure(first), _sure(_with_year(first, last))
        if begin and end and begin[0] < end[1]:
            return begin[0], end[1]
    return None


def term_span(text: str) -> Span | None:
    """ "2023-10-16 起 三年": from the day on to the last day of the term; None for any other text."""
    first, mark, term = text.partition(TERM_MARK)
    begin, months = _sure(first) if mark else None, months_in(term)
    if not begin or not months:
        return None
    year, month = divmod(begin[0].year * 12 + begin[0].month - 1 + months, 12)
    whole = month_span(year, month + 1)
    return begin[0], min(whole[0] + timedelta(days=begin[0].day - 2), whole[1])


def months_in(text: str) -> int:
    """The months of 三年, 3年, 36个月, 2 years; 0 for any other text."""
    found = _TERM.fullmatch(text.strip().lower())
    if not found:
        return 0
    number = int(found[1]) if found[1].isdecimal() else _SPELLED.get(found[1], 0)
    return number * (1 if found[2] or found[3] else 12)


def _sure(text: str) -> Span | None:
    month = _MONTH.fullmatch(text)  # 2023.1 may be an October that lost its nought
    try:
        return month_span(int(month[1]), int(month[2])) if month else sure_span(text)
    except ValueError:  # right shape but no such day
        return None


def _with_year(first: str, last: str) -> str:
    """The last day with the year of the first, where it names month and day only."""
    found, year = _WITHOUT_YEAR.fullmatch(last), re.match(r"\d{4}", first)
    return f"{year[0]}-{found[1]}-{found[3]}" if found and year else last
