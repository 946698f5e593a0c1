"""Spans of the same thing that overlap: two certificates of one kind, two stays in one room, two posts of a person."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from parkdash.contracts import Contract
from parkdash.ingest.checks.groups import codes, days, highest_before, identifying, record, where
from parkdash.ingest.issues import Issues, issue
from parkdash.rules import rules

_ALWAYS, _NEVER = -800_000, 3_000_000  # days before and after all days of a park


def report_overlaps(table: pa.Table, contract: Contract, labels: dict[str, str], issues: Issues) -> None:
    """Warn of rows whose span begins before an earlier one of the same thing has ended (rules/rows.toml)."""
    rule = rules("rows").get(contract.table, {}).get("disjoint")
    if not rule:
        return
    start, end = contract.time["from"], contract.time["until"]
    groups = codes(identifying(table, contract, rule["columns"]))
    first, last = days(table[start], _ALWAYS), days(table[end], _NEVER)
    order = np.lexsort((last, first, groups))
    groups, first, last = groups[order], first[order], last[order]
    ended, follows = highest_before(groups, last)
    for at in np.flatnonzero(follows & (first + rule["grace_days"] <= ended)):
        begin = int(np.searchsorted(groups[:at], groups[at]))
        before = begin + int(np.argmax(last[begin:at]))
        _report(table, contract, labels, (int(order[before]), int(order[at])), rule["columns"], issues)


def _report(
    table: pa.Table,
    contract: Contract,
    labels: dict[str, str],
    pair: tuple[int, int],
    columns: list[str],
    issues: Issues,
) -> None:
    earlier, later = pair
    start = contract.time["from"]
    sheet, row = where(table, later)
    label = labels.get(start, contract.column(start).title["zh"])
    if not issues.room("overlapping_spans", sheet, label):
        issues.count("overlapping_spans", sheet, label, 1)
        return
    known = {"record": record(table, columns, later), "first": table["source_row"][earlier].as_py()}
    issues.add(issue("overlapping_spans", sheet, row, label, **known))
