"""Which later batches speak of the rows that a batch speaks of, with firms and persons identified by all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import duckdb

from parkdash.batch import Batch
from parkdash.contracts import Contract, contracts
from parkdash.warehouse.identity import identified, identify
from parkdash.warehouse.rows import load


@dataclass(frozen=True)
class Shared:
    """`count` keys of a table of which a later batch speaks too, and the key's columns of a few of them."""

    batch: int
    table: str
    count: int
    examples: tuple[tuple[object, ...], ...]


def shared_keys(batches: Sequence[Batch], number: int, examples: int = 5) -> list[Shared]:
    """For batch `number` and every later one of `batches`, those in force, oldest first; by batch, then by table."""
    (mine,) = (batch for batch in batches if batch.number == number)
    with duckdb.connect() as con:
        load(con, [replace(batch, modes={}) for batch in batches])
        identify(con)
        found = [
            shared
            for table in mine.tables
            if any(batch.number > number and table in batch.tables for batch in batches)
            for shared in _shared(con, contracts()[table], number, examples)
        ]
    return sorted(found, key=lambda shared: (shared.batch, contracts()[shared.table].order))


def _shared(con: duckdb.DuckDBPyConnection, contract: Contract, number: int, examples: int) -> Iterator[Shared]:
    key = identified(con, contract)
    shown = ", ".join(f'"{name}"' for name in contract.key)
    own = ", ".join(f'i."{name}"' for name in contract.key)
    same = " and ".join(f"i.{name} is not distinct from m.{name}" for name in key)
    rows = con.execute(
        f"""with mine as (select distinct {", ".join(key)} from identified where batch_number = $number),
        theirs as (
            select i.batch_number, {own},
                row_number() over (partition by i.batch_number, {", ".join(f"i.{name}" for name in key)}) as turn
            from identified as i join mine as m on {same} where i.batch_number > $number
        )
        select batch_number, count(*) over (partition by batch_number) as total, {shown} from theirs where turn = 1
        qualify row_number() over (partition by batch_number order by {shown}) <= $examples
        order by batch_number, {shown}""",
        {"number": number, "examples": examples},
    ).fetchall()
    con.execute("drop view identified")
    for later in dict.fromkeys(row[0] for row in rows):
        mine = [row for row in rows if row[0] == later]
        yield Shared(later, contract.table, mine[0][1], tuple(row[2:] for row in mine))
