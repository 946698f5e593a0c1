"""The standard trend as one figure: six weeks and twelve months beside each other, last year faint, the plan as marks.

Each row of periods has an axis of its own, for a week brings a quarter of what a month brings; what holds at a day is
drawn on one scale. Values stand at their bars and points; three names above say which series is which, since at the
ends of lines they would lie on each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from parkdash.charts.figures import GREY, THEME, Figure, layout, short
from parkdash.metrics import amounts
from parkdash.metrics.model import Point, Trend
from parkdash.text import text

HEIGHT = 240
GAP = 0.05  # between the two rows, as a share of the width
AROUND = 90  # pixels of the height that headings and the names of periods take
ROOM = 1.1  # of the axis beside what is drawn
# From how many pixels above a value on a mark of the plan crosses its text, and by how many lines that is then lifted.
CROSSED = ((20, 0), (12, 2), (2, 1))
BLANK_LINE = "<br>\u00a0"
HATCH, HOLLOW, FULL = "/", "circle-open", "circle"
NOW, THEN, PLAN = THEME[0], GREY, THEME[1]


class Row(NamedTuple):
    """One row of periods: weeks, months or years, with the number of its axes ("" for the first)."""

    name: str
    points: tuple[Point, ...]
    axis: str


def standard(trend: Trend, unit: str, lang: str, sums: bool, height: int = HEIGHT) -> Figure:
    """The figure of a trend: bars where periods add up (`sums`), lines for what holds at a day and for ratios.

    At most five series. A period that is not over is hatched or hollow. Without any point it is an empty figure.
    """
    rows = rows_of(trend)
    divisor = amounts.scale(largest(trend), unit, lang)[0]
    data = [trace for row in rows for trace in _traces(row, divisor, lang, sums, legend=row is rows[-1])]
    plan = _plan(trend, sums)
    if plan and rows:
        marks = _marks(plan, divisor, rows[-1].axis, lang, sums)
        _lift(data, marks, height, sums)
        data.append(marks)
    figure = layout(height, showlegend=True, barmode="group", bargap=0.25, margin={"l": 8, "r": 8, "t": 44, "b": 8})
    figure["legend"] |= {"orientation": "h", "y": 1.06, "yanchor": "bottom", "x": 1, "xanchor": "right"}
    figure["annotations"] = []
    for row, domain in zip(rows, _domains(rows), strict=True):
        figure[f"xaxis{row.axis}"] = {**figure["xaxis"], **_periods(row, plan, domain, lang)}
        figure[f"yaxis{row.axis}"] = {**figure["yaxis"], **_values(row, rows, sums)}
        figure["annotations"].append(_heading(row, domain, lang))
    return {"data": data, "layout": figure}


def rows_of(trend: Trend) -> list[Row]:
    """The rows that a trend has, in the order in which they stand."""
    found = [(name, points) for name, points in
             (("weeks", trend.weeks), ("months", trend.months), ("years", trend.years)) if points]  # fmt: skip
    return [Row(name, points, "" if place == 0 else str(place + 1)) for place, (name, points) in enumerate(found)]


def largest(trend: Trend) -> float:
    """The largest size that is drawn: what the unit of the axes goes by."""
    points = (*trend.weeks, *trend.months, *trend.years)
    return max((abs(float(v)) for point in points for v in (point.value, point.last_year) if v is not None), default=0)


def _traces(row: Row, divisor: float, lang: str, sums: bool, legend: bool) -> list[Figure]:
    whole = [_is_whole(row.name, point) for point in row.points]
    then = {"name": text("trend.series.then", lang), **_xy(row, [p.last_year for p in row.points], divisor)}
    now = {"name": text("trend.series.now", lang), **_xy(row, [p.value for p in row.points], divisor)}
    now |= {"textfont": {"color": GREY, "size": 11}, "cliponaxis": False}
    if sums:
        then |= {"type": "bar", "marker": {"color": THEN}, "opacity": 0.35, "text": None}
        pattern = {"shape": ["" if done else HATCH for done in whole], "fillmode": "replace"}
        now |= {"type": "bar", "marker": {"color": NOW, "pattern": pattern}, "textposition": "outside",
                "textangle": 0, "constraintext": "none"}  # fmt: skip
    else:
        then |= {
            "type": "scatter",
            "mode": "lines",
            "line": {"color": THEN, "width": 1.5},
            "opacity": 0.5,
            "connectgaps": False,
        }
        now |= {"type": "scatter", "mode": "lines+markers+text", "line": {"color": NOW, "width": 2.5},
                "marker": {"color": NOW, "size": 7, "symbol": [FULL if done else HOLLOW for done in whole]},
                "textposition": "top center"}  # fmt: skip
    return [each | {"showlegend": legend, "legendgroup": each["name"]} for each in (then, now)]


def _xy(row: Row, values: Sequence[Any], divisor: float) -> Figure:
    sizes = [None if value is None else float(value) / divisor for value in values]
    spans = [f"{point.first} – {point.last}" for point in row.points]
    return {
        "x": [_key(row.name, point.last) for point in row.points], "y": sizes, "customdata": spans,
        "text": ["" if size is None else short(round(size, 4)) for size in sizes],
        "xaxis": f"x{row.axis}", "yaxis": f"y{row.axis}",
        "hovertemplate": "%{customdata}: %{y:,}<extra>%{fullData.name}</extra>",
    }  # fmt: skip


def _plan(trend: Trend, sums: bool) -> list[tuple[str, float]]:
    """Month → what is planned for it. Where months add up, what each of them must bring; else where it must stand, the
    target at the end of the year among them."""
    drawn = {_key("months", point.last) for point in trend.months}
    keyed = [(_key("months", last), value) for last, value in trend.targets]
    if sums and keyed:
        earlier = [0.0, *(value for _, value in keyed)]
        keyed = [(key, value - before) for (key, value), before in zip(keyed, earlier, strict=False)]
    ahead = keyed[-1:] if not sums and trend.months else []
    return [each for each in keyed if each[0] in drawn] + [each for each in ahead if each[0] not in drawn]


def _marks(plan: list[tuple[str, float]], divisor: float, axis: str, lang: str, sums: bool) -> Figure:
    months, sizes = [key for key, _ in plan], [value / divisor for _, value in plan]
    last = "" if sums else short(round(sizes[-1], 4))
    return {
        "type": "scatter", "mode": "markers+text", "name": text("trend.series.plan", lang), "x": months, "y": sizes,
        "text": [*[""] * (len(sizes) - 1), last], "textposition": "top center", "textfont": {"color": GREY, "size": 11},
        "cliponaxis": False, "xaxis": f"x{axis}", "yaxis": f"y{axis}", "customdata": months,
        "marker": {"symbol": "line-ew", "size": 26, "color": PLAN, "line": {"color": PLAN, "width": 3}},
        "hovertemplate": "%{customdata}: %{y:,}<extra>%{fullData.name}</extra>",
    }  # fmt: skip


def _lift(data: list[Figure], marks: Figure, height: int, sums: bool) -> None:
    """Move the values that marks of the plan would cross above them, by blank lines below their texts."""
    drawn = [trace for trace in data if trace["xaxis"] == marks["xaxis"]]
    known = [size for trace in (*drawn, marks) for size in trace["y"] if size is not None]
    low, high = min(known), max(known)
    low = min(low, 0.0) if sums else low
    pixels = (height - AROUND) / ((high - low) * ROOM or 1.0)
    planned = dict(zip(marks["x"], marks["y"], strict=True))
    now = drawn[-1]
    for place, (key, size) in enumerate(zip(now["x"], now["y"], strict=True)):
        above = (planned[key] - size) * pixels if key in planned and size is not None else 0.0
        lines = next((lines for limit, lines in CROSSED if above > limit), 0)
        now["text"][place] += BLANK_LINE * lines


def _key(row: str, last: date) -> str:
    """What a period is called on its axis: weeks by their Sunday, months by their number, years."""
    if row == "weeks":
        return (last + timedelta(days=7 - last.isoweekday())).isoformat()
    return f"{last:%Y-%m}" if row == "months" else str(last.year)


def _is_whole(row: str, point: Point) -> bool:
    if row == "weeks":
        return point.last.isoweekday() == 7
    return row == "years" or (point.last + timedelta(days=1)).day == 1


def _periods(row: Row, plan: list[tuple[str, float]], domain: tuple[float, float], lang: str) -> Figure:
    """An axis of periods: each is named, some months with their year, an unfinished one with its day."""
    keys = [_key(row.name, point.last) for point in row.points]
    names = [_name(row, place, point, lang) for place, point in enumerate(row.points)]
    for key in [key for key, _ in plan if key not in keys and row.name == "months"]:
        keys, names = [*keys, key], [*names, text("trend.target", lang)]
    return {
        "type": "category", "categoryorder": "array", "categoryarray": keys, "tickmode": "array", "tickvals": keys,
        "ticktext": names, "tickangle": 0, "domain": list(domain), "anchor": f"y{row.axis}",
        "tickfont": {"color": GREY, "size": 11}, "range": [-0.5, len(keys) - 0.5],
    }  # fmt: skip


def _name(row: Row, place: int, point: Point, lang: str) -> str:
    last = point.last
    if row.name == "weeks":
        return f"{text('trend.week', lang, week=last.isocalendar().week)}<br>{last:%m-%d}"
    if row.name == "years":
        return str(last.year)
    name = text("trend.months", lang).split(",")[last.month - 1]
    if not _is_whole(row.name, point):
        return f"{name}<br>{text('trend.until', lang, day=last.day)}"
    return f"{name}<br>{last.year}" if place == 0 or last.month == 1 else name


def _values(row: Row, rows: list[Row], sums: bool) -> Figure:
    axis: Figure = {"anchor": f"x{row.axis}", "showticklabels": False, "showgrid": False, "zeroline": sums}
    if not sums:
        axis |= {"rangemode": "normal"} | ({"matches": f"y{rows[0].axis}"} if row is not rows[0] else {})
    return axis


def _domains(rows: list[Row]) -> list[tuple[float, float]]:
    """How the width is shared: by the number of periods."""
    count = sum(len(row.points) for row in rows)
    free, start, found = 1 - GAP * (len(rows) - 1), 0.0, []
    for row in rows:
        end = start + free * len(row.points) / count
        found.append((round(start, 4), round(end, 4)))
        start = end + GAP
    return found


def _heading(row: Row, domain: tuple[float, float], lang: str) -> Figure:
    title = text(f"trend.row.{row.name}", lang)
    return {
        "text": f"<b>{title}</b>", "x": domain[0], "y": 1.06, "xref": "paper", "yref": "paper", "xanchor": "left",
        "yanchor": "bottom", "showarrow": False, "font": {"color": GREY, "size": 13},
    }  # fmt: skip
