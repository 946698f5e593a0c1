"""A checked file against what we have: warnings only, since what we have may be what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from parkdash.ingest import Intake, Issue
from parkdash.intake.asked import asked
from parkdash.intake.handed_in import report_counts
from parkdash.intake.jumps import report_jumps
from parkdash.intake.lifetimes import report_lifetimes
from parkdash.intake.named import report_names
from parkdash.warehouse import Version


def against(
    intake: Intake, version: Version | None, today: date | None = None, earlier: Mapping[str, int] | None = None
) -> list[Issue]:
    """What a file says that does not go with what the version knows; nothing without a version.

    `today`: the day after which events have not happened yet (without it none is told). `earlier`: rows by table
    that the same source handed in the last time, if the source is known.
    """
    if version is None:
        return []
    with asked(intake, version) as beside:
        report_names(beside)
        report_lifetimes(beside, today)
        report_jumps(beside)
        report_counts(beside, earlier or {})
        return beside.issues.all()
