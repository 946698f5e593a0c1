"""How good the data are: what of the enterprises is not known, how fresh each table is, and who is late with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from parkdash.access import Scope
from parkdash.contracts import Contract, contracts
from parkdash.metrics import statement as st
from parkdash.metrics.coverage import Handed, by_park, due_on, parks_of
from parkdash.metrics.memo import per_version
from parkdash.metrics.model import Filters
from parkdash.metrics.spans import last_whole_month, month_start, months_before, reported_months
from parkdash.sql import facts
from parkdash.warehouse import Version

# What may be lacking of an enterprise `e` in a park: the condition that it is.
GAPS = {
    "code": "e.credit_code is null",
    "chain": "e.chain is null",
    "report": "e.enterprise_no not in (select enterprise_no from monthly_report where month = {month})",
    "entry": "e.is_stub",  # named by other tables only
}


@dataclass(frozen=True)
class Gap:
    """Of `firms` enterprises in a park, `lacking` are without something; `month` for reports."""

    name: str
    lacking: int
    firms: int
    month: date | None = None

    @property
    def share(self) -> float | None:
        """A fraction of 1; None where there is no enterprise."""
        return self.lacking / self.firms if self.firms else None


@dataclass(frozen=True)
class Freshness:
    """One table: its rows as far as the reader sees them (None: not told apart by park), the newest day a row speaks of
    up to the day asked for, and the batch that brought a row last ("": none did)."""

    table: str
    rows: int | None
    newest: date | None
    batch: str


def lacks(version: Version, gap: str, at: date, bound: st.Bound) -> str:
    """The condition on enterprises `e` that something is lacking. KeyError if there is no such gap."""
    condition = GAPS[gap]
    return condition.format(month=bound.bind(report_month(version, at))) if "{month}" in condition else condition


def report_month(version: Version, at: date) -> date:
    """The month whose reports are looked at: the last that anybody has reported or that has fallen due by the day."""
    due_day = contracts()["monthly_report"].due_day
    fallen_due = months_before(at, 1 if at >= due_on(months_before(at, 1), due_day) else 2)
    reported = [month for month in reported_months(version) if month <= last_whole_month(at)]
    return max([fallen_due, *reported])


def gaps(version: Version, scope: Scope, at: date, filters: Filters = ()) -> tuple[Gap, ...]:
    """Everything that may be lacking, each counted among the enterprises in a park on the day."""
    bound = st.Bound()
    st.conditions(scope, filters, facts()["stay"], bound)
    day = bound.bind(at)
    bound.add(f"starts_on <= {day} and ends_on > {day}")
    counted = ", ".join(f"count(*) filter (where {lacks(version, gap, at, bound)})" for gap in GAPS)
    sql = f"""
        select count(*), {counted} from enterprise_dim as e
        where e.enterprise_no in (select enterprise_no from stay where {bound.where})"""
    firms, *lacking = version.rows(sql, bound.used_in(sql))[0]
    month = report_month(version, at)
    return tuple(
        Gap(gap, count, firms, month if gap == "report" else None) for gap, count in zip(GAPS, lacking, strict=True)
    )


def reports(version: Version, scope: Scope, at: date, filters: Filters = ()) -> tuple[Handed, ...]:
    """Park by park: who has handed in the reports of `report_month`."""
    return by_park(version, parks_of(scope, filters), report_month(version, at))


@per_version
def handed_in(version: Version, scope: Scope, tables: tuple[str, ...]) -> bool:
    """True if any of these tables has a row. That there is one at all is told to everybody."""
    return any(version.rows(f'select 1 from "{contracts()[table].table}" limit 1') for table in tables)


@per_version
def freshness(version: Version, scope: Scope, at: date) -> tuple[Freshness, ...]:
    """Every table in the order of the contracts."""
    batches = dict(version.rows("select table_name, max(batch) from source group by table_name"))
    return tuple(
        Freshness(table, _rows(version, scope, contract), _newest(version, scope, contract, at), batches.get(table, ""))
        for table, contract in contracts().items()
    )


def _seen(scope: Scope, contract: Contract, bound: st.Bound) -> bool:
    """Adds the condition on rows that a reader of some parks may know of; False if the table's rows have no park."""
    if scope.parks is None and scope.carriers is None:
        return True
    if "enterprise_key" not in contract.stored:
        return False
    stays = st.Bound(params=bound.params)
    st.conditions(scope, (), facts()["stay"], stays)
    bound.add(f"enterprise_no in (select enterprise_no from stay where {stays.where})")
    return True


def _rows(version: Version, scope: Scope, contract: Contract) -> int | None:
    bound = st.Bound()
    if not _seen(scope, contract, bound):
        return None
    sql = f'select count(*) from "{contract.table}" where {bound.where}'
    return int(version.rows(sql, bound.used_in(sql))[0][0])


def _newest(version: Version, scope: Scope, contract: Contract, at: date) -> date | None:
    named = next((contract.time[name] for name in ("month", "on", "from", "year") if name in contract.time), "")
    bound = st.Bound()
    if not named or not _seen(scope, contract, bound):
        return None
    ends = {"period": f'last_day("{named}")', "year": f'make_date("{named}", 12, 31)'}
    column = ends.get(contract.time["kind"], f'cast("{named}" as date)')
    bound.add(f"{column} <= {bound.bind(at)}")
    sql = f'select max({column}) from "{contract.table}" where {bound.where}'
    found: date | None = version.rows(sql, bound.used_in(sql))[0][0]
    return found


def late_days(contract: Contract, newest: date | None, handed_in: date | None, at: date) -> int:
    """Days since a table's last due day, if by now neither a row speaks of the month due nor anything was handed in
    since that month ended; 0 in time, and for tables without a due day."""
    if not contract.due_day:
        return 0
    month = months_before(at, 1)
    if due_on(month, contract.due_day) >= at:
        month = months_before(at, 2)
    spoken = newest is not None and newest >= month
    brought = handed_in is not None and handed_in >= month_start(months_before(month, -1))
    return 0 if spoken or brought else (at - due_on(month, contract.due_day)).days
