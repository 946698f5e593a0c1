"""How much a file hands in beside what was handed in before: rows that are missing, months that were skipped."""

from __future__ import annotations

from collections.abc import Mapping

from parkdash.contracts import contracts
from parkdash.ingest.issues import issue
from parkdash.intake.asked import Asked, joined

FEWER = 0.8  # of the rows of last time
ITS_REPORT = 0.2  # of a park's firms: with fewer a file is no report of that park
STEADY = 5  # firms; of fewer one more or less says nothing


def report_counts(asked: Asked, earlier: Mapping[str, int]) -> None:
    """`earlier`: rows by table that the same source handed in the last time, where the source is known."""
    for table, rows in asked.intake.tables.items():
        before = earlier.get(table, 0)
        if before >= STEADY and rows.num_rows < FEWER * before:
            params = {"title": contracts()[table].title, "count": rows.num_rows, "before": before}
            asked.issues.add(issue("fewer_rows", _sheet(asked, table), **params))
    if "monthly_report" in asked.intake.tables:
        _fewer_firms(asked)
        _skipped(asked)


def _sheet(asked: Asked, table: str) -> str:
    return next((sheet for name, sheet in asked.intake.columns if name == table), "")


def _fewer_firms(asked: Asked) -> None:
    """Park by park and month by month: firms in the file against those of that month, else of the month before."""
    found = asked.rows(f"""
        with given_here as (
            select p.park, g.month, count(distinct e.enterprise_no) as firms, any_value(g.sheet) as sheet
            from {joined("monthly_report")} join enterprise_dim as e using (enterprise_id)
            join place as p on p.enterprise_no = e.enterprise_no
                and p.starts_on <= last_day(g.month) and p.ends_on > last_day(g.month)
            where p.park is not null group by 1, 2
        ),
        before as (select park, month, count(*) as firms from monthly where park is not null group by 1, 2)
        select g.sheet, g.park, g.month, g.firms, b.month, b.firms
        from given_here as g asof join before as b on b.park = g.park and b.month <= g.month
        where b.firms >= $steady and g.firms >= $own * b.firms and g.firms < $fewer * b.firms
        order by g.park, g.month""", {"steady": STEADY, "own": ITS_REPORT, "fewer": FEWER})  # fmt: skip
    for sheet, park, month, firms, last, before in found:
        params = {"park": park, "month": f"{month:%Y-%m}", "count": firms, "last": f"{last:%Y-%m}", "before": before}
        asked.issues.add(issue("fewer_firms", sheet, **params))


def _skipped(asked: Asked) -> None:
    """Months between the last that the version has and the first of the file."""
    found = asked.rows("""
        select min(g.month), (select max(month) from monthly_report), any_value(g.sheet)
        from given_monthly_report as g""")
    for first, newest, sheet in found:
        if newest and first:
            between = (first.year - newest.year) * 12 + first.month - newest.month - 1
            if between > 0:
                params = {"month": f"{first:%Y-%m}", "newest": f"{newest:%Y-%m}", "count": between}
                asked.issues.add(issue("months_skipped", sheet, **params))
