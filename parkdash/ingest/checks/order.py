"""Columns of one row of which one cannot exceed the other: days in their order, parts and their whole."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parkdash.contracts import Contract
from parkdash.ingest.checks.groups import listed, where
from parkdash.ingest.issues import Issues, issue
from parkdash.rules import rules


def in_order(table: pa.Table, contract: Contract, labels: dict[str, str], issues: Issues) -> pa.Table:
    """The table without rows whose last day is before their first."""
    start, end = contract.time.get("from", ""), contract.time.get("until", "")
    if not (start and end):
        return table
    wrong = _exceeding(table, start, end)
    if not len(wrong):
        return table
    label, first_label = (labels.get(name, contract.column(name).title["zh"]) for name in (end, start))
    for _, place in listed(table, wrong, "last_before_first", label, issues):
        sheet, row = where(table, place)
        days = {"first": table[start][place].as_py(), "last": table[end][place].as_py()}
        issues.add(issue("last_before_first", sheet, row, label, first_column=first_label, **days))
    keep = np.ones(len(table), dtype=bool)
    keep[wrong] = False
    return table.filter(pa.array(keep))


def report_disorder(table: pa.Table, contract: Contract, labels: dict[str, str], issues: Issues) -> None:
    """Warn of rows in which a column exceeds one that it cannot exceed (rules/rows.toml)."""
    for lower, upper in rules("rows").get(contract.table, {}).get("at_most", ()):
        label, other = (labels.get(name, contract.column(name).title["zh"]) for name in (lower, upper))
        code = "day_too_late" if contract.column(lower).kind in ("date", "moment") else "part_exceeds_whole"
        for _, place in listed(table, _exceeding(table, lower, upper), code, label, issues):
            sheet, row = where(table, place)
            values = {"value": table[lower][place].as_py(), "limit": table[upper][place].as_py()}
            issues.add(issue(code, sheet, row, label, other=other, **values))


def _exceeding(table: pa.Table, lower: str, upper: str) -> np.ndarray:
    """Places of rows whose `lower` is greater than their `upper`; a blank exceeds nothing."""
    return np.flatnonzero(pc.fill_null(pc.greater(table[lower], table[upper]), False).to_numpy())
