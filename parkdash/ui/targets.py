"""All targets of the year: by owner, one by one with what was decided when, and those with a date and no number."""

from __future__ import annotations

from collections import Counter
from datetime import date
from statistics import median

import streamlit as st

from parkdash import metrics
from parkdash.metrics.goals import Goal
from parkdash.metrics.milestones import Milestone
from parkdash.metrics.model import At, Status, TargetStatus
from parkdash.metrics.targets import Target
from parkdash.telling.milestones import milestone_state
from parkdash.ui import cards, empty, format, lights, plot
from parkdash.ui.markup import esc, link, span
from parkdash.ui.tables import Head, table
from parkdash.ui.view import View

PATH = "targets"
LIGHTS: tuple[Status, ...] = ("on_track", "warning", "behind", "unreported")
NUMBER = 16  # characters up to which a document is told by its number, which stays in one line


def owners(view: View) -> None:
    """How many targets there are by status, and the league table of those who answer for them."""
    found = _goals(view)
    if not found:
        st.html(empty.box(esc(view.text("targets.none"))))
        return
    counted = Counter(goal.status.status for goal in found)
    said = [f"<strong>{esc(view.text('targets.summary', year=view.at.year, n=len(found)))}</strong>"]
    said += [f"{lights.word(light, view.lang)} {counted[light]}" for light in LIGHTS if counted[light]]
    said += [link(view.number_href("milestones_open"), esc(_milestones_said(view)))]
    st.html(f'<div class="pd-strip">{"".join(f"<span>{each}</span>" for each in said)}</div>')
    plot.heading(view.text("targets.by_owner"), view.text("targets.by_owner_note"))
    heads = [Head(view.text("targets.owner")), Head(view.text("targets.count"), right=True)]
    heads += [Head(view.text(f"status.{light}"), right=True) for light in LIGHTS]
    heads += [Head(view.text("targets.median_gap"), right=True), Head(view.text("targets.worst"))]
    league = sorted(_by_owner(view, found).items(), key=lambda item: _rank(item[1]))
    rows = [_owner(view, name, own) for name, own in league]
    st.html(f'<div class="pd-tight">{table(view.text("targets.by_owner"), heads, rows)}</div>')


def _goals(view: View) -> list[Goal]:
    """The targets of what is chosen in the filter bar: of some parks, or all that the reader may see."""
    parks = view.state.chosen("park")
    found: tuple[Goal, ...] = view.ask(metrics.goals, view.at)
    return [goal for goal in found if not parks or goal.park in parks]


def _milestones_said(view: View) -> str:
    open_, late = (
        view.ask(metrics.value, name, At(view.at), _parks(view)).value or 0
        for name in ("milestones_open", "milestones_overdue")
    )
    return view.text("targets.milestones_said", n=open_, late=late)


def _parks(view: View) -> tuple[tuple[str, str | None], ...]:
    return tuple(item for item in view.bar if item[0] == "park")


def _by_owner(view: View, found: list[Goal]) -> dict[str, list[Goal]]:
    grouped: dict[str, list[Goal]] = {}
    for goal in found:
        grouped.setdefault(_owner_of(view, goal), []).append(goal)
    return grouped


def _owner_of(view: View, goal: Goal) -> str:
    """Who was charged with it; where the decision does not say, whose figure it is."""
    return goal.now.owner or cards.owner_of(view, metrics.catalogue()[goal.metric])


def _rank(own: list[Goal]) -> tuple[float, float]:
    counted = Counter(goal.status.status for goal in own)
    return -counted["behind"] / len(own), _median_gap(own)


def _gaps(own: list[Goal]) -> list[float]:
    return [goal.status.gap for goal in own if goal.status.gap is not None]


def _median_gap(own: list[Goal]) -> float:
    return median(_gaps(own)) if _gaps(own) else 0.0


def _owner(view: View, name: str, own: list[Goal]) -> list[str]:
    counted = Counter(goal.status.status for goal in own)
    measured = [goal for goal in own if goal.status.gap is not None]
    worst = min(measured, key=lambda goal: goal.status.gap or 0.0, default=None)
    return [
        link(view.here(PATH, query=name), esc(name)),
        f"{len(own)}",
        *(f"{counted[light]}" if counted[light] else format.DASH for light in LIGHTS),
        esc(lights.gap(view, _median_gap(own)) if measured else format.DASH),
        f"{_metric(view, worst)} {esc(lights.gap(view, worst.status.gap))}" if worst else format.DASH,
    ]


def _metric(view: View, goal: Goal) -> str:
    """The metric as a link to its course beside the planned curve, of the park whose target it is."""
    more = (("park", goal.park),) if goal.park is not None else ()
    return link(
        view.number_href(goal.metric, more, view="trend"), esc(view.title(metrics.catalogue()[goal.metric].title))
    )


