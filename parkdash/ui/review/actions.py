"""The actions page: what is late, next due, waiting for a second person, under way and done; search; export."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from parkdash.packs import sheet
from parkdash.review import actions as given
from parkdash.review import memory
from parkdash.review.actions import Action
from parkdash.review.due import GROUPS, Group, days_late, grouped
from parkdash.text import text
from parkdash.ui import empty, frozen
from parkdash.ui.markup import esc, link, span
from parkdash.ui.review import about, notes, shown, task
from parkdash.ui.review.entry import action_entry, links, note_entry, on_day
from parkdash.ui.review.moved import Moved
from parkdash.ui.tables import Head, folded
from parkdash.ui.view import View, go, home, state

OVER: tuple[Group, ...] = ("closed", "dropped")
FOLDED = 10  # of what is over, that many in sight
QUERY = "action_query"
EXPORTED = ("group", "title", "owner", "due", "late", "about", "edition", "by", "on", "last")


def show(view: View) -> None:
    """Draw the action in the address, else all of them, or those of one owner or about one thing."""
    if not about.may_see():
        st.html(empty.box(esc(text("actions.not_for_you", view.lang))))
        return
    if not frozen.reachable(home()):
        st.html(empty.box(esc(text("actions.unreachable", view.lang))))
        return
    if view.state.action is not None:
        task.show(view, view.state.action)
        return
    _lists(view)


def _lists(view: View) -> None:
    day, subject = shown.day_of(view), about.parsed(view.state.about)
    every = given.actions(home(), given.LISTED, subject, about.within()) if about.can_ask() else []
    chosen = [action for action in every if view.state.owner in ("", action.owner)]
    groups = grouped(chosen, day)
    st.html(_summary(view, groups, day, links(view, ("action", "note") if subject else ("action",))))
    action_entry(view, subject or about.NOTHING)
    note_entry(view, subject or about.NOTHING)
    _search(view)
    chips = _owners(view, every, subject)
    if chips:
        st.html(f'<div class="pd-chips">{esc(text("actions.entry.owners", view.lang))} {" ".join(chips)}</div>')
    if not chosen:
        st.html(empty.box(esc(text("actions.none", view.lang)), esc(text("actions.how", view.lang))))
        return
    histories = memory.of_actions(home(), [action.id for action in chosen])
    moved = Moved(view, chosen)
    for group in GROUPS:
        if groups[group]:
            st.html(_group(view, group, groups[group], day, histories, moved))
    _export(view, groups, day, histories)


def _summary(view: View, groups: Mapping[Group, Sequence[Action]], day: date, write: str) -> str:
    names = {group: esc(text(f"actions.group.{group}", view.lang)) for group in GROUPS}
    counted = [f'<span class="pd-due-{group}"><b>{len(groups[group])}</b> {names[group]}</span>' for group in GROUPS]
    as_of = esc(text("actions.on_day", view.lang, day=on_day(day, view.lang)))
    return f'<div class="pd-sum pd-due">{"".join(counted)}<span class="pd-soft">{as_of}</span>{write}</div>'


def _owners(view: View, every: Sequence[Action], subject: memory.About | None) -> list[str]:
    """Chips of the owners that have something to do, and what the lists are narrowed to."""
    count = Counter(action.owner for action in every if action.state in given.LIVE)
    chips = []
    if subject:
        name = text("actions.entry.about", view.lang, about=about.title(view, subject))
        chips.append(_chip(view, name, True, about=""))
    for owner in sorted(count.keys() | ({view.state.owner} - {""}), key=lambda owner: (-count[owner], owner)):
        current = owner == view.state.owner
        chips.append(_chip(view, f"{owner} {count[owner]}", current, owner="" if current else owner))
    return chips


def _chip(view: View, name: str, current: bool, **changes: str) -> str:
    href = view.here(shown.PATH, **changes)
    cross = '<span aria-hidden="true">×</span>' if current else ""
    label = view.text("filter.remove", name=name) if current else ""
    return link(href, esc(name) + cross, "pd-chip", label, current)


def _group(
    view: View, group: Group, found: Sequence[Action], day: date, histories: Mapping[int, Sequence[memory.Remark]],
    moved: Moved,
) -> str:  # fmt: skip
    title = text(f"actions.group.{group}", view.lang)
    heads = [Head(text(f"actions.head.{name}", view.lang)) for name in ("title", "owner", "due", "about", "given")]
    rows = [_row(view, action, day, histories[action.id], moved) for action in found]
    counted = f"<small>{esc(text('actions.count', view.lang, n=len(found)))}</small>"
    in_sight = FOLDED if group in OVER else len(rows)
    html = folded(title, heads, rows, in_sight, lambda n: text("actions.more", view.lang, n=n))
    return f'<h2 class="pd-h" id="{group}">{esc(title)}{counted}</h2><div class="pd-tight pd-due-list">{html}</div>'


def _row(
    view: View, action: Action, day: date, history: Sequence[memory.Remark], moved: Moved
) -> list[str]:  # fmt: skip
    opened = link(view.href(shown.PATH, action=action.id), esc(action.title))
    return [
        opened + _story(view, history),
        span("pd-nowrap", esc(action.owner)),
        shown.due_markup(action, day, view.lang),
        shown.subject_markup(view, action, moved),
        shown.given_markup(action, view.lang),
    ]


def _story(view: View, history: Sequence[memory.Remark]) -> str:
    """The whole history behind a fold; nothing where an action was only given."""
    if len(history) < 2:
        return ""
    steps = esc(text("actions.history_of", view.lang, n=len(history)))
    return f"<details><summary>{steps}</summary>{notes.remarks(view, history[::-1])}</details>"


def _search(view: View) -> None:
    st.session_state[QUERY] = view.state.query
    label = text("actions.search", view.lang)
    st.text_input(label, key=QUERY, placeholder=label, label_visibility="collapsed", on_change=_typed)
    if not view.state.query:
        return
    found = memory.find(home(), view.state.query, about.within())
    title = esc(text("actions.found", view.lang, n=len(found)))
    html = notes.remarks(view, found, with_about=True) if found else ""
    st.html(f'<h2 class="pd-h">{title}</h2>{html}')


def _typed() -> None:
    go(replace(state(), query=st.session_state[QUERY].strip()))


def _export(
    view: View, groups: Mapping[Group, Sequence[Action]], day: date, histories: Mapping[int, Sequence[memory.Remark]]
) -> None:
    heads = [text(f"actions.head.{name}", view.lang) for name in EXPORTED]

    def content() -> bytes:
        rows = [_exported(view, group, each, day, histories[each.id]) for group in GROUPS for each in groups[group]]
        return sheet.to_xlsx(heads, rows, text("screen.page.actions", view.lang))

    st.download_button(
        view.text("records.export", kind="XLSX"), partial(content), f"{shown.PATH}_{day.isoformat()}.xlsx",
        on_click="ignore", key="export_actions",
    )  # fmt: skip


def _exported(view: View, group: Group, action: Action, day: date, history: Sequence[memory.Remark]) -> list[object]:
    subject = about.title(view, action.about) if action.about.kind else None
    late, given_on = days_late(action, day) or None, notes.day(action.made_at)
    return [
        text(f"actions.group.{group}", view.lang), action.title, action.owner, action.due, late, subject,
        action.edition, action.made_by, given_on, _last(view, history),
    ]  # fmt: skip


def _last(view: View, history: Sequence[memory.Remark]) -> str:
    """The last step in words: when, who, what."""
    if not history:
        return ""
    last = history[-1]
    kind = text(f"actions.said.{last.kind}", view.lang)
    return f"{notes.moment(last.said_at)} {last.said_by} {kind} {last.text}".strip()
