"""Who is who, and which row of several about the same thing holds."""

from __future__ import annotations

import duckdb
import pyarrow as pa
from pypinyin import Style, pinyin

from parkdash.contracts import Contract, contracts
from parkdash.warehouse import projects, silence


def identify(con: duckdb.DuckDBPyConnection) -> None:
    """`known_as`: every pair of normalised name and code ever seen → enterprise id and number.

    A name alone stands for the code it was seen with, or for the firm whose former name it is; one seen with several
    codes stays a stub of its own.
    """
    named = " union ".join(
        f"select enterprise_key, coalesce(credit_code, '') as code from raw_{table}"
        " where enterprise_key is not null or credit_code is not null"
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
            select s.enterprise_key, s.code,
                coalesce(nullif(s.code, ''), n.code, f.id, 'n:' || s.enterprise_key) as enterprise_id
            from seen as s
            left join names as n on n.enterprise_key = s.enterprise_key
            left join former as f on f.former_name_key = s.enterprise_key
        )
        select *, cast(dense_rank() over (order by enterprise_id) as integer) as enterprise_no from identified""")
    projects.identify_projects(con)


def identified(con: duckdb.DuckDBPyConnection, contract: Contract) -> list[str]:
    """Temp view `identified`: the raw rows with who they speak of. Returns the columns of the key in it, quoted."""
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
    if projects.speaks_of_projects(contract):
        ids.append("q.project_id")
        joins += projects.JOIN
        key = projects.key_of(key)
    who = "".join(f", {each}" for each in ids)
    con.execute(f"create temp view identified as select r.*{who} from raw_{contract.table} as r{joins}")
    return key


def keep_latest(con: duckdb.DuckDBPyConnection, contract: Contract) -> int:
    """The table as it stands now: of rows with one key the one handed in last, with what it is silent about taken from
    the rows before it. Returns its count of rows."""
    table, key = contract.table, identified(con, contract)
    columns = ", ".join(key)
    same = " and ".join(f"d.{name} is not distinct from i.{name}" for name in key)
    con.execute(
        f"create temp table repeated as select {columns} from identified group by {columns} having count(*) > 1"
    )
    latest = "select * exclude (batch_number) from identified"
    if con.execute("select count(*) from repeated").fetchall()[0][0]:
        newest = ", ".join(f"i.{name}" for name in key)
        latest = f"""
            select * exclude (batch_number) from identified as i
            where not exists (select 1 from repeated as d where {same})
            union all by name
            select * exclude (batch_number, turn) from (
                select i.*{silence.kept_columns(con, contract, newest)}, row_number() over (
                    partition by {newest} order by i.batch_number desc, i.source_id desc, i.source_row desc
                ) as turn
                from identified as i where exists (select 1 from repeated as d where {same})
            ) where turn = 1"""
    rows = con.execute(f'create table "{table}" as {latest}').fetchall()[0][0]
    con.execute("drop view identified")
    con.execute("drop table repeated")
    return int(rows)


def describe_enterprises(con: duckdb.DuckDBPyConnection) -> None:
    """`enterprise_dim`: one row per enterprise ever named, in the order of a Chinese dictionary, with its initials."""
    named = " union all ".join(
        f"select enterprise_no, enterprise_id, enterprise, {contract.order} as priority"
        f' from "{table}" where enterprise is not null'
        for table, contract in contracts().items()
        if "enterprise_key" in contract.stored and table != "monthly_report"
    )
    late = (
        "select enterprise_no, any_value(enterprise_id), any_value(enterprise), 99 from monthly_report"
        " where enterprise is not null group by enterprise_no"
    )
    con.execute(f"""
        create temp table named as
        select enterprise_no, any_value(enterprise_id) as enterprise_id,
            arg_min(enterprise, (priority, enterprise)) as name
        from ({named} union all {late}) as seen group by enterprise_no""")
    names = [name for (name,) in con.execute("select distinct name from named").fetchall()]
    con.register("spelled", pa.table({"name": pa.array(names, pa.string()), "initials": _initials(names)}))
    con.execute("""
        create table enterprise_dim as
        select
            n.enterprise_no, n.enterprise_id, n.name as enterprise, s.initials,
            e.credit_code, e.industry, e.chain, e.founded_on,
            e.enterprise_no is null as is_stub,
            cast(row_number() over (order by n.name collate zh, n.enterprise_id) as integer) as name_order
        from named as n
        join spelled as s on s.name = n.name
        left join enterprise as e on e.enterprise_no = n.enterprise_no
        order by n.enterprise_no""")
    con.unregister("spelled")


def _initials(names: list[str]) -> pa.Array:
    """云岫科技 → yxkj: the first letter of each character, the commonest reading of each."""
    letters = {c: pinyin(c, style=Style.FIRST_LETTER)[0][0][:1].lower() for c in set().union(*names)}
    table = str.maketrans(letters)
    return pa.array([name.translate(table) for name in names], pa.string())
