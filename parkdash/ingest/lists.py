"""Several values in one cell → one text in which they are joined by 、, each once, in the order in which they stand."""

from __future__ import annotations

import re

from parkdash.contracts import LIST_MARK, Column
from parkdash.ingest.outcomes import How, Outcome

_MARKS = re.compile(r"[、,，;；|｜／\n\r]+|\s+/\s+|(?<=[^\x00-\x7f])\s*/\s*(?=[^\x00-\x7f])")
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_LATIN = re.compile(r"[\x00-\u024f’]+")


def list_outcome(text: str, column: Column, how: How) -> Outcome:
    """The parts of a cell. A slash parts Chinese words and spaced ones only, since AI/ML is one thing."""
    parts = [part.strip(" .·") for part in _MARKS.split(text)]
    parts = [piece.strip() for part in parts for piece in (_AND.split(part) if _LATIN.fullmatch(part) else [part])]
    found = dict.fromkeys(piece for piece in parts if piece)
    return LIST_MARK.join(found) or None, None
