"""Which project a row speaks of: by its number, else by its name, which stands for the one number it was seen with."""

from __future__ import annotations

import duckdb

from parkdash.contracts import Contract, contracts

JOIN = (
    " left join project_known as q on q.project_key is not distinct from r.project_key"
    " and q.project_no is not distinct from r.project_no"
)


def speaks_of_projects(contract: Contract) -> bool:
    """True for tables whose rows carry a project's number and name."""
    return "project_key" in contract.stored and "project_no" in contract.stored


def identify_projects(con: duckdb.DuckDBPyConnection) -> None:
    """Temp table `project_known`: every pair of name and number ever seen → project_id.

    `#` and the number, else `name:` and the normalised name; a name seen with several numbers stays one of its own.
    """
    seen = " union ".join(
        f"select project_key, project_no from raw_{table} where project_key is not null or project_no is not null"
        for table, contract in contracts().items()
        if speaks_of_projects(contract)
    )
    con.execute(f"create temp table project_seen as {seen}")
    con.execute("""
        create temp table project_known as
        with numbers as (
            select project_key, min(upper(trim(project_no))) as number
            from project_seen where project_no is not null group by project_key
            having count(distinct upper(trim(project_no))) = 1
        )
        select s.project_key, s.project_no,
            coalesce('#' || upper(trim(s.project_no)), '#' || n.number, 'name:' || s.project_key) as project_id
        from project_seen as s left join numbers as n on n.project_key = s.project_key""")


def key_of(key: list[str]) -> list[str]:
    """The key of a table inside a version: number and name give way to whom they stand for. Names may be quoted."""
    if not {'"project_key"', "project_key"} & {*key}:
        return key
    apart = {'"project_no"', '"project_key"', "project_no", "project_key"}
    return ["project_id", *(name for name in key if name not in apart)]
