"""The standard trend of a figure as plain HTML: six weeks and twelve months side by side, last year pale, targets as
marks, what the week, month, quarter and year have brought below. Every value that a chart library would show under the
mouse is written out; both themes colour it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from parkdash.metrics import amounts
from parkdash.review import Figure, number_from
from parkdash.telling.words import signed
from parkdash.text import text
from parkdash.ui.markup import esc, span

ROWS = ("weeks", "months", "years")
LABELLED = 6  # in a longer row only the ends, the highest and the lowest carry their value
LABEL = 0.1  # of the height: what a value takes above its bar or point


class Bar(NamedTuple):
    """One period: what stands below it, its value and last year's in words and as shares of the height, its target."""

    label: str
    said: str
    high: float | None
    pale: float | None
    mark: float | None


def course(figure: Figure, lang: str) -> str:
    """The trend as markup, "" where the edition kept none."""
    kept = figure.trend or {}
    rows = [(name, kept.get(name) or []) for name in ROWS]
    drawn = [_panel(figure, name, points, kept.get("targets") or [], lang) for name, points in rows if points]
    if not drawn:
        return ""
    return f'<div class="pm-course">{"".join(drawn)}</div>{_to_date(figure, kept.get("to_date") or [], lang)}'


def bars(points: Sequence[dict[str, Any]], targets: Sequence[Any], kind: str, unit: str, lang: str) -> list[Bar]:
    """Where everything stands, from 0 at the foot to 1. A flow's axis begins at zero; a stock's close below its lowest
    value, for it is drawn as points."""
    values = [_number(point["value"]) for point in points]
    pale = [_number(point.get("last_year")) for point in points]
    marks = _marks(points, targets, is_flow(kind))
    known = [value for value in (*values, *pale, *marks) if value is not None]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    low = min(low, 0.0) if is_flow(kind) else low - (high - low) * 0.25
    reach, level = (high - low) or 1.0, 0.0 if is_flow(kind) else 0.5
    divisor, _ = amounts.scale(max(known, key=abs, default=0.0), unit, lang)

    def place(value: float | None) -> float | None:
        if value is None:
            return None
        return (value - low) / reach if high > low else level

    return [
        Bar(_label(point, len(points)), _short(value / divisor) if value is not None else amounts.DASH, place(value),
            place(before), place(mark))
        for point, value, before, mark in zip(points, values, pale, marks, strict=True)
    ]  # fmt: skip


def is_flow(kind: str) -> bool:
    """True for what adds up over a period and is drawn as columns from zero."""
    return kind in ("flow", "month_flow", "year_flow")


def _panel(figure: Figure, name: str, points: Sequence[dict[str, Any]], targets: Sequence[Any], lang: str) -> str:
    found = bars(points, targets if name == "months" else [], figure.kind, figure.unit, lang)
    said = _worth_saying(found)
    columns = "".join(
        _column(bar, label_at(found, place) if place in said else None, is_flow(figure.kind))
        for place, bar in enumerate(found)
    )
    unit = amounts.scale(max((abs(_number(p["value"]) or 0.0) for p in points), default=0.0), figure.unit, lang)[1]
    title = esc(text(f"meeting.{name}", lang)) + span("pd-soft", " " + esc(text("meeting.unit", lang, unit=unit)))
    plot = f'<div class="pm-plot">{columns}</div>'
    return f'<figure class="pm-row pm-{name}"><figcaption>{title}</figcaption>{plot}</figure>'


def label_at(found: Sequence[Bar], place: int) -> float:
    """Above what the value of a bar or point stands: above the plan's marks that would cross it, also those of its
    neighbours, for it may be wider than its column."""
    height = found[place].high or 0.0
    for mark in sorted(bar.mark for bar in found[max(0, place - 1) : place + 2] if bar.mark is not None):
        if height < mark < height + LABEL:
            height = mark
    return height


def _column(bar: Bar, label: float | None, is_flow: bool) -> str:
    parts = []
    if bar.pale is not None:
        parts.append(f'<i class="{"pm-ghost" if is_flow else "pm-ghostdot"}" style="--h:{bar.pale:.3f}"></i>')
    if bar.high is not None:
        parts.append(f'<i class="{"pm-col" if is_flow else "pm-point"}" style="--h:{bar.high:.3f}"></i>')
    if bar.mark is not None:
        parts.append(f'<i class="pm-goalmark" style="--h:{bar.mark:.3f}"></i>')
    shown = "" if label is None else f'<b style="--h:{label:.3f}">{esc(bar.said)}</b>'
    area = span("pm-area", "".join(parts) + shown)
    return span("pm-slot", f"{area}<small>{esc(bar.label)}</small>")


def _worth_saying(found: Sequence[Bar]) -> set[int]:
    known = [place for place, bar in enumerate(found) if bar.high is not None]
    if len(found) <= LABELLED or not known:
        return set(known)
    by = {place: found[place].high or 0.0 for place in known}
    chosen = {known[-1], max(known, key=by.__getitem__), min(known, key=by.__getitem__)}
    # Two values beside each other would run together; the last one is the one that is spoken of.
    last = known[-1]
    return {place for place in chosen if place == last or last - place > 1} | {known[0]}


def _marks(points: Sequence[dict[str, Any]], targets: Sequence[Any], adds_up: bool) -> list[float | None]:
    """The plan at the end of each month; of what adds up over the year, what the month itself was to bring."""
    reached = [(str(day)[:7], float(value)) for day, value in targets]
    before = [0.0, *(value for _, value in reached)] if adds_up else [0.0] * len(reached)
    planned = {month: value - base for (month, value), base in zip(reached, before, strict=False)}
    return [planned.get(str(point["last"])[:7]) for point in points]


def _label(point: dict[str, Any], count: int) -> str:
    first, last = date.fromisoformat(point["first"]), date.fromisoformat(point["last"])
    if (last - first).days > 200:
        return str(last.year)
    if (last - first).days < 7:
        return f"{last.month}-{last.day}"
    return f"{last:%y}-{last.month}" if last.month == 1 else str(last.month)


def _to_date(figure: Figure, spans: Sequence[dict[str, Any]], lang: str) -> str:
    """This week, month, quarter and year so far, each with the same days a year before."""
    cells = []
    for each in spans:
        is_change = each.get("added") is not None
        names = ("added", "then_added") if is_change else ("value", "then")
        value, then = (number_from(each[name]) for name in names)
        if value is None:
            continue
        shown, before = (_said(figure, size, is_change, lang) for size in (value, then))
        against = text("meeting.to_date.against", lang, then=before)
        title = text(f"meeting.to_date.{each['period']}", lang)
        cells.append(f"<span>{esc(title)} <b>{esc(shown)}</b> {span('pd-soft', esc(against))}</span>")
    return f'<p class="pm-todate">{"".join(cells)}</p>' if cells else ""


def _said(figure: Figure, value: Any, is_change: bool, lang: str) -> str:
    """What a period has brought: of what holds at a day the change, with its sign."""
    if value is None or not is_change:
        return amounts.amount(value, figure.unit, lang)
    return signed(value, figure.unit, lang)


def _number(stored: Any) -> float | None:
    value = number_from(stored)
    return None if value is None else float(value)


def _short(value: float) -> str:
    size = abs(value)
    if value == int(value) or size >= 1000:
        return f"{value:,.0f}"
    return f"{value:,.1f}" if size >= 10 else f"{value:,.2f}"
