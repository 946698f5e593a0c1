"""The forms that the screens use. Values and labels in, a figure as a dict out; colours come from the theme.

Bars start at zero, months are written 2026-10, at most seven series, values stand beside what they belong to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Figure = dict[str, Any]
Numbers = Sequence[float | None]

MAX_SERIES = 7
INK = "rgba(128,138,150,0.9)"  # for thin marks that must be seen on both grounds
# Streamlit puts the theme's colours in the browser where a figure names these.
THEME = tuple(f"#{number:06d}" for number in range(1, MAX_SERIES + 1))
GREY = THEME[5]  # dark enough to read in either theme, which Streamlit's own label grey is not
LABELS = 9  # months named on an axis; all are drawn


def layout(height: int, **more: Any) -> Figure:
    """The layout that all figures share; `more` is laid over it."""
    base: Figure = {
        "height": height,
        "margin": {"l": 8, "r": 12, "t": 8, "b": 8},
        "showlegend": False,
        "hovermode": "closest",
        "template": "none",
        "colorway": list(THEME),
        "font": {"color": GREY},
        "legend": {"font": {"color": GREY}},
        "dragmode": False,
        "separators": ".,",
        "xaxis": {"tickfont": {"color": GREY}, "automargin": True, "fixedrange": True, "ticks": ""},
        "yaxis": {"tickfont": {"color": GREY}, "automargin": True, "fixedrange": True, "rangemode": "tozero",
                  "tickformat": ",~f"},  # 50,000: what plotly shortens to 50k is read in English only
    }  # fmt: skip
    for name, value in more.items():
        base[name] = {**base[name], **value} if isinstance(base.get(name), dict) else value
    return base


def plain(name: str) -> str:
    """A name from the data as plotly shows it letter by letter: of what looks like markup it would make markup."""
    return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def short(value: float) -> str:
    """Three figures or so, for above a column."""
    size = abs(value)
    return (
        f"{value:,.0f}" if value == int(value) or size >= 1000 else f"{value:,.1f}" if size >= 100 else f"{value:,.2f}"
    )


def _months(keys: Sequence[str]) -> Figure:
    """An axis of months on which some are named, upright, the last one always."""
    step = -(-len(keys) // LABELS)
    named = list(keys)[::-1][::step][::-1]
    return {"type": "category", "tickmode": "array", "tickvals": named, "ticktext": named, "tickangle": 0}


def bars(labels: Sequence[str], values: Numbers, texts: Sequence[str], keys: Sequence[str], height: int = 0) -> Figure:
    """One series over named parts, lying, the first on top; `keys` come back with a click."""
    names = [plain(label) for label in labels]
    bar = {
        "type": "bar", "orientation": "h", "x": list(values), "y": list(range(len(labels))), "text": list(texts),
        "textposition": "outside", "textfont": {"color": GREY}, "cliponaxis": False, "customdata": list(keys),
        "hovertext": names, "hovertemplate": "%{hovertext}: %{text}<extra></extra>", "constraintext": "none",
    }  # fmt: skip
    beside = max((sum(13 if char > "\u2e80" else 7 for char in text) for text in texts), default=0)
    shape = layout(height or 34 + 26 * len(labels), margin={"l": 8, "r": max(70, beside + 10), "t": 4, "b": 4})
    shape["xaxis"] |= {"showticklabels": False, "showgrid": False, "rangemode": "tozero"}
    shape["yaxis"] |= {
        "autorange": "reversed",
        "tickvals": list(range(len(labels))),
        "ticktext": names,
        "ticks": "",
    }
    return {"data": [bar], "layout": shape}


def stacked(keys: Sequence[str], series: Mapping[str, Numbers], height: int = 260) -> Figure:
    """Up to seven series on top of each other over months, with a legend above in their order."""
    data = [
        {"type": "bar", "name": plain(name), "x": list(keys), "y": list(values), "customdata": list(keys),
         "hovertemplate": "%{x} %{fullData.name}: %{y:,}<extra></extra>"}
        for name, values in list(series.items())[:MAX_SERIES]
    ]  # fmt: skip
    shape = layout(height, xaxis=_months(keys), barmode="relative", showlegend=len(data) > 1)
    shape["legend"] |= {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"}
    shape["margin"]["t"] = 34
    return {"data": data, "layout": shape}


def lines(keys: Sequence[str], series: Mapping[str, Numbers], height: int = 260, from_zero: bool = False) -> Figure:
    """Up to seven lines over months, each named at its end."""
    data, notes = [], []
    for given, values in list(series.items())[:MAX_SERIES]:
        name = plain(given)
        data.append(
            {"type": "scatter", "mode": "lines+markers", "name": name, "x": list(keys), "y": list(values),
             "customdata": list(keys), "hovertemplate": "%{x} %{y:,}<extra></extra>", "connectgaps": False}
        )  # fmt: skip
        known = [(key, value) for key, value in zip(keys, values, strict=True) if value is not None]
        if known and len(series) > 1:
            notes.append(
                {
                    "x": known[-1][0],
                    "y": known[-1][1],
                    "text": plain(name),
                    "xanchor": "left",
                    "showarrow": False,
                    "xshift": 6,
                }
            )
    shape = layout(height, xaxis=_months(keys), margin={"l": 8, "r": 90 if notes else 12, "t": 10, "b": 8})
    shape["annotations"] = notes
    shape["yaxis"]["rangemode"] = "tozero" if from_zero else "normal"
    return {"data": data, "layout": shape}


def bridge(steps: Sequence[tuple[str, float, str, str]], height: int = 260) -> Figure:
    """Opening, what came and went, closing, each bar on the one before; steps are (label, value, kind, text).

    Kind is total, up or down. Plain bars: a waterfall trace of plotly cannot be clicked. A bar's key is its place.
    """
    bases, level = [], 0.0
    for _, value, kind, _ in steps:
        bases.append(0.0 if kind == "total" else level)
        level = value if kind == "total" else level + value
    colours = {"total": GREY, "up": THEME[0], "down": THEME[1]}
    data = {
        "type": "bar",
        "x": [label for label, _, _, _ in steps],
        "y": [value for _, value, _, _ in steps],
        "base": bases,
        "marker": {"color": [colours[kind] for _, _, kind, _ in steps]},
        "text": [text for _, _, _, text in steps],
        "textposition": "outside",
        "textfont": {"color": GREY},
        "cliponaxis": False,
        "constraintext": "none",
        "customdata": [str(place) for place in range(len(steps))],
        "hovertemplate": "%{x}: %{text}<extra></extra>",
    }
    shape = layout(height, xaxis={"type": "category", "tickangle": 0}, margin={"l": 8, "r": 12, "t": 22, "b": 8})
    shape["yaxis"] |= {"showticklabels": False, "showgrid": False}
    return {"data": [data], "layout": shape}
