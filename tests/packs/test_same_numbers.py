"""Five files of one edition say the same, and what they say is the edition."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader

from parkdash.metrics.amounts import amount
from parkdash.packs.pack import FORMATS, pack
from parkdash.packs.workbook import FACTS
from tests.packs import made, parsed

TITLES = {figure.metric: figure.title["zh"] for figure in made.FIGURES.values()}
SPANS = {"revenue": "（2026年9月）"}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return pack(made.EDITION, made.CONTENT, made.LINES, "zh")


def shown(metric: str) -> str:
    figure = made.FIGURES[metric]
    return "暂无数据" if figure.value is None else amount(figure.value, figure.unit, "zh")


def plain(title: str) -> str:
    """A title as a spreadsheet may hold it."""
    return f"'{title}" if title.startswith("=") else title


@pytest.mark.parametrize("metric", made.FIGURES)
def test_the_workbook_holds_every_number_as_a_number(files: dict[str, bytes], metric: str) -> None:
    figure, row = made.FIGURES[metric], parsed.of_workbook(files["xlsx"])[plain(TITLES[metric])]
    assert row["本期数"] == (None if figure.value is None else float(figure.value))
    assert row["10月16日数"] == figure.since["then"]
    if figure.target:
        aimed = {"年度目标": "target", "年初基数": "base", "完成率（%）": "completion", "序时（%）": "pace"}
        assert {head: row[head] for head in aimed} == {head: figure.target[name] for head, name in aimed.items()}
    assert row["无数原因"] == ("暂无数据" if figure.value is None else None)
    assert len(row) == len(FACTS)


@pytest.mark.parametrize("metric", made.FIGURES)
def test_slides_and_briefing_show_every_figure(files: dict[str, bytes], metric: str) -> None:
    title = TITLES[metric] + SPANS.get(metric, "")
    assert parsed.of_slides(files["pptx"])[title][0] == shown(metric)
    assert parsed.of_briefing(files["docx"])[title][0] == shown(metric)


@pytest.mark.parametrize("metric", made.FIGURES)
def test_the_report_says_every_figure_as_text(files: dict[str, bytes], metric: str) -> None:
    assert "".join((TITLES[metric] + shown(metric)).split()) in parsed.of_report(files["pdf"])


@pytest.mark.parametrize("metric", made.FIGURES)
def test_the_page_shows_every_figure_and_keeps_its_digits(files: dict[str, bytes], metric: str) -> None:
    exact, value = parsed.of_page(files["html"]).figures[metric]
    figure = made.FIGURES[metric]
    assert exact == ("" if figure.value is None else str(figure.value))
    assert value == ("—" if figure.value is None else shown(metric))


def test_every_form_says_the_same_sentence_of_a_figure(files: dict[str, bytes]) -> None:
    said = "高新技术企业44家，较10月16日增加2家，完成年度目标88.0%，正常"
    deck = Presentation(io.BytesIO(files["pptx"]))
    assert said in [slide.shapes.title.text for slide in deck.slides]
    assert said in "".join(parsed.of_page(files["html"]).text)
    assert said in parsed.of_report(files["pdf"])
    book = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))
    assert said in [cell.value for row in book["总体情况"].iter_rows() for cell in row]


def test_a_slide_has_a_chart_that_can_be_edited_and_notes_for_the_speaker(files: dict[str, bytes]) -> None:
    slides = Presentation(io.BytesIO(files["pptx"])).slides
    slide = next(slide for slide in slides if slide.shapes.title.text.startswith("高新技术企业44家"))
    (chart,) = (shape.chart for shape in slide.shapes if shape.has_chart)
    assert list(chart.plots[0].categories) == ["期初", "新认定", "撤销", "期末"]
    assert [tuple(series.values) for series in chart.plots[0].series] == [(0, 42, 44, 0), (42, 3, 1, 44)]
    inside = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    assert [cell.value for cell in inside.active["C"]][1:] == [42, 3, 1, 44]
    notes = slide.notes_slide.notes_text_frame.text
    assert "进：新认定3（=1+1、<script>alert(1)</script>、**b**）" in notes
    assert "期初42，进3，出1，期末44" in notes


def test_what_was_promised_comes_first_then_exceptions(files: dict[str, bytes]) -> None:
    titles = [slide.shapes.title.text for slide in Presentation(io.BytesIO(files["pptx"])).slides]
    assert (
        titles[1:9]
        == [
            "2项目标中滞后1项",
            "交办事项共2项：已办结1项、未办结1项，其中逾期1项",
            "10月16日第2期所示数字，有2项按现有数据已调整",
            "卡住的项目2个：超过阶段时限1个，静默1个",
            "未完成节点目标2项，其中逾期1项；2026年已完成1项",
            "其他园区公开数据6条：实际3条、目标1条、预计1条、推算1条；其中2条与本园指标可比",  # its group has no figures here
            "营业收入2026年9月2.67亿元，本年累计12.00亿元，完成年度目标30.0%，滞后",
            "高新技术企业44家，较10月16日增加2家，完成年度目标88.0%，正常",
        ]
    )


def test_edition_and_hash_stand_on_every_page_of_the_report(files: dict[str, bytes]) -> None:
    for page in PdfReader(io.BytesIO(files["pdf"])).pages:
        assert "第3期·数据截至2026-10-23·第7版数据·校验值ab12ab12ab12" in "".join(page.extract_text().split())


def test_a_list_that_is_cut_says_so(files: dict[str, bytes]) -> None:
    said = "高新技术企业：共44条，只列前8条"
    book = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))
    assert book["明细"]["A1"].value == said
    assert said in [row[0].value for row in book["明细"].iter_rows(min_row=2)]


def test_the_page_tells_how_many_of_its_lines_it_lists(files: dict[str, bytes]) -> None:
    assert "高新技术企业：共44条，只列前8条" in "".join(parsed.of_page(files["html"]).text)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_edition_gives_the_same_bytes(files: dict[str, bytes], form: str) -> None:
    again = pack(made.EDITION, made.CONTENT, made.LINES, "zh", [form])
    assert again[form] == files[form]


def test_no_file_has_the_day_on_which_it_was_made(files: dict[str, bytes]) -> None:
    made_at = made.EDITION.made_at
    assert openpyxl.load_workbook(io.BytesIO(files["xlsx"])).properties.created == made_at.replace(tzinfo=None)
    assert Presentation(io.BytesIO(files["pptx"])).core_properties.modified == made_at.replace(tzinfo=None)
    written = PdfReader(io.BytesIO(files["pdf"])).metadata
    assert written is not None
    assert written.creation_date == made_at
    assert datetime.now(UTC) > made_at


def test_there_is_an_english_pack() -> None:
    file = pack(made.EDITION, made.CONTENT, made.LINES, "en", ["html"])["html"]
    assert "High-tech enterprises: 44 firms, up 2 firms since 10-16" in "".join(parsed.of_page(file).text)
