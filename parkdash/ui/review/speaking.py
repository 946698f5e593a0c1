"""A metric's step: the value large, how it stands, where it comes from, who moved, what was said last time."""

from __future__ import annotations

from datetime import date
from threading import Lock
from typing import Any

from cachetools import LRUCache, cached

from parkdash.metrics.amounts import number
from parkdash.review import number_from
from parkdash.review.importance import restated
from parkdash.review.memory import Remark
from parkdash.telling.model import Moved, Told
from parkdash.text import text
from parkdash.ui import cards, format
from parkdash.ui.markup import esc, span
from parkdash.ui.review import stored
from parkdash.ui.review.agenda import Step
from parkdash.ui.review.course import course
from parkdash.ui.review.opening import Opened

STEPS_KEPT = 2000  # about five kilobytes each
NAMES, CAUSES, REMARKS = 4, 4, 3  # of each cause; on a side; of one meeting: what fits without scrolling


def metric(meeting: Opened, step: Step) -> str:
    """The step as markup."""
    above, below = _kept(meeting, step)
    said = f'<section class="pm-said-then">{_memory(meeting, meeting.told[step.metric])}</section>'
    return f'<div class="pm-body">{above}{said}</div>{below}'


def _same(meeting: Opened, step: Step) -> tuple[str, bool, str, str]:
    """What a step's drawing depends on: an edition does not change."""
    return meeting.edition.content_hash, meeting.masked, meeting.look.lang, step.token


@cached(LRUCache(STEPS_KEPT), key=_same, lock=Lock())
def _kept(meeting: Opened, step: Step) -> tuple[str, str]:
    """What comes from the edition alone, drawn once: what stands before and behind the memory."""
    told = meeting.told[step.metric]
    above = (
        f'<section class="pm-answer">{_value(meeting, told)}{_why(meeting, told)}'
        f"{_comparisons(meeting, told)}{_goal(meeting, told)}</section>"
        f'<section class="pm-trend">{_trend(meeting, told)}</section>'
        f'<section class="pm-who">{_moves(meeting, told)}</section>'
    )
    return above, _notes(meeting, told)


def _value(meeting: Opened, told: Told) -> str:
    figure = told.figure
    shown = number(figure.value, figure.unit, meeting.look.lang)
    digits = esc(shown.digits) if figure.value is not None else format.DASH
    unit = esc(shown.unit if figure.value is not None else told.why)
    status = f'<span class="pm-light pd-{told.status}">{esc(told.status_said)}</span>' if told.status_said else ""
    days = esc(told.span or told.days)
    value = f'<p class="pm-figure"><span class="pm-huge">{digits}</span><small>{unit}</small>{status}</p>'
    return f'{value}<p class="pm-days">{days}</p>'


def _why(meeting: Opened, told: Told) -> str:
    """What is no status: an exceptional movement, a figure that was shown otherwise last time, however small."""
    said, gaps = [], restated(meeting.look.content)
    if told.figure.signal and told.figure.signal["speaks"]:
        side = "up" if told.figure.signal["side"] >= 0 else "down"
        month = date.fromisoformat(told.figure.signal["month"])
        said.append(meeting.say(f"signal.{told.figure.signal['kind']}_{side}", month=f"{month:%Y-%m}"))
    if found := gaps.get(told.figure.metric):
        shown, now = (meeting.look.amount(number_from(found[name]), told.figure.unit) for name in ("shown", "now"))
        said.append(meeting.say("restated", shown=shown, now=now))
    return "".join(f'<p class="pm-exception">{esc(each)}</p>' for each in said)


def _comparisons(meeting: Opened, told: Told) -> str:
    c = stored.card(told.figure)
    lines = (cards.since_line(meeting.look, c.metric, c.since), cards.last_year_line(meeting.look, c.last_year))
    return "".join(f'<p class="pm-compared">{line}</p>' for line in lines)


