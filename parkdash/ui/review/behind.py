"""What stands behind a figure, opened within the meeting: who moved, and the lines it was counted from."""

from __future__ import annotations

from parkdash.review.editions import kept_lines
from parkdash.review.lines import KeptLine
from parkdash.telling.model import Told
from parkdash.ui import format
from parkdash.ui.markup import esc
from parkdash.ui.review import sharing
from parkdash.ui.review.agenda import Step
from parkdash.ui.review.opening import Opened
from parkdash.ui.tables import Head, table
from parkdash.ui.view import home

LISTED = 200


def panel(meeting: Opened, step: Step) -> str:
    """The panel over the step of a metric, as markup."""
    told = meeting.told[step.metric]
    body = _parts(meeting, told) if told.figure.parts else _lines(meeting, told)
    title = f'<h2 tabindex="-1">{esc(told.title)} <b>{esc(told.value)}</b></h2>'
    whole = f"{title}{_moves(meeting, told)}{body}"
    return f'<section class="pm-behind-it" data-token="{esc(step.token)}" tabindex="0">{whole}</section>'


def _moves(meeting: Opened, told: Told) -> str:
    """opening + in − out = closing, all names that the edition keeps."""
    if told.movement is None or not told.movement.moves:
        return ""
    comma = meeting.look.text("card.comma")
    rows = "".join(
        f"<li><b>{'+' if move.entering else '−'}{move.total:,}</b> {esc(move.cause)} "
        f"{esc(format.MASK if meeting.masked else comma.join(move.names))}</li>"
        for move in told.movement.moves
    )
    moved = meeting.say("moved", day=meeting.story.since_short)
    return f"<h3>{esc(moved)} <small>{esc(told.bridge_said)}</small></h3><ul>{rows}</ul>"


def _parts(meeting: Opened, told: Told) -> str:
    """A ratio has no lines; its parts have."""
    found = [meeting.told[id] for id in told.figure.parts if id in meeting.told]
    items = "".join(
        f"<li>{meeting.step_link(each.figure.metric, esc(each.title))} <b>{esc(each.value)}</b></li>" for each in found
    )
    return f"<h3>{esc(meeting.say('drill.parts'))}</h3><ul>{items}</ul>"


def _lines(meeting: Opened, told: Told) -> str:
    """The lines, the largest first; masked ones come in no order that would tell them apart."""
    kept = kept_lines(home(), meeting.edition.id, told.figure.metric)
    if not kept:
        return f"<p>{esc(meeting.say('drill.none'))}</p>"
    ordered = kept if meeting.masked else sorted(kept, key=lambda line: (-float(line.amount or 0), line.name))
    shown = [sharing.masked_line(line) if meeting.masked else line for line in ordered[:LISTED]]
    key = "first" if len(kept) > LISTED else "lines"
    said = meeting.say(f"drill.{key}", total=len(kept), n=LISTED)
    heads = [
        Head(meeting.say("drill.name")),
        Head(meeting.say("drill.amount"), right=True),
        Head(meeting.say("drill.source")),
    ]
    return f"<h3>{esc(said)}</h3>{table(said, heads, [_line(meeting, line) for line in shown])}"


def _line(meeting: Opened, line: KeptLine) -> list[str]:
    if meeting.masked:
        return [format.MASK, format.MASK, esc(line.batch)]
    where = meeting.say("drill.where", batch=line.batch, file=line.file, sheet=line.sheet, row=line.row)
    return [esc(line.name), esc(format.exact(line.amount)), esc(where)]
