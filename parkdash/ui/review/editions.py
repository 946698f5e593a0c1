"""The editions: which there are, which are final, and a new one to prepare."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from parkdash import review
from parkdash.access import own_scope
from parkdash.batch import CHINA
from parkdash.office import Unreachable
from parkdash.review import Edition
from parkdash.text import text
from parkdash.ui import empty, format
from parkdash.ui.markup import alert, esc, link, span
from parkdash.ui.review import preparing
from parkdash.ui.review.reading import PATH
from parkdash.ui.state import State, address
from parkdash.ui.tables import Head, table
from parkdash.ui.view import home

HEADS = ("edition", "state", "parks", "as_of", "since", "version", "made", "frozen", "hash", "next")
IN_SIGHT = 12
HASH_SHOWN = 12


def show(lang: str) -> None:
    """Draw the list, and the way to a new edition. Those who may not open editions are told why."""
    if not may_open(lang):
        return
    preparing.news(lang)
    try:
        found = review.open_editions(home(), own_scope())
    except Unreachable:
        unreachable(lang)
        return
    if found:
        _listing(list(reversed(found)), lang)
    else:
        st.html(empty.box(f"<strong>{esc(text('review.none', lang))}</strong>", esc(text("review.none_hint", lang))))
    preparing.offer(lang)


def may_open(lang: str) -> bool:
    """Whether this reader may open editions at all; if not, why is said."""
    if review.opens_any(own_scope()):
        return True
    st.html(empty.box(esc(text("review.not_for_you", lang)), esc(text("review.not_for_you_hint", lang))))
    return False


def unreachable(lang: str) -> None:
    """The office store does not answer: what is to be done, and that nothing is lost."""
    st.html(alert(text("review.unreachable", lang)))


def state_of(edition: Edition, lang: str) -> str:
    """The state as a shape and a word."""
    return span(f"pd-edition pd-is-{edition.state}", esc(text(f"review.state.{edition.state}", lang)))


def parks_of(edition: Edition, lang: str) -> str:
    """The parks that it speaks of."""
    if edition.parks is None:
        return text("review.all_parks", lang)
    return text("screen.card.comma", lang).join(edition.parks)


def href(edition: int, lang: str) -> str:
    """The address of one edition."""
    return address(PATH, State(lang=lang, edition=edition))


def meeting(edition: int, lang: str) -> str:
    """The address of the meeting that is run from an edition."""
    return address("meeting", State(lang=lang, edition=edition))


def moment(at: datetime | None, who: str | None) -> str:
    """When and by whom, as markup."""
    when = at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M") if at else format.DASH
    return span("pd-nowrap", esc(when)) + (f"<br>{span('pd-soft', esc(who))}" if who else "")


def _listing(found: list[Edition], lang: str) -> None:
    heads = [Head(text(f"review.column.{name}", lang)) for name in HEADS]
    replaced = {edition.supersedes: edition.id for edition in found if edition.supersedes is not None}
    rows = [_row(edition, replaced.get(edition.id), lang) for edition in found]
    label = text("screen.page.editions", lang)
    html = table(label, heads, rows[:IN_SIGHT])
    if len(rows) > IN_SIGHT:
        more = esc(text("review.earlier", lang, n=len(rows) - IN_SIGHT))
        older = table(label, heads, rows[IN_SIGHT:])
        html += f'<div class="pd-tight"><details><summary>{more}</summary>{older}</details></div>'
    st.html(html)


def _row(edition: Edition, replaced_by: int | None, lang: str) -> list[str]:
    return [
        link(href(edition.id, lang), f"<strong>{esc(text('review.issue', lang, edition=edition.id))}</strong>"),
        state_of(edition, lang),
        esc(parks_of(edition, lang)),
        span("pd-nowrap", esc(format.day(edition.as_of))),
        span("pd-nowrap", esc(format.day(edition.since))),
        span("pd-nowrap", esc(text("screen.frame.version", lang, version=edition.version))),
        moment(edition.made_at, edition.made_by),
        moment(edition.frozen_at, edition.frozen_by) if edition.frozen_at else format.DASH,
        f"<code>{esc(edition.content_hash[:HASH_SHOWN])}</code>",
        _following(edition, replaced_by, lang),
    ]


def _following(edition: Edition, replaced_by: int | None, lang: str) -> str:
    """What comes next for it: a draft is looked through and frozen, a superseded one leads to what holds now."""
    if edition.state == "draft":
        return link(href(edition.id, lang), esc(text("review.to_freeze", lang)))
    if replaced_by is not None:
        return link(href(replaced_by, lang), esc(text("review.replaced_by", lang, edition=replaced_by)))
    onward = link(meeting(edition.id, lang), esc(text("review.to_meeting", lang)))
    if edition.supersedes is None:
        return onward
    before = text("review.replaces", lang, edition=edition.supersedes)
    return f"{onward}<br>{link(href(edition.supersedes, lang), esc(before))}"
