"""Counts and measured numbers."""

from __future__ import annotations

import re
import unicodedata

from parkdash.contracts import Column
from parkdash.ingest.outcomes import How, Outcome, Problem

_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d*)?([eE][+-]?\d{1,3})?")
_LARGEST_COUNT = 2**63 - 1


def number_outcome(text: str, column: Column, how: How) -> Outcome:
    """A measured number, in the column's unit; the unit may stand behind it."""
    value = _parsed(text, column)
    if value is None or value in (float("inf"), float("-inf")):
        return None, Problem("bad_number")
    return value * how.unit, None


def count_outcome(text: str, column: Column, how: How) -> Outcome:
    """A whole number; 12.0 is whole, 12.5 is not."""
    value = _parsed(text, column)
    if value is None:
        return None, Problem("bad_number")
    if not value.is_integer():
        return None, Problem("not_whole")
    whole = int(value)
    if abs(whole) > _LARGEST_COUNT:
        return None, Problem("too_large", {"limit": _LARGEST_COUNT})
    return whole, None


def _parsed(text: str, column: Column) -> float | None:
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    if column.unit:
        plain = plain.removesuffix(column.unit)
    return float(plain.replace(",", "")) if _NUMBER.fullmatch(plain) else None
