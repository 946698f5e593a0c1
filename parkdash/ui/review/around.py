"""The steps that are no single metric: promises, what is folded, what is stuck, what expires, what was decided."""

from __future__ import annotations

from collections import Counter

from parkdash.review.actions import LIVE, Promise
from parkdash.review.due import days_late
from parkdash.review.editions import kept_lines
from parkdash.telling.model import Told
from parkdash.text import text
from parkdash.ui import format
from parkdash.ui.markup import esc, link, span
from parkdash.ui.review import agenda
from parkdash.ui.review.agenda import Step
from parkdash.ui.review.opening import STUCK, Listing, Opened
from parkdash.ui.state import State, address
from parkdash.ui.tables import Head, table
from parkdash.ui.view import home

ROWS = 9  # lines of a step that fit without scrolling
FOLDED = 24
NAMED = 6


def promises(meeting: Opened, step: Step) -> str:
    """What the last meeting asked for: done, late, and how far its number has moved."""
    found = meeting.promises
    if not found:
        return _empty(meeting.say("promise.first" if meeting.before is None else "promise.none"))
    counts = Counter(promise.action.state for promise in found)
    said = meeting.say(
        "promise.summary", all=len(found), done=counts["closed"], waiting=counts["reported"], open=counts["open"],
        late=sum(promise.late for promise in found),
    )  # fmt: skip
    heads = [Head(meeting.say(f"promise.{name}")) for name in ("what", "due", "state", "number")]
    heads.insert(1, Head(meeting.say("owner")))
    rows = [_promise(meeting, promise) for promise in found[:ROWS]]
    onward = link(address("actions", State(lang=meeting.look.lang)), esc(meeting.say("promise.to_actions")))
    below = f"<p>{_more(meeting, len(found))} {onward}</p>"
    return f"{_lead(said)}{table(meeting.say('section.promises'), heads, rows)}{below}"


def _promise(meeting: Opened, promise: Promise) -> list[str]:
    action = promise.action
    state = "late" if promise.late and action.state == "open" else action.state
    css = {"late": "pd-behind", "reported": "pd-warning", "closed": "pd-on_track"}.get(state, "pd-none")
    late = days_late(action, meeting.look.at)
    days = text("actions.late_by", meeting.look.lang, n=late) if late else ""
    said = meeting.say("promise.late", days=days) if state == "late" else f"{meeting.say(f'promise.{state}')} {days}"
    return [
        esc(action.title),
        esc(action.owner),
        span("pd-nowrap", format.day(action.due)),
        span(f"pd-status {css}", esc(said)),
        _moved(meeting, promise),
    ]


def _moved(meeting: Opened, promise: Promise) -> str:
    told = meeting.told.get(promise.action.about.id)
    if told is None or promise.now is None:
        return format.DASH
    then, now = (meeting.look.amount(value, told.figure.unit) for value in (promise.then, promise.now))
    return esc(meeting.say("promise.moved" if promise.moved else "promise.still", title=told.title, then=then, now=now))


def fold(meeting: Opened, step: Step) -> str:
    """The metrics without exceptions in one line, and below it each with its value and what changed."""
    told = [meeting.told[id] for id in step.rest]
    alone = all(each.section != step.section for each in meeting.steps if each.metric and not each.fold)
    group = section_title(meeting, step)
    said = meeting.say("fold.all" if alone else "fold.rest", group=group, all=len(told), n=len(told))
    items = "".join(_quiet(meeting, each) for each in told[:FOLDED])
    hint = f'<p class="pm-soft">{esc(meeting.say("fold.open"))}</p>'
    return f'{_lead(said)}{hint}<ul class="pm-quiet">{items}</ul>{_more(meeting, len(told), FOLDED)}'


def _quiet(meeting: Opened, told: Told) -> str:
    name = meeting.step_link(told.figure.metric, esc(told.title))
    return f"<li>{name} <b>{esc(told.value)}</b> {span('pd-soft', esc(told.since))}</li>"


