"""Long work in a thread of the server: it goes on when the browser is closed and is found again by what it is done for:
a try at an import, an edition, a pack."""

from __future__ import annotations

import atexit
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, Literal

from parkdash import background
from parkdash.home import Progress

JobState = Literal["running", "done", "failed", "cancelled"]


class Cancelled(RuntimeError):
    """Somebody asked for the work to stop."""


class Occupied(RuntimeError):
    """Something else is already being done for this subject."""


@dataclass(eq=False)
class Job:
    """One piece of work for one subject. `step` and `share` say what it does now and how much of it is done."""

    subject: str
    what: str
    step: str = ""
    share: float = 0.0
    _future: Future[Any] = field(default_factory=Future)
    _stop: threading.Event = field(default_factory=threading.Event)

    @property
    def state(self) -> JobState:
        """Where the work stands."""
        if not self._future.done():
            return "running"
        error = self._future.exception()
        return "done" if error is None else "cancelled" if isinstance(error, Cancelled) else "failed"

    @property
    def error(self) -> BaseException | None:
        """Why it failed; None while it runs, when it is done and when it was cancelled."""
        return self._future.exception() if self.state == "failed" else None

    def result(self, timeout: float | None = None) -> Any:
        """What came of it, waiting for it if need be. Raises what the work raised, Cancelled, or TimeoutError."""
        return self._future.result(timeout)

    def cancel(self) -> None:
        """Ask the work to stop at its next step. What it had begun is swept."""
        self._stop.set()

    def told(self, step: str, share: float) -> None:
        """The progress callback of the work. Raises Cancelled once the work is to stop."""
        if self._stop.is_set():
            raise Cancelled(self.subject)
        self.step, self.share = step, share


KEPT = 100  # jobs that have ended and wait to be asked for; beyond that the oldest are let go

_jobs: dict[str, Job] = {}
_lock = threading.Lock()


def start(subject: str, what: str, work: Callable[[Progress], Any]) -> Job:
    """Have `work(progress)` done in a thread of its own. Occupied if something else is being done for this subject.

    The same work asked for twice (two clicks, two browsers) is done once: the job that runs is given back.
    """
    with _lock:
        running = _jobs.get(subject)
        if running is not None and running.state == "running":
            if running.what == what:
                return running
            raise Occupied(subject)
        _jobs.pop(subject, None)
        ended = [name for name, job in _jobs.items() if job.state != "running"]
        for name in ended[: max(0, len(ended) - KEPT)]:
            del _jobs[name]
        job = _jobs[subject] = Job(subject, what)
    background.start(f"{what} {subject}", _run, job, work)
    return job


def find(subject: str) -> Job | None:
    """The last job of a subject, running or ended."""
    with _lock:
        return _jobs.get(subject)


def forget(subject: str) -> None:
    """Let go of what came of a subject's last job. One that runs is kept."""
    with _lock:
        job = _jobs.get(subject)
        if job is not None and job.state != "running":
            del _jobs[subject]


def _run(job: Job, work: Callable[[Progress], Any]) -> None:
    """Whatever the work raises is kept for those who ask; what nobody asked for also goes to the server's log."""
    try:
        job._future.set_result(work(job.told))
    except Cancelled as stopped:
        job._future.set_exception(stopped)
    finally:
        failed = sys.exception()
        if failed is not None:
            job._future.set_exception(failed)


@atexit.register  # called before what waits for the threads: what was registered last is called first
def _stop_all() -> None:
    """Nothing new is begun while the server goes down."""
    with _lock:
        for job in _jobs.values():
            job.cancel()
