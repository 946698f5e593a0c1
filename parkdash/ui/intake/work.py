"""Long work of a try, seen from a browser: worked out once for all who look, with its progress, and to be cancelled."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

import streamlit as st
from cachetools import LRUCache

from parkdash import jobs
from parkdash.access import own_scope
from parkdash.batch import mode_entry
from parkdash.home import BuildFailed, Busy, Progress, RebuildNeeded, read_pointer
from parkdash.intake import drafts
from parkdash.intake.model import Draft, Preview, Study
from parkdash.intake.preview import preview
from parkdash.intake.study import study
from parkdash.intake.take import take
from parkdash.ledger import Overtaken, Refused
from parkdash.text import text
from parkdash.ui import progress
from parkdash.ui.view import home
from parkdash.warehouse import refresh

T = TypeVar("T")
REASONS = (
    (Busy, "busy"), (RebuildNeeded, "rebuild_needed"), (BuildFailed, "failed"), (Refused, "not_ready"),
    (drafts.Gone, "gone"), (Overtaken, "overtaken"),
)  # fmt: skip
TRIES_KEPT = 4  # a study holds the rows of its files

_kept: LRUCache[tuple[str, str, str], Any] = LRUCache(TRIES_KEPT * 2)
_keeping = Lock()


@dataclass(frozen=True)
class Outcome:
    """What came of a try that was taken. `batch` is 0 when nothing in it was new."""

    batch: int
    version: int


def studied(draft: Draft, lang: str) -> Study | None:
    """What the files of the try were read as; None while that is going on, which is then shown."""
    return _outcome(draft, "study", _said(draft), lambda say: study(home(), draft, say), lang)


def previewed(draft: Draft, found: Study, lang: str) -> Preview | None:
    """What taking the try would do; None while that is worked out, which is then shown."""
    scope = own_scope()
    return _outcome(draft, "preview", looked_at(draft), lambda say: preview(home(), draft, found, scope, say), lang)


def looked_at(draft: Draft) -> str:
    """What a preview is made of, as one word: the try with all that was said of it, and the version it comes after."""
    modes = {table: mode_entry(mode) for table, mode in draft.modes.items()}
    return _said(draft, modes=modes, partial=draft.partial)


def begin_taking(draft: Draft, found: Study, who: str, why: str, seen: str) -> None:
    """Start taking the try if the data are still those it was compared with. It goes on when the browser is closed."""
    place = home()

    def work(say: Progress) -> Outcome:
        taken = take(place, draft, found, who, why, say, seen=seen)
        refresh(place)
        return Outcome(taken.batch.number if taken.batch else 0, taken.version)

    with suppress(jobs.Occupied):  # another browser has just begun to look at it: it is asked again on the next yes
        jobs.start(draft.id, "take", work)


def taking(id: str) -> jobs.Job | None:
    """The job that takes the try, running or ended; None if nobody asked for it."""
    job = jobs.find(id)
    return job if job is not None and job.what == "take" else None


def taken(job: jobs.Job, lang: str) -> Outcome | None:
    """How the taking ended, if it did well; its progress is shown while it runs, and why it failed if it did."""
    if job.state == "running":
        _watch(job.subject, lang)
        return None
    found: Outcome | None = _result(job, lang)
    return found


def _said(draft: Draft, **more: object) -> str:
    """Everything that decides what comes of a try, as one word."""
    pointer = read_pointer(home())
    told = {"answers": draft.answers, "mappings": draft.mappings, "source": draft.source, **more}
    told["version"] = pointer.content_hash if pointer else ""
    content = json.dumps(told, sort_keys=True, default=dict, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _outcome(draft: Draft, what: str, key: str, work: Callable[[Progress], T], lang: str) -> T | None:
    place = (str(home().absolute()), draft.id, f"{what} {key}")
    with _keeping:
        if place in _kept:
            known: T = _kept[place]
            return known
    job = _started(draft.id, place[2], work)
    if not progress.is_over(job):
        _watch(draft.id, lang)
        return None
    if job.what != place[2]:
        st.rerun()
    found = _result(job, lang)
    if job.state == "done":
        with _keeping:
            _kept[place] = found
        jobs.forget(draft.id)
    made: T | None = found
    return made


def _started(id: str, what: str, work: Callable[[Progress], T]) -> jobs.Job:
    """The job of this work, or the one that is in its way. One that has ended is not begun again by itself; one that
    answers what nobody asks any longer is stopped."""
    job = jobs.find(id)
    if job is not None and job.state == "running" and job.what not in (what, "take"):
        job.cancel()
    if job is not None and (job.state == "running" or job.what == what):
        return job
    try:
        return jobs.start(id, what, work)
    except jobs.Occupied:  # another browser was a moment faster
        return _running(id)


def _running(id: str) -> jobs.Job:
    job = jobs.find(id)
    assert job is not None  # none is forgotten while it runs
    return job


def _result(job: jobs.Job, lang: str) -> Any:
    """What came of a job that has ended; None, with the reason on the screen, if nothing did."""
    if job.state == "done":
        return job.result()
    reason = next((name for kind, name in REASONS if isinstance(job.error, kind)), "broken")
    progress.came_to_nothing(job, text(f"import.{reason}", lang), lang)
    return None


def _watch(id: str, lang: str) -> None:
    """What is done now, how much of it, and a way to stop it."""

    def doing(job: jobs.Job) -> str:
        name, share = job.what.split(" ")[0], f"{job.share * 100:.0f}"
        said = text("import.progress", lang, step=_step(job.step, lang), share=share)
        return text(f"import.doing_{name}", lang) + said

    progress.watch(id, doing, lang)


def _step(step: str, lang: str) -> str:
    name = step.split(" ")[0] or "wait"
    return text(f"import.step.{name}", lang) if name in STEPS else text("import.step.work", lang)


STEPS = (
    "wait", "recognise", "read", "effects", "keep", "rows", "identify", "facts", "cubes", "hash", "check", "compare",
    "publish", "done",
)  # fmt: skip
