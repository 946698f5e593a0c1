"""Builds one version from batches: rows → identified → latest of a key → ended → facts → cubes; a pure function."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from parkdash.batch import Batch, in_force
from parkdash.contracts import Contract, contracts
from parkdash.rules import relations
from parkdash.sql import Fact, facts, macro, ruled, sources, sources_of
from parkdash.warehouse.cubes import build_cubes
from parkdash.warehouse.identity import describe_enterprises, identify, keep_latest
from parkdash.warehouse.modes import end_missing
from parkdash.warehouse.reader import FILLED
from parkdash.warehouse.rows import load
from parkdash.warehouse.schema import stamp
from parkdash.warehouse.shapes import can_have_rows, make, make_empty, make_untold

Progress = Callable[[str, float], None]

# One core is left to those who read: with all of them taken, fifty readers waited seconds for an import.
THREADS = max(1, (os.cpu_count() or 2) - 1)
# The database's blocks: of some hundred tables with few rows hardly one fills a block of the usual size, and the file
# was thrice as large; with many rows the small blocks make it larger by half.
FEW_ROWS = 300_000
SMALL_BLOCK, USUAL_BLOCK = 16_384, 262_144


@dataclass(frozen=True)
class Built:
    """What a finished version says of itself."""

    content_hash: str
    cut_off: date | None
    rows: dict[str, int]


def build(target: Path, batches: Sequence[Batch], number: int, progress: Progress | None = None) -> Built:
    """Writes the version `number` to `target`, which must not exist.

    Raises duckdb.Error if a batch's rows cannot be read; the unfinished target is the caller's to remove.
    """
    say = progress or (lambda step, done: None)
    with duckdb.connect(str(target), config={"threads": THREADS, "default_block_size": _block(batches)}) as con:
        con.execute("set preserve_insertion_order = true")
        say("rows", 0.0)
        rows = hold(con, batches, say)
        describe_enterprises(con)
        con.execute(macro())
        _hold_rules(con)
        filled = {table for table, count in rows.items() if count}
        for step, fact in enumerate(facts().values()):
            say("facts", 0.4 + 0.4 * step / len(facts()))
            _build_fact(con, fact, filled)
        cut_off = _cut_off(con, batches)
        say("cubes", 0.8)
        build_cubes(con, cut_off, filled)
        say("hash", 0.9)
        content_hash = content_hash_of(con)
        _drop_scratch(con)
        is_sample = con.execute("select coalesce(bool_or(is_sample), false) from park").fetchall()[0][0]
        con.execute(
            "create table meta (version bigint, batches bigint, cut_off date, content_hash varchar, is_sample boolean,"
            " schema varchar)"
        )
        facts_of_it = [number, len(batches), cut_off, content_hash, is_sample, stamp()]
        con.execute("insert into meta values (?, ?, ?, ?, ?, ?)", facts_of_it)
        con.execute("checkpoint")
    say("done", 1.0)
    return Built(content_hash, cut_off, rows)


def _block(batches: Sequence[Batch]) -> int:
    rows = sum(table.rows for batch in in_force(batches) for table in batch.tables.values())
    return SMALL_BLOCK if rows <= FEW_ROWS else USUAL_BLOCK


def hold(con: duckdb.DuckDBPyConnection, batches: Sequence[Batch], say: Progress) -> dict[str, int]:
    """Every table with the rows that hold, firms and persons identified. Returns the counts of rows."""
    holding = in_force(batches)
    load(con, holding)
    say("identify", 0.3)
    identify(con)
    told = {table for batch in holding for table in batch.tables}
    rows = {}
    for table, contract in contracts().items():
        if table in told:
            rows[table] = keep_latest(con, contract)
        else:
            make_untold(con, contract)
            rows[table] = 0
    for contract in contracts().values():
        end_missing(con, holding, contract)
    return rows


def _hold_rules(con: duckdb.DuckDBPyConnection) -> None:
    """The rules that facts read, as tables."""
    for name in sorted(ruled()):
        rows = relations()[name]
        columns = dict.fromkeys(column for row in rows for column in row)
        con.register("told", pa.table({column: [row.get(column) for row in rows] for column in columns}))
        con.execute(f"create table {name} as from told")
        con.unregister("told")


def _build_fact(con: duckdb.DuckDBPyConnection, fact: Fact, filled: set[str]) -> None:
    """Make the fact's table; if it has rows, its name joins `filled`."""
    if not can_have_rows(fact, filled) and make_empty(con, fact.name, fact.sql):
        return
    for name in sources_of(fact):
        con.execute(f"create or replace table {name} as {sources()[name]}")
    if make(con, fact.name, fact.sql):
        filled.add(fact.name)


def _cut_off(con: duckdb.DuckDBPyConnection, batches: Sequence[Batch]) -> date | None:
    """The newest day a fact speaks of, not after the day the last batch was accepted; that day without facts."""
    if not batches:
        return None
    days = " union all ".join(
        f'select {_day(contract, name)} as on_day from "{table}"'
        for table, contract in contracts().items()
        for name in contract.days_known
    )
    latest = max(batch.accepted_on for batch in batches)
    newest = con.execute(f"select max(on_day) from ({days}) as known where on_day <= ?", [latest]).fetchall()[0][0]
    return newest or latest


def _day(contract: Contract, column: str) -> str:
    """The last day that a time column speaks of."""
    whole = {"period": f'last_day("{column}")', "year": f'make_date("{column}", 12, 31)'}
    return whole.get(contract.time["kind"], f'cast("{column}" as date)')


def content_hash_of(con: duckdb.DuckDBPyConnection) -> str:
    """A hash over every row's values and where it came from, independent of the order of rows and of batch numbers.

    Rows are hashed by DuckDB's own hash, which a test pins: an upgrade that changed it would be noticed.
    """
    con.execute("create temp table origin as select source_id, hash(sha256, sheet, table_name) as origin from source")
    parts, filled = [], {name for (name,) in con.execute(FILLED).fetchall()}
    for table, contract in sorted(contracts().items()):
        if table not in filled:
            continue  # so that a contract which a release adds leaves the hashes of older ledgers as they are
        values = ", ".join(f't."{name}"' for name in contract.stored)
        count, total = con.execute(
            f"select count(*), sum(cast(hash(o.origin, t.source_row, {values}) as hugeint))"
            f' from "{table}" as t join origin as o using (source_id)'
        ).fetchall()[0]
        parts.append(f"{table}:{count}:{total or 0}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _drop_scratch(con: duckdb.DuckDBPyConnection) -> None:
    for table in sources():
        con.execute(f"drop table if exists {table}")
