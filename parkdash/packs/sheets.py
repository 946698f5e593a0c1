"""The sheets of a workbook: how they are named, printed and written to, cell by cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal

import xlsxwriter

from parkdash.packs.sheet import harmless, sheet_name
from parkdash.telling.listing import Cell as Said
from parkdash.telling.listing import Measured
from parkdash.telling.model import Story

FONT = "微软雅黑"
NUMBER, MONEY, DECIMAL, SHARE = "#,##0", "#,##0.00", "#,##0.0##", "0.0%"
FORMS: dict[str, str] = {"yuan": MONEY, "percent": DECIMAL, "per_hundred": DECIMAL, "times": MONEY, "hectare": DECIMAL}
LINE_HIGH = 14  # points
MANY = 12  # columns from which a sheet is printed on A3, to be read without a glass
LOOKS: dict[str, dict[str, object]] = {
    "": {}, "wrapped": {"text_wrap": True}, "left": {"align": "left"},
    "head": {"text_wrap": True, "bg_color": "#E6EFFA", "bottom": 1},
}  # fmt: skip
Cell = tuple[object, str]  # a value and its number format, "" for the one of its kind


class Sheets:
    """A workbook of one story, a sheet after the other."""

    def __init__(self, book: xlsxwriter.Workbook, story: Story) -> None:
        self.book, self.story, self.lang = book, story, story.lang
        self.formats: dict[tuple[str, bool, str], object] = {}
        self.names: dict[str, str] = {}

    def style(self, form: str = "", bold: bool = False, look: str = "") -> object:
        if (form, bold, look) not in self.formats:
            wanted = {"font_name": FONT, "font_size": 10, "bold": bold, "valign": "top", **LOOKS[look]}
            self.formats[form, bold, look] = self.book.add_format(wanted | ({"num_format": form} if form else {}))
        return self.formats[form, bold, look]

    def page(self, title: str, widths: Sequence[int]) -> xlsxwriter.worksheet.Worksheet:
        page = self.book.add_worksheet(self.name(title))
        page.set_landscape()
        page.set_paper(8 if len(widths) >= MANY else 9)
        page.fit_to_pages(1, 0)
        page.set_footer(f"&L{self.story.footer.replace('&', '&&')}&R&P / &N")
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        return page

    def name(self, title: str) -> str:
        """A sheet's name, which no other sheet may have in any case of its letters."""
        if title not in self.names:
            taken, wanted = {name.casefold() for name in self.names.values()}, sheet_name(title)
            tries = (wanted, *(f"{wanted[:27]} {number}" for number in range(2, 1000)))
            self.names[title] = next(name for name in tries if name.casefold() not in taken)
        return self.names[title]

    def grid(
        self, name: str, said: str, heads: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[Cell]],
        looks: Sequence[str],
    ) -> None:  # fmt: skip
        page = self.page(name, widths)
        self.put(page, 0, 0, (said, ""), bold=True)
        for column, head in enumerate(heads):
            self.put(page, 1, column, (head, ""), bold=True, look="head")
        for line, row in enumerate(rows, start=2):
            for column, cell in enumerate(row):
                self.put(page, line, column, cell, look=looks[column])
            lines = max((_lines(cell, widths[n]) for n, cell in enumerate(row) if looks[n] == "wrapped"), default=1)
            if lines > 1:
                page.set_row(line, LINE_HIGH * lines)  # not every program makes a row as high as its text
        page.freeze_panes(2, 1)
        page.repeat_rows(1)
        page.autofilter(1, 0, max(len(rows) + 1, 2), len(heads) - 1)

    def put(
        self,
        page: xlsxwriter.worksheet.Worksheet,
        line: int,
        column: int,
        cell: Cell,
        bold: bool = False,
        look: str = "",
    ) -> None:
        value, form = cell
        if value is None or value == "":
            return
        if isinstance(value, (int, float, Decimal)):
            page.write_number(line, column, value, self.style(form or NUMBER, bold, look))
        else:
            page.write_string(line, column, str(harmless(value)), self.style("", bold, look))


def _lines(cell: Cell, width: int) -> int:
    """How many lines a text needs in a column of so many letters; a Chinese one is as wide as two."""
    said = cell[0] if isinstance(cell[0], str) else ""
    letters = sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in said)
    return max(-(-letters // max(width - 1, 1)), 1)


def cell_of(given: Said) -> Cell:
    """A cell of a list. What stands around the digits is part of the format: the cell holds the number alone."""
    if not isinstance(given, Measured):
        return given, ""
    form = FORMS.get(given.unit, NUMBER) if given.unit else "General"
    return given.number, "".join((_quoted(given.before), form, _quoted(given.after)))


def _quoted(said: str) -> str:
    """Words as a number format holds them."""
    return '"' + said.replace('"', "") + '"' if said.strip() else ""
