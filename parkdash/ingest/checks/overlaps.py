"""Spans of the same thing that overlap: two certificates of one kind, two stays in one room, two posts of a person."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from parkdash.contracts import Contract
from parkdash.ingest.checks.groups import codes, days, highest_before, identifying, listed, record, where
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
    label = labels.get(start, contract.column(start).title["zh"])
    wrong = np.flatnonzero(follows & (first + rule["grace_days"] <= ended))
    for number, later in listed(table, order[wrong], "overlapping_spans", label, issues):
        at = int(wrong[number])
        begin = int(np.searchsorted(groups[:at], groups[at]))
        earlier = int(order[begin + int(np.argmax(last[begin:at]))])
        sheet, row = where(table, later)
        known = {"record": record(table, rule["columns"], later), "first": table["source_row"][earlier].as_py()}
        issues.add(issue("overlapping_spans", sheet, row, label, **known))
