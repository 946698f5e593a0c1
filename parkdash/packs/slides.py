"""The pack as slides: one message a slide, charts that can be edited, notes for the speaker."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Inches, Pt

from parkdash.metrics import amounts
from parkdash.packs.charted import charted
from parkdash.packs.plotted import FONT, draw_bars, draw_trend, dress, fill
from parkdash.packs.sealed import sealed
from parkdash.packs.slidetable import draw_table, pages
from parkdash.packs.trendlines import trend_lines
from parkdash.telling.listing import Listing
from parkdash.telling.model import Section, Story, Told
from parkdash.telling.words import clean, joined, listed
from parkdash.text import text

TITLE_ONLY = 5  # of the library's own template
ROWS = 10  # of what reads otherwise than it was shown
MOST = 60  # rows of a list; more are no slides
FIGURES = 12  # of the exceptions have a slide of their own
SHORT = 8  # letters of a value fit beside the chart in the largest type
SAID = 8  # of them are told beside the count
INK, GREY = RGBColor(0x1F, 0x2A, 0x37), RGBColor(0x6B, 0x72, 0x80)
STATUS = {"behind": "B42318", "warning": "B7791F", "unreported": "6B7280", "on_track": "2E8B57"}
WHOLE = 12.3  # inches: as wide as the title
Columns = dict[str, float]  # of a table and how wide they are, in inches
COLUMNS: Columns = {"metric": 2.5, "shown": 1.3, "change": 1.7, "last_year": 2.5, "goal": 2.9, "status": 1.4}
PROMISE: Columns = {"title": 4.7, "action_owner": 1.6, "due": 1.2, "stands": 2.0, "moved": 2.8}
AMENDED: Columns = {"metric": 2.6, "was_shown": 1.6, "reads_now": 1.6, "cause": 6.5}


def to_slides(story: Story) -> bytes:
    """The whole pack as PPTX."""
    deck = _Deck(story)
    deck.cover()
    deck.summary()
    deck.promises()
    deck.amended()
    for listing in story.lists():
        deck.listing(listing)
    for told in story.exceptions[:FIGURES]:
        deck.figure(told, over_time=True)
    for told in story.changes:
        deck.figure(told)
    for section in story.sections:
        deck.section(section)
        for listing in story.lists(section.id):
            deck.listing(listing)
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
            dress(chart, "0")
            for index, (_, _, status) in enumerate(counts):
                fill(chart.plots[0].series[0].points[index], STATUS[status])
        lines = [(said, 16, False, INK) for said in story.summary]
        lines += [(told.message, 12, False, INK) for told in story.exceptions[:SAID]]
        left = len(story.exceptions) - SAID
        if left > 0:
            lines.append((text("pack.summary.more", self.lang, count=left), 12, False, GREY))
        self.said(slide, (5.9, 1.5, 6.9, 5.3), lines)

    def promises(self) -> None:
        """What was asked for before, a slide for each dozen; nothing where nothing was."""
        story = self.story
        rows = [(p.title, p.owner, p.due, p.stands, f"{p.about} {p.moved}".strip()) for p in story.promised]
        notes = [each.told for each in story.promised]
        self.table(story.promises_said, PROMISE, rows, notes)

    def amended(self) -> None:
        """What reads otherwise than it was shown, on one slide; what does not fit is in the workbook, which is said."""
        story, lang = self.story, self.lang
        shown = story.amended if len(story.amended) <= ROWS else story.amended[: ROWS - 1]
        rows: list[tuple[str, ...]] = [
            (each.title, amounts.amount(each.shown, each.unit, lang), amounts.amount(each.now, each.unit, lang),
             joined((each.why, each.target), lang))
            for each in shown
        ]  # fmt: skip
        left = len(story.amended) - len(shown)
        if left:
            rows.append((text("pack.opening.more", lang, count=left), "", "", ""))
        self.table(story.amended_said, AMENDED, rows, [f"{each.title} {each.told}" for each in shown])

    def listing(self, listing: Listing) -> None:
        """What the edition keeps beside figures, as many slides as it takes; that there is nothing, on one."""
        rows, cut = listing.first(MOST, self.lang)
        self.tables(listing.said, listing.heads, listing.widths(WHOLE), rows, [], cut)

    def table(self, title: str, columns: Columns, rows: Sequence[Sequence[str]], notes: Sequence[str]) -> None:
        heads = [text(f"pack.column.{column}", self.lang, day=self.story.since_short) for column in columns]
        if rows:
            self.tables(title, heads, list(columns.values()), rows, notes)

    def tables(
        self, title: str, heads: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[str]],
        notes: Sequence[str], cut: str = "",
    ) -> None:  # fmt: skip
        """One table on as many slides as it needs; `cut` says below the last row what is left out."""
        parts = pages(heads, widths, rows) or [(0, 0)]
        for number, (first, last) in enumerate(parts, start=1):
            slide = self.slide(title + self.numbered(number, len(parts)), notes[first:last])
            tail = cut if number == len(parts) else ""
            if rows or tail:
                draw_table(slide, heads, widths, rows[first:last], tail)

    def numbered(self, number: int, count: int) -> str:
        """Which of several slides with one title it is."""
        return text("screen.mark.brackets", self.lang, inner=f"{number}/{count}") if count > 1 else ""

    def figure(self, told: Told, over_time: bool = False) -> None:
        slide = self.slide(told.message, (told.message, *told.notes))
        trend = trend_lines(told, self.lang) if over_time else ()
        if trend:
            draw_trend(slide, trend, self.lang)
        else:
            self.chart(slide, told)
        goal = told.goal.said if told.goal else ""
        lines = [
            (told.title, 16, False, GREY),
            (told.value, 44 if len(told.value) <= SHORT else 32, True, INK),
            (told.why, 16, False, GREY),
            (told.status_said, 18, True, RGBColor.from_string(STATUS.get(told.status, "1F2A37"))),
            (goal, 14, False, INK),
            (told.goal.expected_said if told.goal else "", 14, False, INK),
            (told.signal_said, 14, False, INK),
            (self.pair("change", told.since), 14, False, INK),
            (self.pair("last_year", told.last_year), 14, False, INK),
            (told.coverage, 14, False, INK),
            (self.pair("owner", told.owner), 14, False, GREY),
        ]
        self.said(slide, (8.6, 1.6, 4.2, 5.2), [line for line in lines if line[0]])

    def chart(self, slide: Any, told: Told) -> None:
        chart = charted(told, self.story.since_short, self.lang)
        if chart is None:
            return
        draw_bars(slide, chart, told.title)
        if chart.floor_said:
            self.said(slide, (0.5, 6.65, 7.8, 0.35), [(chart.floor_said, 11, False, GREY)])

    def pair(self, column: str, value: str) -> str:
        head = text(f"pack.column.{column}", self.lang, day=self.story.since_short)
        return text("screen.mark.pair", self.lang, name=head, value=value)

    def section(self, section: Section) -> None:
        told = section.told
        self.table(section.message, COLUMNS, [self.cells(each) for each in told], [self.receipt(each) for each in told])

    def cells(self, told: Told) -> tuple[str, ...]:
        title = told.title + (text("screen.mark.brackets", self.lang, inner=told.span.strip()) if told.span else "")
        goal = told.goal.said if told.goal else ""
        return title, told.why or told.value, told.since, told.last_year, goal, told.status_said

    def receipt(self, told: Told) -> str:
        """Where a figure comes from, as one line of notes."""
        heads = [text(f"pack.column.{column}", self.lang) for column in ("formula", "days", "rows")]
        values = (clean(told.figure.formula), told.days, f"{told.figure.rows:,}")
        said = [text("screen.mark.pair", self.lang, name=n, value=v) for n, v in zip(heads, values, strict=True)]
        return text("screen.mark.pair", self.lang, name=told.title, value=listed(said, self.lang))


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


def typeset(theme: bytes) -> bytes:
    """A theme with our typeface for Latin and for Chinese."""
    face = f'typeface="{FONT}"'.encode()
    for tag in (rb"<a:latin ", rb"<a:ea ", rb'<a:font script="Hans" '):
        theme = re.sub(tag + rb'typeface="[^"]*"', tag + face, theme)
    return theme
