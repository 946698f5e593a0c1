"""Long work seen from a browser: how far it is, a way to stop it, and what to say when it came to nothing."""

from __future__ import annotations

import time
from collections.abc import Callable

import streamlit as st

from parkdash import jobs
from parkdash.jobs import Job
from parkdash.text import text
from parkdash.ui.markup import alert, esc

AT_ONCE = 1.5  # seconds: what is done sooner shows no progress
LOOK_AGAIN = 1.0


def is_over(job: Job) -> bool:
    """True if the job ends within a moment: what is done soon needs no progress on the screen."""
    until = time.monotonic() + AT_ONCE
    while job.state == "running" and time.monotonic() < until:
        time.sleep(0.02)
    return job.state != "running"


@st.fragment(run_every=LOOK_AGAIN)
def watch(subject: str, doing: Callable[[Job], str], lang: str) -> None:
    """What is done now, in the words of `doing`, how much of it, and a way to stop it. Redraws the page at the end."""
    job = jobs.find(subject)
    if job is None or job.state != "running":
        st.rerun()
        return
    st.progress(min(max(job.share, 0.0), 1.0), doing(job))
    st.html(f'<p class="pd-soft">{esc(text("import.may_close", lang))}</p>')
    st.button(text("import.cancel", lang), key="work_cancel", on_click=job.cancel)


def came_to_nothing(job: Job, reason: str, lang: str) -> None:
    """A job that was cancelled or failed, why in words, and a way to begin it again."""
    st.html(alert(text("import.cancelled", lang) if job.state == "cancelled" else reason))
    st.button(text("import.again", lang), key="work_again", on_click=jobs.forget, args=(job.subject,))