def goals(view: View) -> None:
    """Target by target, the furthest behind first; of one owner where the address names one."""
    chosen = view.state.query
    found = [goal for goal in _goals(view) if not chosen or _owner_of(view, goal) == chosen]
    plot.heading(view.text("targets.all"), view.text("targets.only", owner=chosen) if chosen else "")
    if chosen:
        st.html(f'<div class="pd-chips">{link(view.here(PATH, query=""), esc(view.text("targets.everyone")))}</div>')
    if not found:
        return
    names = ("status", "metric", "whose", "way", "done", "gap", "needed", "owner", "document")
    heads = [Head(view.text(f"targets.{name}"), right=name == "gap") for name in names]
    found.sort(key=lambda goal: lights.urgency(goal.status))
    rows = [_goal(view, goal) for goal in found]
    st.html(f'<div class="pd-tight">{table(view.text("targets.all"), heads, rows)}</div>')


def _goal(view: View, goal: Goal) -> list[str]:
    status = goal.status
    return [
        lights.standing(view, status),
        _metric(view, goal),
        span("pd-nowrap", esc(goal.park or view.text("targets.whole"))),
        span("pd-keep", esc(_way(view, goal))),
        _progress(status),
        span("pd-nowrap", esc(lights.gap(view, status.gap))),
        span("pd-keep", esc(_needed(view, goal))),
        span("pd-nowrap", esc(_owner_of(view, goal))),
        _decided(view, goal),
    ]


def _way(view: View, goal: Goal) -> str:
    """From the base to where it stands, and the target."""
    unit = metrics.catalogue()[goal.metric].unit
    base, value, target = (
        view.amount(each, unit) for each in (goal.status.base, goal.status.value, goal.status.target)
    )
    return view.text("targets.way_said", base=base, value=value, target=target)


def _progress(status: TargetStatus) -> str:
    if status.completion is None:
        return format.DASH
    said = f"{esc(format.share(status.completion))} / {esc(format.share(status.pace or 0.0))}"
    return f'<div class="pd-done">{said}{lights.bar(status.status, status.completion, status.pace)}</div>'


def _needed(view: View, goal: Goal) -> str:
    clauses = cards.pace_clauses(view, metrics.catalogue()[goal.metric], goal.status)
    return clauses[0] if clauses else format.DASH


def _decided(view: View, goal: Goal) -> str:
    """The document with the row that says so; of an adjusted target what it was and is, each version folded below."""
    day, now = goal.taken[-1]
    if len(goal.taken) == 1:
        return _document(view, day, now)
    unit = metrics.catalogue()[goal.metric].unit
    every = [(on, each, view.amount(each.value, unit)) for on, each in goal.taken]
    versions = "".join(
        f"<div>{esc(view.text('targets.taken', day=format.day(on), value=value))} {_document(view, on, each)}</div>"
        for on, each, value in every
    )
    changed = esc(view.text("targets.changed", old=every[-2][2], new=every[-1][2]))
    return f"{_document(view, day, now)}<details><summary>{changed}</summary>{versions}</details>"


def _document(view: View, day: date, decided: Target) -> str:
    """The document of one decision, or its day, as a link to its row; a number alone stays in one line."""
    said = esc(decided.document or format.day(day))
    short = "pd-nowrap" if len(said) <= NUMBER else ""
    return link(view.href("source", source=f"{decided.source_id}:{decided.source_row}"), said, short)


def milestones(view: View) -> None:
    """Targets with a date and no number: what is open by its date, then what was reached this year."""
    plot.heading(view.text("targets.milestones"), view.text("targets.milestones_note"))
    rows = [_milestone(view, each) for each in view.ask(metrics.milestones, view.at, _parks(view))]
    if not rows:
        st.html(f'<p class="pd-soft">{esc(view.text("targets.no_milestones"))}</p>')
        return
    names = ("status", "milestone", "whose", "due_by", "owner", "document", "source")
    heads = [Head(view.text(f"targets.{name}")) for name in names]
    st.html(f'<div class="pd-tight">{table(view.text("targets.milestones"), heads, rows)}</div>')


def _milestone(view: View, found: Milestone) -> list[str]:
    return [
        _reached(view, found),
        esc(found.milestone),
        esc(found.park or view.text("targets.whole")),
        esc(format.day(found.due_by)),
        esc(found.owner),
        esc(found.document),
        link(view.href("source", source=f"{found.source_id}:{found.source_row}"),
             esc(view.text("targets.row", row=found.source_row))),
    ]  # fmt: skip


def _reached(view: View, found: Milestone) -> str:
    """Open, overdue or reached, by shape and word."""
    words = milestone_state(found.reached_on, found.days_late(view.at), view.lang)
    return lights.said(found.light(view.at), words)
