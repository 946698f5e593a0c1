"""Builds one version from batches: rows → identified → latest of a key → ended → facts → cubes; a pure function."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from parkdash.batch import Batch, in_force
from parkdash.contracts import contracts
from parkdash.sql import Fact, facts, macro
from parkdash.warehouse.cubes import build_cubes
from parkdash.warehouse.identity import describe_enterprises, identify, keep_latest
from parkdash.warehouse.modes import end_missing
from parkdash.warehouse.rows import load
from parkdash.warehouse.schema import stamp

Progress = Callable[[str, float], None]

# Intervals that must be made disjoint before they may be added up: entity, first day, day after the last, precedence.
SWEPT = {
    "stay_source": """
        select enterprise_no as entity, coalesce(starts_on, date '0001-01-01') as starts_on,
            coalesce(last_day + 1, date '9999-12-31') as ends_on,
            (coalesce(starts_on, date '0001-01-01'), -rowid) as rank, rowid as id
        from residency""",
    "tier_source": """
        select enterprise_no || '|' || tier as entity, valid_from as starts_on, valid_to as ends_on,
            (valid_to, -id) as rank, id
        from recognition_valid""",
    "ladder_source": """
        select enterprise_no as entity, valid_from as starts_on, valid_to as ends_on, (valid_to, -id) as rank, id
        from recognition_valid where tier not in ('above_scale', 'other')""",
    "talent_source": """
        select person_id as entity, arrived_on as starts_on, coalesce(last_day + 1, date '9999-12-31') as ends_on,
            (arrived_on, -rowid) as rank, rowid as id
        from talent""",
    "title_source": """
        select person_id as entity, awarded_on as starts_on, coalesce(valid_until + 1, date '9999-12-31') as ends_on,
            (case level when 'national' then 4 when 'provincial' then 3 when 'municipal' then 2 else 1 end, -rowid)
                as rank,
            rowid as id
        from talent_title""",
}
NEEDS = {"stay": "stay_source", "tier_membership": "tier_source", "tiered_enterprise": "ladder_source",
         "employment": "talent_source", "title_holding": "title_source"}  # fmt: skip

# The days on which something was known to have happened; validity ends and targets speak of the future.
FACT_DAYS = {
    "residency": ("starts_on", "last_day"), "recognition": ("valid_from",), "monthly_report": ("last_day(month)",),
    "talent": ("arrived_on", "last_day"), "talent_title": ("awarded_on",), "financing": ("paid_on",),
    "annual_report": ("make_date(year, 12, 31)",), "platform": ("established_on",), "vacancy": ("posted_on",),
}  # fmt: skip


# One core is left to those who read: with all of them taken, fifty readers waited seconds for an import.
THREADS = max(1, (os.cpu_count() or 2) - 1)


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
    with duckdb.connect(str(target), config={"threads": THREADS}) as con:
        con.execute("set preserve_insertion_order = true")
        say("rows", 0.0)
        rows = hold(con, batches, say)
        describe_enterprises(con)
        for step, fact in enumerate(facts().values()):
            say("facts", 0.4 + 0.4 * step / len(facts()))
            _build_fact(con, fact)
        cut_off = _cut_off(con, batches)
        say("cubes", 0.8)
        build_cubes(con, cut_off)
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


def hold(con: duckdb.DuckDBPyConnection, batches: Sequence[Batch], say: Progress) -> dict[str, int]:
    """Every table with the rows that hold, firms and persons identified. Returns the counts of rows."""
    holding = in_force(batches)
    load(con, holding)
    say("identify", 0.3)
    identify(con)
    rows = {table: keep_latest(con, contract) for table, contract in contracts().items()}
    for contract in contracts().values():
        end_missing(con, holding, contract)
    return rows


def _build_fact(con: duckdb.DuckDBPyConnection, fact: Fact) -> None:
    if fact.name in NEEDS:
        con.execute(macro())
        con.execute(f"create or replace table {NEEDS[fact.name]} as {SWEPT[NEEDS[fact.name]]}")
    con.execute(f"create table {fact.name} as {fact.sql}")


def _cut_off(con: duckdb.DuckDBPyConnection, batches: Sequence[Batch]) -> date | None:
    """The newest day a fact speaks of, not after the day the last batch was accepted; that day without facts."""
    if not batches:
        return None
    days = " union all ".join(
        f'select {day} as on_day from "{table}"' for table, columns in FACT_DAYS.items() for day in columns
    )
    latest = max(batch.accepted_on for batch in batches)
    newest = con.execute(f"select max(on_day) from ({days}) as known where on_day <= ?", [latest]).fetchall()[0][0]
    return newest or latest


def content_hash_of(con: duckdb.DuckDBPyConnection) -> str:
    """A hash over every row's values and where it came from, independent of the order of rows and of batch numbers.

    Rows are hashed by DuckDB's own hash, which a test pins: an upgrade that changed it would be noticed.
    """
    con.execute("create temp table origin as select source_id, hash(sha256, sheet, table_name) as origin from source")
    parts = []
    for table, contract in contracts().items():
        values = ", ".join(f't."{name}"' for name in contract.stored)
        count, total = con.execute(
            f"select count(*), sum(cast(hash(o.origin, t.source_row, {values}) as hugeint))"
            f' from "{table}" as t join origin as o using (source_id)'
        ).fetchall()[0]
        parts.append(f"{table}:{count}:{total or 0}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _drop_scratch(con: duckdb.DuckDBPyConnection) -> None:
    for table in SWEPT:
        con.execute(f"drop table if exists {table}")
