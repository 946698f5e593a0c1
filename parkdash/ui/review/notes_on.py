"""What was noted on an edition or one of its figures: what was frozen with it, and what was said later."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import streamlit as st

from parkdash.batch import CHINA
from parkdash.review.memory import About, of_edition
from parkdash.ui.markup import esc
from parkdash.ui.review import entry
from parkdash.ui.review.reading import Reading
from parkdash.ui.view import home


class Said(NamedTuple):
    """One note. `part` is frozen (under the hash), draft (will be frozen) or later (said after freezing)."""

    text: str
    who: str
    moment: datetime
    part: str


def draw(look: Reading, about: About) -> None:
    """List the notes, with the field for another one."""
    found = noted(look, about)
    title, links = esc(look.say("notes")), entry.links(None)
    html = f'<div class="pd-noting"><h2 class="pd-h">{title}<small>{len(found)}</small></h2>{links}</div>'
    html += "".join(_one(look, each) for each in found) or f'<p class="pd-soft">{esc(look.say("no_notes"))}</p>'
    st.html(f'<div class="pd-notes">{html}</div>')
    entry.action_entry(None, about, look.edition.id)
    entry.note_entry(None, about, look.edition.id)


def noted(look: Reading, about: About) -> list[Said]:
    """The notes about one thing: those in the edition's content, then those that are not (yet) part of it."""
    frozen = [note for note in look.content.notes if (note["kind"], note["id"]) == about]
    found = [Said(note["text"], note["who"], datetime.fromisoformat(note["moment"]), "frozen") for note in frozen]
    known = {(each.text, each.moment) for each in found}
    part = "draft" if look.edition.state == "draft" else "later"
    said = [each for each in of_edition(home(), look.edition.id) if each.kind == "note" and each.about == about]
    return found + [
        Said(each.text, each.said_by, each.said_at, part) for each in said if (each.text, each.said_at) not in known
    ]


def _one(look: Reading, said: Said) -> str:
    moment = said.moment.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
    by = f"{said.who} {moment} · {look.say(f'note_part.{said.part}')}"
    return f'<p class="pd-said">{esc(said.text)} <span class="pd-soft">{esc(by)}</span></p>'
