"""What is not said by itself: the rest of a section a line each, and the sections of which nothing is."""

from __future__ import annotations

from parkdash.telling.model import Told
from parkdash.ui.markup import esc, span
from parkdash.ui.review import agenda, chosen
from parkdash.ui.review.agenda import Step
from parkdash.ui.review.opening import Opened, lead

ROOMY = 22  # lines that fit in two columns
NAMED = 4


def fold(meeting: Opened, step: Step) -> str:
    """The other metrics of a section in one line each, those that are exceptions first and marked."""
    steps = agenda.inside(meeting.steps, step.token)
    marked = sum(bool(each.why) for each in steps)
    alone = all(each.section != step.section for each in meeting.steps if each.metric and not each.fold)
    key = "fold.marked" if marked else "fold.all" if alone else "fold.rest"
    said = meeting.say(key, n=len(steps), m=marked)
    items = "".join(_line(meeting, each) for each in steps)
    css = "pm-quiet" if len(steps) <= ROOMY else "pm-quiet pm-many"
    return f'{lead(said)}{_hint(meeting, "fold.open")}<ul class="{css}">{items}</ul>'


def _line(meeting: Opened, step: Step) -> str:
    told = meeting.told[step.metric]
    name = meeting.step_link(step.metric, esc(told.title))
    marks = chosen.marks(step.why, meeting.look.lang)
    return f"<li>{marks}{name} <b>{esc(told.value)}</b> {span('pd-soft', esc(_since(told)))}</li>"


def _since(told: Told) -> str:
    """What changed; nothing where nothing did, so that what moved stands out."""
    return told.since if told.change else ""


def quiet(meeting: Opened, step: Step) -> str:
    """The sections of which nothing is said by itself in one line each, with what is to be noticed in them."""
    sections = agenda.inside(meeting.steps, step.token)
    items = "".join(_section(meeting, each) for each in sections)
    said = meeting.say("fold.quiet", n=len(sections))
    return f'{lead(said)}{_hint(meeting, "fold.open_quiet")}<ul class="pm-quiet pm-sections">{items}</ul>'


def _section(meeting: Opened, step: Step) -> str:
    marked = [each for each in agenda.inside(meeting.steps, step.token) if each.why]
    names = " ".join(
        span("pd-nowrap", chosen.marks(each.why, meeting.look.lang) + esc(meeting.told[each.metric].title))
        for each in marked[:NAMED]
    )
    title = meeting.link_to(step.token, esc(meeting.section_title(step)))
    count = span("pd-soft", esc(meeting.say("fold.metrics", n=len(step.rest))))
    return f"<li>{title} {count} <em>{names} {meeting.more(len(marked), NAMED)}</em></li>"


def _hint(meeting: Opened, key: str) -> str:
    """How it is opened, and why the others stand here."""
    rule = chosen.brief(meeting.look.content, meeting.look.lang)
    return f'<p class="pm-soft">{esc(meeting.say(key))}　{esc(rule)}</p>'
