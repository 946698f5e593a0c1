"""A new edition: for which day, compared with which, by whom; and how far it is while it is made."""

from __future__ import annotations

from datetime import date

import streamlit as st

from parkdash import jobs, review, warehouse
from parkdash.access import own_scope
from parkdash.home import Damaged, NoVersion, Progress, RebuildNeeded, Thinned
from parkdash.jobs import Job
from parkdash.office import Unreachable
from parkdash.review import Edition
from parkdash.text import text
from parkdash.ui import empty, format, progress
from parkdash.ui.markup import alert, esc, link
from parkdash.ui.review.reading import PATH
from parkdash.ui.state import State, address, read_day, week_before
from parkdash.ui.view import home
from parkdash.ui.who import who_am_i
from parkdash.warehouse import Outdated

STEPS = ("figures", "lines")
WRITTEN = "done"
REASONS = (
    (PermissionError, "not_for_you"), (Outdated, "outdated"), ((NoVersion, RebuildNeeded), "no_version"),
    ((Thinned, Damaged), "damaged"), (Unreachable, "unreachable"),
)  # fmt: skip


def news(lang: str) -> None:
    """What became of the edition that somebody asked for: its progress, that it is there, or why it is not."""
    job = jobs.find(_subject())
    if job is None:
        return
    if not progress.is_over(job):
        progress.watch(job.subject, lambda running: _doing(running, lang), lang)
    elif job.state == "done":
        made: Edition = job.result()
        jobs.forget(job.subject)
        ready = esc(text("review.ready", lang, edition=made.id))
        onward = link(
            address(PATH, State(lang=lang, edition=made.id)), esc(text("review.look_through", lang)), "pd-next"
        )
        st.html(f'<div class="pd-note" role="status">{ready} {onward}</div>')
    else:
        reason = next((name for kind, name in REASONS if isinstance(job.error, kind)), "broken")
        progress.came_to_nothing(job, text(f"review.{reason}", lang), lang)


def offer(lang: str) -> None:
    """The form for a new edition; nothing while one is made."""
    job = jobs.find(_subject())
    if job is not None and job.state == "running":
        return
    st.html(f'<h2 class="pd-h">{esc(text("review.prepare", lang))}</h2>')
    try:
        cut_off = warehouse.newest(home()).cut_off
    except NoVersion:
        empty.no_data(lang)
        return
    except Outdated:
        empty.outdated(lang)
        return
    except (Thinned, Damaged):
        st.html(alert(text("review.damaged", lang)))
        return
    _form(cut_off, lang)


def _form(cut_off: date, lang: str) -> None:
    columns = st.columns((2, 2, 2, 2), vertical_alignment="bottom", gap="small")
    with columns[0]:
        as_of = _day(text("review.as_of", lang, day=format.day(cut_off)), cut_off, "edition_as_of")
    before = review.last_frozen(home(), as_of, own_scope().parks) if as_of else None
    with columns[1]:
        since_default = before.as_of if before else week_before(as_of or cut_off)
        since = _day(_compared(before, lang), since_default, f"edition_since_{as_of}")
    with columns[2]:
        who = who_am_i(lang)
    with columns[3]:
        agreed = st.button(text("review.prepare_draft", lang), type="primary", width="stretch", key="edition_prepare")
    st.html(f'<p class="pd-soft">{esc(text("review.prepare_hint", lang))}</p>')
    if agreed:
        _begin(as_of, since, cut_off, who, lang)


def _compared(before: Edition | None, lang: str) -> str:
    if before is None:
        return text("review.since_week", lang)
    return text("review.since_edition", lang, edition=before.id)


def _day(label: str, given: date, key: str) -> date | None:
    """A day as people type it; None for what is none."""
    return read_day(st.text_input(label, format.day(given), key=key, placeholder="2026-10-31"))


def _begin(as_of: date | None, since: date | None, cut_off: date, who: str, lang: str) -> None:
    """Start preparing, or say what is wrong with what was typed."""
    if as_of is None or since is None:
        problem = "bad_day"
    elif as_of > cut_off:
        problem = "not_yet"
    elif since >= as_of:
        problem = "since_not_before"
    elif not who:
        problem = "who_missing"
    else:
        _start(as_of, since, who)
        st.rerun()
    st.html(alert(text(f"review.{problem}", lang, cut_off=format.day(cut_off))))


def _start(as_of: date, since: date, who: str) -> None:
    """Prepare in a thread. Whoever asks while one is made sees that one's progress."""
    place, scope = home(), own_scope()

    def work(say: Progress) -> Edition:
        def told(step: str, share: float) -> None:
            if step != WRITTEN:  # then it is too late to cancel
                say(step, share)

        return review.draft(place, warehouse.newest(place), scope, as_of, since, who, told)

    if (job := jobs.find(_subject())) is None or job.state != "running":
        jobs.start(_subject(), "edition", work)


def _subject() -> str:
    """One edition is prepared at a time in a data home."""
    return f"edition of {home().absolute()}"


def _doing(job: Job, lang: str) -> str:
    step = job.step if job.step in STEPS else STEPS[0]
    said = text(f"review.step.{step}", lang)
    return text("review.preparing", lang, step=said, share=f"{job.share * 100:.0f}")
