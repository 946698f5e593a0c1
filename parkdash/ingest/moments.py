"""Moments as people write them: a day and its hour → date and time by the clocks of China, to the second.

A day alone is no moment. Only where other cells of its column have their hour it is midnight, and said to be: a
spreadsheet shows midnight as the day alone.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from parkdash.contracts import Column
from parkdash.ingest.dates import CHINA, EARLIEST, FORMS, LATEST, date_outcome, precision_of
from parkdash.ingest.datewords import clock_in, without_clock
from parkdash.ingest.figures import straight
from parkdash.ingest.outcomes import How, Outcome, Problem

_EXCEL_ZERO = datetime(1899, 12, 30)
_EPOCHS = {"epoch_s": 1, "epoch_ms": 1000}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ZONE = re.compile(r"(?P<utc>z)$|(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)$")
_DIGITS = re.compile(r"(\d{8})(\d\d)(\d\d)(\d\d)")
_CLOCK_LIKE = r"\d[:时点時點]\s*\d|\d[时点時點]|^\d{14}$|^\d+\.\d+$"


def have_clocks(distinct: pa.Array) -> bool:
    """True if one of the different texts of a column has an hour."""
    return bool(pc.any(pc.match_substring_regex(distinct, _CLOCK_LIKE)).as_py())


def moment_outcome(text: str, column: Column, how: How) -> Outcome:
    """A day and its hour. A zone that stands with it is turned into China's; seconds are rounded."""
    plain = straight(text)
    try:
        moment = _counted(plain, how.forms) or _in_digits(plain)
        if moment is None and (clock := clock_in(plain)):
            return _with_clock(without_clock(plain), clock, column, how)
    except (ValueError, OverflowError, OSError):  # right shape but no such day or hour
        return None, Problem("bad_moment")
    if moment is None:
        return _without_clock(plain, column, how)
    return (moment, None) if EARLIEST <= moment.year <= LATEST else (None, Problem("bad_moment"))


def _counted(plain: str, forms: tuple[str, ...]) -> datetime | None:
    """A serial number, an epoch or a pattern of strptime, where the mapping says so."""
    for form in forms:
        if form == "excel_serial" and _NUMBER.fullmatch(plain):
            return _whole(_EXCEL_ZERO + timedelta(days=float(plain)))
        if form in _EPOCHS and plain.removesuffix(".0").isdecimal():
            seconds = int(plain.removesuffix(".0")) / _EPOCHS[form]
            return _whole(datetime.fromtimestamp(seconds, UTC).astimezone(CHINA).replace(tzinfo=None))
        if form not in FORMS and ("%H" in form or "%I" in form):
            return _by_pattern(plain, form)
    return None


def _by_pattern(plain: str, form: str) -> datetime | None:
    try:
        found = datetime.strptime(plain, form)
    except ValueError:  # of another form, which is tried next
        return None
    return found.astimezone(CHINA).replace(tzinfo=None) if found.tzinfo else found


def _in_digits(plain: str) -> datetime | None:
    """20250113081500."""
    found = _DIGITS.fullmatch(plain)
    return datetime.strptime("".join(found.groups()), "%Y%m%d%H%M%S") if found else None


def _with_clock(day: str, clock: str, column: Column, how: How) -> Outcome:
    on_day, problem = date_outcome(day, column, how)
    if problem:
        return None, Problem("bad_moment") if problem.code == "bad_date" else problem
    if precision_of(day, how.forms) != "day":
        return None, Problem("bad_moment")
    zone = _ZONE.search(clock)
    hour = _hour(clock[: zone.start()] if zone else clock)
    return _in_china(datetime.combine(on_day, time()) + hour, zone), None  # type: ignore[arg-type]


def _without_clock(plain: str, column: Column, how: How) -> Outcome:
    on_day, problem = date_outcome(plain, column, how)
    if problem:
        return None, Problem("bad_moment") if problem.code == "bad_date" else problem
    if not how.clocks or precision_of(plain, how.forms) != "day":
        return None, Problem("no_clock")
    return datetime.combine(on_day, time()), Problem("midnight")  # type: ignore[arg-type]


def _hour(clock: str) -> timedelta:
    """8:15, 下午 3:00:00, 8时15分; ValueError if no clock shows it."""
    numbers = [float(number) for number in _NUMBER.findall(clock)]
    hour, minute, second = (*numbers, 0.0, 0.0)[:3]
    if any(word in clock for word in ("下午", "pm")) and hour < 12:
        hour += 12
    elif any(word in clock for word in ("上午", "am")) and hour == 12:
        hour = 0
    if hour > 23 or minute > 59 or second >= 60:
        raise ValueError(clock)
    return timedelta(hours=hour, minutes=minute, seconds=round(second))


def _in_china(moment: datetime, zone: re.Match[str] | None) -> datetime:
    if zone is None:
        return moment
    ahead = timedelta() if zone["utc"] else timedelta(hours=int(zone["hours"]), minutes=int(zone["minutes"]))
    return moment - (-ahead if zone["sign"] == "-" else ahead) + timedelta(hours=8)


def _whole(moment: datetime) -> datetime:
    """Rounded to the second: a spreadsheet's fraction of a day is never quite one."""
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
