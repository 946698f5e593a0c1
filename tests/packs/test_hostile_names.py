"""Names stay names: nothing of an edition becomes a formula, a tag, markup or code in any form."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from docx import Document
from pptx import Presentation

from parkdash.packs.pack import pack
from tests.packs import made, parsed


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return pack(made.EDITION, made.CONTENT, made.LINES, "zh")


def test_no_cell_is_a_formula_or_begins_one(files: dict[str, bytes]) -> None:
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(files["xlsx"])) for row in sheet.rows for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    texts = {cell.value for cell in cells if isinstance(cell.value, str)}
    assert {"'=1+1", "<script>alert(1)</script>", "**b**", "#let x = 1", "'@cmd", "{{ 7*7 }}", "&amp;"} <= texts
    assert not [value for value in texts if value.startswith(("=", "+", "@"))]


def test_the_page_has_no_script_and_fetches_nothing(files: dict[str, bytes]) -> None:
    page = parsed.of_page(files["html"])
    assert not page.tags & {"script", "img", "iframe", "link", "object", "embed", "form", "b2"}
    assert all(link.startswith("#") for link in page.links)
    assert "http" not in files["html"].decode().replace("http-equiv", "")
    assert set(made.HOSTILE) <= set(page.text)


def test_the_report_prints_names_letter_by_letter(files: dict[str, bytes]) -> None:
    said = parsed.of_report(files["pdf"])
    assert "=1+1、<script>alert(1)</script>、**b**" in said
    assert "#letx=1" in said


def test_slides_and_briefing_hold_names_as_text(files: dict[str, bytes]) -> None:
    title = "".join(made.HOSTILE)
    assert title in parsed.of_slides(files["pptx"])
    assert title in parsed.of_briefing(files["docx"])
    said = "".join(paragraph.text for paragraph in Document(io.BytesIO(files["docx"])).paragraphs)
    assert "进：新认定3（=1+1、<script>alert(1)</script>、**b**）" in said


def test_control_characters_of_a_name_become_spaces_and_rare_characters_stay(files: dict[str, bytes]) -> None:
    cells = [cell.value for row in openpyxl.load_workbook(io.BytesIO(files["xlsx"]))["明细"].rows for cell in row]
    assert "甲 \U0003137b公司" in cells


def test_chinese_has_typefaces_in_slides_and_briefing(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(files["pptx"])) as parts:
        theme = parts.read("ppt/theme/theme1.xml").decode()
    assert theme.count('<a:ea typeface="微软雅黑"') == 2
    with zipfile.ZipFile(io.BytesIO(files["docx"])) as parts:
        assert 'w:eastAsia="仿宋_GB2312"' in parts.read("word/document.xml").decode()
        assert '<w:altName w:val="仿宋"/>' in parts.read("word/fontTable.xml").decode()
    assert len(Presentation(io.BytesIO(files["pptx"])).slides) > 5
