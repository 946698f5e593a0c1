"""Stages that are reached in an order: a firm's A round after its C round is more likely a slip than news."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parkdash.contracts import Contract
from parkdash.ingest.checks.groups import codes, days, highest_before, identifying, listed, where
from parkdash.ingest.issues import Issues, issue
from parkdash.rules import rules


def report_stages(table: pa.Table, contract: Contract, labels: dict[str, str], issues: Issues) -> None:
    """Warn of rows whose firm or project had reached a higher stage on an earlier day (rules/rows.toml)."""
    rule = rules("rows").get(contract.table, {}).get("stages")
    if not rule:
        return
    column, on, of = rule["column"], rule["on"], rule.get("of", "enterprise")
    stage = pc.index_in(table[column], value_set=pa.array(rule["order"]))
    staged = np.flatnonzero(pc.is_valid(stage).to_numpy())
    if not len(staged):
        return
    part = table.take(pa.array(staged))
    ranks = np.asarray(stage.drop_null().to_numpy(), dtype=np.int64)
    groups, on_day = codes(identifying(part, contract, [of])), days(part[on], 0)
    order = np.lexsort((ranks, on_day, groups))
    groups, ranks = groups[order], ranks[order]
    reached, follows = highest_before(groups, ranks)
    titles = {choice.code: choice.title for choice in contract.column(column).choices}
    label = labels.get(column, contract.column(column).title["zh"])
    wrong = np.flatnonzero(follows & (ranks < reached))
    for number, place in listed(part, order[wrong], "stage_out_of_order", label, issues):
        at = int(wrong[number])
        begin = int(np.searchsorted(groups[:at], groups[at]))
        before = int(order[begin + int(np.argmax(ranks[begin:at]))])
        sheet, row = where(part, place)
        stages = {"stage": titles[part[column][place].as_py()], "reached": titles[part[column][before].as_py()]}
        when = {"day": part[on][place].as_py(), "earlier": part[on][before].as_py()}
        known = {"value": part[of][place].as_py(), "first": part["source_row"][before].as_py()}
        issues.add(issue("stage_out_of_order", sheet, row, label, **stages, **when, **known))
