"""In which form the dates of a column are written: by the evidence of all its texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from parkdash.contracts import Column, contracts
from parkdash.ingest.columns import READERS
from parkdash.ingest.figures import straight
from parkdash.ingest.outcomes import How

EARLIEST, LATEST = 1850, 2100  # years that a fact of a park may speak of
FEW = 0.02  # share of texts that may be typing errors beside a form that all the others have
_ANY_DAY = Column("day", "date", {})
# Three short numbers, of which the texts themselves have to tell which is the day.
_TURNED = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ]?(?:\d{4}|\d{1,2})")
_YEAR_FIRST = re.compile(r"\d\d[-.].*")  # 24-3-1: slashes and single digits stand in front of days and months
ORDERS = ("mdy", "dmy", "ymd_short")
_ANY_SHAPE = re.compile(".*", re.DOTALL)
_NONE: tuple[str, ...] = ()
_ONE_DIGIT = re.compile(r"\d{4}\.\d")
_SHORT_YEAR = re.compile(r"\d{2}年.*|[6-9]\d[-/.]\d{1,2}([-/.]\d{1,2})?")
_MINGUO = re.compile(r"1[0-4]\d[-/.年].*")
_TENTH = re.compile(r"\d{4}\.10")
# Shapes that only one form has, within the years that may be meant.
_SHAPES = {
    "year": re.compile(r"(18[5-9]|19\d|20\d)\d(\.0)?年?"),
    "minguo_month": re.compile(r"([6-9]\d|1[0-4]\d)(0[1-9]|1[0-2])"),
    "minguo_date": re.compile(r"0?([6-9]\d|1[0-4]\d)(0[1-9]|1[0-2])([0-2]\d|3[01])"),
    "excel_serial": re.compile(r"[2-6]\d{4}(\.\d+)?"),
    "epoch_s": re.compile(r"\d{9,10}"),
    "epoch_ms": re.compile(r"\d{11,13}"),
    "minguo": re.compile(r"(?:1[0-4]|0[1-9])\d([-/.年].*)?"),
    "dmy": re.compile(r"[\d\s-]*[a-z]{3}[a-z ]*[-/ .']*\d+"),
}


@dataclass(frozen=True)
class Forms:
    """`forms` to be tried in turn; `either`: those of which the texts do not say which; `strays` fit none."""

    forms: tuple[str, ...]
    either: tuple[str, ...]
    strays: tuple[str, ...]
    share: float  # of rows with a text whose text is a date


@cache
def may_last(name: str) -> bool:
    """True for columns whose cells may tell both ends of a time, as they begin or end an interval somewhere."""
    times = [contract.time for contract in contracts().values() if contract.time["kind"] == "interval"]
    return any(name in (time["from"], time["until"]) for time in times)


def forms_of(
    counts: Mapping[str, int], gaps: Iterable[str] = (), settled: tuple[str, ...] = (), lasting: bool = False
) -> Forms:
    """How texts (with the count of their rows) are to be read as dates. `settled`: forms that are known already;
    `lasting`: a cell may tell both ends (2022.12.01-2025.11.30).
    """
    out = set(gaps)
    texts = {text: straight(text) for text in counts if text not in out}
    first = settled or ("usual",)
    rest = {text: plain for text, plain in texts.items() if not _fits(plain, first)}
    forms, either = list(first), _NONE
    if rest and not settled:
        found, either = _ordered(list(texts.values()), list(rest.values()))
        forms, rest = _with(forms, rest, found)
    for form, shape in _SHAPES.items():
        if any(shape.fullmatch(plain) and _fits(plain, (form,)) for plain in rest.values()):
            forms, rest = _with(forms, rest, (form,), shape)
    if lasting and any(_fits(plain, ("range",)) for plain in rest.values()):
        forms, rest = _with(forms, rest, ("range",))
    rows = sum(counts[text] for text in texts)
    share = 1 - sum(counts[text] for text in rest) / rows if rows else 0.0
    return Forms(tuple(forms) if forms != ["usual"] else (), either, tuple(rest), share)


def _with(
    forms: list[str], rest: dict[str, str], more: tuple[str, ...], shape: re.Pattern[str] = _ANY_SHAPE
) -> tuple[list[str], dict[str, str]]:
    """The forms and more, and what is still not read. Only texts of the shape are read by these forms."""
    if not more:
        return forms, rest
    left = {text: plain for text, plain in rest.items() if not (shape.fullmatch(plain) and _fits(plain, more))}
    return [*forms, *(form for form in more if form not in forms)], left


def _ordered(texts: list[str], rest: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The form of 1/7/19 or of 2014.1 that all such texts bear out, and the forms to choose from if several do."""
    turned = [text for text in texts if _TURNED.fullmatch(text)]
    if any(_TURNED.fullmatch(text) for text in rest):
        wrong = {order: sum(not _fits(text, (order,)) for text in turned) for order in ORDERS}
        best = min(wrong.values())
        likely = tuple(order for order in ORDERS if wrong[order] == best)
        if best > FEW * len(turned):
            return (), ()
        if "ymd_short" in likely and all(map(_YEAR_FIRST.fullmatch, turned)):
            likely = tuple(sorted(likely, reverse=True))
        return likely[:1], likely if len(likely) > 1 else ()
    if any(_SHORT_YEAR.fullmatch(text) for text in rest):
        return (("minguo",), ()) if any(map(_MINGUO.fullmatch, texts)) else (("ymd_short",), ("ymd_short", "minguo"))
    if any(_ONE_DIGIT.fullmatch(text) for text in rest):
        januaries = [text for text in rest if _ONE_DIGIT.fullmatch(text) and text.endswith(".1")]
        if not januaries or any(_TENTH.fullmatch(text) for text in texts):
            return ("month_as_written",), ()
        return ("month_lost_nought",), ("month_lost_nought", "month_as_written")
    return (), ()


def order_of(texts: Iterable[str]) -> str:
    """The one order of day and month in which all texts such as 31/10/2026 are days; "" for none or several."""
    turned = [plain for plain in map(straight, texts) if _TURNED.fullmatch(plain)]
    fitting = [order for order in ORDERS[:2] if turned and all(_fits(plain, (order,)) for plain in turned)]
    return fitting[0] if len(fitting) == 1 else ""


def _fits(plain: str, forms: tuple[str, ...]) -> bool:
    value, _ = READERS["date"](plain, _ANY_DAY, How(forms=forms))
    return EARLIEST <= getattr(value, "year", 0) <= LATEST
