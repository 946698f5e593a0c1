"""One line, typed in a meeting: 催报10月月报 @经济发展局 11-27 → what, who, until when. Pure: no clock, no store.

The day stands at either end of the line or beside the owner, so that a day within the title stays in the title.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Doubt = Literal["title", "owner", "owner_unclear", "due", "past"]
WEEKDAYS = {sign: number for signs in ("一二三四五六日", "1234567") for number, sign in enumerate(signs)} | {"天": 6}
ENGLISH = {name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
SOON = {"今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2, "大后天": 3, "today": 0, "tomorrow": 1}
AT = re.compile(r"(?<![0-9A-Za-z._-])[@＠]|[@＠](?![0-9A-Za-z])")  # within a@b.cn it names nobody
BEFORE_IT = re.compile(r"(之前|以前|前|止|截止)$")
YEAR_FIRST = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?|(\d{4})(\d{2})(\d{2})")
MONTH_FIRST = re.compile(r"(\d{1,2})[-/.月](\d{1,2})[日号]?")
DAY_ONLY = re.compile(r"(本月|下月)?(\d{1,2})[日号]")
IN_DAYS = re.compile(r"[+＋](\d{1,3})[天d]?|(\d{1,3})天[内后]")
WEEKDAY = re.compile(r"(本|这|下下|下)?(?:个)?(?:周|星期|礼拜)([一二三四五六日天1-7末])")
ENGLISH_WEEKDAY = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)(day|sday|nesday|rsday|urday)?", re.IGNORECASE)
ENDS = {"月底": "month", "本月底": "month", "月末": "month", "下月底": "next", "年底": "year", "年末": "year"}
LONG_AGO = 180  # days: 11-20 typed on 22 November was meant for this year, 1-5 typed on 28 December for the next


@dataclass(frozen=True)
class Written:
    """What a line says. `due` is None where it says none; `unread` names what is lacking or could not be read, with the
    words in question: (("past", "11-20"), …)."""

    title: str
    owner: str
    due: date | None
    unread: tuple[tuple[Doubt, str], ...] = ()


def read(line: str, day: date, owners: Sequence[str] = ()) -> Written:
    """Read one line on `day`. Owners known may be shortened: @经发 means 经济发展局 where it can mean nobody else."""
    before, named, after = _split(line.strip(), day, owners)
    words = [*before.split(), "", *after.split()] if named is not None else before.split()
    at = _place_of_day(words, before, named, day)
    due: date | None = None
    doubts: list[tuple[Doubt, str]] = []
    if at is not None:
        due = read_due(words[at], day)
        if due is None or due < day:
            doubts.append(("due" if due is None else "past", words[at]))
            due = None
        del words[at]
    owner, unclear = _known(named or "", owners)
    title = " ".join(word for word in words if word)
    lacking: list[tuple[Doubt, str]] = [] if title else [("title", "")]
    if not owner:
        lacking.append(("owner", ""))
    elif unclear:
        lacking.append(("owner_unclear", "、".join(unclear)))
    return Written(title, owner, due, (*lacking, *doubts))


def read_due(written: str, day: date) -> date | None:
    """The day that a word means on `day`, None if it is none: 11-27, 2026-11-27, 11月27日, 27日, 周五, 月底, +7.

    周五 is the coming one, today included; 下周三 the one of the week after this.
    """
    word = BEFORE_IT.sub("", written.strip()).strip()
    for reads in (_soon, _end_of, _in_days, _weekday, _year_first, _month_first, _day_only):
        found = reads(word, day)
        if found is not None:
            return found
    return None


def completions(typed: str, owners: Sequence[str]) -> list[str]:
    """The owners that what was typed may mean: 经发 and 经济 both mean 经济发展局. Those that begin so come first."""
    asked = typed.casefold()
    fits = [owner for owner in owners if _within(asked, owner.casefold())]
    return sorted(fits, key=lambda owner: not owner.casefold().startswith(asked))


def _split(line: str, day: date, owners: Sequence[str]) -> tuple[str, str | None, str]:
    """The line before @, who stands after it, the rest. A known owner may have blanks, an unknown one ends at one."""
    parts = AT.split(line)
    if len(parts) == 1:
        return line, None, ""
    names, rest = [], []
    for part in parts[1:]:
        name, after = _named(part.lstrip(), day, owners)
        names.append(name)
        rest.append(after)
    return parts[0], "、".join(name for name in names if name), " ".join(rest)


def _named(part: str, day: date, owners: Sequence[str]) -> tuple[str, str]:
    for owner in sorted(owners, key=len, reverse=True):
        tail = part[len(owner) :]
        if part.casefold().startswith(owner.casefold()) and (not tail or tail[0].isspace() or _is_day(tail, day)):
            return owner, tail
    name, _, after = part.partition(" ")
    for start in range(1, len(name)):  # @科技局下周三, written without a blank
        if _is_day(name[start:], day) and not _is_day(name[start - 1 :], day) and not name[start - 1].isdigit():
            return name[:start], f"{name[start:]} {after}"
    return name.rstrip("，,。；;"), after


def _is_day(words: str, day: date) -> bool:
    first = words.split()[0] if words.split() else ""
    return read_due(first, day) is not None or _looks_like_one(first)


def _place_of_day(words: list[str], before: str, named: str | None, day: date) -> int | None:
    """Where the day stands: after the owner, at the end, before the owner, at the beginning."""
    ahead = len(before.split())
    beside = [ahead + 1, len(words) - 1, ahead - 1] if named is not None else [len(words) - 1]
    places = [place for place in (*beside, 0) if 0 <= place < len(words) and words[place]]
    found = [place for place in places if read_due(words[place], day) is not None]
    wrong = [place for place in places if _looks_like_one(words[place])]
    return next(iter(found or wrong), None)


def _looks_like_one(word: str) -> bool:
    """True for what was surely meant as a day and is none, such as 11-31."""
    bare = BEFORE_IT.sub("", word)
    return any(form.fullmatch(bare) for form in (YEAR_FIRST, MONTH_FIRST, DAY_ONLY))


def _known(named: str, owners: Sequence[str]) -> tuple[str, list[str]]:
    """Who is meant, and who else might be. A name that nobody has yet is taken as it stands."""
    if not named or named in owners:
        return named, []
    fits = completions(named, owners) if "、" not in named else []
    return (fits[0], []) if len(fits) == 1 else (named, fits)


def _within(short: str, whole: str) -> bool:
    """True if the signs of `short` stand in `whole` in their order, the first of them first."""
    signs = iter(whole)
    return bool(short) and whole.startswith(short[0]) and all(sign in signs for sign in short)


def _soon(word: str, day: date) -> date | None:
    days = SOON.get(word.casefold())
    return None if days is None else day + timedelta(days=days)


def _end_of(word: str, day: date) -> date | None:
    span = ENDS.get(word)
    if span is None:
        return None
    month = (day.replace(day=1) + timedelta(days=32)).replace(day=1) if span == "next" else day
    month = month.replace(month=12) if span == "year" else month
    return month.replace(day=monthrange(month.year, month.month)[1])


def _in_days(word: str, day: date) -> date | None:
    found = IN_DAYS.fullmatch(word)
    return day + timedelta(days=int(found[1] or found[2])) if found else None


def _weekday(word: str, day: date) -> date | None:
    found, english = WEEKDAY.fullmatch(word), ENGLISH_WEEKDAY.fullmatch(word)
    if english:
        return day + timedelta(days=(ENGLISH[english[1].lower()] - day.weekday()) % 7)
    if not found:
        return None
    asked = WEEKDAYS.get(found[2], 5 if day.weekday() == 5 else 6)
    if found[1] is None:
        return day + timedelta(days=(asked - day.weekday()) % 7)
    weeks = {"下": 1, "下下": 2}.get(found[1], 0)
    return day + timedelta(days=asked - day.weekday() + 7 * weeks)


def _year_first(word: str, _: date) -> date | None:
    found = YEAR_FIRST.fullmatch(word)
    return _day(*(int(part) for part in found.groups() if part)) if found else None


def _month_first(word: str, day: date) -> date | None:
    found = MONTH_FIRST.fullmatch(word)
    if not found:
        return None
    days = [_day(day.year + years, int(found[1]), int(found[2])) for years in range(5)]
    real = [each for each in days if each is not None]  # 29 February: of the next leap year
    return next((each for each in real if each > day - timedelta(days=LONG_AGO)), None)


def _day_only(word: str, day: date) -> date | None:
    """27日: of this month, or of the next where this month's has passed."""
    found = DAY_ONLY.fullmatch(word)
    if not found:
        return None
    following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    here, there = (_day(month.year, month.month, int(found[2])) for month in (day, following))
    if found[1]:
        return here if found[1] == "本月" else there
    return here if here is not None and here >= day else there


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