def stuck(meeting: Opened, step: Step) -> str:
    """One list of what does not move."""
    found = next(each for each in meeting.stuck if f"stuck:{each.name}" == step.token)
    rows = "".join(f"<li>{line}</li>" for line in found.lines[:ROWS])
    return f'{_lead(found.title)}<ul class="pm-lines">{rows}</ul>{_more(meeting, len(found.lines))}'


def late_actions(meeting: Opened) -> Listing:
    """Whatever is overdue on the day of the meeting, the longest first."""
    late = sorted((each for each in meeting.late if each.state in LIVE), key=lambda each: each.due)
    lines = tuple(
        esc(
            meeting.say(
                "stuck.line", title=each.title, owner=each.owner, due=format.day(each.due),
                days=days_late(each, meeting.look.at),
            )
        )
        for each in late
    )  # fmt: skip
    title = meeting.say("stuck.actions", n=len(late)) if late else meeting.say("stuck.none")
    return Listing("actions", title, lines)


STUCK.append(late_actions)


def expiring(meeting: Opened, step: Step) -> str:
    """What will end soon, by the edition's own figures, and the first of each by name."""
    found = agenda.expiring(meeting.look.content)
    rows = "".join(_expiring(meeting, meeting.told[figure.metric]) for figure in found[:ROWS])
    return f'<ul class="pm-lines">{rows}</ul>{_more(meeting, len(found))}'


def _expiring(meeting: Opened, told: Told) -> str:
    title = meeting.step_link(told.figure.metric, esc(told.title))
    lines = kept_lines(home(), meeting.edition.id, told.figure.metric) if _is_named(meeting, told) else []
    names = list(dict.fromkeys(line.name for line in lines))[:NAMED]
    said = meeting.say("expire.first", names=meeting.look.text("card.comma").join(names)) if names else ""
    named = f"<br>{span('pd-soft pm-first', esc(said))}" if said else ""
    return f"<li>{title} <b>{esc(told.value)}</b> {span('pd-soft', esc(told.since))}{named}</li>"


def _is_named(meeting: Opened, told: Told) -> bool:
    """Whether the lines behind a figure are told by name: a ratio has none, and while sharing they are masked."""
    return not (meeting.masked or told.figure.parts)


def decisions(meeting: Opened, step: Step) -> str:
    """What was given and noted in this meeting so far."""
    said = [
        each
        for each in meeting.said_now
        if each.kind == "note" or (each.kind == "given" and each.action in meeting.given)
    ]
    if not said:
        return _empty(meeting.say("decision.none"))
    given = sum(remark.kind == "given" for remark in said)
    lead = meeting.say("decision.summary", actions=given, notes=len(said) - given)
    rows = []
    for remark in said[-ROWS:]:
        kind = meeting.say("decision.given" if remark.kind == "given" else "decision.note")
        told = meeting.told.get(remark.about.id)
        about = span("pd-soft", esc(told.title)) if told else ""
        rows.append(
            f"<li>{span('pd-mark', esc(kind))} {esc(_decided(meeting, remark.action, remark.text))} {about}</li>"
        )
    return f'{_lead(lead)}<ul class="pm-lines">{"".join(rows)}</ul>{_more(meeting, len(said))}'


def _decided(meeting: Opened, id: int | None, said: str) -> str:
    action = meeting.given.get(id or 0)
    if action is None:
        return said
    return meeting.say("decision.line", title=action.title, owner=action.owner, due=format.day(action.due))


def section_title(meeting: Opened, step: Step) -> str:
    """What the part of the meeting is called to which a step belongs."""
    known = {section.id: section.title for section in meeting.story.sections}
    return known.get(step.section) or meeting.say(f"section.{step.section}")


def _lead(said: str) -> str:
    return f'<p class="pm-gist">{esc(said)}</p>'


def _empty(said: str) -> str:
    return f'<p class="pm-gist pm-soft">{esc(said)}</p>'


def _more(meeting: Opened, count: int, shown: int = ROWS) -> str:
    return span("pd-soft", esc(meeting.say("more", n=count - shown))) if count > shown else ""


DRAWN = {"promises": promises, "fold": fold, "stuck": stuck, "expiring": expiring, "decisions": decisions}
