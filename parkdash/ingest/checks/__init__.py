"""Checks across the rows of one table: some stop rows, the others warn."""

from __future__ import annotations

import pyarrow as pa

from parkdash.contracts import Contract
from parkdash.ingest.checks.gaps import report_gaps
from parkdash.ingest.checks.order import in_order, report_disorder
from parkdash.ingest.checks.overlaps import report_overlaps
from parkdash.ingest.checks.repeats import Repeats, without_repeats
from parkdash.ingest.checks.stages import report_stages
from parkdash.ingest.checks.totals import report_totals
from parkdash.ingest.issues import Issues

__all__ = ["Repeats", "checked", "report_totals"]


def checked(table: pa.Table, contract: Contract, labels: dict[str, str], repeats: Repeats, issues: Issues) -> pa.Table:
    """The table without copies and without rows in error. `labels`: contract column → header in the file."""
    table = in_order(table, contract, labels, issues)
    table = without_repeats(table, contract, labels, repeats, issues)
    if len(table):
        report_disorder(table, contract, labels, issues)
        report_overlaps(table, contract, labels, issues)
        report_stages(table, contract, labels, issues)
        report_gaps(table, contract, labels, issues)
    return table
