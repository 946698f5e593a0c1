"""Months that a file leaves out between its first and its last: of all firms, or of one of them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from parkdash.contracts import Contract
from parkdash.ingest.checks.groups import codes, identifying, where
from parkdash.ingest.issues import Issues, issue

LISTED = 20  # with more gaps the first one stands for all: they are then how things are rather than slips


def report_gaps(table: pa.Table, contract: Contract, labels: dict[str, str], issues: Issues) -> None:
    """Warn of months without any row, and of months that a firm lacks though others have them.

    A file that speaks of every third or twelfth month only is quarterly or yearly, not full of gaps.
    """
    column = contract.time.get("month")
    if not column:
        return
    months = _counted(table[column])
    label = labels.get(column, contract.column(column).title["zh"])
    spoken = np.unique(months)
    if len(spoken) < 3:
        return
    _report_file(table, spoken, label, issues)
    _report_firms(table, contract, (months, spoken), label, issues)


def _counted(values: pa.ChunkedArray) -> np.ndarray:
    """Months since January 1970."""
    return np.asarray(values.to_numpy().astype("datetime64[M]").astype(np.int64))


def _said(month: int) -> str:
    return str(np.datetime64(int(month), "M"))


def _report_file(table: pa.Table, spoken: np.ndarray, label: str, issues: Issues) -> None:
    step = int(np.gcd.reduce(np.diff(spoken)))
    due = np.arange(spoken[0], spoken[-1] + 1, step)
    lacking = np.setdiff1d(due, spoken)
    if len(lacking):
        months = "、".join(_said(month) for month in lacking[:6]) + ("…" if len(lacking) > 6 else "")
        sheet, _ = where(table, 0)
        issues.add(issue("months_missing", sheet, 0, label, months=months, count=len(lacking)))


def _report_firms(
    table: pa.Table, contract: Contract, both: tuple[np.ndarray, np.ndarray], label: str, issues: Issues
) -> None:
    months, spoken = both
    series = [name for name in contract.key if name != contract.time["month"]]
    groups = codes(identifying(table, contract, series))
    ranks = np.searchsorted(spoken, months)
    order = np.lexsort((ranks, groups))
    same = groups[order][1:] == groups[order][:-1]
    steps = np.diff(ranks[order])
    gaps = np.flatnonzero(same & (steps > 1))
    code = "firm_month_missing" if len(gaps) <= LISTED else "firm_months_missing"
    for at in gaps if len(gaps) <= LISTED else gaps[:1]:
        before, place = int(order[at]), int(order[at + 1])
        sheet, row = where(table, place)
        span = {"first": _said(spoken[ranks[before] + 1]), "last": _said(spoken[ranks[place] - 1])}
        span |= {"value": table[series[0]][place].as_py()}
        issues.add(issue(code, sheet, row, label, count=int(steps[at]) - 1, gaps=len(gaps), **span))
