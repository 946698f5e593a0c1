"""Vectorised reading of the plain cases: nearly every cell of a big file. What is left null here is read one by one."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parkdash.contracts import Column
from parkdash.ingest.outcomes import How

_PLAIN_DECIMAL = r"^-?\d{1,{digits}}(\.\d{1,6})?$"
_PLAIN_NUMBER = r"^-?\d{1,15}(\.\d{1,15})?$"
_PLAIN_WHOLE = r"^-?\d{1,18}$"
_PLAIN_YEAR = r"^\d{4}$"
_MONEY_DIGITS = 15  # before the point, in yuan: what decimal(18, 2) holds with one to spare
_CODE_LENGTH = 18
_CODE_ALPHABET = b"0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015
_CODE_WEIGHTS = np.array([3**place % 31 for place in range(_CODE_LENGTH - 1)])
_CODE_PATTERN = r"^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$"


def values(texts: pa.Array, column: Column, how: How) -> pa.Array:
    """Stored values of the plain texts among `texts`, null for all others."""
    if column.kind == "money":
        return _money(texts, how.unit)
    if column.kind == "count":
        return _matching(texts, _PLAIN_WHOLE).cast(pa.int64())
    if column.kind == "year":
        return _matching(texts, _PLAIN_YEAR).cast(pa.int64())
    if column.kind == "number":
        return pc.multiply(_matching(texts, _PLAIN_NUMBER).cast(pa.float64()), float(how.unit))
    if column.kind == "credit_code":
        return _credit_codes(texts)
    stored = {"flag": pa.bool_(), "share": pa.float64(), "date": pa.date32(), "month": pa.date32()}.get(
        column.kind, pa.string()
    )
    return pa.nulls(len(texts), stored)


def _matching(texts: pa.Array, pattern: str) -> pa.Array:
    return pc.if_else(pc.match_substring_regex(texts, pattern), texts, pa.scalar(None, pa.string()))


def _money(texts: pa.Array, unit: int | Fraction) -> pa.Array:
    if unit != int(unit):
        return pa.nulls(len(texts), pa.decimal128(18, 2))
    digits = _MONEY_DIGITS - (len(str(int(unit))) - 1)
    if digits < 1:
        return pa.nulls(len(texts), pa.decimal128(18, 2))
    plain = _matching(texts, _PLAIN_DECIMAL.replace("{digits}", str(digits)))
    amounts = pc.multiply(plain.cast(pa.decimal128(digits + 6, 6)), pa.scalar(Decimal(int(unit)), pa.decimal128(16, 0)))
    return pc.round(amounts, ndigits=2, round_mode="half_towards_infinity").cast(pa.decimal128(18, 2))


def _credit_codes(texts: pa.Array) -> pa.Array:
    """Codes of 18 characters whose last one is the right check digit."""
    shaped = pc.match_substring_regex(texts, _CODE_PATTERN)
    candidates = texts.filter(shaped)
    good = np.zeros(len(texts), dtype=bool)
    if len(candidates):
        letters = np.frombuffer("".join(candidates.to_pylist()).encode(), dtype=np.uint8).reshape(-1, _CODE_LENGTH)
        ranks = np.zeros(256, dtype=np.int64)
        ranks[np.frombuffer(_CODE_ALPHABET, dtype=np.uint8)] = np.arange(len(_CODE_ALPHABET))
        digits = ranks[letters]
        check = (31 - digits[:, :-1] @ _CODE_WEIGHTS % 31) % 31
        good[shaped.to_numpy(zero_copy_only=False)] = check == digits[:, -1]
    return pc.if_else(pa.array(good), texts, pa.scalar(None, pa.string()))
