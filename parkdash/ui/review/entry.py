"""Writing an action or a note, one line each, by keyboard alone: A or N opens the field, Enter saves, Esc closes.

That a field is open stands in the address (`write=action`), so that Back closes it, too.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any, Literal
from urllib.parse import urlencode

import streamlit as st

from parkdash.access import own_scope
from parkdash.metrics import catalogue
from parkdash.office import Unreachable
from parkdash.review import actions, memory
from parkdash.review.due import next_meeting
from parkdash.review.memory import About
from parkdash.review.written import Written, read
from parkdash.text import text
from parkdash.ui import format, who
from parkdash.ui.markup import alert, esc, link
from parkdash.ui.review.about import Look, can_ask, lang_of, may_write, own_edition, title, today, within
from parkdash.ui.state import as_params, query
from parkdash.ui.view import View, go, home, state

HERE = Path(__file__).parent
Write = Literal["action", "note"]
KEYS: dict[Write, str] = {"action": "a", "note": "n"}
LONGEST: dict[Write, int] = {"action": 200, "note": 2000}  # signs
LINE = "entry_line"
SEEN = "entry_seen"  # the line that was read with doubts: given once more, it is saved as understood
SAVED = "entry_saved"  # what was saved last, and where, until the reader goes on
AGAIN_SECONDS = 5.0


def links(view: Look | None, writes: Sequence[Write] = ("action", "note")) -> str:
    """The visible ways to both fields, as markup; "" for readers who may not write."""
    if not may_write():
        return ""
    lang = lang_of(view)
    each = [_opener(write, text(f"actions.entry.{write}", lang)) for write in writes]
    return f'<span class="pd-write">{"".join(each)}</span>'


def row_link(view: View, source_id: int, row: int, metric: str) -> str:
    """From a row of a list to the same field on the page of its workbook's row; "" where there is none."""
    if not row or not own_scope().sees_everything:
        return ""
    words = text("actions.entry.action", view.lang)
    label = view.text("mark.pair", name=words, value=view.text("source.row", row=row))
    href = view.href("source", source=f"{source_id}:{row}", metric=metric, write="action")
    return " " + link(href, esc(words), "pd-row-write", label)


def action_entry(view: Look | None, about: About, edition: int | None = None) -> None:
    """The field for an action if the address opens it, else what was just given here, with the way to take it back."""
    if not may_write():
        return
    if state().write == "action":
        _action_form(view, about, edition)
    else:
        _just_given(lang_of(view))


def note_entry(view: Look | None, about: About, edition: int | None = None) -> None:
    """The field for a note if the address opens it, else what was just noted here."""
    if not may_write():
        return
    lang = lang_of(view)
    if state().write == "note":
        _note_form(view, about, edition, lang)
    elif (saved := _saved()) and "note" in saved:
        st.html(f'<p class="pd-note" role="status">{esc(text("actions.entry.noted", lang, text=saved["note"]))}</p>')


def owners(lang: str) -> list[str]:
    """Who can be given something: who was before, the last first, then the offices that answer for metrics."""
    offices = [text(f"metrics.owners.{metric.owner}", lang) for metric in catalogue().values()]
    before = actions.owners(home(), within()) if can_ask() else []
    return list(dict.fromkeys([*before, *offices]))


def on_day(day: date, lang: str) -> str:
    """2026-11-27 周五: a day as it is confirmed."""
    return f"{format.day(day)} {text(f'actions.weekday.{day.weekday()}', lang)}"


def default_due(view: Look | None) -> date:
    """The next weekly meeting."""
    return next_meeting(today(view))


def _opener(write: Write, words: str) -> str:
    href = f"?{urlencode(query(replace(state(), write=write)))}"
    key = KEYS[write]
    label = f"{esc(words)}<kbd>{key.upper()}</kbd>"
    return f'<a data-go data-key="{key}" aria-keyshortcuts="{key.upper()}" href="{esc(href)}">{label}</a>'


def _closer(lang: str) -> str:
    href = f"?{urlencode(query(replace(state(), write='')))}"
    return f'<a data-go data-key="escape" href="{esc(href)}">{esc(text("actions.entry.close", lang))}</a>'


def _action_form(view: Look | None, about: About, edition: int | None) -> None:
    lang, known = lang_of(view), owners(lang_of(view))
    label = text("actions.entry.action_line", lang)
    line, name, submitted = _form("action", label, text("actions.entry.action_like", lang), lang)
    hint = text("actions.entry.hint", lang, due=on_day(default_due(view), lang))
    _below(_subject(view, about, lang), hint, lang, known)
    if not submitted or _pressed_again(line):
        return
    found = read(line, today(view), known)
    lacking = {doubt for doubt, _ in found.unread} & {"title", "owner"}
    doubts = [text(f"actions.doubt.{doubt}", lang, words=words) for doubt, words in found.unread]
    doubts += [] if name else [text("actions.entry.who_missing", lang)]
    if doubts and (lacking or not name or st.session_state.get(SEEN) != line):
        st.session_state[SEEN] = line
        _doubtful(view, found, doubts, bool(lacking) or not name, lang)
        return
    due = found.due or default_due(view)
    claim = _claimed(line)
    try:
        made = actions.assign(home(), found.title, found.owner, due, name, about, edition or own_edition())
    except Unreachable:
        _unwritten(claim, lang)
        return
    claim |= {"action": made.id, "by": name, "title": made.title, "owner": made.owner, "due": on_day(due, lang)}
    _close()


