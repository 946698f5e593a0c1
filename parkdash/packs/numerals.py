"""Chinese numerals, as the headings of an office report are numbered."""

from __future__ import annotations

DIGITS = "一二三四五六七八九"
TEN = "十"
LAST = 99  # no report has more headings beside each other


def numeral(number: int) -> str:
    """1 → 一, 10 → 十, 11 → 十一, 20 → 二十, 42 → 四十二. ValueError below 1 and above 99."""
    if not 1 <= number <= LAST:
        raise ValueError(f"no heading is numbered {number}")
    tens, ones = divmod(number, 10)
    leading = DIGITS[tens - 1] if tens > 1 else ""
    return leading + (TEN if tens else "") + (DIGITS[ones - 1] if ones else "")
