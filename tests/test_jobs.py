"""Long work goes on without anybody watching, is found again, and stops when told to."""

from __future__ import annotations

import threading

import pytest

from parkdash import jobs
from tests.threads import ended


@pytest.fixture
def gate():
    """Work that tells its step, then waits to be let through."""

    class Gate:
        def __init__(self):
            self.begun, self.open = threading.Event(), threading.Event()

        def work(self, progress):
            progress("read", 0.5)
            self.begun.set()
            assert self.open.wait(10)
            progress("done", 1.0)
            return 42

    gate = Gate()
    yield gate
    gate.open.set()


def test_a_job_tells_what_it_does_and_keeps_what_came_of_it(gate):
    job = jobs.start("t1", "study", gate.work)
    assert gate.begun.wait(10)
    assert (job.state, job.step, job.share) == ("running", "read", 0.5)
    gate.open.set()
    assert (job.result(10), job.state, job.error) == (42, "done", None)
    assert jobs.find("t1") is job
    jobs.forget("t1")
    assert jobs.find("t1") is None


def test_the_same_work_asked_for_twice_is_done_once(gate):
    job = jobs.start("t2", "take", gate.work)
    assert jobs.start("t2", "take", gate.work) is job
    with pytest.raises(jobs.Occupied):
        jobs.start("t2", "study", gate.work)
    jobs.forget("t2")
    assert jobs.find("t2") is job


def test_a_cancelled_job_stops_at_its_next_step(gate):
    job = jobs.start("t3", "preview", gate.work)
    assert gate.begun.wait(10)
    job.cancel()
    gate.open.set()
    with pytest.raises(jobs.Cancelled):
        job.result(10)
    assert (job.state, job.error) == ("cancelled", None)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_failed_job_keeps_its_error_and_lets_the_next_one_begin():
    def fail(progress):
        raise OSError("disk full")

    job = jobs.start("t4", "take", fail)
    with pytest.raises(OSError, match="disk full"):
        job.result(10)
    assert (job.state, str(job.error)) == ("failed", "disk full")
    ended("take t4")  # its thread says why to the server's log; the next test is not to hear of it
    assert jobs.start("t4", "take", lambda progress: 1).result(10) == 1


def test_jobs_of_two_tries_run_side_by_side(gate):
    jobs.start("t5", "study", gate.work)
    assert jobs.start("t6", "study", lambda progress: 6).result(10) == 6
