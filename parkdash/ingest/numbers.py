"""Counts, measured numbers, shares and years."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import cache

from parkdash.contracts import AREA_FACTORS, Column
from parkdash.ingest.figures import Ambiguous, number_of, straight
from parkdash.ingest.outcomes import How, Outcome, Problem
from parkdash.ingest.qualifiers import ABOUT, NOTHING_KNOWN, RANGE, qualified

_LARGEST_COUNT = 2**63 - 1
_MOST = Decimal("1e308")
_COUNTED = re.compile(r"(\d|[零一二两三四五六七八九十百千万亿]|\))\s*(人次|人|名|位|家|户|个|件|项|份|台|套|岗|篇|种)$")
_SHARES = {"%": Fraction(1, 100), "％": Fraction(1, 100), "‰": Fraction(1, 1000), "个百分点": Fraction(1, 100)}
_YEAR = re.compile(r"(?:fy|公元)?\s*(\d{4})(?:\.0)?\s*(?:年度|年|财年|会计年度|fy)?(?:报)?")
_MINGUO_YEAR = re.compile(r"(?:中华)?民国\s*(\d{1,3})\s*年?度?|(1\d\d)\s*年度?")


def number_outcome(text: str, column: Column, how: How) -> Outcome:
    """A measured number in the column's unit; another unit of area behind it is converted."""
    plain = straight(text)
    plain, factor = _without_unit(plain, column, Fraction(how.unit))
    value, problem = _parsed(plain)
    if value is None:
        return None, problem
    if abs(value) >= _MOST:
        return None, Problem("bad_number")
    return float(Fraction(value) * factor), problem


def count_outcome(text: str, column: Column, how: How) -> Outcome:
    """A whole number; 12.0 is whole, 12.5 is not. The word of what is counted may stand behind it."""
    plain, _ = _without_unit(straight(text), column, Fraction(1))
    if found := _COUNTED.search(plain):
        plain = plain[: found.start(2)].strip()
    value, problem = _parsed(plain)
    if value is None:
        return None, problem
    if abs(value) > _LARGEST_COUNT:
        return None, Problem("too_large", {"limit": _LARGEST_COUNT})
    if value != value.to_integral_value():
        return None, Problem("not_whole")
    return int(value), problem


def share_outcome(text: str, column: Column, how: How) -> Outcome:
    """A fraction of one. 6.5% says so itself; of a bare number `how` has to tell whether it is in percent."""
    plain = straight(text).removeprefix("百分之") if straight(text).startswith("百分之") else straight(text)
    unit = Fraction(1, 100) if plain != straight(text) else Fraction(how.unit)
    for mark, factor in _SHARES.items():
        if plain.endswith(mark):
            plain, unit = plain.removesuffix(mark).strip(), factor
    value, problem = _parsed(plain)
    if value is None:
        return None, problem
    if not unit and value:
        return None, Problem("bare_share")
    return float(Fraction(value) * unit), problem


def year_outcome(text: str, column: Column, how: How) -> Outcome:
    """A year: 2025, 2025年度, FY2025, 民国114年, 二〇二五年."""
    plain = straight(text)
    if found := _MINGUO_YEAR.fullmatch(plain):
        return int(found[1] or found[2]) + 1911, None
    if found := _YEAR.fullmatch(plain):
        return int(found[1]), None
    bare = plain.removesuffix("度").removesuffix("年")
    try:
        spelled = number_of(bare) if len(bare) == 4 and not bare.isdecimal() else None
    except Ambiguous:
        spelled = None
    if spelled is None or spelled != spelled.to_integral_value():
        return None, Problem("bad_year")
    return int(spelled), None


def _parsed(plain: str) -> tuple[Decimal | None, Problem | None]:
    """The number of a straight text, or why there is none."""
    try:
        value = number_of(plain)
    except Ambiguous:
        return None, Problem("ambiguous_number")
    if value is None:
        bare, qualifier = qualified(plain)
        if qualifier == ABOUT and (value := _parsed(bare)[0]) is not None:
            return value, Problem("estimated_value")
        inexact = qualifier or RANGE.search(plain) or NOTHING_KNOWN.fullmatch(plain)
        return None, Problem("inexact_value" if inexact else "bad_number")
    return value, None


def _without_unit(plain: str, column: Column, factor: Fraction) -> tuple[str, Fraction]:
    """The text without the unit behind it, and what it is to be multiplied by."""
    if column.unit in AREA_FACTORS:
        for unit in _areas():
            bare = plain.removesuffix(unit).rstrip("( ").strip() if plain.endswith(unit) else ""
            if bare:
                return bare, AREA_FACTORS[unit] / AREA_FACTORS[column.unit]
    return (plain.removesuffix(column.unit.lower()).strip() if column.unit else plain), factor


@cache
def _areas() -> tuple[str, ...]:
    return tuple(sorted(AREA_FACTORS, key=len, reverse=True))
