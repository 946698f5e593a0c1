"""Amounts as people write them → yuan (or the deal's own currency), exactly, or nothing at all.

Texts like 数百万 or 未透露 are no amounts: they give null, never a guess. 约3000万 gives its number, with its
qualifier where the contract keeps one and a warning elsewhere; a bound (≥, ≤) is kept with its qualifier or not at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from parkdash.contracts import Column
from parkdash.ingest.figures import Ambiguous, is_bare, number_of, straight
from parkdash.ingest.outcomes import How, Outcome, Problem
from parkdash.ingest.qualifiers import ABOUT, NOTHING_KNOWN, RANGE, qualified

CENT = Decimal("0.01")
LIMIT = Decimal(10) ** 16  # decimal(18, 2)

_CURRENCIES = {
    "人民币": "CNY", "rmb": "CNY", "cny": "CNY", "¥": "CNY", "yuan": "CNY", "美元": "USD", "美金": "USD", "usd": "USD",
    "us$": "USD", "$": "USD", "港元": "HKD", "港币": "HKD", "hkd": "HKD", "hk$": "HKD", "新台币": "TWD",
    "台币": "TWD", "nt$": "TWD", "ntd": "TWD", "twd": "TWD",
    "日元": "JPY", "日圆": "JPY", "jpy": "JPY", "英镑": "GBP", "gbp": "GBP", "£": "GBP", "欧元": "EUR",
    "eur": "EUR", "€": "EUR", "其他": "other", "美圆": "USD", "港圆": "HKD",
}  # fmt: skip
_NAMES = "|".join(re.escape(name) for name in sorted(_CURRENCIES, key=len, reverse=True))
_FIRST = re.compile(rf"^\(?(?:{_NAMES})\)?\s*:?\s*")
_LAST = re.compile(rf"\s*(?:\((?:{_NAMES})\)|(?:{_NAMES})|[元圆]整?)$")
_BRACKETED_UNIT = re.compile(r"(?<=[\d\s])\(([^()\d]+)\)$")  # 2,500(万)
_NAMED = re.compile(_NAMES)
_YUAN = re.compile(r"[\d百千万亿(]元")  # not 加元, 韩元 …
_VAGUE = re.compile(r"[数几][十百千万亿]|^[十百千万亿]+元?(?:级|及?以[上下])?$|[十百千万亿]级")
_NO_AMOUNT = re.compile(r"不详|未知|未透露|未披露|未公开|保密|待定")
_OPEN = re.compile(r"^(?:约|近|超过?|逾)?[十百千万亿]+元?(?:及?以[上下])")


@dataclass(frozen=True)
class Amount:
    """An amount taken apart. `has_unit`: the text names its unit, so that it is not in the unit of the column."""

    value: Decimal
    has_unit: bool
    qualifier: str


def money_outcome(text: str, column: Column, how: How) -> Outcome:
    """The amount in yuan with two decimals; a bare number is in the column's unit."""
    if not how.currencies and currency_of(text) not in (None, "CNY"):
        return None, Problem("foreign_currency")
    try:
        found = amount_of(text)
    except Ambiguous:
        return None, Problem("ambiguous_number")
    if found is None:
        return None, _no_amount(straight(text), column)
    if found.qualifier not in ("", ABOUT) and not column.raw:
        return None, Problem("inexact_value")
    yuan = Fraction(found.value) * (1 if found.has_unit else Fraction(how.unit))
    if abs(yuan) >= LIMIT:
        return None, Problem("too_large", {"limit": f"{LIMIT:,}"})
    told = "qualified_amount" if column.raw else "estimated_value"
    return _cents(yuan), Problem(told) if found.qualifier else None


def _cents(yuan: Fraction) -> Decimal:
    """Rounded half away from zero; exact whatever the count of digits."""
    cents, rest = divmod(abs(yuan.numerator) * 100, yuan.denominator)
    cents += 2 * rest >= yuan.denominator
    return Decimal(cents if yuan >= 0 else -cents).scaleb(-2).quantize(CENT, ROUND_HALF_UP)


def amount_of(text: str) -> Amount | None:
    """The amount that a text names, in its own unit; None if it names none. Raises Ambiguous."""
    bare, first = qualified(straight(text))
    bare, before = qualified(_FIRST.sub("", bare, count=1))
    bare = _BRACKETED_UNIT.sub(r"\1", bare)
    without = bare
    while shorter := _LAST.sub("", without, count=1):
        if shorter == without:
            break
        without = shorter
    named = without != bare
    without, behind = qualified(without)
    value = number_of(without)
    if value is None:
        return None
    has_unit = named or not is_bare(without)
    return Amount(value, has_unit, first or before or behind)


def qualifier_of(text: str) -> str | None:
    """≥, ≈ or ≤ where the amount is a bound or an estimate; None where it is exact."""
    try:
        found = amount_of(text)
    except Ambiguous:
        return None
    return (found.qualifier or None) if found else None


def currency_of(text: str) -> str | None:
    """The code of the currency that an amount names (exact or not), or None."""
    plain = straight(text).replace(" ", "")
    if found := _NAMED.search(plain):
        return _CURRENCIES[found[0]]
    return "CNY" if _YUAN.search(plain) else None


def _no_amount(plain: str, column: Column) -> Problem:
    inexact = _VAGUE.search(plain) or _OPEN.search(plain) or _NO_AMOUNT.search(plain) or RANGE.search(plain)
    inexact = inexact or NOTHING_KNOWN.fullmatch(plain)
    if not inexact:
        return Problem("bad_amount")
    return Problem("inexact_amount" if column.raw else "inexact_value")
