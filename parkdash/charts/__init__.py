"""Figures as plain dicts: no plotly.express, no template; the theme is applied in the browser."""

from parkdash.charts.figures import MAX_SERIES, bars, bridge, lines, stacked
from parkdash.charts.standard import largest, rows_of, standard

__all__ = ["MAX_SERIES", "bars", "bridge", "largest", "lines", "rows_of", "stacked", "standard"]
