"""Charts of a slide that can be edited: columns, waterfalls and trends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.util import Inches, Pt

from parkdash.packs.charted import BESIDE, GAIN, LOSS, NOW, Chart
from parkdash.packs.trendlines import TrendLines, span
from parkdash.text import text

FONT = "微软雅黑"
COLOURS = {NOW: "1F5FA8", BESIDE: "A9B8C9", GAIN: "2E8B57", LOSS: "C9622B"}
LEFT, TOP, WIDTH, HEIGHT = 0.5, 1.5, 7.8, 5.1  # inches
NARROW = 2.8  # of six weeks beside twelve months
ROOM_BELOW = 0.15  # of the height of a chart, for a value below its point


def draw_bars(slide: Any, chart: Chart, title: str) -> None:
    """Columns that can be edited; a waterfall stands on columns without a colour."""
    data = CategoryChartData()
    data.categories = [bar.label for bar in chart.bars]
    if chart.waterfall:
        data.add_series(" ", [bar.low for bar in chart.bars])
    data.add_series(f"{title} {chart.unit}", [bar.high - bar.low if bar.low >= 0 else bar.low for bar in chart.bars])
    kind = XL_CHART_TYPE.COLUMN_STACKED if chart.waterfall else XL_CHART_TYPE.COLUMN_CLUSTERED
    place = (Inches(LEFT), Inches(TOP), Inches(WIDTH), Inches(HEIGHT))
    drawn = slide.shapes.add_chart(kind, *place, data).chart
    dress(drawn, "", chart.waterfall)
    plot = drawn.plots[0]
    series = plot.series[len(plot.series) - 1]
    if chart.waterfall:
        drawn.value_axis.minimum_scale = chart.floor
        plot.overlap = 100
        plot.series[0].format.fill.background()
    for index, bar in enumerate(chart.bars):
        fill(series.points[index], COLOURS[bar.kind])
        label = series.points[index].data_label
        label.has_text_frame = True
        label.text_frame.text = bar.said
        label.text_frame.paragraphs[0].runs[0].font.size = Pt(14)
        if not chart.waterfall:
            label.position = XL_LABEL_POSITION.OUTSIDE_END


def draw_trend(slide: Any, rows: Sequence[TrendLines], lang: str) -> None:
    """Rows of periods beside each other, each in its own unit: this year, last year, the plan as marks."""
    left = LEFT
    for lines in rows:
        width = WIDTH if len(rows) == 1 else NARROW if lines.id == "weeks" else WIDTH - NARROW
        _draw_lines(slide, lines, (left, width), lang)
        left += width


def _draw_lines(slide: Any, lines: TrendLines, place: tuple[float, float], lang: str) -> None:
    data = CategoryChartData()
    data.categories = lines.labels
    series = {NOW: ("now", lines.now), BESIDE: ("then", lines.then), LOSS: ("target", lines.planned)}
    shown = {kind: row for kind, row in series.items() if any(value is not None for value in row[1])}
    for name, values in shown.values():
        data.add_series(text(f"pack.trend.{name}", lang), values)
    left, width = place
    chart = slide.shapes.add_chart(
        XL_CHART_TYPE.LINE_MARKERS, Inches(left), Inches(TOP), Inches(width), Inches(HEIGHT), data
    ).chart
    dress(chart, "", size=11)
    chart.has_title = True
    chart.chart_title.text_frame.text = f"{lines.title} {lines.unit}"
    chart.chart_title.text_frame.paragraphs[0].runs[0].font.size = Pt(12)
    if lines.id != "weeks":  # the months beside them have the same
        chart.has_legend = True
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.category_axis.tick_labels.font.size = Pt(9)
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = span(lines)
    for kind, drawn in zip(shown, chart.plots[0].series, strict=True):
        _stroke(drawn, kind)
        if kind == NOW:
            _say_last(drawn, lines)


def _stroke(series: Any, kind: str) -> None:
    series.smooth = False
    series.marker.size = 7
    series.marker.style = XL_MARKER_STYLE.DASH if kind == LOSS else XL_MARKER_STYLE.CIRCLE
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = RGBColor.from_string(COLOURS[kind])
    series.marker.format.line.color.rgb = RGBColor.from_string(COLOURS[kind])
    if kind == LOSS:
        series.format.line.fill.background()
    else:
        series.format.line.color.rgb = RGBColor.from_string(COLOURS[kind])
        series.format.line.width = Pt(2.5 if kind == NOW else 1.5)


def _say_last(series: Any, lines: TrendLines) -> None:
    known = [number for number, value in enumerate(lines.now) if value is not None]
    if known:
        label = series.points[known[-1]].data_label
        label.has_text_frame = True
        label.text_frame.text = lines.said
        label.text_frame.paragraphs[0].runs[0].font.size = Pt(12)
        label.position = XL_LABEL_POSITION.BELOW if _falls(lines, known) else XL_LABEL_POSITION.ABOVE


def _falls(lines: TrendLines, known: list[int]) -> bool:
    """True if the line comes down to its last point through the place above it, and there is room below."""
    if len(known) < 2:
        return False
    (before, last), (low, high) = (lines.now[number] or 0.0 for number in known[-2:]), span(lines)
    return before > last > low + ROOM_BELOW * (high - low)


def dress(chart: Any, form: str, waterfall: bool = False, size: int = 14) -> None:
    """Our typeface, no gridlines; columns with a gap, or touching for a waterfall."""
    chart.has_legend = chart.has_title = False
    chart.font.size, chart.font.name = Pt(size), FONT
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    if hasattr(chart.plots[0], "gap_width"):  # lines have none
        chart.plots[0].gap_width = 40 if waterfall else 80
    if form:
        chart.plots[0].has_data_labels = True
        chart.plots[0].data_labels.number_format = form
        chart.plots[0].data_labels.number_format_is_linked = False


def fill(point: Any, colour: str) -> None:
    """One colour for one column."""
    point.format.fill.solid()
    point.format.fill.fore_color.rgb = RGBColor.from_string(colour)
