"""Which files are of one make: the same headers, whatever the months and numbers in them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from parkdash.ingest import normalise
from parkdash.ingest.sheets import Sheet

Headers = tuple[frozenset[str], ...]  # the plain headers of each sheet with a table, in the file's order

_DIGITS = re.compile(r"\d+")
_MARKS = re.compile(r"[\s_\-.()（）【】\[\]]+")


def headers_of(sheets: Iterable[Sheet]) -> Headers:
    """The headers of a file, sheet by sheet: normalised, numbers as #; sheets without headers are left out."""
    found = (frozenset(_DIGITS.sub("#", normalise(header)) for header in sheet.headers if header) for sheet in sheets)
    return tuple(headers for headers in found if headers)


def name_of(file: str) -> str:
    """A file's name without extension, digits and marks: 月报_2026-03(2).xlsx is 月报."""
    return _MARKS.sub("", _DIGITS.sub("", normalise(PurePath(file).stem)))


def kind_of(file: str, sheets: Sequence[Sheet]) -> str:
    """A short word that files of one make share. Files without any header go by their name."""
    headers = headers_of(sheets)
    said = "\n".join("\t".join(sorted(each)) for each in headers) if headers else f"{name_of(file)}\t{len(sheets)}"
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def likeness(mine: Headers, other: Headers) -> float:
    """How much of the headers two files share, 0 to 1; sheets are compared with their most similar one."""
    if not mine or not other:
        return 0.0
    best = [max(_shared(own, theirs) for theirs in other) for own in mine]
    return sum(best) / max(len(mine), len(other))


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)
