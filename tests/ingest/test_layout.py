"""Where a table is in its sheet: what is a header, what is a record, what is neither."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parkdash.ingest import read, understood
from parkdash.ingest.files import grids_in
from parkdash.ingest.layout.tables import tables_in
from tests.ingest.laying import Rows, book, headers, laid, left, only, records, text_laid

CODES = [f"91110000MA00000{number:03}" for number in range(100)]


def test_a_merged_cell_of_a_firm_stands_for_each_of_its_events() -> None:
    sheet = only(
        [
            ["公司", "成立时间", "融资时间", "轮次", "融资总额"],
            ["甲公司", "2011-07", "2015-01-01", "A轮", "3亿"],
            [None, None, "2016-01-01", "B轮", None],
            ["乙公司", "2012-01", "-", "-", "-"],
        ],
        merged="A2:A3 B2:B3 E2:E3",
    )
    assert [row[:5] for row in records(sheet)] == [
        ("甲公司", "2011-07", "2015-01-01", "A轮", "3亿"),
        ("甲公司", "2011-07", "2016-01-01", "B轮", ""),  # one amount, not two
        ("乙公司", "2012-01", "-", "-", "-"),
    ]
    assert (sheet.layout.filled_down, sheet.layout.merged_amounts) == ((0, 1), (4,))


def test_without_merged_cells_blanks_are_filled_where_the_leading_columns_are_blank_in_block_after_block() -> None:
    (sheet,) = text_laid(
        "序号,企业名称,融资时间,轮次",
        "1,甲公司,2015-01-01,A轮",
        ",,2016-01-01,B轮",
        "2,乙公司,2017-01-01,A轮",
        ",,2018-01-01,B轮",
    )
    assert [row[:2] for row in records(sheet)] == [("1", "甲公司"), ("1", "甲公司"), ("2", "乙公司"), ("2", "乙公司")]
    assert sheet.layout.filled_down == (0, 1)


@pytest.mark.parametrize(
    "lines",
    [
        ("信用代码,企业名称,收入", f"{CODES[0]},甲公司,1", ",乙公司,2", f"{CODES[1]},丙公司,3", ",丁公司,4"),
        ("曾用名,企业名称,收入", "老甲,甲公司,1", ",乙公司,2", ",丙公司,3", "老丁,丁公司,4", ",戊公司,3"),
        (
            "企业名称,月份,收入",
            "甲公司,2025-01,1",
            ",2025-02,2",
            "乙公司,2025-01,3",
            "丙公司,2025-02,4",
            "丁公司,2025-02,4",
        ),
        ("备注,企业名称,收入", "新,甲公司,1", ",乙公司,2", ",丙公司,3", "好,丁公司,4", ",戊公司,3"),
    ],
)
def test_a_value_that_is_missing_here_and_there_is_not_filled(lines: tuple[str, ...]) -> None:
    (sheet,) = text_laid(*lines)
    assert sheet.layout.filled_down == ()


@pytest.mark.parametrize(
    "row",
    [
        ["合计科技有限公司", 3, "是"],
        ["总计", 3, "A轮"],
        ["小计算机公司", 3, ""],
        ["审计", 3, ""],
        ["Total", 3, "France"],
    ],
)
def test_a_firm_whose_name_sounds_like_a_sum_stays(row: list[object]) -> None:
    sheet = only([["企业名称", "收入", "轮次"], ["甲公司", 1, "A轮"], row, ["乙公司", 2, "B轮"]])
    assert sheet.rows.to_pylist() == [2, 3, 4]


@pytest.mark.parametrize(
    "word",
    [
        "合计",
        "合  计",
        "合计：",
        "总计",
        "小计",
        "本页小计",
        "共计",
        "Total",
        "TOTAL",
        "Grand total",
        "合计（3家）",
        "本年累计",
    ],
)
def test_a_row_of_sums_is_left_out(word: str) -> None:
    sheet = only([["企业名称", "收入"], ["甲公司", 1], ["乙公司", 2], [word, 3]])
    assert (sheet.rows.to_pylist(), left(sheet, "total")) == ([2, 3], [4])


def test_a_first_row_of_values_is_a_record() -> None:
    (sheet,) = text_laid(*(f"甲{number}有限公司,{CODES[number]},2025-01-0{number + 1},{number}" for number in range(5)))
    assert (sheet.layout.headerless, sheet.headers) == (True, ("A", "B", "C", "D"))
    assert sheet.rows.to_pylist() == [1, 2, 3, 4, 5]


def test_a_title_above_a_table_without_a_header_is_no_record() -> None:
    sheet = only([["企业名单"], *([f"甲{n}有限公司", CODES[n], f"2025-01-0{n + 1}"] for n in range(5))], merged="A1:C1")
    assert (sheet.layout.headerless, sheet.layout.title) == (True, "企业名单")
    assert len(sheet.rows) == 5


def test_a_second_table_below_with_a_title_of_its_own_is_a_sheet_of_its_own() -> None:
    first, second = laid(
        [
            ["一、入驻企业"],
            ["企业名称", "入驻日期"],
            ["甲公司", "2025-01-01"],
            ["乙公司", "2025-01-02"],
            [],
            ["二、在谈项目"],
            ["项目名称", "投资额(亿元)", "阶段"],
            ["芯片项目", 10, "在谈"],
            ["合计", 10, None],
        ]
    )
    assert (first.name, headers(first), first.rows.to_pylist()) == ("表", ["企业名称", "入驻日期"], [3, 4])
    assert (second.name, headers(second), second.rows.to_pylist()) == (
        "表#2",
        ["项目名称", "投资额(亿元)", "阶段"],
        [8],
    )
    assert (first.layout.title, second.layout.title) == ("一、入驻企业", "二、在谈项目")


def test_tables_side_by_side_keep_the_letters_of_their_columns() -> None:
    first, second = laid(
        [
            ["企业名称", "收入", None, "姓名", "学历"],
            ["甲公司", 1, None, "王一", "硕士"],
            ["乙公司", 2, None, "王二", "博士"],
            ["丙公司", 3, None, None, None],
        ]
    )
    assert (first.headers, len(first.rows)) == (("企业名称", "收入"), 3)
    assert (second.headers, len(second.rows)) == (("", "", "", "姓名", "学历"), 2)


def test_a_list_printed_in_two_columns_is_two_tables() -> None:
    first, second = laid(
        [["高企名单"], ["序号", "企业名称", "序号", "企业名称"], [1, "甲公司", 3, "丙公司"], [2, "乙公司", None, None]],
        merged="A1:D1",
    )
    assert records(first) == [("1", "甲公司"), ("2", "乙公司")]
    assert records(second) == [("3", "丙公司")]


def test_a_blank_column_within_one_table_does_not_divide_it() -> None:
    sheet = only([["企业名称", "收入", None, "税收"], ["甲公司", 1, None, 3], ["乙公司", 2, None, 4]])
    assert sheet.headers == ("企业名称", "收入", "", "税收")


@pytest.mark.parametrize(
    ("shape", "rows", "seen"),
    [
        (
            "transposed",
            [
                ["企业名称", "甲公司", "乙公司"],
                ["成立日期", "2015-01-01", "2016-01-01"],
                ["注册资本", 100, 200],
                ["联系人", "张三", "李四"],
            ],
            "企业名称",
        ),
        ("cross", [["企业名称", "1月", "2月", "3月"], ["甲公司", 1, 2, 3], ["乙公司", 4, 5, 6]], "1月"),
        ("cross", [["指标", 2022, 2023, 2024], ["营业收入", 1, 2, 3], ["利润", 4, 5, 6]], "2022"),
        (
            "form",
            [
                ["企业基本情况表"],
                ["企业名称", "甲公司", "法定代表人", "张三"],
                ["成立日期", "2015-01-01", "注册资本", "500万元"],
                ["联系人", "李四", "联系电话", "13800000000"],
            ],
            "企业名称",
        ),
        (
            "unclear",
            [
                ["本周园区召开工作例会，研究部署下一阶段招商引资工作，会议由主任主持，各部门负责人参加会议。"],
                ["会议强调，要进一步提高站位，压实责任，确保全年目标任务圆满完成，为高质量发展作出贡献。"],
            ],
            "本周",
        ),
        ("empty", [], ""),
    ],
)
def test_what_is_no_table_says_what_it_looks_like(shape: str, rows: Rows, seen: str) -> None:
    sheet = only(rows)
    assert sheet.layout.shape == shape
    assert not seen or sheet.layout.seen[0].startswith(seen)


def test_hidden_rows_stay_records_and_are_counted() -> None:
    sheet = only([["企业名称", "收入"], ["甲公司", 1], ["乙公司", 2], ["丙公司", 3]], hidden=[1, 3])
    assert (len(sheet.rows), sheet.layout.hidden) == (3, 1)


def test_every_second_row_may_be_blank() -> None:
    (sheet,) = text_laid("city,company,salary", ",,", "成都,甲公司,5k-8k", ",,", "北京,乙公司,8k-9k", ",,")
    assert sheet.rows.to_pylist() == [3, 5]
    assert left(sheet, "blank") == [2, 4]


def test_a_row_of_a_text_file_with_more_cells_than_the_header_is_told() -> None:
    (sheet,) = text_laid("企业名称,收入", "甲公司,1,多", "乙公司,2")
    assert (sheet.headers, sheet.surplus) == (("企业名称", "收入"), ((2, 3),))


def test_a_column_of_a_workbook_without_a_header_stays_at_its_place() -> None:
    assert only([["企业名称", "收入"], ["甲公司", 1, "多"], ["乙公司", 2]]).headers == ("企业名称", "收入", "")


def test_given_header_rows_are_taken_as_they_are() -> None:
    sheet = only([["甲", "乙"], ["a", "b"], ["c", "d"]], header_rows=[2])
    assert (sheet.headers, sheet.rows.to_pylist(), sheet.layout.title) == (("a", "b"), [3], "甲 乙")


def test_a_header_without_records_is_a_table_without_records() -> None:
    sheet = only([["企业名称", "统一社会信用代码", "成立日期"]])
    assert (sheet.headers, len(sheet.rows), sheet.layout.shape) == (
        ("企业名称", "统一社会信用代码", "成立日期"),
        0,
        "table",
    )


PLAIN: Rows = [
    ["序号", "企业名称", "成立日期", "营业收入(万元)"],
    [1, "甲科技有限公司", "2015-08-01", 120],
    [2, "乙软件有限公司", "2016-03-01", 80],
    [3, "丙生物有限公司", "2018-11-01", 45.5],
]
TITLES = st.sampled_from(
    ["2025年10月园区企业月报表", "填报单位：开发区管委会", "单位：万元", "附件1", "2025年11月3日", ""]
)
FOOTERS = st.sampled_from(
    [
        "数据来源：统计局",
        "制表人：张三",
        "注：本表不含分公司。",
        "备注：金额为快报数",
        "Source: office",
        "打印日期：2025-11-03",
        "",
    ]
)
SUMS = st.sampled_from([[], [["合计", None, None, 245.5]], [[None, "小计", None, 245.5], [None, "总计", None, 245.5]]])


@given(
    # A title stands once: lines that repeat themselves above a table are records of a list of their own.
    above=st.lists(TITLES, max_size=4, unique_by=lambda title: title or object()),
    below=st.lists(FOOTERS, max_size=3),
    sums=SUMS,
    gaps=st.lists(st.integers(0, 2), min_size=3, max_size=3),
    shift=st.integers(0, 3),
    text=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_what_stands_around_a_table_does_not_change_its_records(
    above: list[str], below: list[str], sums: list[list[object]], gaps: list[int], shift: int, text: bool
) -> None:
    body: list[list[object]] = []
    for row, gap in zip(PLAIN[1:], gaps, strict=True):
        body += [list(row), *([] for _ in range(gap))]
    rows = [[title] for title in above] + [list(PLAIN[0])] + body + sums + [[footer] for footer in below]
    placed = [[None] * shift + row for row in rows]
    sheets = text_laid(*_lines(placed)) if text else laid(placed)
    (sheet,) = sheets
    assert records(sheet) == [tuple(map(str, row)) for row in PLAIN[1:]]
    assert headers(sheet) == PLAIN[0]
    head = len(above) + 1
    assert sheet.rows.to_pylist() == [head + 1, head + 2 + gaps[0], head + 3 + gaps[0] + gaps[1]]


def _lines(rows: Rows) -> list[str]:
    width = max(map(len, rows))
    return [
        ",".join("" if cell is None else str(cell) for cell in [*row, *[None] * (width - len(row))]) for row in rows
    ]


CELLS = st.one_of(
    st.none(),
    st.text(max_size=6),
    st.integers(0, 3000),
    st.sampled_from(["合计", "企业名称", "单位：万元", "2025年", "一、甲", "注：乙", "1月"]),
)


@given(
    rows=st.lists(st.lists(CELLS, max_size=6), max_size=12),
    areas=st.lists(st.tuples(st.integers(1, 9), st.integers(1, 5), st.integers(0, 3), st.integers(0, 3)), max_size=3),
)
@settings(max_examples=80, deadline=None)
def test_any_cells_give_tables_or_a_shape_and_each_row_is_accounted_for(
    rows: list[list[object]], areas: list[tuple[int, int, int, int]]
) -> None:
    lines = _lines(
        [[str(cell).replace(",", "").replace('"', "") if cell is not None else None for cell in row] for row in rows]
        or [[]]
    )
    content = "\n".join("".join(letter for letter in line if letter.isprintable()) for line in lines).encode()
    if not content.strip():
        return
    (grid,) = grids_in(content, "表.csv", "utf-8")
    sheets = tables_in(grid)
    assert sheets
    assert [sheet.headers for sheet in tables_in(grid)] == [sheet.headers for sheet in sheets]
    for sheet in sheets:
        told = {row for row, _, _ in sheet.layout.left_out}
        assert not told & set(sheet.rows.to_pylist())
    if len(sheets) == 1 and sheets[0].layout.shape == "table":
        filled = {
            number
            for number, cells in enumerate(zip(*(column.to_pylist() for column in grid.columns), strict=True), 1)
            if any(cells)
        }
        surplus = {row for row, _ in sheet.surplus}
        assert filled <= told | surplus | set(sheet.rows.to_pylist()) | set(sheet.layout.header_rows)


def test_a_saved_workbook_and_its_text_give_the_same_records() -> None:
    assert records(laid(PLAIN)[0]) == records(text_laid(*_lines(PLAIN))[0])
    assert BytesIO(book(PLAIN)).getvalue()[:2] == b"PK"


@pytest.mark.parametrize("name", ["来源科技有限公司", "会计之家有限公司", "主管云", "审核通科技", "统计之星", "注册宝"])
def test_a_firm_whose_name_sounds_like_a_remark_stays(name: str) -> None:
    sheet = only([["企业名称", "成立日期", "地址", "电话"], ["甲公司", "2020-01-01", "东街", "1"], [name]])
    assert sheet.rows.to_pylist() == [2, 3]


def test_group_names_written_into_each_of_their_columns_are_levels_of_the_header() -> None:
    sheet = only(
        [
            ["序号", "企业名称", "资质", "资质", "备注"],
            ["序号", "企业名称", "高企", "专精特新", "备注"],
            [1, "甲公司", "是", "否", None],
        ]
    )
    assert sheet.headers == ("序号", "企业名称", "资质/高企", "资质/专精特新", "备注")


def test_the_same_columns_under_each_month_are_a_cross_table() -> None:
    sheet = only(
        [["园区", "1月", None, "2月", None], [None, "收入", "税收", "收入", "税收"], ["一号园", 1, 2, 3, 4]],
        merged="A1:A2 B1:C1 D1:E1",
    )
    assert sheet.layout.shape == "cross"


def test_a_row_of_averages_is_neither_a_record_nor_a_sum() -> None:
    sheet = only([["企业名称", "收入"], ["甲公司", 1], ["乙公司", 3], ["合计", 4], ["平均", 2]])
    assert (sheet.rows.to_pylist(), left(sheet, "total"), left(sheet, "note")) == ([2, 3], [4], [5])
    assert [(each.row, each.texts) for each in sheet.layout.totals] == [(4, ("合计", "4"))]


def test_hidden_rows_are_read_and_told() -> None:
    content = book([["企业名称", "成立日期"], ["甲公司", "2020-01-01"], ["乙公司", "2021-01-01"]], hidden=[3])
    intake = read(content, "企业.xlsx", table="企业")
    assert intake.tables["enterprise"].num_rows == 2
    assert [(each.code, each.params["count"]) for each in intake.issues if each.code == "hidden_rows"] == [
        ("hidden_rows", 1)
    ]


def test_a_transposed_sheet_is_refused_in_words() -> None:
    rows = [
        ["企业名称", "甲公司", "乙公司"],
        ["成立日期", "2015-01-01", "2016-01-01"],
        ["注册资本", "100", "200"],
        ["联系人", "张三", "李四"],
    ]
    (refused,) = understood(book(rows), "表.xlsx").refused
    assert "首列为项目名称" in refused.text("zh")
    assert "企业名称" in refused.text("en")
