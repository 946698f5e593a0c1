"""Whoever is killed on the way from a file to a batch loses nothing and doubles nothing."""

from __future__ import annotations

import os
import random
import shutil
import signal
from pathlib import Path

import pytest

from parkdash.home import Home
from parkdash.intake import drafts, take
from parkdash.ledger import batches, rebuild
from parkdash.warehouse import refresh
from tests.intake.handing import clock, finish, hand_in, hand_in_headcount, report
from tests.ledger.test_kill import Importer, leftovers

SPANS = ((0.0, 0.05), (0.05, 0.9), (0.9, 1.5))  # of a whole way's time: while files are kept, on the way, at its end
MOMENTS, MOST = 12, 36  # and more, until a try and a batch were both seen: a busy machine is not as fast as measured


def people(home: Path) -> int:
    """What the current version says."""
    return refresh(home).rows("select headcount from monthly_report")[0][0]


def whole(home: Path, staff: int) -> None:
    """Every try that is there has its files as they were handed in."""
    for draft in drafts.open_tries(home):
        assert [file.path.read_bytes() for file in draft.files] == [report(("甲公司", "2026-01", staff))]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the importer forks")
def test_a_try_killed_at_any_moment_is_taken_up_again_and_makes_one_batch(tmp_path: Path) -> None:
    chance, importer = random.Random(20260630), Importer("kill-try")
    young = tmp_path / "young"
    hand_in_headcount(young, 1)
    measured = shutil.copytree(young, tmp_path / "measured")
    longest = max(importer.run(measured, staff)[1] for staff in (2, 3))
    outcomes = {"nothing": 0, "try": 0, "batch": 0}
    for moment in range(MOST):
        if moment >= MOMENTS and min(outcomes["try"], outcomes["batch"]) > 0:
            break
        home, staff = shutil.copytree(young, tmp_path / f"at-{moment}"), moment + 2
        status, ran = importer.run(home, staff, 0.001 + longest * chance.uniform(*SPANS[moment % len(SPANS)]))
        assert status in (0, -signal.SIGKILL)
        longest = (longest + ran) / 2 if status == 0 else longest * 1.1
        whole(home, staff)
        waiting, known = drafts.open_tries(home), batches(home)
        assert len(waiting) + len(known) <= 2
        if waiting:
            assert finish(home, waiting[0]).batch.draft == waiting[0].id
            assert len(batches(home)) == 2
        outcomes["try" if waiting else "batch" if len(known) == 2 else "nothing"] += 1
        assert people(home) == (staff if waiting or len(known) == 2 else 1)
        drafts.sweep(home, clock)
        assert drafts.open_tries(home) == []
        hand_in_headcount(home, 1000)
        assert (people(home), leftovers(home)) == (1000, [])
        assert [path.name for path in Home(home).drafts.iterdir() if path.suffix != ".tmp"] == []
    assert rebuild(home).same
    importer.close()
    assert min(outcomes["try"], outcomes["batch"]) > 0


def test_a_try_whose_end_was_cut_off_after_its_batch_is_not_taken_again(home: Path) -> None:
    content = report(("甲公司", "2026-01", 1))
    draft, studied = hand_in(home, ("a.csv", content))
    kept = shutil.copytree(drafts.folder_of(home, draft.id), home.parent / "kept")
    take(home, draft, studied, "", "", clock=clock)
    shutil.copytree(kept, drafts.folder_of(home, draft.id))
    assert drafts.open_tries(home) == []
    again = drafts.load(home, draft.id)
    assert (again.state, again.batch) == ("taken", 1)
    assert finish(home, again).batch.number == 1
    assert len(batches(home)) == 1
    assert not list(Home(home).drafts.iterdir())
