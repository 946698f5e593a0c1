"""Milestones by name, and what other parks have published beside ours, in all five files; a cut list says so."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from parkdash.packs.pack import pack
from parkdash.packs.slidetable import ROOM, height, pages
from parkdash.telling.story import story
from tests.packs import made, parsed
from tests.packs.test_opening import everything, sheet

MILESTONES = "未完成节点目标2项，其中逾期1项；2026年已完成1项"
LATE = ["中试基地通过竣工验收", "云岫", "2026-10-20", "园区办公室", "■ 逾期 3 天", "=1+1"]
OPEN = ["<script>alert(1)</script>", "全部园区", "2026-10-30", "", "还有 7 天", ""]
DONE = ["公寓交付", "全部园区", "2026-08-31", "人才办", "▲ 2026-09-18 完成，超时限 18 天", ""]
PUBLISHED = "其他园区公开数据6条：实际3条、目标1条、预计1条、推算1条；其中2条与本园指标可比"
CUT = "对标公开数据：共6条，只列前2条，其余见同期工作簿"
NEAR = [
    ["甲地园区", "企业 · 数1", "≥ 40家", "", "", "2022", "高新技术企业", "44家", "时点数；口径相近；未说明是否有效",
     "“共有40”", "2023-08"],
    ["甲地园区", "企业 · 数2", "", "60家", "", "2022", "高新技术企业", "50家", "时点数；口径相近；未说明是否有效",
     "“共有60”", "2023-08"],
]  # fmt: skip
REST = [
    ["甲地园区", "企业 · 数3", "", "", "＞ 2亿元", "2022", "", "", "时点数", "“共有2”", "2023-08"],
    ["甲地园区", "企业 · 数4", "数千万元", "", "", "2022", "", "", "时点数；是“企业 · 数1”的一部分，不与其相加",
     "“共有数千万”", "2023-08"],
    ["甲地园区", "企业 · 数5", "592人（推算）", "", "", "2022", "", "", "时点数；=1+1", "“共有592”", "2023-08"],
    ["甲地园区", "企业 · 数6", "9家", "", "", "2022", "", "", "时点数；口径不同；未说明是否有效", "“共有9”", "2023-08"],
]  # fmt: skip


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return pack(made.EDITION, made.CONTENT, made.LINES, "zh")


def test_the_story_keeps_kinds_apart_and_ours_beside_what_compares_alone() -> None:
    told = {listing.name: listing for listing in story(made.EDITION, made.CONTENT, {}, "zh").listings}
    assert [list(row) for row in told["milestones"].texts] == [LATE, OPEN, DONE]
    assert [list(row) for row in told["published"].texts] == [*NEAR, *REST]


def test_the_workbook_has_all_of_them_with_numbers_as_numbers(files: dict[str, bytes]) -> None:
    assert [list(row.values())[:5] for row in sheet(files["xlsx"], "节点目标")] == [
        [cell or None for cell in row[:5]] for row in (LATE, OPEN, DONE)
    ]
    page = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))["对标公开数据"]
    assert [[cell.value for cell in row] for row in page["C3:E8"]] == [
        [40, None, None], [None, 60, None], [None, None, 2], ["数千万元", None, None], [592, None, None], [9, None, None],
    ]  # fmt: skip
    assert [page[cell].value for cell in ("H3", "H4", "H5", "H8")] == [44, 50, None, None]
    assert [page[cell].number_format for cell in ("C3", "E5", "C7", "H3")] == [
        '"≥ "General"家"', '"＞ "General"亿元"', 'General"人（推算）"', '#,##0"家"',
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["pptx", "docx"])
def test_slides_and_briefing_list_milestones_and_what_compares_and_say_what_is_left_out(
    files: dict[str, bytes], form: str
) -> None:
    found = {"pptx": parsed.of_slides, "docx": parsed.of_briefing}[form](files[form])
    assert [found[row[0]] for row in (LATE, OPEN, DONE)] == [row[1:] for row in (LATE, OPEN, DONE)]
    assert found["甲地园区"] == NEAR[-1][1:]
    said = everything(files)[form]
    assert [each for each in (MILESTONES, PUBLISHED, CUT) if each not in said] == []
    assert "592人" not in said


@pytest.mark.parametrize("form", ["pdf", "html"])
def test_report_and_page_list_every_row(files: dict[str, bytes], form: str) -> None:
    said = everything(files)[form]
    cells = [cell for row in (LATE, OPEN, DONE, *NEAR, *REST) for cell in row]
    assert [cell for cell in cells if "".join(cell.split()) not in said] == []
    assert MILESTONES in said
    assert PUBLISHED in said
    assert "只列前2条" not in said


def test_an_edition_that_keeps_no_such_lists_says_nothing_of_them() -> None:
    old = replace(made.CONTENT, stuck=None, milestones=None, published=None)
    assert story(made.EDITION, old, {}, "zh").listings == ()
    without = replace(made.CONTENT, milestones=(), published=())
    assert [each.said for each in story(made.EDITION, without, {}, "zh").listings][1:] == [
        "没有未完成的节点目标，本年也没有已完成的节点目标"
    ]


def test_a_slide_has_as_many_rows_as_have_room_and_none_is_left_with_one() -> None:
    long, short = ["字" * 60], ["字"]  # of 11 points: five lines or one in a column of two inches
    assert height(long, [2.0], 11) > 4 * height(short, [2.0], 11)
    rows = [*[short] * 20, *[long] * 10]
    parts = pages(["头"], [2.0], rows)
    assert [first for first, _ in parts] + [30] == [0, *(last for _, last in parts)]
    assert max(sum(height(row, [2.0], 11) for row in rows[first:last]) for first, last in parts) <= ROOM
    assert pages(["头"], [2.0], [short] * 19) == [(0, 19)]
    assert pages(["头"], [2.0], [short] * 20) == [(0, 10), (10, 20)]
