"""Dates whose writing leaves no doubt, in Chinese, Minguo and English, and those that may mean two days."""

from __future__ import annotations

import re
from collections.abc import Callable

from parkdash.ingest.periods import MINGUO, Span, day_span, half_span, month_span, quarter_span, year_span

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ANY = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_NAME = f"(?P<name>{_ANY})"
_CHINESE = str.maketrans("零一二三四五六七八九", "0123456789")
_CLOCK = re.compile(
    r"(?:[t ]|(?<=日))\s*(?:上午|下午|am|pm)?\s*\d{1,2}(?::\d{2}(?::\d{2}(?:\.\d+)?)?|[时点]\d{0,2}分?(?:\d{1,2}秒)?)"
    r"\s*(?:am|pm|z|[+-]\d{2}:?\d{2})?$"
)
_WEEKDAY = re.compile(r"[ ,(]*(?:星期|周|週)[一二三四五六日天]\)?$|^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? ")
_SPELLED = re.compile(
    r"[零一二三四五六七八九]{2,4}年|(?<=年)[一二三四五六七八九十]{1,3}月|(?<=月)[一二三四五六七八九十]{1,3}[日号]"
)

_Y = r"(?P<year>\d{4})"
_PART = "(?:份|[上中下]旬|初|中|底|末)?"
_SURE: tuple[tuple[str, Callable[[dict[str, str]], Span]], ...] = (
    (rf"{_Y}(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})", lambda f: _day(f)),
    (rf"{_Y}年(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})[日号]?", lambda f: _day(f)),
    (rf"{_Y}(?P<month>\d\d)(?P<day>\d\d)(?:\d{{6}})?", lambda f: _day(f)),
    (rf"{_Y}(?:[-/](?P<a>\d{{1,2}})|\.(?P<b>\d\d)|年(?P<c>\d{{1,2}})月?{_PART})", lambda f: _month(f)),
    (rf"{_Y}(?P<a>\d\d)(?P<b>)(?P<c>)", lambda f: _month(f)),
    (rf"(?P<a>\d{{1,2}})(?P<b>)(?P<c>)[-/]{_Y}", lambda f: _month(f)),
    (rf"{_Y}年度?", lambda f: year_span(int(f["year"]))),
    (rf"{_Y}[-/ ]?q(?P<q>[1-4])", lambda f: quarter_span(int(f["year"]), int(f["q"]))),
    (rf"q(?P<q>[1-4])[-/ ]?{_Y}", lambda f: quarter_span(int(f["year"]), int(f["q"]))),
    (rf"{_Y}年?第?(?P<q>[1-4一二三四])季度?", lambda f: quarter_span(int(f["year"]), int(f["q"].translate(_CHINESE)))),
    (rf"{_Y}年(?P<half>[上下])半年", lambda f: half_span(int(f["year"]), 1 + (f["half"] == "下"))),
    (rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[- /.,]*{_NAME}[- /.,]*{_Y}", lambda f: _named(f)),
    (rf"{_NAME}[- /.]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[- /.,]+{_Y}", lambda f: _named(f)),
    (rf"{_Y}[- /.,]*{_NAME}[- /.,]*(?P<day>\d{{1,2}})", lambda f: _named(f)),
    (rf"{_NAME}(?P<day>)[- /.,]*{_Y}", lambda f: _named(f)),
    (rf"{_Y}[- /.,]*{_NAME}(?P<day>)", lambda f: _named(f)),
    (rf"(?P<day>1[3-9]|2\d|3[01])(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark){_Y}", lambda f: _day(f)),
    (rf"(?P<month>\d{{1,2}})(?P<mark>[-/.])(?P<day>1[3-9]|2\d|3[01])(?P=mark){_Y}", lambda f: _day(f)),
)  # fmt: skip
_MINGUO = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:中华)?民国(?P<year>\d{1,3})(?:年|[-/.])?(?:(?P<month>\d{1,2})(?:月|[-/.])?(?:(?P<day>\d{1,2})[日号]?)?)?",
        r"(?P<year>1\d\d)年(?:度|(?P<month>\d{1,2})月份?(?:(?P<day>\d{1,2})[日号]?)?)?",
        r"(?P<year>1\d\d)(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})",
        r"(?P<year>1\d\d)[-/](?P<month>\d{1,2})(?P<day>)",
    )
)
# Two readings, both of them days that people mean: the form has to be told.
_DOUBTFUL = re.compile(
    r"\d{4}\.\d"  # January, or an October that lost its nought
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}[-/.]\d{6}"  # which is the month?
    r"|\d{4,7}(?:\.0)?|\d{5}\.\d+|\d{9,10}|\d{12,13}"  # a year, a Minguo day, a serial number, an epoch
    r"|\d{2}年.*|\d{2,3}[-/.]\d{1,2}|\d{1,2}月(?:\d{1,2}[日号])?"  # no century, no year
    rf"|{_ANY}[- /.]*\d{{1,2}}|\d{{1,2}}[- /.]*{_ANY}(?:[- /.]*\d\d)?"
)
_COMPILED = tuple((re.compile(pattern), span) for pattern, span in _SURE)


