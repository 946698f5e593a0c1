"""How one action is shown, in lists and by itself: its due day, what it is about, where it was given."""

from __future__ import annotations

from datetime import date

from parkdash.review.actions import Action
from parkdash.review.due import days_late
from parkdash.text import text
from parkdash.ui import format
from parkdash.ui.markup import esc, span
from parkdash.ui.review import about, notes
from parkdash.ui.review.entry import on_day
from parkdash.ui.review.moved import Moved
from parkdash.ui.view import View

PATH = "actions"


def day_of(view: View) -> date:
    """The day on which actions are looked at: the one in the address, so that a link keeps its lists; else today."""
    return view.state.at or about.today(view)


def due_markup(action: Action, day: date, lang: str) -> str:
    """The due day, and how many days late it is."""
    late = days_late(action, day)
    shown = span("pd-nowrap", esc(on_day(action.due, lang)))
    if not late:
        return shown
    return f"{shown} {span('pd-status pd-behind', esc('▲ ' + text('actions.late_by', lang, n=late)))}"


def subject_markup(view: View, action: Action, moved: Moved) -> str:
    """What it is about, as a link, with the number then and now where it is a metric."""
    if not action.about.kind:
        return format.DASH
    numbers = moved.markup(action)
    return notes.about_link(view, action.about) + (f"<br>{span('pd-soft pd-whole', numbers)}" if numbers else "")


def given_markup(action: Action, lang: str) -> str:
    """By whom, when, and in which meeting."""
    edition = notes.edition_link(action.edition, lang)
    day = span("pd-nowrap", format.day(notes.day(action.made_at)))
    return " · ".join(part for part in (edition, day, esc(action.made_by)) if part)
