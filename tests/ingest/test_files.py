"""Files by their bytes: encodings, row numbers, and everything that cannot be read at all."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from parkdash.ingest import Unreadable, mapping_of, read
from parkdash.ingest.files import grids_in, issues_in
from parkdash.ingest.grids import Area
from parkdash.ingest.sheets import letter
from tests.ingest.making import book_bytes, csv_bytes, told, values

PARKS = ("园区名称,所在地区", "一号园,东区")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_a_csv_is_read_in_any_usual_encoding(encoding: str) -> None:
    assert values(read(csv_bytes(*PARKS, encoding=encoding), "园区.csv"), "park", "region") == ["东区"]


def test_rows_are_numbered_as_the_spreadsheet_shows_them() -> None:
    blank = read(csv_bytes("园区名称,所在地区", "一号园,", "", '"二号\n园",东区', ","), "园区.csv")
    assert values(blank, "park", "source_row") == [2, 4]
    book = read(book_bytes(园区=[["园区名称"], [None], ["一号园"], [""], ["二号园"]]), "a.xlsx")
    assert values(book, "park", "source_row") == [3, 5]


def test_a_row_with_more_cells_than_the_header_is_an_error() -> None:
    intake = read(csv_bytes(*PARKS, "二号园,西区,多", "三号园"), "园区.csv")
    assert told(intake.issues) == [(3, "", "surplus_cells")]
    assert values(intake, "park", "name") == ["一号园", "三号园"]


def test_a_row_with_nothing_but_surplus_cells_is_an_error_of_its_own() -> None:
    assert told(read(csv_bytes(*PARKS, ",,多", "三号园"), "园区.csv").issues) == [(3, "", "surplus_cells")]


def test_line_breaks_within_quoted_cells_and_headers_are_kept() -> None:
    content = csv_bytes('"园区\n名称",所在地区', '"一号园",""', '"二号园","东区\n""北""段"')
    assert values(read(content, "园区.csv"), "park", "region") == [None, '东区\n"北"段']


def test_a_csv_may_begin_like_a_zip_file() -> None:
    assert (
        read(
            csv_bytes("PK,y", "一号园,1"), "园区.csv", mapping_of('ignore="*"\n[tables.park.columns]\nname="PK"')
        ).issues
        == []
    )


def test_a_semicolon_and_a_tab_separate_as_well() -> None:
    for mark in ";\t":
        assert read(csv_bytes(*(line.replace(",", mark) for line in PARKS)), "园区.csv").issues == []


def test_cells_of_a_workbook_are_taken_by_value() -> None:
    content = book_bytes(
        园区=[["园区名称", "开园日期", "建筑面积", "是否飞地"], [1001.0, datetime(2025, 1, 13), 12.5, True]]
    )
    row = read(content, "a.xlsx").tables["park"].to_pylist()[0]
    assert (row["name"], row["opened_on"], row["area_sqm"], row["is_enclave"]) == (
        "1001",
        date(2025, 1, 13),
        12.5,
        True,
    )


def test_the_cached_value_of_a_formula_is_read() -> None:
    target = BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet("园区")
        sheet.write_row(0, 0, ["园区名称", "建筑面积"])
        sheet.write(1, 0, "一号园")
        sheet.write_formula(1, 1, "=1+1", None, 7)
    assert values(read(target.getvalue(), "a.xlsx"), "park", "area_sqm") == [7.0]


def test_a_grid_tells_merged_and_hidden_cells_and_percentages() -> None:
    target = BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet("园区")
        sheet.merge_range("B1:C1", "研发")
        share = book.add_format({"num_format": '0.0%"年"'})
        for row in (1, 2, 3):
            sheet.write(row, 1, row / 10, share)
            sheet.write(row, 2, row)
        sheet.set_row(2, None, None, {"hidden": True})
    (grid,) = grids_in(target.getvalue(), "a.xlsx")
    assert (grid.merged, grid.hidden, grid.percent) == ((Area(1, 1, 1, 2),), {3}, {1})
    assert [column.to_pylist() for column in grid.columns] == [
        ["", "", "", ""],
        ["研发", "10%", "20%", "30%"],
        ["", "1", "2", "3"],
    ]


def test_title_and_blank_rows_keep_their_places() -> None:
    (grid,) = grids_in(csv_bytes("统计表", "", "企业,园区,备注", " 甲 ,一号园,", "", ",,"), "a.csv")
    assert [column.to_pylist() for column in grid.columns] == [
        ["统计表", "", "企业", "甲"],
        ["", "", "园区", "一号园"],
        ["", "", "备注", ""],
    ]
    assert grid.rows.to_pylist() == [1, 2, 3, 4]


def bomb() -> bytes:
    """A workbook whose one part unpacks to a thousand times its size."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * (80 << 20))
    return target.getvalue()


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "file", "code"),
    [
        (b"", "a.xlsx", "empty_file"),
        (b" \n", "a.csv", "empty_file"),
        (b"x", "a.docx", "unknown_format"),
        (b"x", "a", "unknown_format"),
        (b"%PDF-1.7\n", "a.xlsx", "wrong_extension"),
        (b"<html><table></table></html>", "a.xls", "web_page"),
        ("一封没有表格的信".encode(), "a.xls", "damaged"),
        (book_bytes(园区=[["园区名称"]])[:900], "a.xlsx", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "a.xls", "damaged"),
        (b"\x00\x01\x02", "a.xlsx", "damaged"),
        (LOCKED, "a.xlsx", "password"),
        (b"a\n\xff\xff\n", "a.csv", "bad_encoding"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, file: str, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(content, file)
    assert caught.value.code == code
    assert file in caught.value.text("zh")


@pytest.mark.parametrize(
    ("content", "file", "actual"),
    [
        ("园区名称\t所在地区\n一号园\t东区\n".encode("gb18030"), "园区.xls", "CSV"),
        (csv_bytes(*PARKS), "园区.xlsx", "CSV"),
        (book_bytes(园区=[["园区名称", "所在地区"], ["一号园", "东区"]]), "园区.csv", "XLSX"),
    ],
)
def test_a_table_under_the_name_of_another_kind_is_read_as_what_it_is(content: bytes, file: str, actual: str) -> None:
    (grid,) = grids_in(content, file)
    assert [column.to_pylist() for column in grid.columns] == [["园区名称", "一号园"], ["所在地区", "东区"]]
    assert [(issue.code, issue.params["actual"]) for issue in issues_in([grid])] == [("other_kind", actual)]


def test_a_workbook_that_unpacks_without_bounds_is_refused() -> None:
    with pytest.raises(Unreadable) as caught:
        read(bomb(), "a.xlsx")
    assert caught.value.code == "too_big"


def test_a_wrong_encoding_names_the_byte() -> None:
    with pytest.raises(Unreadable) as caught:
        read("a,b\n甲,乙\n".encode("gbk"), "a.csv", mapping_of('encoding="utf-8"\n[tables.park.columns]\nname="a"'))
    assert caught.value.params["place"] == 5


@given(cut=st.integers(4, 5000), flip=st.integers(0, 5000))
def test_a_damaged_workbook_is_unreadable_or_read_but_never_an_exception(cut: int, flip: int) -> None:
    whole = bytearray(book_bytes(园区=[["园区名称"], ["一号园"]]))
    whole[flip % len(whole)] ^= 0xFF
    for content in (bytes(whole), bytes(whole[:cut])):
        with suppress(Unreadable):
            read(content, "a.xlsx")


def test_columns_have_the_letters_of_a_spreadsheet() -> None:
    assert [letter(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def _plain_book() -> bytes:
    return book_bytes(企业=[["企业名称"], ["甲"]])


def _with_sheet(content: bytes, cells: str) -> bytes:
    """The workbook with these cells in its only sheet."""
    spoiled = BytesIO()
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    with ZipFile(BytesIO(content)) as whole, ZipFile(spoiled, "w") as taken:
        for name in whole.namelist():
            sheet = name == "xl/worksheets/sheet1.xml"
            taken.writestr(name, f"{head}{cells}</sheetData></worksheet>" if sheet else whole.read(name))
    return spoiled.getvalue()


@pytest.mark.parametrize("corner", ["XFD1048576", "ZZ1048576", "BA1200000", "A99999999"])
def test_one_stray_cell_in_the_far_corner_does_not_take_the_process_along(corner: str) -> None:
    row = corner.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    cells = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="{corner}"><v>1</v></c></row>'
    with pytest.raises(Unreadable) as refused:
        read(_with_sheet(_plain_book(), cells), "企业.xlsx")
    assert refused.value.code == "too_big"


def test_a_far_column_in_a_short_sheet_is_read() -> None:
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row><row r="2"><c r="XFD2"><v>1</v></c></row>'
    assert "unknown_header" in {
        issue.code for issue in read(_with_sheet(_plain_book(), cells), "企业.xlsx", None, "企业").issues
    }


def test_a_text_file_wider_than_any_spreadsheet_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        read(("企业名称" + ",x" * 20_000 + "\n").encode(), "企业.csv")
    assert refused.value.code == "too_big"


@pytest.mark.parametrize(
    ("cell", "refused"), [('"甲', True), ('甲"', False), ('5" 管', False), ('"甲""乙"', False), ('"甲"乙', False)]
)
def test_a_quotation_mark_that_is_never_closed_swallows_no_rows(cell: str, refused: bool) -> None:
    content = f"企业名称,成立日期\n{cell},2026-01-01\n乙,2026-01-01\n丙,2026-01-01\n".encode()
    if not refused:
        assert read(content, "企业.csv").tables["enterprise"].num_rows == 3
        return
    with pytest.raises(Unreadable) as problem:
        read(content, "企业.csv")
    assert (problem.value.code, problem.value.params["row"]) == ("open_quote", 2)


@pytest.mark.parametrize(
    ("toml", "code"),
    [
        ('encoding = "rot13"\n[tables.enterprise.columns]\nenterprise = "甲"', "mapping_value"),
        ('encoding = "base64"\n[tables.enterprise.columns]\nenterprise = "甲"', "mapping_value"),
        ("[tables.enterprise.columns]\nenterprise = { from = [] }", "mapping_source"),
    ],
)
def test_a_mapping_that_cannot_work_is_refused_in_words(toml: str, code: str) -> None:
    with pytest.raises(Unreadable) as problem:
        mapping_of(toml)
    assert problem.value.code == code


def test_a_mapping_may_begin_with_the_mark_of_windows_editors() -> None:
    assert mapping_of('\ufeff[tables.enterprise.columns]\nenterprise = "甲"').tables
