"""Data homes of the three sizes, each one batch taken through `ledger.accept`; and what publishing it took."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pyarrow.parquet as pq

from bench.kept import ROOT, kept
from bench.rows import rows

SOURCES = (
    "sample", "contracts", "catalogue", "sql", "warehouse", "batch.py", "history.py", "home.py", "ledger",
    "upkeep.py", "ingest/names.py",
)  # fmt: skip
REPORT = "publication.json"


@dataclass(frozen=True)
class DataHome:
    """A home with one version. `steps`: seconds by step of the publication; `peak`: bytes of memory at most."""

    size: int
    path: Path
    rows: int
    seconds: float
    steps: dict[str, float]
    peak: int

    @property
    def version_bytes(self) -> int:
        return sum(path.stat().st_size for path in (self.path / "versions").glob("*.duckdb"))

    def copy(self, folder: Path) -> Path:
        """Another home with the same content, to import into: the immutable files are linked, not copied."""
        target = folder / f"home-{self.size}"
        shutil.copytree(self.path, target, copy_function=_linked)
        return target


def _linked(source: str, target: str) -> None:
    if Path(source).name in ("current", "lock"):
        shutil.copy2(source, target)
    else:
        os.link(source, target)


def data_home(size: int) -> DataHome:
    """The kept home of this size, built in a process of its own if need be."""
    content = rows(size)
    folder = kept(
        f"home-{size}", SOURCES, (__file__, str(Path(__file__).with_name("rows.py"))), lambda f: _build(content, f)
    )
    report = json.loads((folder / REPORT).read_text())
    return DataHome(size, folder / "home", **report)


def _build(content: Path, folder: Path) -> None:
    subprocess.run([sys.executable, "-m", "bench.homes", str(content), str(folder)], cwd=ROOT, check=True)


def publish(content: Path, folder: Path) -> None:
    """Take the rows as one batch into a new home and write down how long each step took."""
    from parkdash.ingest import Intake
    from parkdash.ledger import accept

    tables = {path.stem: pq.read_table(path) for path in sorted(content.glob("*.parquet"))}
    marks: list[tuple[str, float]] = []
    started = time.monotonic()
    accept(
        folder / "home",
        [("示例.xlsx", b"rows of the sample park", Intake(tables, [], {}))],
        who="bench",
        progress=lambda step, _: marks.append((step, time.monotonic())),
        clock=lambda: datetime(2026, 11, 21, tzinfo=UTC),
    )
    report = {
        "rows": sum(table.num_rows for table in tables.values()),
        "seconds": time.monotonic() - started,
        "steps": durations(marks),
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }
    (folder / REPORT).write_text(json.dumps(report))


def durations(marks: list[tuple[str, float]]) -> dict[str, float]:
    """(step, time at which it began)… → seconds by step; a step named several times counts together."""
    found: dict[str, float] = {}
    for (step, begun), (_, ended) in pairwise(marks):
        found[step] = found.get(step, 0.0) + ended - begun
    return found


if __name__ == "__main__":
    publish(Path(sys.argv[1]), Path(sys.argv[2]))
