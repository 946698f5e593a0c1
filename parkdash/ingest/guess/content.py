"""What the texts of a column look like: the share of its rows that a kind of column would take."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from parkdash.contracts import Column
from parkdash.ingest.codes import choice_names, metric_names, plain
from parkdash.ingest.columns import READERS
from parkdash.ingest.guess.forms import forms_of, may_last
from parkdash.ingest.guess.source import Source
from parkdash.ingest.guess.words import simple, spoken
from parkdash.ingest.issues import severity_of
from parkdash.ingest.outcomes import How

_NUMBER = re.compile(r"[+-]?[\d,]+(\.\d+)?%?")
_MINGUO_YEAR = re.compile(r"[89]\d|1[0-4]\d")
_TYPED = ("money", "count", "number", "share", "year", "flag", "credit_code", "range")


def share(source: Source, column: Column) -> float:
    """The share of rows (0 to 1, of those with a text) that this column of ours can take; 1 for texts of any kind."""
    if not source.sample:
        return 1.0
    if column.kind in ("date", "month"):
        gaps = source.gaps(True, column.precision == "end")
        return forms_of(source.sample, gaps, lasting=may_last(column.name)).share
    if column.kind == "moment":
        how = How(forms=forms_of(source.sample, source.gaps(True, False)).forms)
        return _share(source, lambda text: _is_read(text, column, how))
    if column.kind in ("choice", "metric"):
        names = choice_names(column) if column.kind == "choice" else metric_names()
        return _share(source, lambda text: plain(text) in names or plain(simple(text)) in names)
    if column.kind == "enterprise":
        return 1.0 if _share(source, looks_numeric) < 0.9 else 0.0
    if column.kind == "year":
        gaps, how = source.gaps(True, False), How()
        return _share(source, lambda text: text in gaps or is_minguo_year(text) or _is_read(text, column, how))
    if column.kind in _TYPED and column.kind in READERS:
        gaps, how = source.gaps(True, False), How(currencies=True)
        asked = replace(column, minimum=None, maximum=None)
        return _share(source, lambda text: text in gaps or _is_read(text, asked, how))
    return 1.0


def is_minguo_year(text: str) -> bool:
    """True for a bare year of the Republic, such as 113: no other calendar has such years."""
    return bool(_MINGUO_YEAR.fullmatch(text))


def _is_read(text: str, column: Column, how: How) -> bool:
    _, problem = READERS[column.kind](text, column, how)
    return problem is None or severity_of(problem.code) != "error"


def _share(source: Source, fits: Callable[[str], bool]) -> float:
    counts = source.sample
    total = sum(counts.values())
    return sum(count for text, count in counts.items() if fits(text)) / total if total else 0.0


def looks_numeric(text: str) -> bool:
    """True for a bare number."""
    return bool(_NUMBER.fullmatch(text.strip()))


def firms(source: Source) -> float:
    """The share of rows that end like the name of a firm."""
    shape = re.compile(spoken()["shapes"]["firm"], re.IGNORECASE)
    return _share(source, lambda text: bool(shape.search(text.strip())))


def persons(source: Source) -> float:
    """The share of rows that may be a Chinese person's name."""
    shape = re.compile(spoken()["shapes"]["person"])
    return _share(source, lambda text: bool(shape.match(text)))
