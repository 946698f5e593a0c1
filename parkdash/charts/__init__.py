"""Figures as plain dicts: no plotly.express, no template; the theme is applied in the browser."""

from parkdash.charts.figures import MAX_SERIES, bars, bridge, columns, lines, stacked

__all__ = ["MAX_SERIES", "bars", "bridge", "columns", "lines", "stacked"]
