"""What is stored beside a column's value: the key of a name, the cell's own text, ≥ and ≈, how exact a date is."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from parkdash.contracts import Column
from parkdash.ingest.dates import precision_of
from parkdash.ingest.money import qualifier_of
from parkdash.ingest.names import normalised
from parkdash.ingest.outcomes import How
from parkdash.ingest.ranges import bounds_of

AMOUNT = pa.decimal128(18, 2)
_EXACT = r"^[0-9.,\-\s]*[百千万亿]*元?(人民币|美元|港元)?$"
_WHOLE_DAY = r"^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}$"


def beside(texts: pa.Array, values: pa.Array, column: Column, how: How) -> dict[str, pa.Array]:
    """Name → one value for each of the distinct texts, as `Column.beside` lists them."""
    found: dict[str, pa.Array] = {}
    if column.is_reference:
        found[f"{column.name}_key"] = normalised(values)
    if column.raw:
        found[f"{column.name}_text"] = pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)
    if column.raw and column.kind == "money":
        told = _told(texts, pc.is_valid(values), _EXACT, None, qualifier_of)
        found[f"{column.name}_qualifier"] = pa.array(told, pa.string())
    if column.vague:
        told = _told(texts, pc.is_valid(values), _WHOLE_DAY, "day", lambda text: precision_of(text, how.forms))
        found[f"{column.name}_precision"] = pa.array(told, pa.string())
    if column.kind == "range":
        bounds = [bounds_of(text) for text in texts.to_pylist()]
        for place, end in enumerate(("low", "high")):
            found[f"{column.name}_{end}"] = pa.array([pair[place] for pair in bounds], AMOUNT)
    return found


def _told(
    texts: pa.Array, known: pa.Array, usual: str, of_usual: str | None, tell: Callable[[str], str | None]
) -> list[str | None]:
    """What to tell of each text that has a value; nearly all of them match the usual pattern and are told at once."""
    plain = pc.match_substring_regex(texts, usual).to_pylist()
    return [
        None if not is_known else of_usual if is_plain else tell(text)
        for text, is_known, is_plain in zip(texts.to_pylist(), known.to_pylist(), plain, strict=True)
    ]
