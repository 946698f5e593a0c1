"""Firms that a file names: unknown ones, names that several have, codes and names that do not go together."""

from __future__ import annotations

from parkdash.contracts import contracts
from parkdash.ingest.issues import LISTED
from parkdash.intake.asked import REGISTERS, Asked
from parkdash.intake.candidates import candidates
from parkdash.text import LANGUAGES, text

# Where a firm is named first, and how often, by name and code, table by table.
_NAMED = """
    create temp table first_named as
    select f.*, w.enterprise_id from (
        select enterprise_key, credit_code, table_name, count(*) as count, min(rowid) as turn,
            arg_min(enterprise, rowid) as name, arg_min(sheet, rowid) as sheet, arg_min(source_row, rowid) as source_row
        from given group by 1, 2, 3
    ) as f join who as w on w.enterprise_key = f.enterprise_key and w.credit_code is not distinct from f.credit_code"""
_FIRST = """
    select enterprise_key, credit_code, enterprise_id, sum(count) as count,
        arg_min(name, turn) as name, arg_min(table_name, turn) as table_name,
        arg_min(sheet, turn) as sheet, arg_min(source_row, turn) as source_row, min(turn) as turn
    from first_named where {which} group by 1, 2, 3"""


def report_names(asked: Asked) -> None:
    """Everything there is to say of the file's firms: one issue a firm, at the first row that names it."""
    asked.rows(_NAMED)
    _unknown(asked)
    _ambiguous(asked)
    _other_code(asked)
    _other_name(asked)


def _unknown(asked: Asked) -> None:
    """Firms of fact tables that no register has: neither ours nor one in the file. Without any register none."""
    facts = _FIRST.format(which=f"table_name not in {REGISTERS}")
    own = (
        f"select w.enterprise_id from first_named as g join who as w using (enterprise_key)"
        f" where g.table_name in {REGISTERS}"
    )
    found = asked.rows(f"""
        with first as ({facts})
        select name, count, table_name, sheet, source_row from first as f
        where exists (select 1 from known where registered)
            and enterprise_id not in (select enterprise_id from known where registered)
            and enterprise_key not in (select enterprise_key from known where registered)
            and enterprise_id not in ({own})
        order by turn""")
    alike = candidates([name for name, *_ in found[:LISTED]], asked.version)
    for name, count, table, *place in found:
        near = alike.get(name, [])
        names = {lang: "、".join(each.name for each in near) for lang in LANGUAGES}
        similar = {lang: text("problems.words.similar", lang, names=names[lang]) if near else "" for lang in LANGUAGES}
        params = {"value": name, "count": count, "similar": similar, "candidates": [list(each) for each in near]}
        asked.say("unknown_enterprise", contracts()[table], "enterprise", (place[0], place[1]), **params)


def _ambiguous(asked: Asked) -> None:
    """Names without a code that the version has seen with several codes."""
    found = asked.rows(f"""
        with first as ({_FIRST.format(which="credit_code is null")}),
        several as (
            select enterprise_key, list(enterprise_id order by enterprise_id) as ids from known
            where enterprise_id not like 'n:%' and not former group by 1 having count(*) > 1
        )
        select f.name, f.count, f.table_name, f.sheet, f.source_row, s.ids
        from first as f join several as s using (enterprise_key) order by f.turn""")
    for name, count, table, sheet, row, ids in found:
        params = {"value": name, "count": count, "codes": "、".join(ids)}
        params["candidates"] = [[code, name, 1.0, "same"] for code in ids]
        asked.say("ambiguous_enterprise", contracts()[table], "enterprise", (sheet, row), **params)


def _other_code(asked: Asked) -> None:
    """Names that are known under another code only, with a code that nobody has."""
    found = asked.rows(f"""
        with first as ({_FIRST.format(which="credit_code is not null")}),
        coded as (
            select enterprise_key, list(enterprise_id order by enterprise_id) as ids from known
            where enterprise_id not like 'n:%' and not former group by 1
        )
        select f.name, f.credit_code, f.table_name, f.sheet, f.source_row, c.ids
        from first as f join coded as c using (enterprise_key)
        where f.credit_code not in (select enterprise_id from known) order by f.turn""")
    for name, code, table, sheet, row, ids in found:
        params = {"value": code, "name": name, "known": "、".join(ids)}
        asked.say("code_differs", contracts()[table], "credit_code", (sheet, row), **params)


def _other_name(asked: Asked) -> None:
    """Codes that the version knows under other names only; a name that the file itself calls the new one of a former
    name is none.
    """
    found = asked.rows(f"""
        with first as ({_FIRST.format(which="credit_code is not null")})
        select f.name, f.credit_code, f.table_name, f.sheet, f.source_row, d.enterprise
        from first as f join enterprise_dim as d on d.enterprise_id = f.credit_code
        where not exists (select 1 from known as k
                where k.enterprise_id = f.credit_code and k.enterprise_key = f.enterprise_key)
            and not exists (select 1 from given_enterprise as e
                join known as k on k.enterprise_key = e.former_name_key and k.enterprise_id = f.credit_code
                where e.credit_code = f.credit_code)
        order by f.turn""")
    for name, code, table, sheet, row, known in found:
        params = {"value": name, "credit_code": code, "known": known, "candidates": [[code, known, 1.0, "code"]]}
        asked.say("name_differs", contracts()[table], "enterprise", (sheet, row), **params)
