"""An invented park group: the tables its offices keep, and the workbooks they would hand in.

The figures at the cut-off, 13 November 2026, reproduce the published structure of two real parks; everything else is
invented. The same arguments always give the same rows and the same bytes.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from parkdash.sample import frames as _frames
from parkdash.sample.weeks import Handing, write_weeks
from parkdash.sample.workbooks import as_written, write_workbooks

__all__ = ["WEEKS", "as_written", "tables", "write", "write_with_weeks"]

WEEKS = "weeks"  # the folder of the weekly workbooks beside the final ones


def tables(enterprises: int = 600, months: int = 48, seed: int = 1) -> dict[str, pd.DataFrame]:
    """The rows of every contract in the stored form: codes, yuan, dates, booleans; blank is NaN, NaT or None."""
    return _frames.tables(enterprises, months, seed)


def write(out: Path, enterprises: int = 600, months: int = 48, seed: int = 1) -> list[Path]:
    """Writes one workbook per office into `out` (made if missing) and returns their paths."""
    return write_workbooks(out, tables(enterprises, months, seed))


def write_with_weeks(out: Path, enterprises: int = 600, months: int = 48, seed: int = 1) -> list[Handing]:
    """Writes what `write` does, and below out/weeks what the offices had handed in on each of the last three Fridays.

    Returns what was done with the latter, in its order; their files are told from out/weeks on.
    """
    made = tables(enterprises, months, seed)
    write_workbooks(out, made)
    return write_weeks(out / WEEKS, made)
