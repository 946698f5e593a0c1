"""What a reader of each format finds: the figures of a pack by their title."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from html.parser import HTMLParser

import openpyxl
from docx import Document
from pptx import Presentation
from pypdf import PdfReader

NOT_TEXT = {"style", "title"}


def of_workbook(file: bytes) -> dict[str, dict[str, object]]:
    """Title → head → cell, of every sheet that has figures."""
    found = {}
    for sheet in openpyxl.load_workbook(io.BytesIO(file)):
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        if rows and rows[0][:2] == ["指标", "读数"]:
            found |= {str(row[0]): dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]}
    return found


def of_slides(file: bytes) -> dict[str, list[str]]:
    """Title with its span → the other cells of its row."""
    shapes = [shape for slide in Presentation(io.BytesIO(file)).slides for shape in slide.shapes]
    rows = [row for shape in shapes if shape.has_table for row in list(shape.table.rows)[1:]]
    return {row.cells[0].text: [cell.text for cell in row.cells][1:] for row in rows}


def of_briefing(file: bytes) -> dict[str, list[str]]:
    """Title with its span → the other cells of its row."""
    rows = [row for table in Document(io.BytesIO(file)).tables for row in table.rows[1:]]
    return {row.cells[0].text: [cell.text for cell in row.cells][1:] for row in rows}


def of_report(file: bytes) -> str:
    """The text of all pages without any white space: a typesetter puts its own between scripts."""
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(file)).pages).split())


@dataclass
class Page(HTMLParser):
    """What an offline page shows and what it would fetch or run."""

    figures: dict[str, tuple[str, str]] = field(default_factory=dict)  # metric → exact value, value as shown
    tags: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._inside: list[str] = []
        self._metric = self._exact = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self._inside.append(tag)
        self.links += [str(given[name]) for name in ("src", "href", "action", "data") if name in given]
        if "data-metric" in given:
            self._metric, self._exact = str(given["data-metric"]), str(given["data-value"])
        if given.get("class") == "value":
            self.figures[self._metric] = (self._exact, "")

    def handle_data(self, data: str) -> None:
        if self._inside and self._inside[-1] not in NOT_TEXT:
            self.text.append(data)
        if self._metric in self.figures and not self.figures[self._metric][1]:
            self.figures[self._metric] = (self._exact, data.strip())


def of_page(file: bytes) -> Page:
    """The page as a browser would take it apart."""
    page = Page()
    page.feed(file.decode())
    return page
