"""In which form the dates of a column are written: by the evidence of all its texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from parkdash.contracts import Column
from parkdash.ingest.columns import READERS
from parkdash.ingest.guess.source import Source
from parkdash.ingest.outcomes import How

LOOKED_AT = 20_000  # different texts
EARLIEST, LATEST = 1850, 2100  # years that a fact of a park may speak of
_ANY_DAY = Column("day", "date", {})
_TURNED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")
_SHAPES = {
    "year": re.compile(r"(18[5-9]|19\d|20\d)\d年?"),
    "minguo_month": re.compile(r"([6-9]\d|1[0-4]\d)(0[1-9]|1[0-2])"),
    "minguo_date": re.compile(r"([6-9]\d|1[0-4]\d)(0[1-9]|1[0-2])([0-2]\d|3[01])"),
    "excel_serial": re.compile(r"[2-6]\d{4}(\.\d+)?"),
    "epoch_ms": re.compile(r"-?\d{11,13}"),
}
_PATTERNS = ("%b-%y", "%b %Y", "%B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y")


@dataclass(frozen=True)
class Forms:
    """`forms` to be tried in turn; `either` two readings of which the texts do not say which; `strays` fit none."""

    forms: tuple[str, ...]
    either: tuple[str, ...]
    strays: tuple[str, ...]
    share: float  # of rows with a text whose text is a date


def forms_of(source: Source, gaps: Iterable[str] = (), settled: tuple[str, ...] = ()) -> Forms:
    """How the texts of a column are to be read as dates. `settled`: forms that are known already."""
    out = set(gaps)
    counts = {text: count for text, count in islice(source.all_texts.items(), LOOKED_AT) if text not in out}
    texts = [text for text in counts if not _fits(text, settled)] if settled else list(counts)
    turned, either = _turned(texts)
    forms = [*settled, *turned]
    rest = [text for text in texts if not _fits(text, turned)] if turned else texts
    for form in ("usual", *_SHAPES, *_PATTERNS):
        found = [text for text in rest if _is_in(text, form)]
        if found and form not in forms:
            forms.append(form)
            rest = [text for text in rest if text not in set(found)]
        if not rest:
            break
    rows = sum(counts.values())
    share = 1 - sum(counts[text] for text in rest) / rows if rows else 0.0
    return Forms(tuple(forms) if forms != ["usual"] else (), either, tuple(rest), share)


def _turned(texts: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Patterns of 1/7/19: month first unless a first number is above 12; both if nothing decides."""
    found = [match for text in texts if (match := _TURNED.fullmatch(text.strip()))]
    shapes = list(dict.fromkeys((match[2], "%Y" if len(match[4]) == 4 else "%y") for match in found))
    if not shapes or len(found) < 0.5 * len(texts):
        return (), ()
    month_first = tuple(f"%m{mark}%d{mark}{year}" for mark, year in shapes)
    day_first = tuple(f"%d{mark}%m{mark}{year}" for mark, year in shapes)
    firsts, seconds = [int(match[1]) for match in found], [int(match[3]) for match in found]
    if max(seconds) > 12 and max(firsts) <= 12:
        return month_first, ()
    if max(firsts) > 12 and max(seconds) <= 12:
        return day_first, ()
    return month_first, ("month_first", "day_first")


def in_order(forms: tuple[str, ...], order: str) -> tuple[str, ...]:
    """Month-first patterns in the order that was answered: month_first, day_first."""
    if order != "day_first":
        return forms
    return tuple(re.sub(r"^%m(.)%d", r"%d\1%m", form) for form in forms)


def _is_in(text: str, form: str) -> bool:
    shape = _SHAPES.get(form)
    return (shape is None or bool(shape.fullmatch(text.strip()))) and _fits(text, (form,))


def _fits(text: str, forms: tuple[str, ...]) -> bool:
    value, problem = READERS["date"](text, _ANY_DAY, How(forms=forms))
    year = getattr(value, "year", 0)
    return EARLIEST <= year <= LATEST and (problem is None or problem.code not in ("bad_date",))
