"""A data home that takes plain rows as batches, for tests of what happens between two imports."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from pathlib import Path

from parkdash import ledger
from parkdash.ingest import Intake
from parkdash.warehouse import Version, refresh
from tests.world import Rows, arrow


class Desk:
    """`take(tables)` imports rows; each file has a content of its own. Batches are accepted on 31 December 2026."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._numbers = itertools.count(1)

    def take(self, tables: dict[str, Rows], who: str = "") -> int:
        """The number of the batch. AssertionError if the rows say nothing new."""
        number = self.offer(tables, who)
        assert number is not None
        return number

    def offer(self, tables: dict[str, Rows], who: str = "") -> int | None:
        """The number of the batch, or None if the rows say nothing new."""
        number = next(self._numbers)
        intake = Intake({table: arrow(table, rows).drop(["file_no"]) for table, rows in tables.items()}, [], {})
        done = ledger.accept(
            self.home,
            [(f"file{number}.xlsx", f"{number}".encode(), intake)],
            who=who,
            clock=lambda: datetime(2026, 12, 31, tzinfo=UTC),
        )
        return done.batch.number if done.batch else None

    def undo(self, number: int, who: str = "") -> int:
        """The number of the entry that takes the batch back."""
        done = ledger.undo(self.home, number, who, clock=lambda: datetime(2026, 12, 31, tzinfo=UTC))
        assert done.batch is not None
        return done.batch.number

    @property
    def version(self) -> Version:
        """The newest version."""
        return refresh(self.home)

    def versions(self) -> list[ledger.VersionEntry]:
        """All versions, oldest first."""
        return ledger.versions(self.home)
