"""A column of texts → a typed column and its problems.

Only the different texts of a column are read, each once; plain numbers and codes go through vectorised paths first.
A cell whose text is a dash counts as blank wherever a value other than text is expected.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parkdash.contracts import Column, Kind
from parkdash.ingest import fast
from parkdash.ingest.codes import choice_names, choice_outcome, code_outcome, flag_outcome, metric_names, metric_outcome
from parkdash.ingest.dates import date_outcome, month_outcome
from parkdash.ingest.lists import list_outcome
from parkdash.ingest.moments import have_clocks, moment_outcome
from parkdash.ingest.money import money_outcome
from parkdash.ingest.numbers import count_outcome, number_outcome, share_outcome, year_outcome
from parkdash.ingest.outcomes import How, Outcome, Problem
from parkdash.ingest.widths import whole_codes

STORED: dict[str, pa.DataType] = {
    "decimal(18,2)": pa.decimal128(18, 2),
    "bigint": pa.int64(),
    "double": pa.float64(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
    "boolean": pa.bool_(),
    "varchar": pa.string(),
}
READERS: dict[Kind, Callable[[str, Column, How], Outcome]] = {
    "money": money_outcome,
    "count": count_outcome,
    "number": number_outcome,
    "share": share_outcome,
    "year": year_outcome,
    "list": list_outcome,
    "date": date_outcome,
    "month": month_outcome,
    "moment": moment_outcome,
    "choice": choice_outcome,
    "flag": flag_outcome,
    "metric": metric_outcome,
    "credit_code": code_outcome,
}  # every other kind is text as it stands
DASHES = pa.array(["-", "—", "–", "--", "——", "/"])


@dataclass(frozen=True)
class Found:
    """A problem of one text, and the places (0-based, ascending) of the rows in which it stands."""

    problem: Problem
    text: str
    places: np.ndarray


@dataclass(frozen=True)
class Typed:
    """A column as stored: each different text's value once, and where it stands. `blank` tells the blank cells."""

    distinct: pa.Array
    indices: pa.Array
    blank: pa.Array
    found: tuple[Found, ...]

    @property
    def values(self) -> pa.Array:
        """The stored value of every row."""
        return self.distinct.take(self.indices)


def typed(encoded: pa.DictionaryArray, column: Column, how: How) -> Typed:
    """Read a column of trimmed texts ("" is blank)."""
    distinct = encoded.dictionary
    empty = pc.equal(distinct, "")
    if column.kind in READERS and not column.raw:
        empty = pc.or_(empty, pc.is_in(distinct, DASHES))
    values, problems = _distinct_values(distinct, empty, column, _prepared(distinct, column, how))
    return Typed(values, encoded.indices, empty.take(encoded.indices), _places(encoded, problems))


def _prepared(distinct: pa.Array, column: Column, how: How) -> How:
    if column.kind == "choice":
        return replace(how, names=choice_names(column))
    if column.kind == "moment":
        return replace(how, clocks=have_clocks(distinct))
    return replace(how, names=metric_names()) if column.kind == "metric" else how


def _distinct_values(
    distinct: pa.Array, empty: pa.Array, column: Column, how: How
) -> tuple[pa.Array, dict[int, Problem]]:
    """The stored value of every distinct text, and the problems by the text's place."""
    stored = STORED[column.sql_type]
    if column.kind not in READERS:
        values = pc.if_else(empty, pa.scalar(None, stored), distinct)
        if column.kind == "enterprise":
            return values, _codes_for_names(distinct)
        return whole_codes(values, column.width) if column.width else (values, {})
    values = fast.values(distinct, column, how)
    slow = np.flatnonzero(pc.and_(pc.is_null(values), pc.invert(empty)).to_numpy(zero_copy_only=False))
    outcomes = [READERS[column.kind](text, column, how) for text in distinct.take(pa.array(slow)).to_pylist()]
    if len(slow):
        mask = np.zeros(len(distinct), dtype=bool)
        mask[slow] = True
        values = pc.replace_with_mask(values, pa.array(mask), pa.array([value for value, _ in outcomes], stored))
    problems = {int(place): problem for place, (_, problem) in zip(slow, outcomes, strict=True) if problem}
    return _bounded(values, column, problems)


def _codes_for_names(distinct: pa.Array) -> dict[int, Problem]:
    """Credit codes in a column of names: the two columns have changed places."""
    codes = pc.is_valid(fast.credit_codes(distinct)).to_numpy(zero_copy_only=False)
    return {int(place): Problem("name_is_code") for place in np.flatnonzero(codes)}


def _bounded(values: pa.Array, column: Column, problems: dict[int, Problem]) -> tuple[pa.Array, dict[int, Problem]]:
    for limit, compare, code in ((column.minimum, pc.less, "too_small"), (column.maximum, pc.greater, "too_large")):
        if limit is not None:
            bound = pa.scalar(Decimal(str(limit)) if column.kind == "money" else limit, values.type)
            outside = pc.fill_null(compare(values, bound), False)
            for place in np.flatnonzero(outside.to_numpy(zero_copy_only=False)):
                problems[int(place)] = Problem(code, {"limit": f"{limit:g}"})
    return values, problems


def _places(encoded: pa.DictionaryArray, problems: dict[int, Problem]) -> tuple[Found, ...]:
    if not problems:
        return ()
    indices = encoded.indices.to_numpy(zero_copy_only=False)
    at = np.asarray(sorted(problems))
    wrong = np.zeros(len(encoded.dictionary), dtype=bool)
    wrong[at] = True
    rows = np.flatnonzero(wrong[indices])  # of a million rows a few: only these are put in order
    order = rows[np.argsort(indices[rows], kind="stable")]
    starts, ends = (np.searchsorted(indices[order], at, side=side) for side in ("left", "right"))
    texts = encoded.dictionary.take(pa.array(at)).to_pylist()
    return tuple(
        Found(problems[int(place)], text, order[start:end])
        for place, text, start, end in zip(at, texts, starts, ends, strict=True)
        if start < end  # a text of rows that were left out stands nowhere
    )
