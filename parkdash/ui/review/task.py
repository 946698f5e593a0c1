"""One action: what is asked, of whom, until when; the steps that can be taken now; and everything that happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Literal

import streamlit as st

from parkdash.review import actions as given
from parkdash.review import memory
from parkdash.review.actions import Action, State
from parkdash.review.written import read_due
from parkdash.text import text
from parkdash.ui import empty, who
from parkdash.ui.markup import alert, esc, link
from parkdash.ui.review import about, notes, shown
from parkdash.ui.review.entry import LONGEST
from parkdash.ui.review.moved import Moved
from parkdash.ui.view import View, home

Step = Literal["report", "close", "reopen", "resume", "postpone", "drop"]
STEPS: dict[State, tuple[Step, ...]] = {
    "open": ("report", "postpone", "drop"),
    "reported": ("close", "reopen", "postpone", "drop"),
    "closed": ("resume",),
    "dropped": ("resume",),
    "withdrawn": (),
}
FREE: tuple[Step, ...] = ("close",)  # steps that need no words


def show(view: View, id: int) -> None:
    """Draw the action of this number with its steps and its history."""
    to_all = link(view.href(shown.PATH), esc(view.text("page.actions")))
    try:
        action = given.action(home(), id, about.within())
    except given.NoAction:
        st.html(empty.box(esc(text("actions.no_such", view.lang)), to_all))
        return
    crumbs = f'<nav class="pd-crumbs">{to_all}<span aria-hidden="true">›</span>{esc(action.title)}</nav>'
    st.html(f'{crumbs}<h2 class="pd-big">{esc(action.title)}</h2>{_facts(view, action)}')
    _steps(view, action)
    history = memory.of_actions(home(), [id])[id]
    title = esc(text("actions.history", view.lang))
    st.html(f'<h2 class="pd-h">{title}</h2>{notes.remarks(view, history[::-1])}')
    _beside(view, action)


def _beside(view: View, action: Action) -> None:
    """What else was said about the same thing."""
    if not action.about.kind:
        return
    said = [each for each in memory.memory(home(), action.about, about.within())[::-1] if each.action != action.id]
    if said:
        title = esc(text("actions.memory.of", view.lang, about=about.title(view, action.about)))
        st.html(f'<h2 class="pd-h">{title}</h2>{notes.remarks(view, said)}')


def _facts(view: View, action: Action) -> str:
    lang, day = view.lang, shown.day_of(view)
    facts = [
        ("state", esc(text(f"actions.state.{action.state}", lang))),
        ("owner", esc(action.owner)),
        ("due", shown.due_markup(action, day, lang)),
        ("about", shown.subject_markup(view, action, Moved(view, [action]))),
        ("given", shown.given_markup(action, lang)),
    ]
    lines = "".join(f"<dt>{esc(text(f'actions.head.{name}', lang))}</dt><dd>{value}</dd>" for name, value in facts)
    return f'<dl class="pd-facts">{lines}</dl>'


def _steps(view: View, action: Action) -> None:
    lang, steps = view.lang, STEPS[action.state]
    if not steps:
        return
    step = steps[0] if len(steps) == 1 else _choice(action, steps, lang)
    with st.form("step", border=False):
        wide, narrow, button = st.columns((6, 2, 2), vertical_alignment="bottom", gap="small")
        with wide:
            due = _due_field(action, lang) if step == "postpone" else ""
            words = st.text_input(
                text(f"actions.words.{step}", lang), key=f"words_{action.id}_{step}", max_chars=LONGEST["note"]
            ).strip()
        with narrow:
            name = who.who_am_i(lang, label="actions.entry.who")
        with button:
            agreed = st.form_submit_button(text(f"actions.step.{step}", lang), type="primary", width="stretch")
    if agreed:
        _taken(view, action, step, words, name, due)


def _choice(action: Action, steps: Sequence[Step], lang: str) -> Step:
    return st.radio(
        text("actions.step.title", lang), steps, format_func=lambda name: text(f"actions.step.{name}", lang),
        horizontal=True, key=f"step_{action.id}_{action.state}",
    )  # fmt: skip


def _due_field(action: Action, lang: str) -> str:
    label = text("actions.words.due", lang)
    return st.text_input(label, key=f"due_{action.id}", placeholder=action.due.isoformat()).strip()


def _taken(view: View, action: Action, step: Step, words: str, name: str, due: str) -> None:
    """Take the step, or say what is lacking."""
    lang, day = view.lang, read_due(due, about.today(view))
    lacking = _lacking(step, words, name, day, about.today(view))
    if lacking:
        st.html(alert(text(f"actions.lacking.{lacking}", lang)))
        return
    try:
        _take(action, step, words, name, day)
    except given.SamePerson:
        st.html(alert(text("actions.lacking.same_person", lang, name=name)))
        return
    except given.NotNow as found:
        st.html(alert(text("actions.lacking.not_now", lang, state=text(f"actions.state.{found}", lang))))
        return
    st.rerun()


def _lacking(step: Step, words: str, name: str, due: date | None, today: date) -> str:
    if not name:
        return "who"
    if step == "postpone" and (due is None or due < today):
        return "due"
    return "" if words or step in FREE else "words"


def _take(action: Action, step: Step, words: str, name: str, due: date | None) -> Action:
    id = action.id
    if step == "postpone" and due is not None:
        return given.postpone(home(), id, due, words, name)
    takes: dict[Step, Callable[[], Action]] = {
        "report": partial(given.report, home(), id, words, name),
        "close": partial(given.close, home(), id, name, words),
        "reopen": partial(given.reopen, home(), id, words, name),
        "resume": partial(given.reopen, home(), id, words, name),
        "drop": partial(given.drop, home(), id, words, name),
    }
    return takes[step]()
