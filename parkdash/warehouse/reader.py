"""Open a version for reading: read-only, locked down, one cursor per query."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from parkdash.batch import SourceRef
from parkdash.home import Damaged, Outdated
from parkdash.warehouse.schema import stamp

Params = Sequence[Any] | Mapping[str, Any] | None
Rows = Callable[..., list[tuple]]  # a statement and what it binds → all its rows

QUERY_MILLISECONDS = 30_000
# Tables that have rows; one that had some and lost them all would be among them, which a version has none of.
FILLED = "select table_name from duckdb_tables() where estimated_size > 0"
MEMORY = "1GB"  # below 300 MB the heavier questions fail


def locked_down(milliseconds: int = QUERY_MILLISECONDS) -> dict[str, Any]:
    """The settings of a reading connection: no file, network or extension, no Python variable, nothing changeable.

    `max_execution_time` takes effect only here, not by a later `set`. No `temp_directory`: nothing spills to the disk.
    """
    return {
        "enable_external_access": False,
        "python_enable_replacements": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
        "allow_persistent_secrets": False,
        "temp_directory": "",
        "memory_limit": MEMORY,
        "threads": os.cpu_count() or 1,
        "max_execution_time": milliseconds,
        "lock_configuration": True,
    }


class Version:
    """One immutable state of the data. Safe to use from many threads at once.

    The connection is never closed by hand: whoever still reads keeps it alive, the last one to let go closes it.
    """

    def __init__(self, path: Path, milliseconds: int = QUERY_MILLISECONDS) -> None:
        """Open the file. Damaged if it is no whole version, Outdated if another release made it."""
        self.path = path
        try:
            self._base = duckdb.connect(str(path), read_only=True, config=locked_down(milliseconds))
            made_as = self._made_as()
            if made_as != stamp():
                raise Outdated(f"{path.name}: {made_as or '—'} ≠ {stamp()}")
            facts = self.rows("select version, batches, cut_off, content_hash, is_sample from meta")
        except duckdb.Error as broken:
            raise Damaged(f"{path.name}: {broken}") from broken
        if len(facts) != 1:
            raise Damaged(f"{path.name}: meta has {len(facts)} rows")
        self.number: int
        self.batches: int
        self.cut_off: date
        self.content_hash: str
        self.is_sample: bool
        self.number, self.batches, self.cut_off, self.content_hash, self.is_sample = facts[0]

    def _made_as(self) -> str:
        known = self.rows("select 1 from duckdb_columns() where table_name = 'meta' and column_name = 'schema'")
        return str(self.rows("select any_value(schema) from meta")[0][0]) if known else ""

    def rows(self, sql: str, params: Params = None) -> list[tuple]:
        """All rows of one statement. `params` are bound: a list for `?`, a dict for `$name`."""
        with self._base.cursor() as cursor:
            return cursor.execute(sql, params).fetchall()

    def arrow(self, sql: str, params: Params = None) -> pa.Table:
        """The same as an Arrow table."""
        with self._base.cursor() as cursor:
            return cursor.execute(sql, params).to_arrow_table()

    @contextmanager
    def beside(self, tables: Mapping[str, pa.Table]) -> Iterator[Rows]:
        """`rows` of a connection that also sees the given tables by their names, and may keep temporary ones.

        They are seen by nobody else and gone at the end; the version itself stays as it is, the connection locked down.
        """
        with self._base.cursor() as cursor:
            for name, table in tables.items():
                cursor.register(name, table)
            yield lambda sql, params=None: cursor.execute(sql, params).fetchall()

    @cached_property
    def sources(self) -> dict[int, SourceRef]:
        """Every sheet that rows of this version came from, by `source_id`."""
        found = self.rows("select source_id, batch, file, sha256, sheet, table_name, sender from source")
        return {row[0]: SourceRef(*row) for row in found}

    def source(self, id: int) -> SourceRef:
        """Where rows with this `source_id` came from. KeyError if the version has no such source."""
        return self.sources[id]

    def tables(self) -> list[str]:
        """Names of the tables in the file."""
        return [row[0] for row in self.rows("select table_name from duckdb_tables() order by 1")]

    @cached_property
    def filled(self) -> frozenset[str]:
        """Names of the tables that have rows; nothing need be asked of the others."""
        return frozenset(row[0] for row in self.rows(FILLED))

    def scan(self) -> None:
        """Read every value once: a damaged block shows itself only when it is read. Damaged if one does."""
        try:
            for table in sorted(self.filled):
                self.rows(f'select bit_xor(hash(t)) from "{table}" as t')
        except duckdb.Error as broken:
            raise Damaged(f"{self.path.name}: {broken}") from broken


class Opened:
    """The versions that this process has open, by path; each path is opened once however many threads ask."""

    def __init__(self, keep: int = 4) -> None:
        self._keep = keep
        self._lock = threading.Lock()
        self._versions: dict[Path, Version] = {}

    def get(self, path: Path) -> Version:
        """The version in a file. Damaged if it cannot be read."""
        with self._lock:
            version = self._versions.pop(path, None) or Version(path)
            self._versions[path] = version  # the newest use stands last
            while len(self._versions) > self._keep:
                self._versions.pop(next(iter(self._versions)))
            return version
