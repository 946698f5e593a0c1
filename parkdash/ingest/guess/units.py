"""In which unit and currency the bare numbers of a column are, as header, title or the cells themselves say."""

from __future__ import annotations

import re
from decimal import Decimal

from parkdash.contracts import AREA_FACTORS, UNIT_FACTORS, Column
from parkdash.ingest.figures import Ambiguous, number_of
from parkdash.ingest.guess.source import Source
from parkdash.ingest.guess.words import simple, spoken, tokens
from parkdash.ingest.money import Amount, amount_of, currency_of
from parkdash.ingest.sheets import Sheet

_IN_NAMES = ("坪", "平方呎", "平方英尺", "平方尺")  # units that a header names without brackets: 進駐坪數
_CURRENCIES = re.compile(r"币种|货币|币别|currency", re.IGNORECASE)  # a column that says the currency of each row
CURRENCIES = 30  # different texts of such a column
CLEARLY = 1.5  # no fraction of one is as much
MUCH = 100_000  # of the middle amount of a column; in 万元 that is a billion yuan
_CURRENCY = re.compile(
    r"(美|港|日|欧|英|新台|人民)?[元圆币镑金]+|rmb|usd|hkd|eur|gbp|jpy|twd|ntd|us\$|hk\$|nt\$|\$|€|£|¥|cny|yuan|[()'’,.]"
)
_BARE = re.compile(r"[+-]?0*[1-9][\d,]*(\.\d+)?")
_TAIL = re.compile(r"(?:\bin\b|,| - )\s*([^,]+)$", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[【]([^()\[\]【】]+)[)\]】]")


def unit_of_title(source: Source, sheet: Sheet) -> int | str | None:
    """The unit that the title names for amounts whose own header names none."""
    return None if source.unit or _BRACKETED.search(simple(source.label)) else _unit_named(sheet.layout.unit)


def money_unit(source: Source, sheet: Sheet) -> int | str | None:
    """The unit that header or title name for amounts: a name of ours, a factor, or None."""
    bracketed = _BRACKETED.findall(simple(source.label))
    if any(currency_of(f"1{text}") and not _unit_named(text) for text in bracketed):
        return None  # it names a unit that we do not know
    for text in (source.unit, *bracketed, *_behind(source.label), *sorted(tokens(source.label)), sheet.layout.unit):
        if unit := _unit_named(text):
            return unit
    return None


def _behind(label: str) -> list[str]:
    """What stands behind "in", the comma or the dash of an English header: Amount in USD million, Revenue - HK$ m."""
    found = _TAIL.search(simple(label))
    return [found[1]] if found else []


def _unit_named(text: str) -> int | str | None:
    plain = simple(text).replace(" ", "").lower()
    if plain in UNIT_FACTORS:
        return plain
    factor: int | None = spoken()["units"].get(plain)
    if factor is None and currency_of("1" + plain):  # 万美元, 人民币万元, HKD million, US$ M, HK$'000
        rest = _CURRENCY.sub("", plain)
        factor = 1 if not rest else spoken()["units"].get(rest) or _multiple(rest)
    return factor


def _multiple(rest: str) -> int | None:
    """How much one of "万", "m", "000", "10k" is."""
    found = number_of(rest if re.match("[1-9]", rest) else f"1{rest}")
    return int(found) if found and found == int(found) else None


def foreign_currency(source: Source, sheet: Sheet) -> str:
    """The currency that header or title name if it is not the renminbi; "" if none is named."""
    for text in (source.unit, source.label, sheet.layout.unit):
        named = currency_of(f"1{simple(text)}") if text else None
        if named and named != "CNY":
            return named
    for header, column in zip(sheet.headers, sheet.columns, strict=True):
        if _CURRENCIES.search(simple(header)) and len(column.dictionary) <= CURRENCIES:
            found = {currency_of(f"1{simple(text)}") for text in column.dictionary.to_pylist() if text}
            if foreign := sorted(code for code in found if code and code != "CNY"):
                return foreign[0]
    return ""


def has_bare_amounts(source: Source) -> bool:
    """True if any amount of the column leaves its unit to the header."""
    return any(map(_is_bare, source.sample)) or any(map(_BARE.fullmatch, source.some_texts))


def _is_bare(text: str) -> bool:
    amount = _amount(text)
    return amount is not None and not amount.has_unit and amount.value != 0


def _amount(text: str) -> Amount | None:
    """The amount of a text; one that may mean two is taken for a bare one."""
    try:
        return amount_of(text)
    except Ambiguous:
        return Amount(Decimal(1), False, "")


def area_unit(source: Source, column: Column) -> str | None:
    """The unit of area that a header names if it is another than the column's own."""
    for text in (source.unit, *_BRACKETED.findall(simple(source.label)), source.label.rpartition("_")[2]):
        plain = re.sub(r"[\s.]", "", simple(text).lower()).replace("feet", "ft").replace("squareft", "sqft")
        if plain in AREA_FACTORS and plain != column.unit:
            return plain
    return next((unit for unit in _IN_NAMES if column.unit in AREA_FACTORS and unit in simple(source.label)), None)


def is_in_percent(source: Source) -> bool | None:
    """Whether bare shares are percentages: only some above one tell; None if open, whatever the header says: 0.065
    below (%) is as often 6.5% with its format lost."""
    numbers = [abs(float(text)) for text in source.some_texts if re.fullmatch(r"-?\d+(\.\d+)?", text)]
    if not any(numbers):
        return True
    return True if max(numbers) > CLEARLY else None


def likely_money_unit(source: Source, usual: str) -> str:
    """The unit to suggest for bare amounts: yuan where they would be too much in any other."""
    amounts = sorted(amount.value for text in source.sample if (amount := _amount(text)) and not amount.has_unit)
    return "元" if amounts and amounts[len(amounts) // 2] >= MUCH else usual
