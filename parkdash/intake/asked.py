"""One file beside what we have: its rows as tables of a connection to the version, and who its firms are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from parkdash.contracts import Contract, contracts
from parkdash.ingest import Intake
from parkdash.ingest.issues import Issues, issue
from parkdash.warehouse import Version
from parkdash.warehouse.reader import Rows

REGISTERS = ("enterprise", "residency")  # what makes a firm known; every other table only speaks of it


@dataclass(frozen=True)
class Asked:
    """`rows` asks the version with the file's rows beside it: `given_<table>` for every table with enterprises,

    - `known`: enterprise_key, enterprise_id, registered, former — every name under which the version knows a firm;
    - `who`: enterprise_key, credit_code → enterprise_id, as the version would take them;
    - `given`: table_name, sheet, source_row, enterprise, enterprise_key, credit_code — every row that names a firm.
    """

    rows: Rows
    intake: Intake
    version: Version
    issues: Issues = field(default_factory=Issues)

    @property
    def tables(self) -> list[Contract]:
        """Contracts of the file's tables that name enterprises."""
        return [contract for contract in _naming() if contract.table in self.intake.tables]

    def say(self, code: str, contract: Contract, column: str, place: tuple[str, int], **params: object) -> None:
        """One issue about a column of ours in a row of the file."""
        sheet, row = place
        letter = self.intake.columns.get((contract.table, sheet), {}).get(column, "")
        title = contract.column(column).title["zh"]
        self.issues.add(replace(issue(code, sheet, row, title, **params), letter=letter))

    def listed(self, code: str, contract: Contract, column: str, found: Iterable[tuple]) -> Iterator[tuple]:
        """Of rows found wrong (sheet first) those that are to be told; the others are counted."""
        title = contract.column(column).title["zh"]
        for row in found:
            if self.issues.room(code, row[0], title):
                yield row
            else:
                self.issues.count(code, row[0], title, 1)


def _naming() -> list[Contract]:
    return [contract for contract in contracts().values() if "enterprise_key" in contract.stored]


@contextmanager
def asked(intake: Intake, version: Version) -> Iterator[Asked]:
    """The file's rows beside the version's, for as long as the questions last."""
    given = {f"given_{table}": rows for table, rows in intake.tables.items()}
    with version.beside(given) as rows:
        for contract in _naming():
            if f"given_{contract.table}" not in given:
                rows(f"create temp table given_{contract.table} as select *, '' as sheet, 0 as source_row from (select "
                     + ", ".join(f'cast(null as {kind}) as "{name}"' for name, kind in contract.stored.items())
                     + ") where false")  # fmt: skip
        _identify(rows)
        yield Asked(rows, intake, version)


def _identify(rows: Rows) -> None:
    """As warehouse/identity.py does it: by credit code, else by a name that stands for one firm, else a former name."""
    names = " union all ".join(
        f"select distinct enterprise_key, enterprise_id, {contract.table in REGISTERS} as registered, false as former"
        f' from "{contract.table}" where enterprise_key is not null'
        for contract in _naming()
    )
    rows(f"""create temp table known as
        select enterprise_key, enterprise_id, bool_or(registered) as registered, bool_and(former) as former from (
            {names}
            union all
            select distinct former_name_key, enterprise_id, true, true from enterprise where former_name_key is not null
        ) group by 1, 2""")
    each = " union all ".join(
        f"select '{contract.table}' as table_name, sheet, source_row, enterprise, enterprise_key, credit_code"
        f" from given_{contract.table} where enterprise_key is not null"
        for contract in _naming()
    )
    rows(f"create temp table given as {each}")
    rows("""create temp table who as
        with pairs as (select distinct enterprise_key, credit_code from given),
        told as (
            select enterprise_key, min(credit_code) as id from pairs
            where credit_code is not null group by 1 having count(distinct credit_code) = 1
        ),
        named as (
            select enterprise_key, min(enterprise_id) as id from (
                select enterprise_key, enterprise_id, bool_or(enterprise_id not like 'n:%') over w as has_code
                from known where not former window w as (partition by enterprise_key)
            ) where not has_code or enterprise_id not like 'n:%' group by 1 having count(*) = 1
        ),
        former as (
            select enterprise_key, min(enterprise_id) as id from known where former group by 1 having count(*) = 1
        )
        select p.enterprise_key, p.credit_code, coalesce(
            case when p.credit_code in (select enterprise_id from known) then p.credit_code end,
            case when p.credit_code is null or n.id like 'n:%' then n.id end,
            p.credit_code, t.id, f.id, 'n:' || p.enterprise_key) as enterprise_id
        from pairs as p left join told as t using (enterprise_key) left join named as n using (enterprise_key)
        left join former as f using (enterprise_key)""")


def joined(table: str) -> str:
    """`from` clause of a file's rows `g` with their firm's id as `w.enterprise_id`."""
    return (
        f"given_{table} as g join who as w on w.enterprise_key = g.enterprise_key"
        " and w.credit_code is not distinct from g.credit_code"
    )
