"""What does not move: actions that are overdue, projects beyond the limit of their stage or without a word."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from parkdash.metrics.labels import choices
from parkdash.review.actions import LIVE
from parkdash.review.due import days_late
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
    found = meeting.look.content.stuck
    if found is None:
        return None
    if not found:
        return Listing("projects", meeting.say("stuck.no_projects"), "")
    over, silent = (sum(bool(each[name]) for each in found) for name in ("over_days", "is_silent"))
    title = meeting.say("stuck.projects", n=len(found), over=over, silent=silent)
    heads = [
        Head(meeting.look.text(f"pipeline.{name}"), right=name in ("in_stage", "silent"))
        for name in HEADS
    ]  # fmt: skip
    rows = [_project(meeting, each) for each in found[:PROJECTS]]
    body = f'<div class="pm-stuck">{table(title, heads, rows)}</div>{meeting.more(len(found), PROJECTS)}'
    return Listing("projects", title, body)


def _project(meeting: Opened, found: Mapping[str, Any]) -> list[str]:
    days = meeting.say("stuck.days", n=found["stage_days"]) if found["stage_days"] is not None else format.DASH
    if found["over_days"]:
        over = meeting.say("stuck.over", n=found["over_days"])
        days = f"{esc(days)} {span('pd-status pd-behind', esc(f'■ {over}'))}"
    silent = meeting.say("stuck.days", n=found["silent_days"]) if found["silent_days"] is not None else format.DASH
    if found["is_silent"]:
        silent = span("pd-status pd-warning", esc(f"▲ {silent}"))
    hidden = meeting.masked
    return [
        format.MASK if hidden else esc(found["name"]),
        span("pd-nowrap", esc(_word(meeting, "project_stage", found["stage"]))),
        span("pd-nowrap", days),
        span("pd-nowrap", silent),
        _trouble(meeting, found),
        esc(_level(meeting, found)),
        format.MASK if hidden else esc(found["officer"]),
    ]


def _trouble(meeting: Opened, found: Mapping[str, Any]) -> str:
    """What kind of trouble; what is said of it may name anybody."""
    kind = _word(meeting, "problem_type", found["problem_type"])
    if not found["problem"] or meeting.masked:
        return esc(kind)
    return esc(meeting.look.text("mark.pair", name=kind, value=found["problem"]))


def _level(meeting: Opened, found: Mapping[str, Any]) -> str:
    """To which level it was taken, who answers for it and by when."""
    level = _word(meeting, "escalated_to", found["escalated_to"])
    named = [] if meeting.masked or not found["responsible"] else [found["responsible"]]
    day = format.day_near(date.fromisoformat(found["due"]), meeting.look.at) if found["due"] else ""
    due = [meeting.say("stuck.due", due=day)] if day else []
    inner = meeting.look.text("card.comma").join([*named, *due])
    return level + (meeting.look.text("mark.brackets", inner=inner) if inner else "")


def _word(meeting: Opened, column: str, code: str | None) -> str:
    """A code in words; a dash where there is none."""
    if code is None:
        return format.DASH
    named = choices(column).get(code)
    return named[meeting.look.lang] if named else code


STUCK += [late_actions, stuck_projects]
