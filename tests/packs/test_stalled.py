"""What is stuck stands in all five files, and says the same in each."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from parkdash.packs.pack import FORMATS, pack
from parkdash.telling.story import story
from tests.packs import made, parsed
from tests.packs.test_opening import everything, sheet

SAID = "卡住的项目2个：超过阶段时限1个，静默1个"
FIRST = [
    "=1+1",
    "云岫",
    "在谈",
    "58天、超28天",
    "0天",
    "要素配套：<script>alert(1)</script>",
    "专班（园区办公室，10月30日前）",
    "杨",
]
SECOND = ["乙厂", "望汐", "签约", "—", "40天", "—", "—", ""]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return pack(made.EDITION, made.CONTENT, made.LINES, "zh")


def test_the_story_tells_each_project_as_the_edition_keeps_it() -> None:
    told = story(made.EDITION, made.CONTENT, {}, "zh")
    assert told.stalled_said == SAID
    assert [list(row) for row in told.listings[0].texts] == [FIRST, SECOND]


def test_the_workbook_has_a_sheet_of_them(files: dict[str, bytes]) -> None:
    rows = [list(row.values()) for row in sheet(files["xlsx"], "卡点项目")]
    assert rows == [["'=1+1", *FIRST[1:]], [each or None for each in SECOND]]
    assert openpyxl.load_workbook(io.BytesIO(files["xlsx"]))["卡点项目"]["A1"].value == SAID


def test_slides_and_briefing_have_a_table_of_them(files: dict[str, bytes]) -> None:
    for found in (parsed.of_slides(files["pptx"]), parsed.of_briefing(files["docx"])):
        assert [found[row[0]] for row in (FIRST, SECOND)] == [FIRST[1:], SECOND[1:]]


def test_the_briefing_says_how_many_there_are(files: dict[str, bytes]) -> None:
    assert SAID in everything(files)["docx"]


@pytest.mark.parametrize("form", ["pptx", "pdf", "html"])
def test_slides_report_and_page_say_how_many_there_are_and_each_cell(files: dict[str, bytes], form: str) -> None:
    said = everything(files)[form]
    assert SAID in said
    assert [cell for cell in (*FIRST, *SECOND) if "".join(cell.split()) not in said] == []


@pytest.mark.parametrize(("stuck", "says"), [((), "没有超期或静默的项目"), (None, "")])
def test_an_edition_with_nothing_stuck_says_so_and_an_old_one_nothing(stuck: tuple[()] | None, says: str) -> None:
    content = replace(made.CONTENT, stuck=stuck)
    assert story(made.EDITION, content, {}, "zh").stalled_said == says
    files = pack(made.EDITION, content, {}, "zh")
    names = openpyxl.load_workbook(io.BytesIO(files["xlsx"])).sheetnames
    assert ("卡点项目" in names) is bool(says)
    for said in everything(files).values():
        assert ("没有超期或静默的项目" in said) is bool(says)
    assert set(files) == set(FORMATS)
