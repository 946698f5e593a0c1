"""An importer in a process of its own: `python -m tests.ledger.importer once HOME STAFF` or `… kill` or `… kill-try`.

`kill` reads lines "<staff> <seconds> <home>" and for each forks a child that imports this headcount and is killed after
so long (0: not killed); it answers "<child's status> <seconds it ran>". `kill-try` goes the whole way of a try. Everything is imported before the fork, and no
connection is opened before it, so a child costs nothing but its import.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from parkdash.ledger import Accepted, accept
from tests.intake.handing import hand_in_headcount
from tests.world import arrow

NOON = datetime(2026, 6, 30, 4, tzinfo=UTC)


@dataclass(frozen=True)
class Checked:
    """What the ledger reads of an intake."""

    tables: dict[str, pa.Table]
    issues: list = field(default_factory=list)
    columns: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)


def given(name: str = "a.xlsx", **tables: list[dict]) -> tuple[str, bytes, Checked]:
    """One file with these rows, as `accept` takes it."""
    rows = {table: arrow(table, found).drop_columns("file_no") for table, found in tables.items()}
    letters = {(table, "Sheet1"): {"enterprise": "A"} for table in tables}
    return name, repr(tables).encode(), Checked(rows, [], letters)


def headcount(staff: int) -> tuple[str, bytes, Checked]:
    """One firm that reports this many people for January 2026."""
    return given(
        "report.xlsx",
        enterprise=[{"enterprise": "甲公司", "credit_code": "91000000MA00000001"}],
        monthly_report=[{"enterprise": "甲公司", "month": "2026-01-01", "headcount": staff}],
    )


def import_headcount(home: Path, staff: int) -> Accepted:
    """Import it as one batch."""
    return accept(home, [headcount(staff)], clock=lambda: NOON)


def _killed(work: Callable[[Path, int], object], home: Path, staff: int, seconds: float) -> tuple[int, float]:
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        work(home, staff)
        os._exit(0)
    if seconds:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    return os.waitstatus_to_exitcode(status), time.monotonic() - began


def main() -> None:
    """Do what the arguments say."""
    if sys.argv[1] == "once":
        sys.stdout.write(f"{import_headcount(Path(sys.argv[2]), int(sys.argv[3])).version}\n")
        return
    work: Callable[[Path, int], object] = import_headcount if sys.argv[1] == "kill" else hand_in_headcount
    for line in sys.stdin:
        staff, seconds, home = line.rstrip("\n").split(maxsplit=2)
        status, ran = _killed(work, Path(home), int(staff), float(seconds))
        sys.stdout.write(f"{status} {ran}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
