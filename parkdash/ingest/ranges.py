"""From-to amounts such as a monthly pay: 5k-8k, 1-1.5万, 8000元以上; the text is kept, its bounds stand beside it."""

from __future__ import annotations

import re
from decimal import Decimal

from parkdash.ingest.figures import Ambiguous, number_of, straight
from parkdash.ingest.qualifiers import AT_LEAST, AT_MOST, qualified

Bounds = tuple[Decimal | None, Decimal | None]

_TO = re.compile(r"\s*(?:-|—|–|~|至|到|to)+\s*")
_PERIOD = re.compile(
    r"(?:元|rmb|¥)*\s*(?:/|每|per\s*)?\s*(?P<unit>月|年|天|日|小时|month|year|day|hour)?\s*(?:\(?税前\)?|\(?税后\)?)?$"
)
_PAID = re.compile(r"[·*x×]\s*\d+\s*薪$")
_WORD = re.compile(r"[十百千万亿kmb]+$")
_NOTHING: Bounds = (None, None)
_MONTHS = {"年": 12, "year": 12}
_LIMIT = Decimal(10) ** 12


def bounds_of(text: str) -> Bounds:
    """The bounds in yuan a month; (None, None) where the text gives none, or is per day or hour."""
    plain = _PAID.sub("", straight(text)).strip()
    period = _PERIOD.search(plain)
    unit = period["unit"] if period else None
    if unit and unit not in ("月", "month", *_MONTHS):
        return _NOTHING
    parts = _TO.split(_PERIOD.sub("", plain, count=1).strip())
    try:
        found = _pair(parts) if len(parts) == 2 else _single(parts[0]) if len(parts) == 1 else _NOTHING
    except Ambiguous:
        return _NOTHING
    return tuple(None if each is None else _monthly(each, unit) for each in found)  # type: ignore[return-value]


def _monthly(value: Decimal, unit: str | None) -> Decimal | None:
    return (value / _MONTHS.get(unit or "", 1)).quantize(Decimal("0.01")) if 0 <= value < _LIMIT else None


def _pair(parts: list[str]) -> Bounds:
    """5k-8k; in 1-1.5万 the word counts for both."""
    low, high = (part.removesuffix("元").strip() for part in parts)
    word = _WORD.search(high)
    if word and not _WORD.search(low):
        low += word[0]
    first, last = number_of(low), number_of(high)
    return (first, last) if first is not None and last is not None and first <= last else _NOTHING


def _single(text: str) -> Bounds:
    bare, mark = qualified(text)
    value = number_of(bare.removesuffix("元").strip())
    return (None if mark == AT_MOST else value), (None if mark == AT_LEAST else value)