def _goal(meeting: Opened, told: Told) -> str:
    """The bar with the mark of the pace, what is still needed, and what the year comes to."""
    if told.goal is None:
        return ""
    c = stored.card(told.figure)
    bar = f'<div class="pd-card pm-goal">{cards.target_bar(meeting.look, c.metric, c.target)}</div>'
    given: dict[str, Any] = told.figure.target or {}
    unit, lines = told.figure.unit, []
    if told.status in ("behind", "warning"):  # then the bar's own line says it
        return bar
    month, week = given.get("needed_per_month"), given.get("needed_per_week")
    if month:
        sizes = {
            name: format.change(format.to_bring(size, unit), unit, meeting.look.lang)
            for name, size in (("month", month), ("week", week))
            if size
        }
        lines.append(meeting.say("needed" if week else "needed_month", **sizes))
    if given.get("expected") is not None:
        lines.append(meeting.say("expected", value=meeting.look.amount(format.foreseen(given["expected"], unit), unit)))
    return bar + "".join(f'<p class="pm-needed">{esc(line)}</p>' for line in lines)


def _trend(meeting: Opened, told: Told) -> str:
    drawn = course(told.figure, meeting.look.lang)
    if not drawn:
        return f'<p class="pm-soft">{esc(meeting.say("no_trend"))}</p>'
    return f'{drawn}<p class="pm-soft pm-legend">{esc(meeting.say("legend"))}</p>'


def _moves(meeting: Opened, told: Told) -> str:
    movement = told.movement
    if movement is None:
        explains = f"<h3>{esc(meeting.say('explains'))}</h3><p>{esc(told.explains)}</p>"
        return explains + (f"<p>{esc(told.coverage)}</p>" if told.coverage else "")
    head = f"<h3>{esc(meeting.say('moved', day=meeting.story.since_short))} <small>{esc(told.bridge_said)}</small></h3>"
    if not movement.moves:
        return f"{head}<p class='pm-soft'>{esc(told.unmoved)}</p>"
    rows = "".join(_move(meeting, move) for move in movement.moves[:CAUSES])
    left = len(movement.moves) - CAUSES
    return f"{head}<ul>{rows}</ul>" + (f"<p class='pm-soft'>{esc(meeting.say('more', n=left))}</p>" if left > 0 else "")


def _move(meeting: Opened, move: Moved) -> str:
    sign = "+" if move.entering else "−"
    names = [format.MASK] if meeting.masked else list(dict.fromkeys(move.names))[:NAMES]
    listed = meeting.look.text("card.comma").join(names)
    rest = move.total - len(names)
    more = f" {span('pd-soft', esc(meeting.say('more', n=rest)))}" if rest > 0 and not meeting.masked else ""
    return f"<li><b>{sign}{move.total:,}</b> {esc(move.cause)} {span('pm-names', esc(listed))}{more}</li>"


def _memory(meeting: Opened, told: Told) -> str:
    """What was said of it in the last meeting, and in this one."""
    then, now = (_about(said, told.figure.metric) for said in (meeting.said_before, meeting.said_now))
    head = f"<h3>{esc(meeting.say('memory'))}</h3>"
    rows = "".join(_remark(meeting, remark, False) for remark in then[-REMARKS:])
    rows += "".join(_remark(meeting, remark, True) for remark in now[-REMARKS:])
    return head + (f"<ul>{rows}</ul>" if rows else f'<p class="pm-soft">{esc(meeting.say("no_memory"))}</p>')


def _about(said: list[Remark], metric: str) -> list[Remark]:
    return [remark for remark in said if remark.about.kind == "metric" and remark.about.id == metric]


def _remark(meeting: Opened, remark: Remark, is_now: bool) -> str:
    kind = meeting.say("decision.given" if remark.kind == "given" else "decision.note")
    mark = f"{kind} · {meeting.say('now')}" if is_now else kind
    return f"<li>{span('pd-mark', esc(mark))} {esc(remark.text)} {span('pd-soft', esc(remark.said_by))}</li>"


def _notes(meeting: Opened, told: Told) -> str:
    """What the speaker may read out; shown by S."""
    sentence = told.message + text("pack.stop", meeting.look.lang)
    more = "".join(f"<li>{esc(note)}</li>" for note in told.notes)
    label = esc(meeting.say("notes"))
    return f'<aside class="pm-script" aria-label="{label}"><p>{esc(sentence)}</p><ul>{more}</ul></aside>'
