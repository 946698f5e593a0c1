"""Vectorised reading of the plain cases: nearly every cell of a big file. What is left null here is read one by one."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parkdash.contracts import AREA_FACTORS, Column
from parkdash.ingest.outcomes import How

_PLAIN_DECIMAL = r"^-?\d{1,{digits}}(\.\d{1,6})?$"
_PLAIN_NUMBER = r"^-?\d{1,15}(\.\d{1,15})?$"
_PLAIN_WHOLE = r"^-?\d{1,18}$"
_PLAIN_YEAR = r"^\d{4}$"
_PLAIN_DAY = r"^(1[89]|20|21)\d\d-\d\d-\d\d$"  # the years that dates.py takes
_PLAIN_MOMENT = r"^(1[89]|20|21)\d\d-\d\d-\d\d [0-2]\d:[0-5]\d(:[0-5]\d)?$"
_GROUPED = r"^-?\d{1,3}(,\d{3})+(\.\d+)?$"
_IN_YUAN = r"^(?P<number>-?[\d,]+(?:\.\d{1,6})?) ?(?P<word>[万亿]?)元?(?:人民币)?$"
_WORDS = {"": 1, "万": 10_000, "亿": 100_000_000}
_WORTH_IT = 200  # texts; fewer are read one by one as fast
_STORED = {"flag": pa.bool_(), "share": pa.float64(), "number": pa.float64(), "date": pa.date32(), "month": pa.date32(),
           "moment": pa.timestamp("us")}  # fmt: skip
_MONEY_DIGITS = 15  # before the point, in yuan: what decimal(18, 2) holds with one to spare
CODE_LENGTH = 18
_CODE_ALPHABET = b"0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015
_CODE_WEIGHTS = np.array([3**place % 31 for place in range(CODE_LENGTH - 1)])
CODE_SHAPE = r"^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$"


def values(texts: pa.Array, column: Column, how: How) -> pa.Array:
    """Stored values of the plain texts among `texts`, null for all others."""
    if column.kind == "money":
        return _money(_ungrouped(texts), how.unit)
    if column.kind == "count":
        return _matching(_ungrouped(_without(texts, column.unit)), _PLAIN_WHOLE).cast(pa.int64())
    if column.kind == "year":
        return _matching(texts, _PLAIN_YEAR).cast(pa.int64())
    if column.kind == "number" and how.unit == 1:
        return _matching(_ungrouped(texts), _PLAIN_NUMBER).cast(pa.float64())
    if column.kind == "date" and how.forms[:1] in ((), ("usual",)):
        return _days(texts)
    if column.kind == "moment" and how.forms[:1] in ((), ("usual",)):
        return _moments(texts)
    if column.kind == "credit_code":
        return credit_codes(texts)
    return pa.nulls(len(texts), _STORED.get(column.kind, pa.string()))


def _matching(texts: pa.Array, pattern: str) -> pa.Array:
    return pc.if_else(pc.match_substring_regex(texts, pattern), texts, pa.scalar(None, pa.string()))


def _ungrouped(texts: pa.Array) -> pa.Array:
    """1,234.5 without its commas; all others as they are."""
    grouped = pc.match_substring_regex(texts, _GROUPED)
    return pc.if_else(grouped, pc.replace_substring(texts, ",", ""), texts)


def _without(texts: pa.Array, unit: str) -> pa.Array:
    """25人 without what is counted."""
    if not unit or unit in AREA_FACTORS:
        return texts
    counted = pc.match_substring_regex(texts, rf"^-?\d[\d,]* ?{unit}$")
    return pc.if_else(counted, pc.utf8_trim(pc.replace_substring(texts, unit, ""), " "), texts)


def _days(texts: pa.Array) -> pa.Array:
    """Days like 2025-01-13; what the calendar does not have does not come back as it was."""
    plain = _matching(texts, _PLAIN_DAY)
    days = pc.strptime(plain, "%Y-%m-%d", "s", error_is_null=True).cast(pa.date32())
    same = pc.and_(pc.equal(days.cast(pa.string()), plain), pc.equal(plain, plain))
    return pc.if_else(pc.fill_null(same, False), days, pa.scalar(None, pa.date32()))


def _moments(texts: pa.Array) -> pa.Array:
    """Moments like 2025-01-13 08:15, with or without seconds; what the calendar does not have does not come back."""
    plain = _matching(texts, _PLAIN_MOMENT)
    whole = pc.if_else(pc.equal(pc.utf8_length(plain), 16), pc.binary_join_element_wise(plain, ":00", ""), plain)
    moments = pc.strptime(whole, "%Y-%m-%d %H:%M:%S", "s", error_is_null=True)
    same = pc.fill_null(pc.equal(moments.cast(pa.string()), whole), False)
    return pc.if_else(same, moments, pa.scalar(None, moments.type)).cast(pa.timestamp("us"))


def _money(texts: pa.Array, unit: int | Fraction) -> pa.Array:
    """Bare amounts in the unit, and those that name 元, 万 or 亿."""
    bare = _amounts(texts, unit)
    if bare.null_count < _WORTH_IT:
        return bare
    taken = pc.extract_regex(texts, _IN_YUAN)
    number, word = pc.struct_field(taken, "number"), pc.struct_field(taken, "word")
    named = pc.fill_null(pc.not_equal(texts, number), False)
    for mark, factor in _WORDS.items():
        mine = pc.and_(named, pc.fill_null(pc.equal(word, mark), False))
        bare = pc.coalesce(bare, _amounts(pc.if_else(mine, _ungrouped(number), pa.scalar(None, pa.string())), factor))
    return bare


def _amounts(texts: pa.Array, unit: int | Fraction) -> pa.Array:
    """Plain decimals times the unit, to the cent."""
    if unit != int(unit):
        return pa.nulls(len(texts), pa.decimal128(18, 2))
    digits = _MONEY_DIGITS - (len(str(int(unit))) - 1)
    if digits < 1:
        return pa.nulls(len(texts), pa.decimal128(18, 2))
    plain = _matching(texts, _PLAIN_DECIMAL.replace("{digits}", str(digits)))
    amounts = pc.multiply(plain.cast(pa.decimal128(digits + 6, 6)), pa.scalar(Decimal(int(unit)), pa.decimal128(16, 0)))
    return pc.round(amounts, ndigits=2, round_mode="half_towards_infinity").cast(pa.decimal128(18, 2))


def credit_codes(texts: pa.Array) -> pa.Array:
    """Codes of 18 characters whose last one is the right check digit."""
    shaped = pc.match_substring_regex(texts, CODE_SHAPE)
    candidates = texts.filter(shaped)
    good = np.zeros(len(texts), dtype=bool)
    if len(candidates):
        letters = np.frombuffer("".join(candidates.to_pylist()).encode(), dtype=np.uint8).reshape(-1, CODE_LENGTH)
        ranks = np.zeros(256, dtype=np.int64)
        ranks[np.frombuffer(_CODE_ALPHABET, dtype=np.uint8)] = np.arange(len(_CODE_ALPHABET))
        digits = ranks[letters]
        check = (31 - digits[:, :-1] @ _CODE_WEIGHTS % 31) % 31
        good[shaped.to_numpy(zero_copy_only=False)] = check == digits[:, -1]
    return pc.if_else(pa.array(good), texts, pa.scalar(None, pa.string()))
