"""Days, months, quarters, halves and years as first and last day; two-digit and Minguo years in full."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

Span = tuple[date, date]  # the first and the last day that a text may mean

MINGUO = 1911  # year 1 of the Republic is 1912
_CENTURY_TURNS = 69  # of two digits, as strptime has it: 68 is 2068, 69 is 1969


def day_span(year: int, month: int, day: int) -> Span:
    """One day. ValueError if the calendar has no such day."""
    return date(year, month, day), date(year, month, day)


def month_span(year: int, month: int, months: int = 1) -> Span:
    """`months` whole months from the given one on. ValueError if there is no such month."""
    first = date(year, month, 1)
    last = month + months - 1
    return first, date(year, last, monthrange(year, last)[1])


def quarter_span(year: int, quarter: int) -> Span:
    """A quarter from 1 to 4; ValueError for others."""
    return month_span(year, 3 * quarter - 2, 3)


def half_span(year: int, half: int) -> Span:
    """The first or the second half of a year."""
    return month_span(year, 6 * half - 5, 6)


def year_span(year: int) -> Span:
    """A whole year."""
    return month_span(year, 1, 12)


def in_full(year: int) -> int:
    """A year of two digits with its century; others as they are."""
    if year >= 100:
        return year
    return year + (1900 if year >= _CENTURY_TURNS else 2000)


def precision(span: Span) -> str:
    """day, month, quarter, half or year."""
    days = (span[1] - span[0]).days
    return (
        "day" if days == 0 else "month" if days < 31 else "quarter" if days < 93 else "half" if days < 200 else "year"
    )
