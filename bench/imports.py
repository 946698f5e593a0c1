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
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench.files import CSV_ROWS, TABLE, XLSX_ROWS, big, small
from bench.homes import DataHome, durations
from bench.kept import ROOT, scratch

REPETITIONS = 3
READERS = {
    ".csv": "DuckDB",
    ".xlsx": "calamine",
}  # DuckDB reads workbooks only with an extension that has to be fetched


@dataclass(frozen=True)
class Rate:
    """Seconds for a file of `rows` rows: a bare read of it by `reader`; then, each by itself, understanding it
    (`understood`) and reading it with all its checks (`checked`); then on its way through a try, `studied` (both, and
    what we have beside it), `previewed` and `taken`. `steps` are those of the preview; `peak` is the memory of a
    process that does the whole way, in bytes, `idle` that of one that has only read the file's bytes.
    """

    file: str
    rows: int
    reader: str
    bare: float
    understood: float
    checked: float
    studied: float
    previewed: float
    taken: float
    steps: dict[str, float]
    peak: int
    idle: int

    @property
    def whole(self) -> float:
        """The way of a file from being handed in to being published."""
        return self.studied + self.previewed + self.taken


@dataclass
class Imports:
    """Small imports that ran: seconds of those taken and of those only tried, and what went wrong."""

    seconds: list[float] = field(default_factory=list)
    tried: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def rates() -> list[Rate]:
    """CSV and XLSX; the pieces and the whole way each in a process of its own."""
    return [rate_of(path, rows) for path, rows in zip(big(), (CSV_ROWS, XLSX_ROWS), strict=True)]


def rate_of(path: Path, rows: int) -> Rate:
    """The figures of one file. RuntimeError if not just these rows come in."""
    pieces, way = (_in_a_process_of_its_own(part, path) for part in ("pieces", "way"))
    if pieces["rows"] != rows or way["rows"] != rows:
        raise RuntimeError(f"{path.name}: {pieces['rows']} and {way['rows']} rows of {rows}")
    return Rate(path.suffix[1:].upper(), reader=READERS[path.suffix], **pieces | way)


def _in_a_process_of_its_own(part: str, path: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.imports", part, str(path)],
        cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
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


def pieces(path: Path) -> dict[str, Any]:
    """The bare read, the understanding and the checked read, each the fastest of a few runs."""
    from parkdash.ingest import read, understood

    content, file = path.read_bytes(), _foreign(path)
    found = understood(content, file)
    if found.open or found.mapping is None:
        raise RuntimeError(f"{file}: {[question.text('en') for question in found.open]}")
    mapping = found.mapping
    return {
        "rows": read(content, file, mapping).tables[TABLE].num_rows,
        "bare": _fastest(_bare(path)),
        "understood": _fastest(lambda: understood(content, file), REPETITIONS - 1),
        "checked": _fastest(lambda: read(content, file, mapping), REPETITIONS - 1),
    }


def way(path: Path) -> dict[str, Any]:
    """A try with the file in an empty home, studied, previewed with its effect on the numbers, and taken."""
    from parkdash import intake
    from parkdash.access import scope_of
    from parkdash.intake import drafts

    home = scratch("handing") / "home"
    draft = drafts.start(home, [(_foreign(path), path.read_bytes())])
    marks: list[tuple[str, float]] = []
    idle, laps = _peak(), [time.perf_counter()]
    study = intake.study(home, draft)
    laps.append(time.perf_counter())
    if study.errors or not study.is_complete:
        raise RuntimeError(f"{path.name}: {[issue.text('en') for file in study.files for issue in file.issues[:5]]}")
    intake.preview(home, draft, study, scope_of("leader"), lambda step, _: marks.append((step, time.monotonic())))
    laps.append(time.perf_counter())
    taken = intake.take(home, draft, study, "bench", "")
    laps.append(time.perf_counter())
    spent = dict(
        zip(("studied", "previewed", "taken"), (after - before for before, after in pairwise(laps)), strict=True)
    )
    return spent | {"rows": taken.tables[TABLE].rows, "steps": durations(marks), "peak": _peak(), "idle": idle}


def _foreign(path: Path) -> str:
    """A name that is not our table's: such a file has to be understood."""
    return f"上报{path.suffix}"


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


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
    print(json.dumps({"pieces": pieces, "way": way}[sys.argv[1]](Path(sys.argv[2]))))
