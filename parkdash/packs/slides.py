"""The pack as slides: one message a slide, charts that can be edited, notes for the speaker."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Emu, Inches, Pt

from parkdash.packs.charted import BESIDE, GAIN, LOSS, NOW, Chart, charted
from parkdash.packs.sealed import sealed
from parkdash.telling.model import Section, Story, Told
from parkdash.telling.words import clean, listed
from parkdash.text import text

FONT = "微软雅黑"
TITLE_ONLY = 5  # of the library's own template
ROWS = 10  # of a table, so that twelve-point text fits
FIGURES = 12  # of the exceptions have a slide of their own
SAID = 8  # of them are told beside the count
INK, GREY = RGBColor(0x1F, 0x2A, 0x37), RGBColor(0x6B, 0x72, 0x80)
COLOURS = {NOW: "1F5FA8", BESIDE: "A9B8C9", GAIN: "2E8B57", LOSS: "C9622B"}
STATUS = {"behind": "B42318", "warning": "B7791F", "unreported": "6B7280", "on_track": "2E8B57"}
COLUMNS = ("metric", "shown", "change", "last_year", "goal", "status")
WIDTHS = (2.6, 1.5, 1.7, 2.0, 3.3, 1.2)


def to_slides(story: Story) -> bytes:
    """The whole pack as PPTX."""
    deck = _Deck(story)
    deck.cover()
    deck.summary()
    for told in story.exceptions[:FIGURES]:
        deck.figure(told)
    for told in story.changes:
        deck.figure(told)
    for section in story.sections:
        deck.section(section)
    written = io.BytesIO()
    deck.made.save(written)
    return sealed(written.getvalue(), story.moment)


class _Deck:
    def __init__(self, story: Story) -> None:
        self.story, self.lang = story, story.lang
        self.made = Presentation()
        self.made.slide_width, self.made.slide_height = Inches(13.333), Inches(7.5)
        self.made.core_properties.title = story.title
        self.made.core_properties.author = ""
        theme = self.made.slide_masters[0].part.part_related_by(RELATIONSHIP_TYPE.THEME)
        theme._blob = typeset(theme.blob)  # the library has no way to choose a theme's typefaces

    def slide(self, title: str, notes: Sequence[str]) -> Any:
        slide = self.made.slides.add_slide(self.made.slide_layouts[TITLE_ONLY])
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = (Inches(n) for n in (0.5, 0.3, 12.3, 1.0))
        shape.text_frame.word_wrap = True
        shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        _write(shape.text_frame, [(title, 26, True, INK)])
        shape.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        foot = slide.shapes.add_textbox(Inches(0.5), Inches(7.0), Inches(12.3), Inches(0.35))
        _write(foot.text_frame, [(f"{self.story.footer} · {len(self.made.slides)}", 10, False, GREY)])
        slide.notes_slide.notes_text_frame.text = "\n".join(notes)
        return slide

    def said(self, slide: Any, place: tuple[float, float, float, float], lines: Sequence[tuple]) -> None:
        box = slide.shapes.add_textbox(*(Inches(each) for each in place))
        box.text_frame.word_wrap = True
        _write(box.text_frame, lines)

    def cover(self) -> None:
        slide = self.slide(f"{self.story.title} {self.story.issue}", self.story.summary)
        slide.shapes.title.top = Inches(1.2)
        lines = [(f"{head}  {said}", 16, False, INK) for head, said in self.story.cover]
        self.said(slide, (0.5, 2.6, 12.3, 4), lines)

    def summary(self) -> None:
        story = self.story
        notes = [*story.summary, *(told.message for told in story.exceptions), story.changes_said]
        slide = self.slide(story.slide, notes)
        counts = [(word, count, status) for status, word, count in story.counts if count]
        if counts:
            data = CategoryChartData()
            data.categories = [word for word, _, _ in counts]
            data.add_series(text("pack.column.count", self.lang), [count for _, count, _ in counts])
            place = (Inches(0.5), Inches(1.5), Inches(5), Inches(5.3))
            chart = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *place, data).chart
            _dress(chart, "0")
            for index, (_, _, status) in enumerate(counts):
                _fill(chart.plots[0].series[0].points[index], STATUS[status])
        lines = [(said, 16, False, INK) for said in story.summary]
        lines += [(told.message, 12, False, INK) for told in story.exceptions[:SAID]]
        left = len(story.exceptions) - SAID
        if left > 0:
            lines.append((text("pack.summary.more", self.lang, count=left), 12, False, GREY))
        self.said(slide, (5.9, 1.5, 6.9, 5.3), lines)

    def figure(self, told: Told) -> None:
        slide = self.slide(told.message, (told.message, *told.notes))
        chart = charted(told, self.story.since_short, self.lang)
        if chart is not None:
            _draw(slide, chart, told.title)
            if chart.floor_said:
                self.said(slide, (0.5, 6.65, 7.8, 0.35), [(chart.floor_said, 11, False, GREY)])
        goal = told.goal.said if told.goal else ""
        lines = [
            (told.title, 16, False, GREY),
            (told.value, 44, True, INK),
            (told.why, 16, False, GREY),
            (told.status_said, 18, True, RGBColor.from_string(STATUS.get(told.status, "1F2A37"))),
            (goal, 14, False, INK),
            (self.pair("change", told.since), 14, False, INK),
            (self.pair("last_year", told.last_year), 14, False, INK),
            (told.coverage, 14, False, INK),
            (self.pair("owner", told.owner), 14, False, GREY),
        ]
        self.said(slide, (8.6, 1.6, 4.2, 5.2), [line for line in lines if line[0]])

    def pair(self, column: str, value: str) -> str:
        head = text(f"pack.column.{column}", self.lang, day=self.story.since_short)
        return text("screen.mark.pair", self.lang, name=head, value=value)

    def section(self, section: Section) -> None:
        parts = [section.told[first : first + ROWS] for first in range(0, len(section.told), ROWS)]
        for number, told in enumerate(parts, start=1):
            title = section.message
            if len(parts) > 1:
                title += text("screen.mark.brackets", self.lang, inner=f"{number}/{len(parts)}")
            slide = self.slide(title, [self.receipt(each) for each in told])
            self.table(slide, told)

    def receipt(self, told: Told) -> str:
        """Where a figure comes from, as one line of notes."""
        heads = [text(f"pack.column.{column}", self.lang) for column in ("formula", "days", "rows")]
        values = (clean(told.figure.formula), told.days, f"{told.figure.rows:,}")
        said = [text("screen.mark.pair", self.lang, name=n, value=v) for n, v in zip(heads, values, strict=True)]
        return text("screen.mark.pair", self.lang, name=told.title, value=listed(said, self.lang))

    def table(self, slide: Any, told: Sequence[Told]) -> None:
        place = (Inches(0.5), Inches(1.4), Inches(sum(WIDTHS)), Inches(0.4 * (len(told) + 1)))
        table = slide.shapes.add_table(len(told) + 1, len(COLUMNS), *place).table
        for column, width in enumerate(WIDTHS):
            table.columns[column].width = Inches(width)
        heads = [text(f"pack.column.{column}", self.lang, day=self.story.since_short) for column in COLUMNS]
        self.row(table, 0, heads, bold=True)
        for line, each in enumerate(told, start=1):
            title = each.title + (text("screen.mark.brackets", self.lang, inner=each.span.strip()) if each.span else "")
            goal = each.goal.said if each.goal else ""
            value = each.value if not each.why else each.why
            self.row(table, line, (title, value, each.since, each.last_year, goal, each.status_said))

    def row(self, table: Any, line: int, values: Sequence[str], bold: bool = False) -> None:
        for column, value in enumerate(values):
            cell = table.cell(line, column)
            cell.margin_top = cell.margin_bottom = Emu(20_000)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            _write(cell.text_frame, [(value, 11, bold, None)])


def _write(frame: Any, lines: Sequence[tuple]) -> None:
    """Paragraphs of text, size in points, bold, colour (None: the theme's)."""
    for number, (said, size, bold, colour) in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = said
        run.font.size, run.font.bold = Pt(size), bold
        paragraph.space_after = Pt(size / 3) if len(lines) > 1 else None
        if colour is not None:
            run.font.color.rgb = colour


def _draw(slide: Any, chart: Chart, title: str) -> None:
    """Columns that can be edited; a waterfall stands on columns without a colour."""
    data = CategoryChartData()
    data.categories = [bar.label for bar in chart.bars]
    if chart.waterfall:
        data.add_series(" ", [bar.low for bar in chart.bars])
    data.add_series(f"{title} {chart.unit}", [bar.high - bar.low if bar.low >= 0 else bar.low for bar in chart.bars])
    kind = XL_CHART_TYPE.COLUMN_STACKED if chart.waterfall else XL_CHART_TYPE.COLUMN_CLUSTERED
    drawn = slide.shapes.add_chart(kind, Inches(0.5), Inches(1.5), Inches(7.8), Inches(5.1), data).chart
    _dress(drawn, "", chart.waterfall)
    plot = drawn.plots[0]
    series = plot.series[len(plot.series) - 1]
    if chart.waterfall:
        drawn.value_axis.minimum_scale = chart.floor
        plot.overlap = 100
        plot.series[0].format.fill.background()
    for index, bar in enumerate(chart.bars):
        _fill(series.points[index], COLOURS[bar.kind])
        label = series.points[index].data_label
        label.has_text_frame = True
        label.text_frame.text = bar.said
        label.text_frame.paragraphs[0].runs[0].font.size = Pt(14)
        if not chart.waterfall:
            label.position = XL_LABEL_POSITION.OUTSIDE_END


def _dress(chart: Any, form: str, waterfall: bool = False) -> None:
    chart.has_legend = chart.has_title = False
    chart.font.size, chart.font.name = Pt(14), FONT
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    chart.plots[0].gap_width = 40 if waterfall else 80
    if form:
        chart.plots[0].has_data_labels = True
        chart.plots[0].data_labels.number_format = form
        chart.plots[0].data_labels.number_format_is_linked = False


def _fill(point: Any, colour: str) -> None:
    point.format.fill.solid()
    point.format.fill.fore_color.rgb = RGBColor.from_string(colour)


def typeset(theme: bytes) -> bytes:
    """A theme with our typeface for Latin and for Chinese."""
    face = f'typeface="{FONT}"'.encode()
    for tag in (rb"<a:latin ", rb"<a:ea ", rb'<a:font script="Hans" '):
        theme = re.sub(tag + rb'typeface="[^"]*"', tag + face, theme)
    return theme
