"""Dates and months as people write them → first or last days."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

from parkdash.contracts import Column
from parkdash.ingest.outcomes import How, Outcome, Problem

_DAY = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日?)"
)
_MONTH = re.compile(r"(\d{4})(?:-(\d{1,2})|/(\d{1,2})|\.(\d{2})|年(\d{1,2})月?)")  # 2014.1 may be January or October
_CLOCK = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$")
_EXCEL_ZERO = date(1899, 12, 30)
_CHINA = timezone(timedelta(hours=8))
EARLIEST, LATEST = 1800, 2200  # years outside are typing errors

Span = tuple[date, date]  # the first and the last day that a text may mean


def date_outcome(text: str, column: Column, how: How) -> Outcome:
    """A day; a month or year stands for its first or last day, as the contract says."""
    span = _span(text, how.forms)
    if span is None:
        return None, Problem("bad_date")
    return span[column.precision == "end"], None


def month_outcome(text: str, column: Column, how: How) -> Outcome:
    """The first day of a month; a day stands for its month."""
    span = _span(text, how.forms)
    if span is None or span[0].replace(day=1) != span[1].replace(day=1):
        return None, Problem("bad_month")
    return span[0].replace(day=1), None


def precision_of(text: str, forms: tuple[str, ...]) -> str | None:
    """day, month, quarter, half or year: how exact a text is; None if it is no date."""
    span = _span(text, forms)
    if span is None:
        return None
    days = (span[1] - span[0]).days
    return "day" if days == 0 else "month" if days < 31 else "quarter" if days < 93 else "half" if days < 200 else "year"


def _span(text: str, forms: tuple[str, ...]) -> Span | None:
    plain = unicodedata.normalize("NFKC", text).strip()
    for form in forms or ("usual",):
        try:
            span = FORMS[form](plain) if form in FORMS else _by_pattern(plain, form)
        except (ValueError, OverflowError):  # right shape but no such day
            span = None
        if span and EARLIEST <= span[0].year <= LATEST:
            return span
    return None


def _usual(text: str) -> Span | None:
    plain = _CLOCK.sub("", text).replace(" ", "")
    if found := _DAY.fullmatch(plain):
        return _day(*(int(part) for part in found.groups() if part))
    if found := _MONTH.fullmatch(plain):
        return _month(*(int(part) for part in found.groups() if part))
    if plain.isdecimal() and len(plain) == 8:
        return _day(int(plain[:4]), int(plain[4:6]), int(plain[6:]))
    if plain.isdecimal() and len(plain) == 6:
        return _month(int(plain[:4]), int(plain[4:]))
    return None


def _day(year: int, month: int, day: int) -> Span:
    return date(year, month, day), date(year, month, day)


def _month(year: int, month: int) -> Span:
    first = date(year, month, 1)
    return first, first.replace(day=monthrange(year, month)[1])


def _year(text: str) -> Span | None:
    number = text.removesuffix("年")
    if not (number.isdecimal() and len(number) == 4):
        return None
    return date(int(number), 1, 1), date(int(number), 12, 31)


def _minguo_month(text: str) -> Span | None:
    return _month(int(text[:-2]) + 1911, int(text[-2:])) if text.isdecimal() and 3 <= len(text) <= 5 else None


def _minguo_date(text: str) -> Span | None:
    if not (text.isdecimal() and 5 <= len(text) <= 7):
        return None
    return _day(int(text[:-4]) + 1911, int(text[-4:-2]), int(text[-2:]))


def _excel_serial(text: str) -> Span | None:
    day = _EXCEL_ZERO + timedelta(days=int(float(text)))
    return day, day


def _epoch_ms(text: str) -> Span | None:
    day = datetime.fromtimestamp(int(text) / 1000, UTC).astimezone(_CHINA).date()
    return day, day


def _by_pattern(text: str, pattern: str) -> Span | None:
    day = datetime.strptime(text, pattern).date()
    if "%d" in pattern or "%j" in pattern:
        return day, day
    return _month(day.year, day.month) if "%m" in pattern or "%b" in pattern.lower() else _year(str(day.year))


# Date forms that a mapping may name; anything else with a % is a pattern of strptime.
FORMS: dict[str, Callable[[str], Span | None]] = {
    "usual": _usual,
    "year": _year,
    "minguo_month": _minguo_month,
    "minguo_date": _minguo_date,
    "excel_serial": _excel_serial,
    "epoch_ms": _epoch_ms,
}
