"""The steps that are no single metric: promises, what expires, what was decided; what is folded and what is stuck are
drawn by files of their own."""

from __future__ import annotations

from parkdash.review.editions import kept_lines
from parkdash.telling.model import Promised, Told
from parkdash.telling.words import listed, short_day, word
from parkdash.ui import format
from parkdash.ui.markup import esc, link, span
from parkdash.ui.review import agenda, folded, stuck
from parkdash.ui.review.agenda import Step
from parkdash.ui.review.opening import Opened, lead
from parkdash.ui.state import State, address
from parkdash.ui.tables import Head, table
from parkdash.ui.view import home

ROWS = 9  # lines of a step that fit without scrolling
PROMISED = 7  # of two lines each
NAMED = 6
STANDS = {
    "late": ("■", "pd-behind"), "open": ("○", "pd-none"), "reported": ("▲", "pd-warning"),
    "closed": ("●", "pd-on_track"), "dropped": ("×", "pd-none"),
}  # fmt: skip


def promises(meeting: Opened, step: Step) -> str:
    """What was asked for before, as the edition and its pack tell it, and what has become of it since."""
    found = sorted(meeting.story.promised, key=lambda promised: not promised.late)
    if not found:
        return _empty(meeting.say("promise.first" if meeting.before is None else "promise.none"))
    heads = [Head(meeting.say(f"promise.{name}")) for name in ("what", "due", "state", "number")]
    heads.insert(1, Head(meeting.say("owner")))
    rows = [_promise(meeting, promise) for promise in found[:PROMISED]]
    onward = link(address("actions", State(lang=meeting.look.lang)), esc(meeting.say("promise.to_actions")))
    below = f"<p>{meeting.more(len(found), PROMISED)} {onward}</p>"
    return f"{lead(meeting.story.promises_said)}{table(meeting.say('section.promises'), heads, rows)}{below}"


def _promise(meeting: Opened, promised: Promised) -> list[str]:
    sign, css = STANDS["late" if promised.late and promised.state == "open" else promised.state]
    return [
        esc(promised.title),
        span("pd-nowrap", esc(promised.owner)),
        span("pd-nowrap", esc(promised.due)),
        span(f"pd-status {css}", esc(f"{sign} {promised.stands}")) + _since(meeting, promised),
        span("pd-whole", esc(f"{promised.about} {promised.moved}")) if promised.moved else format.DASH,
    ]


def _since(meeting: Opened, promised: Promised) -> str:
    """What has become of it since the edition was frozen, as markup; "" where nothing has."""
    now = meeting.as_of_now.get(promised.action)
    if now is None:
        return ""
    due = short_day(now.due, meeting.look.at, meeting.look.lang)
    said = [word("pack.promise", now.state, meeting.look.lang)] if now.state != promised.state else []
    said += [meeting.say("promise.due_now", day=due)] if due != promised.due else []
    return " " + span("pd-soft", esc(meeting.say("promise.now", said=listed(said, meeting.look.lang)))) if said else ""


def expiring(meeting: Opened, step: Step) -> str:
    """What will end soon, by the edition's own figures, and the first of each by name."""
    found = agenda.expiring(meeting.look.content)
    rows = "".join(_expiring(meeting, meeting.told[figure.metric]) for figure in found[:ROWS])
    return f'<ul class="pm-lines">{rows}</ul>{meeting.more(len(found), ROWS)}'


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
    summary = meeting.say("decision.summary", actions=given, notes=len(said) - given)
    rows = []
    for remark in said[-ROWS:]:
        kind = meeting.say("decision.given" if remark.kind == "given" else "decision.note")
        told = meeting.told.get(remark.about.id)
        about = span("pd-soft", esc(told.title)) if told else ""
        rows.append(
            f"<li>{span('pd-mark', esc(kind))} {esc(_decided(meeting, remark.action, remark.text))} {about}</li>"
        )
    return f'{lead(summary)}<ul class="pm-lines">{"".join(rows)}</ul>{meeting.more(len(said), ROWS)}'


def _decided(meeting: Opened, id: int | None, said: str) -> str:
    action = meeting.given.get(id or 0)
    if action is None:
        return said
    return meeting.say("decision.line", title=action.title, owner=action.owner, due=format.day(action.due))


def _empty(said: str) -> str:
    return f'<p class="pm-gist pm-soft">{esc(said)}</p>'


DRAWN = {
    "promises": promises, "fold": folded.fold, "quiet": folded.quiet, "stuck": stuck.stuck, "expiring": expiring,
    "decisions": decisions,
}  # fmt: skip
