"""Import rates against a bare read of the same file; and small imports as an office makes them, with the command."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.files import CSV_ROWS, TABLE, XLSX_ROWS, big, small
from bench.homes import DataHome, durations
from bench.kept import ROOT, scratch

REPETITIONS = 3


@dataclass(frozen=True)
class Rate:
    """Seconds for `rows` rows: a bare read, `ingest.read` of the same, and the whole `ledger.accept` after it."""

    file: str
    rows: int
    bare: float
    read: float
    accept: float
    steps: dict[str, float]
    peak: int


@dataclass
class Imports:
    """Small imports that ran: seconds of those taken and of those only tried, and what went wrong."""

    seconds: list[float] = field(default_factory=list)
    tried: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def rates() -> list[Rate]:
    """CSV and XLSX, each measured in a process of its own."""
    found = []
    for path, rows in zip(big(), (CSV_ROWS, XLSX_ROWS), strict=True):
        done = subprocess.run(
            [sys.executable, "-m", "bench.imports", str(path), str(rows)],
            cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        found.append(Rate(**json.loads(done.stdout)))
    return found


def _fastest(function: Callable[[], object], repetitions: int = REPETITIONS) -> float:
    """Seconds of the fastest of a few runs: other work on the machine can only add to it."""
    spent = []
    for _ in range(repetitions):
        begun = time.perf_counter()
        function()
        spent.append(time.perf_counter() - begun)
    return min(spent)


def _bare(path: Path) -> Callable[[], object]:
    import duckdb
    from python_calamine import CalamineWorkbook

    def read_csv() -> None:
        with duckdb.connect() as con:
            con.execute("create table t as select * from read_csv(?, all_varchar = true)", [str(path)])

    def read_xlsx() -> object:
        return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()

    return read_csv if path.suffix == ".csv" else read_xlsx


def measure(path: Path, rows: int) -> Rate:
    """The figures of one file."""
    from parkdash.ingest import read
    from parkdash.ledger import accept

    content = path.read_bytes()
    bare = _fastest(_bare(path))
    intake = read(content, path.name, None, TABLE)
    if intake.has_errors or intake.tables[TABLE].num_rows != rows:
        raise RuntimeError(
            f"{path.name}: {intake.tables[TABLE].num_rows} rows, {[i.text('en') for i in intake.issues[:5]]}"
        )
    reading = _fastest(lambda: read(content, path.name, None, TABLE), REPETITIONS - 1)
    marks: list[tuple[str, float]] = []
    begun = time.perf_counter()
    accept(
        scratch("accepting") / "home",
        [(path.name, content, intake)],
        progress=lambda step, _: marks.append((step, time.monotonic())),
    )
    accepting = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return Rate(path.suffix[1:].upper(), rows, bare, reading, accepting, durations(marks), peak)


def import_once(home: Path, path: Path, seen: Imports, dry: bool = False) -> None:
    """`python -m parkdash import` of one file; dry: all of the work, and nothing published at its end."""
    begun = time.monotonic()
    command = [sys.executable, "-m", "parkdash", "import", str(path), "--as", TABLE, "--json"]
    done = subprocess.run(
        command + ["--dry-run"] * dry,
        cwd=ROOT, env=os.environ | {"PARKDASH_HOME": str(home)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        seen.errors.append(done.stderr[-500:])
    else:
        (seen.tried if dry else seen.seconds).append(time.monotonic() - begun)


@contextmanager
def importing(source: DataHome, home: Path, folder: Path) -> Iterator[Imports]:
    """Imports into `home`, a copy of `source`, while the block runs: the first is taken and published, the others are
    tried only, because an office hands in one workbook, not one every three seconds. The last may finish."""
    seen = Imports()
    stop = threading.Event()

    def work() -> None:
        turn = 0
        while not stop.is_set():
            turn += 1
            import_once(home, small(source, folder, turn), seen, dry=turn > 1)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        yield seen
    finally:
        stop.set()
        worker.join()


if __name__ == "__main__":
    print(json.dumps(vars(measure(Path(sys.argv[1]), int(sys.argv[2])))))
