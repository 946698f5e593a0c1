"""How actions stand on a day: late, next due, waiting for a second person, under way, done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

import chinese_calendar

from parkdash.review.actions import Action

Group = Literal["late", "soon", "waiting", "open", "closed", "dropped"]
GROUPS: tuple[Group, ...] = ("late", "soon", "waiting", "open", "closed", "dropped")
SOON = timedelta(days=7)
DAY = timedelta(days=1)
SATURDAY = 5


def next_meeting(day: date) -> date:
    """When something is due that is given on `day` without a day of its own: in a week, or on the first working day
    from then on, for nobody meets on another."""
    due = day + SOON
    while not is_working_day(due):
        due += DAY
    return due


def is_working_day(day: date) -> bool:
    """Whether offices work, by the holidays and make-up days that the State Council (国务院) announces each autumn;
    of years that the calendar does not have, Monday to Friday."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < SATURDAY


def group_of(action: Action, day: date) -> Group | None:
    """Where an action is listed on a day; None if it was withdrawn. One that is reported waits, however late it is."""
    if action.state == "open":
        return "late" if action.due < day else "soon" if action.due <= day + SOON else "open"
    if action.state == "reported":
        return "waiting"
    return None if action.state == "withdrawn" else action.state


def grouped(found: Iterable[Action], day: date) -> dict[Group, list[Action]]:
    """Actions by group, in the order of GROUPS; the earliest due first, of what is over the latest due."""
    groups: dict[Group, list[Action]] = {group: [] for group in GROUPS}
    for action in sorted(found, key=lambda action: (action.due, action.id)):
        group = group_of(action, day)
        if group is not None:
            groups[group].append(action)
    return groups | {over: groups[over][::-1] for over in ("closed", "dropped")}


def days_late(action: Action, day: date) -> int:
    """Days since it was due, 0 if it is not late or no longer live."""
    return (day - action.due).days if action.is_late(day) else 0
