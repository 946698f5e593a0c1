"""Amounts as people write them → yuan (or the deal's own currency), exactly, or nothing at all.

Texts like 数百万 or 未透露 are no amounts: they give null, never a guess (the contract keeps the text beside it).
"""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from parkdash.contracts import Column
from parkdash.ingest.outcomes import How, Outcome, Problem

CENT = Decimal("0.01")
LIMIT = Decimal(10) ** 16  # decimal(18, 2)

_CURRENCIES = {
    "人民币": "CNY", "RMB": "CNY", "CNY": "CNY", "¥": "CNY", "美元": "USD", "美金": "USD", "USD": "USD", "US$": "USD",
    "$": "USD", "港元": "HKD", "港币": "HKD", "HKD": "HKD", "HK$": "HKD", "新台币": "TWD", "台币": "TWD", "NT$": "TWD",
    "TWD": "TWD", "日元": "JPY", "JPY": "JPY", "英镑": "GBP", "GBP": "GBP", "£": "GBP", "欧元": "EUR", "EUR": "EUR",
    "€": "EUR", "其他": "other",
}  # fmt: skip
_MULTIPLIERS = {
    "": 1, "百": 100, "千": 1_000, "万": 10_000, "十万": 100_000, "百万": 1_000_000, "千万": 10_000_000,
    "亿": 100_000_000, "十亿": 1_000_000_000, "百亿": 10_000_000_000, "万亿": 1_000_000_000_000,
}  # fmt: skip
_NUMBER = r"(?P<number>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d{1,3})?)"
_NAMES = "|".join(re.escape(name) for name in sorted(_CURRENCIES, key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?P<prefix>{_NAMES})?{_NUMBER}\(?(?P<multiplier>[十百千万亿]*)(?P<yuan>元)?(?P<currency>{_NAMES})?(?P<last>元)?\)?",
    re.IGNORECASE,
)
_YUAN = re.compile(r"[\d百千万亿(]元")  # not 加元, 韩元 …
_INEXACT = re.compile(
    r"[数几][十百千万亿]"
    r"|[\d十百千万亿]元?(多|余|及?以上|及?以下|左右|上下)"
    r"|(约|近|超|逾|不低于|不少于|不超过|[~≈≥≤<>]).*[\d十百千万亿]"
    r"|\d[^\d]*[-—–~至]\d"
    r"|不详|未知|未透露|未披露|未公开|保密|待定|^暂?无$|^[-—–/]+$|^n/?a$",
    re.IGNORECASE,
)


def money_outcome(text: str, column: Column, how: How) -> Outcome:
    """The amount in yuan with two decimals; a bare number is in the column's unit."""
    plain = _plain(text)
    if not how.currencies and currency_of(text) not in (None, "CNY"):
        return None, Problem("foreign_currency")
    found = _AMOUNT.fullmatch(plain)
    if not found:
        return None, Problem("inexact_amount" if _INEXACT.search(plain) else "bad_amount")
    factor = _factor(found, how.unit)
    if factor is None:
        return None, Problem("bad_amount")
    try:
        value = Decimal(found["number"].replace(",", "")) * factor
    except ArithmeticError:
        return None, Problem("bad_amount")
    if abs(value) >= LIMIT:
        return None, Problem("too_large", {"limit": f"{LIMIT:,}"})
    return value.quantize(CENT, ROUND_HALF_UP), None


def currency_of(text: str) -> str | None:
    """The code of the currency that an amount names (exact or not), or None."""
    plain = _plain(text).upper()
    for name in sorted(_CURRENCIES, key=len, reverse=True):
        if name in plain:
            return _CURRENCIES[name]
    return "CNY" if _YUAN.search(plain) else None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(" ", "")


def _factor(found: re.Match[str], unit: int) -> int | None:
    """What to multiply by: the unit in the text if it names one, else the unit of the column; None if it is no unit."""
    named = found["multiplier"] or found["yuan"] or found["currency"] or found["last"]
    return _MULTIPLIERS.get(found["multiplier"]) if named else unit
