"""Which modes a table can be taken in, and what a mode means for the rows at hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from parkdash.batch import Mode
from parkdash.contracts import contracts
from parkdash.warehouse import period_column


class WrongMode(ValueError):
    """A table cannot be taken in this mode; the text says why."""


def kinds_for(table: str) -> tuple[str, ...]:
    """The kinds of mode that a table has: "whole" where things have an end, else "part"."""
    return ("update", "whole") if contracts()[table].time["kind"] == "interval" else ("update", "part")


def months_in(table: str, rows: pa.Table) -> tuple[date, ...]:
    """The months that rows of a table speak of, as first days, in order; a year is its January. Empty for tables
    without periods.
    """
    column = period_column(contracts()[table])
    if not column:
        return ()
    said = pc.unique(rows[column]).drop_null().to_pylist()
    return tuple(sorted({date(day, 1, 1) if isinstance(day, int) else day.replace(day=1) for day in said}))


def settled(table: str, mode: Mode, parts: Sequence[pa.Table], source: str) -> Mode:
    """The mode as a batch keeps it: with the months of the rows at hand. WrongMode if the table has no such mode.

    A part is chosen with `months=()` (the months of the file) or `months=None` (everything of the source).
    """
    if mode.kind not in kinds_for(table):
        raise WrongMode(f"{table}: no mode {mode.kind}")
    if mode.own and not source:
        raise WrongMode(f"{table}: only rows of the same source, but the source is not known")
    if mode.kind == "whole" and mode.last_day is None:
        raise WrongMode(f"{table}: whole without a last day")
    if mode.kind != "update" and not any(rows.num_rows for rows in parts):
        raise WrongMode(f"{table}: no rows at all would take the place of what is there")
    if mode.kind != "part":
        return mode
    if mode.months is None or not period_column(contracts()[table]):
        if not mode.own:
            raise WrongMode(f"{table}: a part is of a period or of a source")
        return Mode("part", True, None)
    return Mode("part", mode.own, tuple(sorted({month for rows in parts for month in months_in(table, rows)})))
