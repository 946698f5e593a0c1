"""The standard trend of a figure as it is drawn and printed: six weeks, twelve months, and periods up to now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from parkdash.metrics import amounts
from parkdash.review import Figure, number_from
from parkdash.telling.model import ToDateTold, Trended, TrendPoint, TrendRow
from parkdash.telling.words import signed, word
from parkdash.text import text

ROWS = ("weeks", "months", "years")
SUMS = ("flow", "month_flow")  # a month's value is what that month has brought
BEGINNING = "0001-01-01"


def trended(figure: Figure, lang: str) -> Trended | None:
    """The trend that an edition keeps of a figure; None in editions before form 2 and where nothing is known."""
    kept = figure.trend
    if kept is None:
        return None
    planned = _planned(figure, kept)
    rows = tuple(_row(name, kept[name], planned, lang) for name in ROWS if kept.get(name))
    known = tuple(row for row in rows if any(point.value is not None for point in row.points))
    return Trended(known, tuple(_to_date(each, figure, lang) for each in kept.get("to_date", ()))) if known else None


def _planned(figure: Figure, kept: Mapping[str, Any]) -> dict[str, float]:
    """The planned value of each month by its last day: what the plan has by then, of a sum what it has of that month
    alone."""
    course = [(day, float(size)) for day, size in kept.get("targets", ())]
    if figure.kind not in SUMS or figure.days[0] == BEGINNING:
        return dict(course)
    before = [0.0, *(size for _, size in course)]
    return {day: size - then for (day, size), then in zip(course, before, strict=False)}


def _row(name: str, points: list[dict[str, Any]], planned: Mapping[str, float], lang: str) -> TrendRow:
    told = tuple(
        TrendPoint(
            date.fromisoformat(point["first"]),
            date.fromisoformat(point["last"]),
            _label(name, date.fromisoformat(point["first"]), lang),
            number_from(point["value"]),
            number_from(point["last_year"]),
            planned.get(point["last"]) if name == "months" else None,
        )
        for point in points
    )
    return TrendRow(name, text(f"pack.trend.{name}", lang), told)


def _label(name: str, first: date, lang: str) -> str:
    if name == "weeks":
        return text("pack.trend.week", lang, week=first.isocalendar().week)
    if name == "years":
        return str(first.year)
    return text("pack.trend.month", lang, month=first.month)


def _to_date(kept: dict[str, Any], figure: Figure, lang: str) -> ToDateTold:
    title = word("pack.trend.to_date", kept["period"], lang)
    value, then, change = (number_from(kept[key]) for key in ("value", "then", "change"))
    if kept["added"] is not None:  # of a stock: what the period has added, beside what it added a year before
        added, before = number_from(kept["added"]), number_from(kept["then_added"])
        return ToDateTold(title, signed(added, figure.unit, lang), signed(before, figure.unit, lang), "")
    if change is None:
        said = word("screen.reason", kept["reason"] or "no_previous", lang)
    elif not change:
        said = text("pack.trend.flat", lang)
    else:
        key = "up" if change > 0 else "down"
        said = text(f"pack.trend.{key}", lang, size=amounts.change(change, figure.unit, lang))
        if kept["share"] is not None and figure.unit not in amounts.PERCENT_UNITS:
            said += text("screen.mark.brackets", lang, inner=amounts.share(abs(kept["share"])))
    return ToDateTold(title, amounts.amount(value, figure.unit, lang), amounts.amount(then, figure.unit, lang), said)
