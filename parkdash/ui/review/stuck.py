"""What does not move: actions that are overdue, projects beyond the limit of their stage or without a word."""

from __future__ import annotations

from parkdash.review.actions import LIVE
from parkdash.review.due import days_late
from parkdash.telling.model import Stalled
from parkdash.ui import format
from parkdash.ui.markup import esc, span
from parkdash.ui.review.agenda import Step
from parkdash.ui.review.opening import STUCK, Listing, Opened, lead
from parkdash.ui.tables import Head, table

ROWS = 9  # that fit without scrolling
PROJECTS = 8  # of two lines each, should names be long
HEADS = ("project", "stage", "in_stage", "silent", "problem", "escalated", "officer")


def stuck(meeting: Opened, step: Step) -> str:
    """One list of what does not move."""
    found = next(each for each in meeting.stuck if f"stuck:{each.name}" == step.token)
    return lead(found.title) + found.body


def late_actions(meeting: Opened) -> Listing:
    """Whatever is overdue on the day of the meeting, the longest first."""
    late = sorted((each for each in meeting.late if each.state in LIVE), key=lambda each: each.due)
    lines = (
        meeting.say(
            "stuck.line", title=each.title, owner=each.owner, due=format.day(each.due),
            days=days_late(each, meeting.look.at),
        )
        for each in late[:ROWS]
    )  # fmt: skip
    rows = "".join(f"<li>{esc(line)}</li>" for line in lines)
    title = meeting.say("stuck.actions", n=len(late)) if late else meeting.say("stuck.none")
    return Listing("actions", title, f'<ul class="pm-lines">{rows}</ul>{meeting.more(len(late), ROWS)}')


def stuck_projects(meeting: Opened) -> Listing | None:
    """The projects that the edition keeps as stuck, the longest first; None in one that keeps none."""
    title, found = meeting.story.stalled_said, meeting.story.stalled
    if not found:
        return Listing("projects", title, "") if title else None
    heads = [
        Head(meeting.look.text(f"pipeline.{name}"), right=name in ("in_stage", "silent"))
        for name in HEADS
    ]  # fmt: skip
    rows = [_project(each) for each in found[:PROJECTS]]
    body = f'<div class="pm-stuck">{table(title, heads, rows)}</div>{meeting.more(len(found), PROJECTS)}'
    return Listing("projects", title, body)


def _project(found: Stalled) -> list[str]:
    over = span("pd-status pd-behind", esc(f" ■ {found.over}")) if found.over else ""
    silent = span("pd-status pd-warning", esc(f"▲ {found.silent}")) if found.is_silent else esc(found.silent)
    return [
        esc(found.project),
        span("pd-nowrap", esc(found.stage)),
        span("pd-nowrap", esc(found.stays) + over),
        span("pd-nowrap", silent),
        esc(found.trouble),
        esc(found.level),
        esc(found.officer),
    ]


STUCK += [late_actions, stuck_projects]
