"""Dates and months as people write them → first or last days. What may mean two days is a problem, never a guess."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

from parkdash.contracts import Column
from parkdash.ingest.datewords import is_doubtful, minguo_span, month_called, sure_span, without_clock
from parkdash.ingest.figures import straight
from parkdash.ingest.lasting import range_span, term_span
from parkdash.ingest.outcomes import How, Outcome, Problem
from parkdash.ingest.periods import MINGUO, Span, day_span, in_full, month_span, precision, year_span

_EXCEL_ZERO = date(1899, 12, 30)
CHINA = timezone(timedelta(hours=8))
EARLIEST, LATEST = 1800, 2200  # years outside are typing errors

_WHOLE = re.compile(r"\d{1,7}(\.\d+)?")
_PARTS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ]?(\d{4}|\d{2})")  # 05/072018 has lost its second mark
_NAMED = re.compile(r"(?:(\d{1,2})[- ]?)?([a-z]{3})[a-z]*[-/ .']*(\d{2}|\d{4})")
_SHORT = re.compile(r"(\d{2})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})?日?)?")
_LOST = re.compile(r"(\d{4})\.(\d)")


def date_outcome(text: str, column: Column, how: How) -> Outcome:
    """A day; a month, quarter or year stands for its first or last day, as the contract says."""
    span, problem = _read(text, how.forms, "bad_date")
    return (None, problem) if span is None else (span[column.precision == "end"], None)


def month_outcome(text: str, column: Column, how: How) -> Outcome:
    """The first day of a month; a day stands for its month."""
    span, problem = _read(text, how.forms, "bad_month")
    if span is None:
        return None, problem
    if span[0].replace(day=1) != span[1].replace(day=1):
        return None, Problem("bad_month")
    return span[0].replace(day=1), None


def precision_of(text: str, forms: tuple[str, ...]) -> str | None:
    """day, month, quarter, half or year: how exact a text is; None if it is no date."""
    span, _ = _read(text, forms, "bad_date")
    return precision(span) if span else None


def _read(text: str, forms: tuple[str, ...], fault: str) -> tuple[Span | None, Problem | None]:
    plain = straight(text)
    for form in forms or ("usual",):
        try:
            span = FORMS[form](plain) if form in FORMS else _by_pattern(plain, form)
        except (ValueError, OverflowError, OSError):  # right shape but no such day
            span = None
        if span and EARLIEST <= span[0].year <= LATEST:
            return span, None
    doubtful = "usual" in (forms or ("usual",)) and is_doubtful(plain)
    return None, Problem("ambiguous_date" if doubtful else fault)


def _year(text: str) -> Span | None:
    number = text.removesuffix(".0").removesuffix("度").removesuffix("年")
    return year_span(int(number)) if number.isdecimal() and len(number) == 4 else None


def _ordered(text: str, month_first: bool) -> Span | None:
    """1/7/19, 01.07.2019, 05/072018; also with the month's name."""
    plain = without_clock(text)
    if found := _PARTS.fullmatch(plain):
        one, other, year = (int(part) for part in found.groups())
        return day_span(in_full(year), *((one, other) if month_first else (other, one)))
    if found := _NAMED.fullmatch(plain):
        year, month = in_full(int(found[3])), month_called(found[2])
        return day_span(year, month, int(found[1])) if found[1] else month_span(year, month)
    return sure_span(text)


def _year_first(text: str) -> Span | None:
    """19-1-7, 190107, 19年1月: two digits of the year first."""
    plain = without_clock(text).replace(" ", "")
    if plain.isdecimal() and len(plain) == 6:
        return day_span(in_full(int(plain[:2])), int(plain[2:4]), int(plain[4:]))
    if found := _SHORT.fullmatch(plain):
        year, month = in_full(int(found[1])), int(found[2])
        return day_span(year, month, int(found[3])) if found[3] else month_span(year, month)
    return sure_span(text)


def _month_of_one_digit(text: str, lost_nought: bool) -> Span | None:
    """2014.1 as January, or as an October whose nought a spreadsheet took."""
    found = _LOST.fullmatch(text)
    if not found:
        return sure_span(text)
    return month_span(int(found[1]), 10 if lost_nought and found[2] == "1" else int(found[2]))


def _minguo_month(text: str) -> Span | None:
    return month_span(int(text[:-2]) + MINGUO, int(text[-2:])) if text.isdecimal() and 3 <= len(text) <= 5 else None


def _minguo_date(text: str) -> Span | None:
    if not (text.isdecimal() and 5 <= len(text) <= 7):
        return None
    return day_span(int(text[:-4]) + MINGUO, int(text[-4:-2]), int(text[-2:]))


def _minguo_year(text: str) -> Span | None:
    number = text.removesuffix("度").removesuffix("年")
    return year_span(int(number) + MINGUO) if number.isdecimal() and len(number) <= 3 else None


def _minguo(text: str) -> Span | None:
    """Any Minguo form; digits by their count: 114, 11407, 1140816."""
    if text.isdecimal():
        return (_minguo_date if len(text) >= 6 else _minguo_month if len(text) >= 4 else _minguo_year)(text)
    bare = without_clock(text)
    return minguo_span(bare if bare.startswith(("民国", "中华民国")) else f"民国{bare}")


def _excel_serial(text: str) -> Span | None:
    if not _WHOLE.fullmatch(text):
        return None
    day = _EXCEL_ZERO + timedelta(days=int(float(text)))
    return day, day


def _epoch(text: str, per_second: int) -> Span | None:
    day = datetime.fromtimestamp(int(text.removesuffix(".0")) / per_second, UTC).astimezone(CHINA).date()
    return day, day


def _by_pattern(text: str, pattern: str) -> Span | None:
    day = datetime.strptime(text, pattern).date()
    if "%d" in pattern or "%j" in pattern:
        return day, day
    return month_span(day.year, day.month) if "%m" in pattern or "%b" in pattern.lower() else _year(str(day.year))


# Date forms that a mapping may name; anything else with a % is a pattern of strptime.
FORMS: dict[str, Callable[[str], Span | None]] = {
    "usual": sure_span,
    "year": _year,
    "mdy": lambda text: _ordered(text, month_first=True),
    "dmy": lambda text: _ordered(text, month_first=False),
    "ymd_short": _year_first,
    "month_as_written": lambda text: _month_of_one_digit(text, lost_nought=False),
    "month_lost_nought": lambda text: _month_of_one_digit(text, lost_nought=True),
    "minguo": _minguo,
    "minguo_year": _minguo_year,
    "minguo_month": _minguo_month,
    "minguo_date": _minguo_date,
    "excel_serial": _excel_serial,
    "range": range_span,
    "term": term_span,
    "epoch_s": lambda text: _epoch(text, 1),
    "epoch_ms": lambda text: _epoch(text, 1000),
}