def sure_span(text: str) -> Span | None:
    """The days that a straight text means beyond doubt, else None. ValueError if the calendar has no such day."""
    plain = _in_digits(without_clock(text))
    spaced = plain
    plain = plain.replace(" ", "") if not re.search("[a-z]", plain) else plain
    for pattern, span in _COMPILED:
        if found := pattern.fullmatch(plain):
            return span(found.groupdict())
    return minguo_span(spaced)


def minguo_span(text: str) -> Span | None:
    """A year of the Republic that says so by its name, its three digits or its 年."""
    plain = text.replace(" ", "")
    for pattern in _MINGUO:
        if found := pattern.fullmatch(plain):
            return _republic(found.groupdict())
    return None


def is_doubtful(text: str) -> bool:
    """True for a straight text that may mean two different days."""
    return bool(_DOUBTFUL.fullmatch(without_clock(text)))


def without_clock(text: str) -> str:
    """A date without the hour and the day of the week."""
    return _CLOCK.sub("", _WEEKDAY.sub("", text).strip()).strip(" ,")


def clock_in(text: str) -> str:
    """The hour that stands behind a date, as written; "" if there is none."""
    found = _CLOCK.search(_WEEKDAY.sub("", text).strip())
    return found[0] if found else ""


def month_called(name: str) -> int:
    """The number of an English month; ValueError if there is none."""
    return _MONTHS.index(name[:3]) + 1


def _in_digits(text: str) -> str:
    """二零一五年八月五日 → 2015年8月5日."""
    return _SPELLED.sub(lambda found: _number(found[0][:-1]) + found[0][-1], text) if "年" in text else text


def _number(spelled: str) -> str:
    if "十" not in spelled:
        return spelled.translate(_CHINESE)
    tens, _, ones = spelled.partition("十")
    return (tens.translate(_CHINESE) or "1") + (ones.translate(_CHINESE) or "0")


def _day(found: dict[str, str]) -> Span:
    return day_span(int(found["year"]), int(found["month"]), int(found["day"]))


def _month(found: dict[str, str]) -> Span:
    return month_span(int(found["year"]), int(found["a"] or found["b"] or found["c"]))


def _named(found: dict[str, str]) -> Span:
    year, month = int(found["year"]), month_called(found["name"])
    return day_span(year, month, int(found["day"])) if found["day"] else month_span(year, month)


def _republic(found: dict[str, str]) -> Span:
    year = int(found["year"]) + MINGUO
    if not found.get("month"):
        return year_span(year)
    if not found.get("day"):
        return month_span(year, int(found["month"]))
    return day_span(year, int(found["month"]), int(found["day"]))
