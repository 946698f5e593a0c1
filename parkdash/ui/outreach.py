"""Outreach: how questions were answered, which are still open, and what came of contacts with institutions."""

from __future__ import annotations

from parkdash.ui import short
from parkdash.ui.view import View

OPEN = ("asked_at", "question_topic", "question_channel", "asker_kind", "park")


def topics(view: View) -> None:
    """Questions by topic with the share answered in time and the time that nine in ten answers took."""
    ids = ("questions_asked", "question_answer_rate", "question_answer_p90")
    short.by_parts(view, view.text("outreach.topics"), "question_topic", ids)


def ages(view: View) -> None:
    """How many questions are open in each park, and for how long."""
    ids = ("questions_open", "questions_open_7", "questions_open_30", "questions_open_age")
    short.by_parts(view, view.text("outreach.ages"), "park", ids)


def unanswered(view: View) -> None:
    """The questions that have waited longest for an answer."""
    short.first_records(view, "questions_open", view.text("outreach.open"), OPEN, "asked_at")


def institutions(view: View) -> None:
    """What came of the contacts of the year, by outcome: an intention is no settling."""
    ids = ("institution_contacts", "foreign_institutions")
    short.by_parts(view, view.text("outreach.institutions"), "contact_outcome", ids)
