"""The pack as a briefing in the form of an office report: GB/T 9704's typefaces, 一、（一）1. numbering, tables."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from parkdash.metrics import amounts
from parkdash.packs.numerals import numeral
from parkdash.packs.sealed import sealed
from parkdash.telling.listing import Listing
from parkdash.telling.model import Amended, Section, Story, Told
from parkdash.text import text

# The typefaces that offices use, with those that every Chinese Windows has in their place.
TITLE, BODY, SECOND, HEAD, LATIN = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "Times New Roman"
INSTEAD = {TITLE: "宋体", BODY: "仿宋", SECOND: "楷体"}
SIZE, SPACING = {"zh": 12, "en": 10}, {"zh": 18, "en": 14}  # points; 三号 would need six pages for seventy figures
SMALL, ROW = 8, 12
ITEMS = 8  # of what needs attention are told at length
TABLED, ANNEXED = 12, 60  # rows of a list in the briefing itself, and in its annex
LISTED = 6  # of promises and amended figures
COLUMNS = ("metric", "shown", "change", "last_year", "target", "done_said", "status")
WIDTHS = (7.1, 2.8, 3.8, 4.4, 2.8, 2.2, 2.6)  # centimetres
TALL, BROAD = 17.0, 25.7  # between the margins of a page, in centimetres; the annex lies on its side
PADDING = 0.08


def to_briefing(story: Story) -> bytes:
    """The briefing as DOCX."""
    paper = _Paper(story)
    paper.write()
    written = io.BytesIO()
    paper.made.save(written)
    return sealed(written.getvalue(), story.moment)


class _Paper:
    def __init__(self, story: Story) -> None:
        self.story, self.lang = story, story.lang
        self.size, self.spacing = SIZE[story.lang], SPACING[story.lang]
        self.made = Document()
        self.made.core_properties.title = text("pack.briefing_title", story.lang)
        self.made.core_properties.author = self.made.core_properties.comments = ""
        page = self.made.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Cm(2.0), Cm(1.8), Cm(2.0), Cm(2.0)
        fonts: Any = self.made.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
        fonts._blob = with_substitutes(fonts.blob)  # the library does not know this part
        self.numbered = 0

    def write(self) -> None:
        story = self.story
        self.line(text("pack.briefing_title", self.lang), TITLE, 22, WD_ALIGN_PARAGRAPH.CENTER, 32)
        self.line(f"{story.issue}    {self.dated()}", SECOND, self.size, WD_ALIGN_PARAGRAPH.CENTER)
        self.heading(text("pack.summary.title", self.lang))
        self.body("".join(self.stopped(said) for said in story.summary))
        if story.promised:
            self.heading(text("pack.opening.promises", self.lang))
            self.listing(story.promises_said, [each.told for each in story.promised])
        self.heading(text("pack.summary.exceptions", self.lang))
        self.items(story.exceptions, text("pack.summary.no_exceptions", self.lang))
        self.heading(text("pack.summary.changes", self.lang))
        self.body(self.stopped(story.changes_said))
        self.items(story.changes, "")
        if story.amended:
            self.heading(text("pack.opening.amended_title", self.lang))
            self.listing(story.amended_said, [self.item(each) for each in story.amended])
        for listing in story.lists():
            self.heading(listing.title)
            self.listed(listing, TABLED, TALL)
        self.heading(text("pack.summary.details", self.lang))
        self.body("".join(self.stopped(section.message) for section in story.sections))
        self.body(self.stopped(text("pack.summary.annexed", self.lang)))
        self.body(self.stopped(text("pack.summary.sources", self.lang)))
        self.annex()
        self.footer()

    def annex(self) -> None:
        """Every figure and what stands beside the figures of one area, on pages of their own that lie on their side."""
        page = self.made.add_section(WD_SECTION.NEW_PAGE)
        page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
        self.line(text("pack.summary.annex", self.lang), HEAD, self.size)
        self.line(text("pack.summary.figures", self.lang), TITLE, 16, WD_ALIGN_PARAGRAPH.CENTER, 26)
        for number, section in enumerate(self.story.sections, start=1):
            self.section(number, section)
            for listing in self.story.lists(section.id):
                self.line(listing.title, SECOND, self.size, indent=True, keep=True)
                self.listed(listing, ANNEXED, BROAD)

    def listed(self, listing: Listing, most: int, width: float) -> None:
        """A list: its sentence, its first rows, and what is left out."""
        rows, cut = listing.first(most, self.lang)
        self.body(self.stopped(listing.said))
        if rows:
            self.table(listing.heads, listing.widths(width), rows)
        if cut:
            self.body(self.stopped(cut))

    def item(self, each: Amended) -> str:
        return text("pack.opening.item", self.lang, title=each.title, told=each.told)

    def listing(self, said: str, items: Sequence[str]) -> None:
        """One paragraph: how many there are, then the first of them by number."""
        parts = [self.stopped(said)]
        parts += [f"{number}. {self.stopped(item)}" for number, item in enumerate(items[:LISTED], start=1)]
        if len(items) > LISTED:
            parts.append(self.stopped(text("pack.opening.more", self.lang, count=len(items) - LISTED)))
        self.body("".join(parts))

    def dated(self) -> str:
        return f"{text('pack.cover.as_of', self.lang)} {self.story.as_of}"

    def stopped(self, said: str) -> str:
        return said + text("pack.stop", self.lang) + ("" if self.lang == "zh" else " ")

    def heading(self, said: str) -> None:
        self.numbered += 1
        mark = f"{numeral(self.numbered)}、" if self.lang == "zh" else f"{self.numbered}. "
        self.line(mark + said, HEAD, self.size, indent=True, keep=True)

    def items(self, told: Sequence[Told], nothing: str) -> None:
        if not told and nothing:
            self.body(self.stopped(nothing))
        for number, each in enumerate(told[:ITEMS], start=1):
            self.body(f"{number}. " + "".join(self.stopped(said) for said in (each.message, *each.briefly)))
        if len(told) > ITEMS:
            self.body(self.stopped(text("pack.summary.more", self.lang, count=len(told) - ITEMS)))

    def section(self, number: int, section: Section) -> None:
        mark = f"（{numeral(number)}）" if self.lang == "zh" else f"({number}) "
        self.line(mark + self.stopped(section.message), SECOND, self.size, indent=True, keep=True)
        heads = [text(f"pack.column.{name}", self.lang, day=self.story.since_short) for name in COLUMNS]
        self.table(heads, WIDTHS, [self.cells(told) for told in section.told])

    def table(self, heads: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[str]]) -> None:
        table = self.made.add_table(rows=0, cols=len(heads))
        table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
        _pad(table)
        for column, width in enumerate(widths):
            table.columns[column].width = Cm(width)
        self.row(table, heads, widths, HEAD)
        repeated = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(repeated)
        for row in rows:
            self.row(table, row, widths, BODY)

    def cells(self, told: Told) -> list[str]:
        goal = told.goal
        target = amounts.amount(goal.target, told.figure.unit, self.lang) if goal else ""
        done = amounts.share(goal.done) if goal and goal.done is not None else ""
        span = text("screen.mark.brackets", self.lang, inner=told.span.strip()) if told.span else ""
        value = told.value if not told.why else told.why
        return [told.title + span, value, told.since, told.last_year, target, done, told.status_said]

    def row(self, table: Any, values: Sequence[str], widths: Sequence[float], face: str) -> None:
        row = table.add_row()
        row.height, row.height_rule = Pt(ROW), WD_ROW_HEIGHT_RULE.AT_LEAST
        whole = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(whole)
        for column, value in enumerate(values):
            cell = row.cells[column]
            cell.width = Cm(widths[column])
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.paragraph_format.line_spacing = Pt(SMALL + 2)
            _run(paragraph, value, face, SMALL)

    def body(self, said: str) -> None:
        self.line(said, BODY, self.size, indent=True)

    def line(
        self, said: str, face: str, size: int, align: WD_ALIGN_PARAGRAPH | None = None, spacing: int = 0,
        indent: bool = False, keep: bool = False,
    ) -> None:  # fmt: skip
        paragraph = self.made.add_paragraph()
        form = paragraph.paragraph_format
        form.line_spacing, form.space_after, form.keep_with_next = Pt(spacing or self.spacing), Pt(0), keep
        form.first_line_indent = Pt(2 * size) if indent else None
        if align is not None:
            paragraph.alignment = align
        _run(paragraph, said, face, size)

    def footer(self) -> None:
        paragraph = self.made.sections[0].footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(paragraph, f"{self.story.footer}    — ", BODY, SMALL)
        number = OxmlElement("w:fldSimple")
        number.set(qn("w:instr"), "PAGE")
        paragraph._p.append(number)
        number.append(_run(paragraph, "1", BODY, SMALL)._element)
        _run(paragraph, " —", BODY, SMALL)


def _run(paragraph: Paragraph, said: str, face: str, size: float) -> Run:
    run = paragraph.add_run(said)
    run.font.size, run.font.name = Pt(size), LATIN
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), face)
    return run


def _pad(table: Any) -> None:
    """Narrow margins in the cells: seven columns of figures stand on a page."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(int(Cm(PADDING).pt * 20)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def with_substitutes(table: bytes) -> bytes:
    """A font table that says what to take where an office's typeface is not installed."""
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>' for name, other in INSTEAD.items()
    )
    return table.replace(b"</w:fonts>", entries.encode() + b"</w:fonts>")
