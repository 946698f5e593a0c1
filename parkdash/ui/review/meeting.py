"""A meeting on the shared screen: every step is in the page as a template, and ui/meeting.js shows one of them.

So a key is answered without asking the server. Only what is written, opened or unmasked asks it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import streamlit as st
from pypinyin import Style, lazy_pinyin

from parkdash.review.memory import About
from parkdash.rules import rules
from parkdash.text import text
from parkdash.ui import format
from parkdash.ui.markup import esc, span
from parkdash.ui.review import about, agenda, behind, entry, sharing, speaking
from parkdash.ui.review.agenda import Step
from parkdash.ui.review.around import DRAWN
from parkdash.ui.review.editions import HASH_SHOWN, href
from parkdash.ui.review.opening import Opened, opened
from parkdash.ui.view import state

HERE = Path(__file__).parents[1]
KEYS = ("next", "back", "enter", "escape", "a", "n", "f", "s", "m", "help")


def show(lang: str) -> None:
    """Draw the meeting in the address; where there is none, why."""
    with st.spinner(text("meeting.opening", lang)):
        st.html(_script(), unsafe_allow_javascript=True)  # so that keys pressed meanwhile are not lost
        meeting = opened(lang)
        drawn = deck(meeting) if meeting else ""
    if meeting is None:
        return
    here = agenda.at(meeting.steps, meeting.look.state.agenda)
    st.html(HERE / "meeting.css")
    with st.container(key="meeting_tools"):
        words = meeting.say("mask_on" if meeting.masked else "mask_off")
        st.button(words, key=sharing.BUTTON, on_click=sharing.turn, type="secondary" if meeting.masked else "primary")
    st.html(drawn + _script(), unsafe_allow_javascript=True)
    if meeting.look.state.view == "records" and here.metric:
        st.html(behind.panel(meeting, here))
    _writing(meeting, here)


def _writing(meeting: Opened, here: Step) -> None:
    """The field for an action or a note about the step, or what was just saved."""
    subject = About("metric", here.metric) if here.metric else About()
    look = replace(meeting.look, state=state())
    with st.container(key="meeting_entry"):
        entry.action_entry(look, subject, meeting.edition.id)
        entry.note_entry(look, subject, meeting.edition.id)


def deck(meeting: Opened) -> str:
    """All steps, the list for finding, and the keys."""
    steps = "".join(_step(meeting, step) for step in meeting.steps)
    leave = esc(href(meeting.edition.id, meeting.look.lang))
    writes = " data-writes" if about.may_write() else ""
    region = esc(meeting.say("region"))
    return (
        f'<main class="pm-meeting" aria-label="{region}" data-leave="{leave}"{writes}>'
        f'<div class="pm-stage"></div>{steps}{_finder(meeting)}'
        f'{_help(meeting)}<p class="pm-soft pm-keys">{esc(meeting.say("keys"))}</p></main>'
    )


def _script() -> str:
    """The script that shows one step and hears the keys."""
    return f"<script>{(HERE / 'meeting.js').read_text(encoding='utf-8')}window.parkdashMeeting();</script>"


def _step(meeting: Opened, step: Step) -> str:
    body = speaking.metric(meeting, step) if step.metric else DRAWN[step.kind](meeting, step)
    links = {"following": step.following, "before": step.before, "fold": step.fold, "inside": _inside(meeting, step)}
    data = "".join(f' data-{name}="{esc(token)}"' for name, token in links.items() if token)
    return (
        f'<template><article class="pm-scene" data-token="{esc(step.token)}" data-section="{esc(step.section)}"'
        f' data-kind="{step.kind}"{data}>{_bar(meeting, step)}{_head(meeting, step)}'
        f'<div class="pm-content">{body}</div></article></template>'
    )


def _inside(meeting: Opened, step: Step) -> str:
    """Where Enter leads from a fold: to the first that is in it."""
    return next((each.token for each in agenda.inside(meeting.steps, step.token)), "") if step.rest else ""


def _bar(meeting: Opened, step: Step) -> str:
    """Which part of the meeting, how far, how long it takes, and which edition is shown."""
    within = ""
    if step.fold:
        whole = len(agenda.inside(meeting.steps, step.fold))
        within = meeting.say("within", within=step.within, all=whole)
    place = meeting.say("place", place=step.place, all=len(agenda.walked(meeting.steps))) + within
    minutes = planned_minutes(step.section)
    clock = (
        f'<span class="pm-clock" data-planned="{minutes * 60}" role="timer" aria-label="{esc(meeting.say("clock"))}">'
        f"<b>00:00</b> {esc(meeting.say('planned', minutes=minutes))} <em>{esc(meeting.say('over'))}</em></span>"
    )
    edition = meeting.say(
        "edition", edition=meeting.edition.id, day=format.day(meeting.look.at),
        hash=meeting.edition.content_hash[:HASH_SHOWN],
    )  # fmt: skip
    part = span("pm-part", esc(meeting.section_title(step)))
    return f'<header>{part}<span>{esc(place)}</span>{clock}<span class="pm-hash">{esc(edition)}</span></header>'


def planned_minutes(section: str) -> int:
    """How long a part of the meeting is meant to take."""
    planned = rules("meeting")
    return int(planned.get(section, planned["group"]))


def _head(meeting: Opened, step: Step) -> str:
    if not step.metric:
        return f'<h1 tabindex="-1">{esc(meeting.section_title(step))}</h1>'
    told = meeting.told[step.metric]
    owner = span("pm-owner", f"<small>{esc(meeting.say('owner'))}</small> {esc(told.owner)}")
    return f'<h1 tabindex="-1">{esc(told.title)} {owner}</h1>'


def _finder(meeting: Opened) -> str:
    """Every metric with what it is found by: its name, the initials of its pinyin, its number."""
    items = []
    for number, (id, told) in enumerate(meeting.told.items(), start=1):
        by = esc(f"{number} {told.title} {initials(told.title)} {id}".lower())
        inner = f"<small>{number}</small> {esc(told.title)} <b>{esc(told.value)}</b>"
        found = meeting.step_link(id, inner, f' data-by="{by}"')
        items.append(f"<li>{found}</li>")
    label = esc(meeting.say("find"))
    field = f'<input type="text" autocomplete="off" aria-label="{label}" placeholder="{label}">'
    listed = f"{field}<ul>{''.join(items)}</ul>"
    return f'<div class="pm-find" role="dialog" aria-label="{label}" hidden>{listed}</div>'


@cache
def initials(title: str) -> str:
    """高新技术企业 → gxjsqy."""
    return "".join(lazy_pinyin(title, style=Style.FIRST_LETTER)).lower()


def _help(meeting: Opened) -> str:
    lines = "".join(f"<li>{esc(meeting.say(f'key.{key}'))}</li>" for key in KEYS)
    title = esc(meeting.say("help"))
    return f'<div class="pm-help" role="dialog" aria-label="{title}" hidden><h2>{title}</h2><ul>{lines}</ul></div>'
