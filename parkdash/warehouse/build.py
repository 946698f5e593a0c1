"""Builds one version from batches: rows → identified → latest per key → facts → cubes. A pure function of the batches."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
from pypinyin import Style, pinyin

from parkdash.batch import Batch
from parkdash.contracts import Contract, contracts
from parkdash.sql import Fact, facts, macro
from parkdash.warehouse.cubes import build_cubes

Progress = Callable[[str, float], None]

# Intervals that must be made disjoint before they may be added up: entity, first day, day after the last, precedence.
SWEPT = {
    "stay_source": """
        select enterprise_no as entity, coalesce(starts_on, date '0001-01-01') as starts_on,
            coalesce(last_day + 1, date '9999-12-31') as ends_on,
            (coalesce(starts_on, date '0001-01-01'), -rowid) as rank, rowid as id
        from residency""",
    "tier_source": """
        select enterprise_no || '|' || tier as entity, valid_from as starts_on, valid_to as ends_on, (valid_to, -id) as rank, id
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
            (case level when 'national' then 4 when 'provincial' then 3 when 'municipal' then 2 else 1 end, -rowid) as rank,
            rowid as id
        from talent_title""",
}
NEEDS = {"stay": "stay_source", "tier_membership": "tier_source", "tiered_enterprise": "ladder_source",
         "employment": "talent_source", "title_holding": "title_source"}  # fmt: skip

# The days on which something was known to have happened; validity ends and targets speak of the future.
FACT_DAYS = {"residency": ("starts_on", "last_day"), "recognition": ("valid_from",), "monthly_report": ("last_day(month)",),
             "talent": ("arrived_on", "last_day"), "talent_title": ("awarded_on",), "financing": ("paid_on",)}  # fmt: skip


@dataclass(frozen=True)
class Built:
    """What a finished version says of itself."""

    content_hash: str
    cut_off: date | None
    rows: dict[str, int]


def build(
    target: Path, batches: Sequence[Batch], previous: Path | None, number: int, progress: Progress | None = None
) -> Built:
    """Writes the version `number` to `target`, which must not exist. `previous` is accepted for later reuse of parts.

    Raises duckdb.Error if a batch's rows cannot be read; the unfinished target is the caller's to remove.
    """
    say = progress or (lambda step, done: None)
    with duckdb.connect(str(target)) as con:
        con.execute("set preserve_insertion_order = true")
        say("rows", 0.0)
        _load(con, batches)
        say("identify", 0.3)
        _identify(con)
        rows = {table: _keep_latest(con, contract) for table, contract in contracts().items()}
        _describe_enterprises(con)
        for step, fact in enumerate(facts().values()):
            say("facts", 0.4 + 0.4 * step / len(facts()))
            _build_fact(con, fact)
        cut_off = _cut_off(con, batches)
        say("cubes", 0.8)
        build_cubes(con, cut_off)
        say("hash", 0.9)
        content_hash = _content_hash(con)
        _drop_scratch(con)
        is_sample = con.execute("select coalesce(bool_or(is_sample), false) from park").fetchall()[0][0]
        con.execute(
            "create table meta (version bigint, batches bigint, cut_off date, content_hash varchar, is_sample boolean)"
        )
        con.execute("insert into meta values (?, ?, ?, ?, ?)", [number, len(batches), cut_off, content_hash, is_sample])
        con.execute("checkpoint")
    say("done", 1.0)
    return Built(content_hash, cut_off, rows)


def _load(con: duckdb.DuckDBPyConnection, batches: Sequence[Batch]) -> None:
    """The table of sources, and a view raw_<table> on every accepted row with its batch and source."""
    con.execute(
        "create table source (source_id integer, batch varchar, batch_number integer, file varchar, sha256 varchar,"
        " sheet varchar, table_name varchar)"
    )
    con.execute("create temp table sheet_of (table_name varchar, batch_number integer, file_no integer, sheet varchar, source_id integer)")
    parts: dict[str, list[str]] = {table: [] for table in contracts()}
    for batch in batches:
        for table in batch.tables:
            _register_sheets(con, batch, table)
            columns = ", ".join(f'i."{name}"' for name in contracts()[table].stored)
            parts[table].append(
                f"select {columns}, {batch.number} as batch_number, s.source_id, i.source_row"
                f" from read_parquet({_quoted(batch.parquet(table))}) as i join sheet_of as s"
                f" on s.table_name = '{table}' and s.batch_number = {batch.number} and s.file_no = i.file_no and s.sheet = i.sheet"
            )
    for table, contract in contracts().items():
        nothing = ", ".join(f'cast(null as {kind}) as "{name}"' for name, kind in contract.stored.items())
        empty = f"select {nothing}, 0 as batch_number, 0 as source_id, 0 as source_row where false"
        con.execute(f"create temp view raw_{table} as {' union all '.join([empty, *parts[table]])}")


def _register_sheets(con: duckdb.DuckDBPyConnection, batch: Batch, table: str) -> None:
    rows = con.execute(
        f"select distinct file_no, sheet from read_parquet({_quoted(batch.parquet(table))}) order by 1, 2"
    ).fetchall()
    first = con.execute("select count(*) from source").fetchall()[0][0] + 1
    for source_id, (file_no, sheet) in enumerate(rows, first):
        file = batch.files[file_no]
        con.execute("insert into sheet_of values (?, ?, ?, ?, ?)", [table, batch.number, file_no, sheet, source_id])
        con.execute(
            "insert into source values (?, ?, ?, ?, ?, ?, ?)",
            [source_id, batch.id, batch.number, file.name, file.sha256, sheet, table],
        )


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _identify(con: duckdb.DuckDBPyConnection) -> None:
    """`known_as`: every pair of normalised name and code ever seen → enterprise id and number.

    A name alone stands for the code it was seen with, or for the firm whose former name it is; one seen with several
    codes stays a stub of its own.
    """
    named = " union ".join(
        f"select enterprise_key, coalesce(credit_code, '') as code from raw_{table} where enterprise_key is not null or credit_code is not null"
        for table, contract in contracts().items()
        if "enterprise_key" in contract.stored
    )
    con.execute(f"create temp table seen as select distinct enterprise_key, code from ({named}) as pairs")
    con.execute("""
        create temp table known_as as
        with names as (
            select enterprise_key, case when count(*) = 1 then min(code) end as code
            from seen where code <> '' group by enterprise_key
        ),
        former as (
            select former_name_key, min(coalesce(credit_code, 'n:' || enterprise_key)) as id
            from raw_enterprise where former_name_key is not null
            group by former_name_key having count(distinct coalesce(credit_code, 'n:' || enterprise_key)) = 1
        ),
        identified as (
            select s.enterprise_key, s.code, coalesce(nullif(s.code, ''), n.code, f.id, 'n:' || s.enterprise_key) as enterprise_id
            from seen as s
            left join names as n on n.enterprise_key = s.enterprise_key
            left join former as f on f.former_name_key = s.enterprise_key
        )
        select *, cast(dense_rank() over (order by enterprise_id) as integer) as enterprise_no from identified""")


def _keep_latest(con: duckdb.DuckDBPyConnection, contract: Contract) -> int:
    """The table as it stands now: of rows with one key the one handed in last. Returns its count of rows."""
    table = contract.table
    ids, joins, key = [], "", [f'"{name}"' for name in contract.stored_key]
    if "enterprise_key" in contract.stored:
        ids += ["k.enterprise_id", "k.enterprise_no"]
        joins = (
            " left join known_as as k on k.enterprise_key is not distinct from r.enterprise_key"
            " and k.code = coalesce(r.credit_code, '')"
        )
        key = ["enterprise_no" if name == '"enterprise_key"' else name for name in key]
    if "person_no" in contract.stored:
        ids.append(
            "coalesce('p:' || r.person_no, 'n:' || r.person || '|' || coalesce(r.enterprise_key, '')) as person_id"
        )
        key = ["person_id", *(name for name in key if name not in ('"person_no"', '"person"'))]
    con.execute(f"create temp view identified as select r.*{''.join(', ' + i for i in ids)} from raw_{table} as r{joins}")
    columns = ", ".join(key)
    same = " and ".join(f"d.{name} is not distinct from i.{name}" for name in key)
    con.execute(
        f"create temp table repeated as select {columns} from identified group by {columns} having count(*) > 1"
    )
    if con.execute("select count(*) from repeated").fetchall()[0][0] == 0:
        con.execute(f'create table "{table}" as select * exclude (batch_number) from identified')
    else:
        newest = ", ".join(f"i.{name}" for name in key)
        con.execute(f"""
            create table "{table}" as
            select * exclude (batch_number) from identified as i where not exists (select 1 from repeated as d where {same})
            union all by name
            select * exclude (batch_number, turn) from (
                select i.*, row_number() over (
                    partition by {newest} order by i.batch_number desc, i.source_id desc, i.source_row desc
                ) as turn
                from identified as i where exists (select 1 from repeated as d where {same})
            ) where turn = 1""")
    con.execute("drop view identified")
    con.execute("drop table repeated")
    return int(con.execute(f'select count(*) from "{table}"').fetchall()[0][0])


def _describe_enterprises(con: duckdb.DuckDBPyConnection) -> None:
    """`enterprise_dim`: one row per enterprise ever named, in the order of a Chinese dictionary, with its initials."""
    named = " union all ".join(
        f'select enterprise_no, enterprise_id, enterprise, {contract.order} as priority from "{table}" where enterprise is not null'
        for table, contract in contracts().items()
        if "enterprise_key" in contract.stored and table != "monthly_report"
    )
    late = "select enterprise_no, any_value(enterprise_id), any_value(enterprise), 99 from monthly_report group by enterprise_no"
    con.execute(f"""
        create temp table named as
        select enterprise_no, any_value(enterprise_id) as enterprise_id, arg_min(enterprise, (priority, enterprise)) as name
        from ({named} union all {late}) as seen group by enterprise_no""")
    names = [name for (name,) in con.execute("select distinct name from named").fetchall()]
    letters = {c: pinyin(c, style=Style.FIRST_LETTER)[0][0][:1].lower() for c in set().union(*names)}
    table = str.maketrans(letters)
    spelled = pa.table({"name": pa.array(names, pa.string()), "initials": pa.array([n.translate(table) for n in names], pa.string())})
    con.register("spelled", spelled)
    con.execute("""
        create table enterprise_dim as
        select
            n.enterprise_no, n.enterprise_id, n.name as enterprise, s.initials, e.credit_code, e.industry, e.chain, e.founded_on,
            e.enterprise_no is null as is_stub,
            cast(row_number() over (order by n.name collate zh, n.enterprise_id) as integer) as name_order
        from named as n
        join spelled as s on s.name = n.name
        left join enterprise as e on e.enterprise_no = n.enterprise_no
        order by n.enterprise_no""")
    con.unregister("spelled")


def _build_fact(con: duckdb.DuckDBPyConnection, fact: Fact) -> None:
    if fact.name in NEEDS:
        con.execute(macro())
        con.execute(f"create or replace table {NEEDS[fact.name]} as {SWEPT[NEEDS[fact.name]]}")
    con.execute(f"create table {fact.name} as {fact.sql}")


def _cut_off(con: duckdb.DuckDBPyConnection, batches: Sequence[Batch]) -> date | None:
    """The newest day a fact speaks of, not after the day on which the last batch was accepted."""
    if not batches:
        return None
    days = " union all ".join(
        f'select {day} as on_day from "{table}"' for table, columns in FACT_DAYS.items() for day in columns
    )
    latest = max(batch.accepted_on for batch in batches)
    return con.execute(f"select max(on_day) from ({days}) as known where on_day <= ?", [latest]).fetchall()[0][0]


def _content_hash(con: duckdb.DuckDBPyConnection) -> str:
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