def _note_form(view: Look | None, about: About, edition: int | None, lang: str) -> None:
    label = text("actions.entry.note_line", lang, about=title(view, about))
    line, name, submitted = _form("note", label, text("actions.entry.note_like", lang), lang)
    _below("", text("actions.entry.note_hint", lang), lang, [])
    if not submitted or _pressed_again(line) or not line:
        return
    if not name:
        st.html(alert(text("actions.entry.who_missing", lang)))
        return
    claim = _claimed(line)
    try:
        memory.note(home(), about, line, name, edition or own_edition())
    except Unreachable:
        _unwritten(claim, lang)
        return
    claim["note"] = line
    _close()


def _form(write: Write, label: str, like: str, lang: str) -> tuple[str, str, bool]:
    """The field itself: what stands in it, whose hand it is, and whether it was just given."""
    turn = st.session_state.setdefault("entry_turn", 0)
    with st.container(key="entry"), st.form(f"entry_{write}", border=False):
        wide, narrow, button = st.columns((7, 2, 1), vertical_alignment="bottom", gap="small")
        with wide:
            line = st.text_input(label, key=f"{LINE}_{write}_{turn}", placeholder=like, max_chars=LONGEST[write])
        with narrow:
            name = who.who_am_i(lang, label="actions.entry.who")
        with button:
            given = st.form_submit_button(text("actions.entry.save", lang), type="primary", width="stretch")
    return line.strip(), name, given


def _below(subject: str, hint: str, lang: str, known: list[str]) -> None:
    """The hint, the owners that fit what is being typed, the way out, and the cursor put into the field."""
    asked = json.dumps(known, ensure_ascii=False).replace("<", "\\u003c")
    script = f"{(HERE / 'entry.js').read_text(encoding='utf-8')}window.parkdashEntry({asked});"
    names = esc(text("actions.entry.owners", lang))
    fits = f'<div class="pd-fits" id="pd-fits" role="listbox" aria-label="{names}" hidden></div>'
    told = f'<p class="pd-soft pd-hint">{subject}{esc(hint)} {_closer(lang)}</p>'
    st.html(f"{fits}{told}<script>{script}</script>", unsafe_allow_javascript=True)


def _subject(view: Look | None, about: About, lang: str) -> str:
    if not about.kind:
        return ""
    return f"<strong>{esc(text('actions.entry.about', lang, about=title(view, about)))}</strong> "


def _doubtful(view: Look | None, found: Written, doubts: list[str], refused: bool, lang: str) -> None:
    """What could not be read, and what was understood all the same."""
    due = on_day(found.due or default_due(view), lang)
    understood = text(
        "actions.entry.understood", lang, title=found.title or format.DASH, owner=found.owner or format.DASH, due=due
    )
    lines = [*doubts, understood] + ([] if refused else [text("actions.entry.again", lang)])
    st.html("".join(alert(line) for line in lines[: len(doubts)]) + "".join(
        f'<p class="pd-soft" role="status">{esc(line)}</p>' for line in lines[len(doubts) :]
    ))  # fmt: skip


def _claimed(line: str) -> dict[str, Any]:
    """What the session will know of a line that is about to be written.

    Kept before writing: any later use of the session may end this run, where the line was given once more, and the run
    that takes its place must not write it again. Whoever has written fills it in.
    """
    claim = {"line": line, "at": monotonic(), "where": as_params(replace(state(), write=""))}
    st.session_state[SAVED] = claim
    return claim


def _close() -> None:
    """Close the field; the page then says what was saved."""
    st.session_state["entry_turn"] += 1
    st.session_state.pop(SEEN, None)
    go(replace(state(), write=""))
    st.rerun()


def _pressed_again(line: str) -> bool:
    """Whether the line was given once more before the browser heard that it is saved; then the field just closes."""
    saved: dict[str, Any] = st.session_state.get(SAVED, {})
    again = bool(saved) and line in ("", saved["line"]) and monotonic() - saved["at"] < AGAIN_SECONDS
    if again:
        _close()
    return again


def _unwritten(claim: dict[str, Any], lang: str) -> None:
    claim["line"] = None
    st.html(alert(text("actions.unreachable", lang)))


def _saved() -> dict[str, object] | None:
    """What was just saved on this very screen."""
    saved: dict[str, object] | None = st.session_state.get(SAVED)
    return saved if saved and saved["where"] == as_params(state()) else None


def _just_given(lang: str) -> None:
    saved = _saved()
    if not saved or "action" not in saved:
        return
    told = {name: saved[name] for name in ("title", "owner", "due")}
    with st.container(horizontal=True, vertical_alignment="center", key="entry_saved"):
        st.html(f'<p class="pd-note" role="status">{esc(text("actions.entry.saved", lang, **told))}</p>')
        if st.button(text("actions.entry.withdraw", lang), key="entry_withdraw", type="tertiary"):
            _withdraw(int(str(saved["action"])), str(saved["by"]), lang)


def _withdraw(id: int, by: str, lang: str) -> None:
    del st.session_state[SAVED]
    try:
        actions.withdraw(home(), id, by)
    except actions.NotNow:
        st.html(alert(text("actions.entry.too_late", lang)))
        return
    st.html(f'<p class="pd-note" role="status">{esc(text("actions.entry.withdrawn", lang))}</p>')
