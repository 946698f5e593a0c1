"""The periods of the standard trend, each with its like a year before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from parkdash.metrics.model import Period
from parkdash.metrics.spans import month_end, month_start, months_before, year_before

WEEKS, MONTHS, YEARS = 6, 12, 6
WEEK = timedelta(days=7)


class Pair(NamedTuple):
    """A period, perhaps unfinished, and the one to hold beside it; all days included."""

    first: date
    last: date
    then_first: date
    then_last: date


def weeks(at: date) -> list[Pair]:
    """Six ISO weeks (Monday to Sunday), oldest first; the last one ends at `at`."""
    monday = at - timedelta(days=at.weekday())
    firsts = [monday - back * WEEK for back in range(WEEKS - 1, -1, -1)]
    return [week(first, min(first + timedelta(days=6), at)) for first in firsts]


def week(first: date, last: date) -> Pair:
    """A week from Monday to `last` beside the ISO week of the same number last year, up to the same weekday.

    A week 53 whose year before has none stands beside the week 52 weeks before it, as retail calendars have it:
    no other week lies nearer to the same days.
    """
    year, number, _ = first.isocalendar()
    has_it = number <= date(year - 1, 12, 28).isocalendar().week  # 28 December always lies in the year's last week
    then = date.fromisocalendar(year - 1, number, 1) if has_it else first - 52 * WEEK
    return Pair(first, last, then, then + (last - first))


def months(last: date) -> list[Pair]:
    """Twelve months, oldest first; the last one ends at `last`."""
    ends = [last if back == 0 else month_end(months_before(last, back)) for back in range(MONTHS - 1, -1, -1)]
    return [month(end) for end in ends]


def month(last: date) -> Pair:
    """A month up to `last` beside last year's up to the same day; a whole one beside a whole one, in leap years too."""
    then = year_before(last)
    return Pair(month_start(last), last, month_start(then), month_end(then) if last == month_end(last) else then)


def years(last: date) -> list[Pair]:
    """Six whole years, oldest first, each beside the one before it."""
    return [
        Pair(date(year, 1, 1), date(year, 12, 31), date(year - 1, 1, 1), date(year - 1, 12, 31))
        for year in range(last.year - YEARS + 1, last.year + 1)
    ]


def to_date(last: date, whole_months: bool) -> dict[Period, Pair]:
    """The week, month, quarter and year that `last` lies in, up to it. Quarter and year end last year as on a card:
    on the same day, or what is counted by whole months at that month's end."""
    quarter = date(last.year, last.month - (last.month - 1) % 3, 1)
    then = month_end(year_before(last)) if whole_months else year_before(last)
    return {
        "week": week(last - timedelta(days=last.weekday()), last),
        "month": month(last),
        "quarter": Pair(quarter, last, year_before(quarter), then),
        "year": Pair(date(last.year, 1, 1), last, date(last.year - 1, 1, 1), then),
    }
