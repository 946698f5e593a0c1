"""What the meeting before asked for, how its figures read now, notes, trends and the year's end, in all five files."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from docx import Document
from pptx import Presentation

from parkdash.packs.pack import FORMATS, pack
from parkdash.telling.opened import promised
from tests.packs import made, parsed

Rows = list[dict[str, object]]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return pack(made.EDITION, made.CONTENT, made.LINES, "zh")


def sheet(file: bytes, name: str) -> Rows:
    """The rows of one sheet by their heads."""
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(file))[name].iter_rows(min_row=2)]
    return [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]]


def everything(files: dict[str, bytes]) -> dict[str, str]:
    """All that a reader of each form but the workbook can read, without white space."""
    paper = Document(io.BytesIO(files["docx"]))
    slides = Presentation(io.BytesIO(files["pptx"])).slides
    shapes = [shape for slide in slides for shape in slide.shapes]
    cells = [cell.text for shape in shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    texts = {
        "docx": [paragraph.text for paragraph in paper.paragraphs],
        "pptx": [*cells, *(shape.text_frame.text for shape in shapes if shape.has_text_frame)],
        "pdf": [parsed.of_report(files["pdf"])],
        "html": parsed.of_page(files["html"]).text,
    }
    return {form: "".join("".join(parts).split()) for form, parts in texts.items()}


@pytest.mark.parametrize("form", ["docx", "pptx", "pdf", "html"])
def test_promises_stand_with_how_far_their_number_has_moved(files: dict[str, bytes], form: str) -> None:
    said = everything(files)[form]
    assert "交办事项共2项：已办结1项、未办结1项，其中逾期1项" in said
    assert "未办结、逾期3天" in said
    assert "42家→44家（+2家）" in said


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"restated": 0}, "42家→44家（+2家）"),
        ({"restated": 3}, "42家→44家（+2家，其中数据追溯调整+3家）"),
        (
            {"id": "revenue", "then": "300000000", "now": "267000000", "moved": "-33000000",
             "days": ["2026-08-01", "2026-08-31"]},
            "3.00亿元（2026-08）→2.67亿元（2026-09，4/5个园区已报）（−3,300万元）",
        ),
        (
            {"id": "revenue", "then": "300000000", "now": "267000000", "moved": "-33000000",
             "days": ["2026-09-01", "2026-09-30"]},
            "3.00亿元→2.67亿元（−3,300万元）",
        ),
    ],
)  # fmt: skip
def test_a_movement_tells_what_of_it_is_restated_and_of_which_months_it_speaks(
    entry: dict[str, Any], said: str
) -> None:
    content = replace(made.CONTENT, promises=({**made.PROMISES[0], **entry},))
    assert promised(content, "zh")[0].moved == said


def test_the_workbook_lists_promises_amended_figures_notes_and_trends(files: dict[str, bytes]) -> None:
    late, done = sheet(files["xlsx"], "上期交办事项")
    assert (late["事项"], late["办理情况"], late["指标变动"]) == ("'=1+1", "未办结、逾期3天", "42家→44家（+2家）")
    assert (done["最近说明"], done["说明单位"]) == ("<script>alert(1)</script>", "督查室")
    amended, why = (row for row in sheet(files["xlsx"], "往期数字调整（≠）") if row["指标"] == "高新技术企业")
    assert (amended["当时所示"], amended["现有数据"], amended["差额"]) == (42, 43, 1)
    assert amended["年度目标"] == "年度目标由60家调整为50家"
    assert (why["类别"], why["名称"], why["数额"], why["报送单位"]) == ("补报", "'@cmd", 1, "科技创新局")
    assert sheet(files["xlsx"], "备注")[0]["备注"] == "**b**"
    months = [row for row in sheet(files["xlsx"], "走势") if row["周期"] == "近12个月"]
    assert [(row["数值"], row["上年同期"], row["计划数"]) for row in months] == [
        (40, 36, 33),
        (42, None, 37.5),
        (44, 40, None),
    ]


def test_an_amended_figure_whose_records_are_too_many_says_so(files: dict[str, bytes]) -> None:
    rows = [str(row["指标"]) for row in sheet(files["xlsx"], "往期数字调整（≠）")]
    assert "营业收入：共25条，只列前20条" in rows


@pytest.mark.parametrize("form", ["docx", "pptx", "pdf", "html"])
def test_what_was_shown_before_is_told_beside_what_it_is_now(files: dict[str, bytes], form: str) -> None:
    said = everything(files)[form]
    assert "10月16日第2期所示数字，有2项按现有数据已调整" in said
    assert "补报1条（+1家）" in said
    assert "年度目标由60家调整为50家" in said


def test_the_year_end_and_an_exceptional_movement_are_told(files: dict[str, bytes]) -> None:
    row = parsed.of_workbook(files["xlsx"])["高新技术企业"]
    assert (row["全年预计"], row["波动提示"]) == (52.4, "增幅超出常态（常态变动+38家至+42家）")
    said = everything(files)
    assert "按目前进度全年预计52家" in said["html"]
    assert "增幅超出常态（常态变动+38家至+42家）" in said["html"]
    assert "增幅超出常态（常态变动+38家至+42家）" in said["pdf"]


def test_a_trend_on_a_slide_is_a_chart_with_its_numbers() -> None:
    behind = replace(made.HIGH_TECH, target={**(made.HIGH_TECH.target or {}), "status": "behind"})
    content = replace(made.CONTENT, figures={"high_tech": behind})
    deck = Presentation(io.BytesIO(pack(made.EDITION, content, {}, "zh", ("pptx",))["pptx"]))
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    months = next(chart for chart in charts if list(chart.plots[0].categories) == ["8月", "9月", "10月"])
    assert {series.name: tuple(series.values) for series in months.plots[0].series} == {
        "本期": (40, 42, 44),
        "上年同期": (36, None, 40),
        "计划": (33, 37.5, None),
    }


def test_an_edition_of_the_first_form_has_a_pack_without_what_it_does_not_know() -> None:
    old = replace(made.HIGH_TECH, trend=None, signal=None, target=made.target("on_track", 50.0, 0.0, 44, 0.88, 3.0))
    content = replace(made.CONTENT, figures={"high_tech": old}, notes=(), restated=None, promises=())
    files = pack(made.EDITION, content, {}, "zh")
    assert set(files) == set(FORMATS)
    names = openpyxl.load_workbook(io.BytesIO(files["xlsx"])).sheetnames
    assert not {"走势", "备注", "上期交办事项", "往期数字调整（≠）"} & set(names)


@pytest.mark.parametrize("form", ["docx", "pptx", "pdf", "html"])
def test_the_english_pack_has_no_chinese_but_names_and_what_people_wrote(form: str) -> None:
    latin = {"park": "p", "subject": "s", "name": "n", "unit": "u", "phrase": "x", "document": "d"}
    content = replace(
        made.CONTENT, figures={"high_tech": made.HIGH_TECH}, notes=(), promises=made.PROMISES[:1], stuck=(),
        milestones=tuple({**each, "milestone": "m", "owner": "o", "park": None} for each in made.MILESTONES),
        published=tuple({**each, **latin, "value": "4", "note": None} for each in made.PUBLISHED),
    )  # fmt: skip
    said = everything(pack(made.EDITION, content, {}, "en"))[form]
    for given in ("科技创新局",):
        said = said.replace(given, "")
    assert not [sign for sign in said if "\u4e00" <= sign <= "\u9fff"]
