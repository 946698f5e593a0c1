"""Texts of an edition made fit for every form, and days as an office writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from parkdash.metrics import amounts
from parkdash.metrics.model import Value
from parkdash.text import text

NAMES_SAID = 5
UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean(given: str) -> str:
    """Text without control characters, halves of characters and signs that turn a line around: XML cannot hold the
    former. Characters newer than this Python's tables stay: rare names are written with them."""
    return UNFIT.sub(" ", given).strip()


def word(key: str, code: str, lang: str) -> str:
    """The text `key.code`; the code itself where today's texts do not know what an old edition speaks of."""
    try:
        return text(f"{key}.{code}", lang)
    except KeyError:
        return clean(code)


def long_day(day: date, lang: str) -> str:
    """2026年11月13日."""
    return text("pack.day", lang, year=day.year, month=day.month, day=day.day)


def short_day(day: date, beside: date, lang: str) -> str:
    """11月6日 beside a day of the same year, else with its year."""
    if day.year != beside.year:
        return long_day(day, lang)
    return text("pack.day_short", lang, month=day.month, day=day.day)


def listed(names: Sequence[str], lang: str) -> str:
    """甲、乙、丙."""
    return text("pack.listed", lang).join(names)


def named(names: Sequence[str], count: int, lang: str) -> str:
    """The first names, each once, and how many there are if those are not all."""
    said = listed(list(dict.fromkeys(names))[:NAMES_SAID], lang)
    return said if count <= NAMES_SAID else text("pack.and_others", lang, names=said, count=count)


def joined(clauses: Sequence[str], lang: str) -> str:
    """Clauses as one sentence without its stop."""
    return text("pack.comma", lang).join(clause for clause in clauses if clause)


def signed(amount: Value, unit: str, lang: str) -> str:
    """+2家; −1.35亿元; "" for none. What is shown as nothing has no sign."""
    if amount is None:
        return ""
    sign = "" if amounts.vanishes(amount, unit) else "+" if amount > 0 else "−"
    return sign + amounts.change(amount, unit, lang)
