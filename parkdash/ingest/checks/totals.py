"""Rows of sums that stand in a file, compared with the rows that they should add up."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from math import isqrt

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parkdash.ingest.columns import typed
from parkdash.ingest.given import Given
from parkdash.ingest.issues import Issues, issue
from parkdash.ingest.sheets import Sheet, letter

SUMMED = ("money", "count", "number")  # if they have a unit: a rate or a year adds up to nothing
_RUNNING = ("累计", "累計", "cumulative", "year to date")  # of more than the rows of the file
_SUBTOTAL = ("小计", "小計", "subtotal", "sub-total", "sub total")


def report_totals(sheet: Sheet, given: Mapping[str, Given], issues: Issues) -> None:
    """Warn of totals that no sum of their column's rows explains.

    A total may speak of all rows, of those above it, of those since the total before it (小计) or of those up to the
    next one (a total above its parts). Figures shown with d decimals are rounded, each by at most half a unit of the
    last place; the sum of n of them is off by less than √n such units but for one case in two thousand (3.5 sigma).
    Counts are exact. Columns whose merged cells were filled down repeat their figures and are not compared.
    """
    if not sheet.layout.totals:
        return
    places = {letter(number): number for number in range(len(sheet.headers))}
    for one in given.values():
        place = places.get(one.letter)
        if place is None or place in sheet.layout.filled_down:
            continue
        if one.column.kind in SUMMED and one.column.unit:
            _compare(sheet, one, place, issues)


def _compare(sheet: Sheet, one: Given, place: int, issues: Issues) -> None:
    totals = [(total.row, total.texts[place], total.texts) for total in sheet.layout.totals if place < len(total.texts)]
    told = _numbers(pa.array([text for _, text, _ in totals], pa.string()).dictionary_encode(), one)
    parts, rows = _numbers(one.texts, one), sheet.rows.to_numpy()
    at = [row for row, _, _ in totals]
    for number, (row, text, texts) in enumerate(totals):
        total = told[number].as_py()
        if total is None or any(word in cell.lower() for cell in texts for word in _RUNNING):
            continue
        above = at[number - 1] if number else 0
        below = at[number + 1] if number + 1 < len(at) else int(rows[-1]) + 1 if len(rows) else 0
        spans = {"all": rows > 0, "above": rows < row, "since": (rows > above) & (rows < row),
                 "until": (rows > row) & (rows < below)}  # fmt: skip
        sums = {name: pc.sum(parts.filter(pa.array(mask))).as_py() for name, mask in spans.items()}
        slack = _slack(one, text, len(rows))
        if not any(each is not None and abs(each - total) <= slack for each in sums.values()):
            is_part = any(word in cell.lower() for cell in texts for word in _SUBTOTAL)
            found = sums["since" if is_part else "all"]
            issues.add(
                issue("total_differs", sheet.name, row, one.label, value=text, found=_said(found or 0, one.how.unit))
            )


def _numbers(texts: pa.DictionaryArray, one: Given) -> pa.Array:
    """Stored values of texts, null for what is no number; a problem in a row is that row's own issue."""
    values = typed(texts, one.column, one.how).values
    return values.cast(pa.decimal128(38, 2)) if one.column.kind == "money" else values


def _slack(one: Given, total: str, rows: int) -> Decimal | float:
    if one.column.kind == "count":
        return 0
    decimals = max((_decimals(text) for text in [total, *one.texts.dictionary.to_pylist()]), default=0)
    slack = Decimal(int(one.how.unit)) * (isqrt(max(rows, 1)) + 1) / 10**decimals
    return slack if one.column.kind == "money" else float(slack)


def _decimals(text: str) -> int:
    digits = text.rpartition(".")[2] if "." in text else ""
    return len(digits) if digits.isdecimal() else 0


def _said(value: Decimal | float, unit: int | Fraction) -> str:
    """A sum in the unit of the file, without needless zeros."""
    return f"{np.round(float(value) / float(unit), 6):.6f}".rstrip("0").rstrip(".")
