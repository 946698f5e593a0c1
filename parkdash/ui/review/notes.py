"""Memory on the screen: what was said and decided about a metric, firm or record, when, by whom, in which meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

import streamlit as st

from parkdash.batch import CHINA
from parkdash.review import memory as remembered
from parkdash.review.memory import About, Remark
from parkdash.text import text
from parkdash.ui.markup import esc, link, span
from parkdash.ui.review.about import Look, can_ask, href, lang_of, title, within
from parkdash.ui.state import State, address
from parkdash.ui.view import home

IN_SIGHT = 5
ADDRESS = re.compile(r"https?://[^\s<>\"'，。；）]+")
SHAPES = {"note": "✎", "action": "◷"}


def memory(view: Look | None, about: About, noted: int | None = None) -> None:
    """Draw what was said about one thing, newest first, folded beyond five. Nothing where nothing was said.

    Notes of edition `noted` are left out: they stand elsewhere on its page.
    """
    if not can_ask():
        return
    lang, every = lang_of(view), remembered.memory(home(), about, within())[::-1]
    said = [each for each in every if noted is None or (each.kind, each.edition) != ("note", noted)]
    if said:
        counted = text("actions.memory.count", lang, n=len(said))
        st.html(f'<h2 class="pd-h">{esc(text("actions.memory.title", lang))}<small>{esc(counted)}</small></h2>'
                + remarks(view, said))  # fmt: skip


def remarks(view: Look | None, said: Sequence[Remark], with_about: bool = False) -> str:
    """Remarks as a list in the order given; those beyond five behind a fold."""
    lines = [_remark(view, each, with_about) for each in said]
    html = _list(lines[:IN_SIGHT])
    if len(lines) > IN_SIGHT:
        more = esc(text("actions.memory.more", lang_of(view), n=len(lines) - IN_SIGHT))
        html += f'<details class="pd-fold"><summary>{more}</summary>{_list(lines[IN_SIGHT:])}</details>'
    return html


def marks(kind: remembered.AboutKind, lang: str) -> dict[str, str]:
    """Id → a small mark for each metric (or firm …) that was noted since the last meeting or has something to be done.

    One query; ask once a page. Empty for those who may not see notes.
    """
    if not can_ask():
        return {}
    return {id: _mark(what, lang) for id, what in remembered.spoken_of(home(), kind, within()).items()}


def moment(at: datetime) -> str:
    """2026-11-20 16:30, by the clock in China."""
    return at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")


def day(at: datetime) -> date:
    """The day of a moment in China."""
    return at.astimezone(CHINA).date()


def edition_link(edition: int | None, lang: str) -> str:
    """The meeting in which something was said, as a link; "" for none."""
    if edition is None:
        return ""
    return link(address("edition", State(lang=lang, edition=edition)), esc(text("actions.edition", lang, n=edition)))


def with_links(written: str) -> str:
    """Free text as markup, web addresses in it as links."""
    html, end = [], 0
    for found in ADDRESS.finditer(written):
        html += [esc(written[end : found.start()]), _outside(found[0])]
        end = found.end()
    return "".join([*html, esc(written[end:])])


def _outside(url: str) -> str:
    return f'<a href="{esc(url)}" target="_blank" rel="noopener noreferrer">{esc(url)}</a>'


def _list(lines: Sequence[str]) -> str:
    return f'<ol class="pd-memory">{"".join(f"<li>{line}</li>" for line in lines)}</ol>'


def _remark(view: Look | None, said: Remark, with_about: bool) -> str:
    lang = lang_of(view)
    kind = esc(text(f"actions.said.{said.kind}", lang))
    if said.action is not None:
        kind = link(address("actions", State(lang=lang, action=said.action)), kind)
    about = about_link(view, said.about) + " " if with_about and said.about.kind else ""
    where = [esc(moment(said.said_at)), esc(said.said_by), edition_link(said.edition, lang)]
    foot = span("pd-soft", " · ".join(part for part in where if part))
    return f"<strong>{kind}</strong> {about}{with_links(said.text)} {foot}"


def about_link(view: Look | None, about: About) -> str:
    """What something is about, as a link where it can be seen."""
    name, to = esc(title(view, about)), href(view, about)
    return link(to, name) if to else name


def _mark(what: frozenset[str], lang: str) -> str:
    label = text("screen.card.comma", lang).join(text(f"actions.mark.{each}", lang) for each in SHAPES if each in what)
    signs = "".join(sign for each, sign in SHAPES.items() if each in what)
    return f'<span class="pd-told" role="img" aria-label="{esc(label)}" title="{esc(label)}">{signs}</span>'
