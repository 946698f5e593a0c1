"""An import that is killed leaves the old state or the new one, whatever the moment."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from parkdash.home import Home, read_pointer
from parkdash.ledger import batches, rebuild
from parkdash.warehouse import at
from tests.ledger.importer import import_headcount

ROOT = Path(__file__).resolve().parents[2]
MOMENTS = 40  # of each of five rounds, which may run side by side
FRESH = 20  # moments after which the history starts anew, so that it stays short


class Importer:
    """The forking importer, asked line by line."""

    def __init__(self, what: str = "kill") -> None:
        command = [sys.executable, "-m", "tests.ledger.importer", what]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def run(self, home: Path, staff: int, seconds: float = 0.0) -> tuple[int, float]:
        """Import, killed after so many seconds (0: not at all); the child's exit code and how long it ran."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{staff} {seconds} {home}\n")
        status, ran = self._process.stdout.readline().split()
        return int(status), float(ran)

    def close(self) -> None:
        self._process.communicate(timeout=30)


def stated(home: Path) -> tuple[int, int]:
    """The current version and the headcount in it, after everything in it has been read and found whole."""
    pointer = read_pointer(home)
    assert pointer
    version = at(home, pointer.version)
    version.scan()
    assert (version.number, version.content_hash) == (pointer.version, pointer.content_hash)
    known = batches(home)
    assert [batch.number for batch in known] == list(range(1, pointer.version + 1))
    assert known[-1].content_hash == pointer.content_hash
    return pointer.version, version.rows("select headcount from monthly_report")[0][0]


def leftovers(home: Path) -> list[str]:
    """What is in the home that the pointer does not cover."""
    places, known = Home(home), batches(home)
    named = {file.sha256 for batch in known for file in batch.files}
    whole = {batch.id for batch in known} | {"current", "pins"} | {f"{batch.id}.duckdb" for batch in known}
    found = [*places.batches.iterdir(), *places.versions.iterdir(), *places.files.iterdir()]
    return [path.name for path in found if path.name not in whole | named]


def moments(seed: int) -> list[float]:
    """Shares of an import's time from the first moment till after its end, one in each of MOMENTS equal spans, mixed."""
    chance = random.Random(seed)
    shares = [1.1 * (span + chance.uniform(0.01, 1)) / MOMENTS for span in range(MOMENTS)]
    chance.shuffle(shares)
    return shares


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the importer forks")
@pytest.mark.parametrize("seed", range(5))
def test_an_import_killed_at_any_moment_is_wholly_in_or_wholly_out(tmp_path: Path, seed: int) -> None:
    shares, importer = moments(seed), Importer()
    young = tmp_path / "young"
    import_headcount(young, 1)
    longest = max(importer.run(tmp_path / "measured", staff)[1] for staff in (1, 2, 3))
    outcomes = {"old": 0, "new": 0}
    for first in range(0, MOMENTS, FRESH):
        home = shutil.copytree(young, tmp_path / f"from-{first}")
        state = stated(home)
        for staff in range(first + 2, first + 2 + FRESH):
            share = shares.pop()
            status, ran = importer.run(home, staff, share * longest)
            assert status in (0, -signal.SIGKILL)
            after = stated(home)
            assert after in (state, (state[0] + 1, staff))
            if status == 0:  # it was done before it could be killed: the machine has become faster
                longest = (longest + ran) / 2
            elif after == state and share > 1:  # the usual time was not enough: the machine has become slower
                longest *= 1.2
            outcomes["old" if after == state else "new"] += 1
            state = after
        assert importer.run(home, 1000)[0] == 0
        assert stated(home) == (state[0] + 1, 1000)
        assert leftovers(home) == []
        assert rebuild(home).same
    importer.close()
    assert min(outcomes.values()) > 0
