"""How far the number that an action is about has moved, in words: one place for meeting, pack and the live pages."""

from __future__ import annotations

from dataclasses import dataclass

from parkdash import metrics
from parkdash.metrics import amounts
from parkdash.metrics.model import Between, Value, When
from parkdash.telling.words import signed
from parkdash.text import text


@dataclass(frozen=True)
class Course:
    """A number when it was shown and now. `restated` is how much of the movement only the data of then have brought,
    None or 0 for none; `then_when` and `now_when` are the days of which both speak (`then_when` None where it was not
    kept), `reported` of `expected` firms have handed in the newer ones."""

    then: Value
    now: Value
    unit: str
    restated: Value = None
    then_when: When | None = None
    now_when: When | None = None
    reported: int = 0
    expected: int = 0


def course_said(course: Course, lang: str) -> str:
    """42家→44家（+2家，其中数据追溯调整+3家）; "" where either number is not known. Where both speak of different
    months, with these, and how many have reported the newer one."""
    moved = metrics.difference(course.now, course.then)
    if moved is None:
        return ""
    then, now = _both(course, lang)
    size = signed(moved, course.unit, lang)
    if course.restated:
        size = _say("moved_restated", lang, size=size, part=signed(course.restated, course.unit, lang))
    return _say("moved" if moved or course.restated else "unmoved", lang, then=then, now=now, size=size)


def _both(course: Course, lang: str) -> tuple[str, str]:
    then, now = (amounts.amount(value, course.unit, lang) for value in (course.then, course.now))
    before, after = course.then_when, course.now_when
    if not isinstance(before, Between) or not isinstance(after, Between) or before.first == after.first:
        return then, now
    key = "of_month_part" if course.reported < course.expected else "of_month"
    told = {"amount": now, "month": amounts.period(after, lang), "reported": course.reported}
    then = _say("of_month", lang, amount=then, month=amounts.period(before, lang))
    return then, _say(key, lang, **told, expected=course.expected)


def _say(key: str, lang: str, **places: object) -> str:
    return text(f"pack.opening.{key}", lang, **places)  # keys below [opening] of pack.toml
