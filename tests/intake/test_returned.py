"""The clerk's own workbook back: bad cells marked, a sheet of reasons in front, nothing else changed."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from parkdash.ingest import Issue, read
from parkdash.ingest.files import grids_in, sheets_in
from parkdash.ingest.issues import issue
from parkdash.ingest.slip import MARK
from parkdash.intake.ooxml.styles import COLOURS
from parkdash.intake.placed import address, column_number
from parkdash.intake.returned import returned, try_id_in
from tests.ingest.making import book_bytes, csv_bytes

HEAD = ["企业名称", "月份", "营业收入(万元)", "从业人员"]
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0000000004945"
    "4e44ae426082"
)


def decorated() -> bytes:
    """A workbook with what people put into one: formats, widths, a formula, merged cells, drop-downs, a note, an image."""
    target = BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet, other = book.add_worksheet("企业月报"), book.add_worksheet("说明")
        money, bold = (
            book.add_format({"num_format": "#,##0.00", "bg_color": "#DDEBF7"}),
            book.add_format({"bold": True}),
        )
        sheet.set_column(0, 0, 33)
        sheet.set_row(1, 40)
        sheet.write_row(0, 0, HEAD, bold)
        for row, cells in enumerate(
            [["甲", "2025-08", 1, 3], ["乙", "2025/13", 2, 4], ["丙", "2025-08", "很多", None]], 1
        ):
            sheet.write_row(row, 0, cells)
            if isinstance(cells[2], int):
                sheet.write_number(row, 2, cells[2], money)
        sheet.write_formula(3, 3, "=D2+D3", None, 7)
        sheet.data_validation(1, 1, 9, 1, {"validate": "list", "source": ["2025-08", "2025-09"]})
        sheet.conditional_format(1, 2, 9, 2, {"type": "data_bar", "bar_solid": True})
        sheet.write_comment("A2", "请核对名称")
        sheet.write_comment("B3", "问财务")
        sheet.insert_image("H2", "pixel.png", {"image_data": BytesIO(PIXEL)})
        sheet.autofilter(0, 0, 3, 3)
        other.merge_range("A1:C1", "填表说明")
        other.activate()
        book.define_name("说明!本表", "=说明!$A$1:$C$3")
    return target.getvalue()


def wrong(content: bytes, file: str = "八月.xlsx") -> list[Issue]:
    """What is wrong with it."""
    return [each for each in read(content, file, table="企业月报").issues if each.sheet != "说明"]


def opened(content: bytes) -> openpyxl.Workbook:
    """As openpyxl sees it."""
    return openpyxl.load_workbook(BytesIO(content))


def appearance(cell: openpyxl.cell.Cell) -> tuple:
    """Everything of a cell but its colour and note."""
    styles = (repr(each) for each in (cell.font, cell.border, cell.alignment, cell.protection))
    return cell.value, cell.number_format, *styles


def test_bad_cells_are_coloured_and_say_why() -> None:
    content = decorated()
    sheet = opened(returned(content, "八月.xlsx", wrong(content), "zh")[0])["企业月报"]
    assert {cell.coordinate: cell.fill.fgColor.rgb for row in sheet for cell in row if cell.fill.fgColor.rgb in COLOURS.values()} == {
        "B3": COLOURS["error"], "C4": COLOURS["error"],
    }  # fmt: skip
    assert sheet["C4"].comment.text == "第 4 行 营业收入(万元)“很多”不是金额，请填数字，或写成 3000万元。"
    assert sheet["B3"].comment.text.startswith("问财务\n※ parkdash: 第 3 行 月份“2025/13”不是月份")
    assert sheet["A2"].comment.text == "请核对名称"


def test_nothing_else_is_changed() -> None:
    content = decorated()
    back, name = returned(content, "八月.xlsx", wrong(content), "zh", try_id="t1")
    assert name == "八月-待修改.xlsx"
    before, after = opened(content), opened(back)
    assert after.sheetnames == ["导入问题", "企业月报", "说明"]
    for sheet in before:
        twin = after[sheet.title]
        assert [[appearance(cell) for cell in row] for row in sheet] == [
            [appearance(cell) for cell in row] for row in twin
        ]
        assert {key: each.width for key, each in sheet.column_dimensions.items()} == {
            key: each.width for key, each in twin.column_dimensions.items()
        }
        assert {key: each.height for key, each in sheet.row_dimensions.items()} == {
            key: each.height for key, each in twin.row_dimensions.items()
        }
        assert sheet.merged_cells.ranges == twin.merged_cells.ranges
        assert str(sheet.auto_filter.ref) == str(twin.auto_filter.ref)
        assert [each.sqref for each in sheet.data_validations.dataValidation] == [
            each.sqref for each in twin.data_validations.dataValidation
        ]
    assert after["说明"].defined_names["本表"].value == before["说明"].defined_names["本表"].value
    fills = [
        (cell.coordinate, cell.fill.fgColor.rgb)
        for row in before["企业月报"]
        for cell in row
        if cell.coordinate not in ("B3", "C4")
    ]
    assert fills == [(place, after["企业月报"][place].fill.fgColor.rgb) for place, _ in fills]
    assert [sheet.sheet_view.tabSelected for sheet in after] == [True, None, None]


def test_parts_that_no_library_knows_stay_byte_for_byte() -> None:
    content = decorated()
    back = returned(content, "八月.xlsx", wrong(content), "zh")[0]
    with ZipFile(BytesIO(content)) as old, ZipFile(BytesIO(back)) as new:
        edited = {name for name in old.namelist() if old.read(name) != new.read(name)}
        assert not set(old.namelist()) - set(new.namelist())
        assert b"x14:dataBar" in new.read("xl/worksheets/sheet1.xml")
        assert b"<f>D2+D3</f><v>7</v>" in new.read("xl/worksheets/sheet1.xml")
    assert edited == {
        "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml",
    }  # fmt: skip


def test_the_same_rows_are_read_again_and_the_front_sheet_is_not() -> None:
    content = decorated()
    back, name = returned(content, "八月.xlsx", wrong(content), "zh", try_id="t1")
    before, after = grids_in(content, "八月.xlsx"), grids_in(back, name)
    assert [grid.name for grid in after] == [grid.name for grid in before]
    for old, new in zip(before, after, strict=True):
        assert [column.to_pylist() for column in new.columns] == [column.to_pylist() for column in old.columns]


@pytest.mark.parametrize("try_id", ["", "2026-01-05-a1b2c3"])
def test_a_returned_workbook_is_known_by_its_try(try_id: str) -> None:
    back = returned(decorated(), "八月.xlsx", [], "zh", try_id=try_id)[0]
    assert try_id_in(back) == (try_id or None)
    saved = opened(back)
    saved.remove(saved["导入问题"])
    target = BytesIO()
    saved.save(target)
    assert try_id_in(target.getvalue()) == (try_id or None)


def test_other_files_belong_to_no_try() -> None:
    assert try_id_in(decorated()) is None
    assert try_id_in(b"a,b\n1,2\n") is None
    assert try_id_in(b"PK\x03\x04 no workbook") is None


def test_corrected_and_handed_in_again_it_has_only_what_is_wrong_now() -> None:
    content = decorated()
    first = returned(content, "八月.xlsx", wrong(content), "zh", try_id="t1")[0]
    book = opened(first)  # saved by another program, as a clerk does
    book["企业月报"]["B3"].value = "2025-09"
    target = BytesIO()
    book.save(target)
    again = target.getvalue()
    assert [each.row for each in wrong(again) if each.row] == [4]
    book = opened(returned(again, "八月-待修改.xlsx", wrong(again), "zh", try_id="t1")[0])
    assert book.sheetnames == ["导入问题", "企业月报", "说明"]
    assert book["企业月报"]["B3"].fill.fgColor.rgb not in COLOURS.values()
    assert "※" not in book["企业月报"]["B3"].comment.text
    assert book["企业月报"]["C4"].fill.fgColor.rgb == COLOURS["error"]
    assert book["企业月报"]["C4"].comment.text.count("第 4 行") == 1
    assert [row[2].value for row in book["导入问题"].iter_rows(min_row=7) if row[2].value] == ["C4"]


def test_the_sheet_in_front_lists_every_reason_with_a_link_to_its_cell() -> None:
    content = decorated()
    sheet = opened(returned(content, "八月.xlsx", wrong(content), "en")[0])["Import issues"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
    assert rows[0] == ["Severity", "Sheet", "Cell", "Column", "Reason and what to do"]
    assert [row[:4] for row in rows[1:]] == [
        ["Error", "企业月报", "B3", "月份"],
        ["Error", "企业月报", "C4", "营业收入(万元)"],
    ]
    assert sheet["C7"].hyperlink.location == "'企业月报'!B3"
    assert str(sheet["A5"].value).startswith(MARK)


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_what_we_add_never_begins_a_formula(value: str) -> None:
    issues = [issue("unknown_header", value, 0, value, title="x")]
    sheet = opened(returned(decorated(), f"{value}.xlsx", issues, "zh")[0])["导入问题"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"} or {cell.data_type for cell in cells} == {"inlineStr"}
    assert not [cell.value for cell in cells if str(cell.value).startswith(("=", "+", "-", "@", "\t"))]


def test_a_required_cell_that_is_not_there_is_added_in_its_place() -> None:
    content = book_bytes(企业月报=[HEAD, ["甲", None, 1, 3], ["乙", "2025-08", 2, 3]])
    sheet = opened(returned(content, "a.xlsx", wrong(content), "zh")[0])["企业月报"]
    assert sheet["B2"].fill.fgColor.rgb == COLOURS["error"]
    assert [cell.value for cell in sheet[2]] == ["甲", None, 1, 3]


def test_an_issue_of_a_whole_column_stands_at_its_header_and_one_of_a_row_at_its_first_cell() -> None:
    content = book_bytes(企业月报=[["企业名称", "月份", "营业收入"], ["甲", "2025-08", 1], ["甲", "2025-08", 1]])
    sheet = opened(returned(content, "a.xlsx", wrong(content), "zh")[0])["企业月报"]
    assert "未写单位" in sheet["C1"].comment.text
    assert sheet["A3"].fill.fgColor.rgb == COLOURS["warning"]


def test_a_cell_hidden_in_a_merged_area_is_marked_where_the_area_is_shown() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "企业月报"
    for row in [["企业名称", "月份"], ["甲", "2025-08"], [None, "2025-09"]]:
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    target = BytesIO()
    book.save(target)
    back = opened(returned(target.getvalue(), "a.xlsx", [issue("missing_value", "企业月报", 3, "企业名称")], "zh")[0])[
        "企业月报"
    ]
    assert (back["A2"].comment is not None, back["A2"].fill.fgColor.rgb) == (True, COLOURS["error"])


def test_notes_written_by_another_program_stay() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "企业月报"
    for row in [["企业名称", "月份"], ["甲", "2025/13"]]:
        sheet.append(row)
    sheet["A2"].comment = Comment("总部在外地", "财务")
    sheet["A2"].font = Font(italic=True)
    sheet["B2"].fill = PatternFill("solid", fgColor="FF00FF00")
    validation = DataValidation(type="list", formula1='"甲,乙"')
    validation.add("A2:A9")
    sheet.add_data_validation(validation)
    target = BytesIO()
    book.save(target)
    back = opened(returned(target.getvalue(), "a.xlsx", wrong(target.getvalue(), "a.xlsx"), "zh")[0])["企业月报"]
    assert (back["A2"].comment.text, back["A2"].comment.author, back["A2"].font.i) == ("总部在外地", "财务", True)
    assert back["B2"].comment is not None
    assert len(back.data_validations.dataValidation) == 1


def test_a_text_file_comes_back_as_a_workbook_that_says_so() -> None:
    content = csv_bytes(
        "企业名称,月份,营业收入(万元)", "甲,2025-08,1", "乙,2025/13,=1+1", '"-丙",,3', encoding="gb18030"
    )
    issues = read(content, "企业月报.csv").issues
    back, name = returned(content, "企业月报.csv", issues, "zh", try_id="t7")
    assert name == "企业月报-待修改.xlsx"
    book = opened(back)
    assert "已" not in name
    assert "全部单元格为文本" in str(book["导入问题"]["A4"].value)
    sheet = book[book.sheetnames[1]]
    assert [[cell.value for cell in row] for row in sheet] == [
        ["企业名称", "月份", "营业收入(万元)"], ["甲", "2025-08", "1"], ["乙", "2025/13", "=1+1"], ["-丙", None, "3"],
    ]  # fmt: skip
    assert sheet["C3"].data_type == "s"
    assert sheet["B3"].fill.fgColor.rgb == COLOURS["error"]
    assert "不是月份" in sheet["B3"].comment.text
    assert book["导入问题"]["C7"].hyperlink.location == "'企业月报.csv'!B3"
    assert try_id_in(back) == "t7"
    again = sheets_in(back, name)
    assert [column.to_pylist() for column in again[0].columns] == [
        column.to_pylist() for column in sheets_in(content, "企业月报.csv")[0].columns
    ]


def test_a_workbook_that_cannot_be_edited_as_text_is_written_anew() -> None:
    content = decorated()
    target = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(
                name,
                old.read(name).replace(b"<sheetData>", b"<!-- --><sheetData>") if "sheet1" in name else old.read(name),
            )
    back, _ = returned(target.getvalue(), "八月.xlsx", wrong(content), "zh", sheets_in(content, "八月.xlsx"))
    book = opened(back)
    assert "全部单元格为文本" in str(book["导入问题"]["A4"].value)
    assert book["企业月报"]["B3"].fill.fgColor.rgb == COLOURS["error"]


def test_a_sheet_longer_than_excel_allows_is_left_out_and_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parkdash.intake.rewritten.ROWS", 2)
    content = csv_bytes("企业名称,月份", "甲,2025-08", "乙,2025/13")
    book = opened(returned(content, "企业月报.csv", read(content, "企业月报.csv").issues, "zh")[0])
    assert book.sheetnames == ["导入问题"]
    assert "“企业月报.csv”超出 Excel 的行列上限" in str(book["导入问题"]["A4"].value)


def test_macros_come_back_as_they_were() -> None:
    target = BytesIO()
    with ZipFile(BytesIO(decorated())) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 macros")
    back, name = returned(target.getvalue(), "八月.xlsm", wrong(decorated()), "zh")
    assert name == "八月-待修改.xlsm"
    with ZipFile(BytesIO(back)) as new:
        assert new.read("xl/vbaProject.bin") == b"\xd0\xcf\x11\xe0 macros"


@pytest.mark.parametrize("place", [(1, 0), (7, 25), (9, 26), (3, 701), (3, 702)])
def test_an_address_is_read_as_it_is_written(place: tuple[int, int]) -> None:
    name = address(place).rstrip("0123456789")
    assert (int(address(place).removeprefix(name)), column_number(name)) == place


def test_a_sheet_with_prefixes_and_without_references_is_edited_all_the_same(tmp_path: Path) -> None:
    content = book_bytes(企业月报=[["企业名称", "月份"], ["甲", "2025-08"], ["乙", "2025/13"]])
    target = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                text = text.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:").replace("<x:?", "<?")
                text = text.replace("xmlns=", "xmlns:x=")
            new.writestr(name, text)
    back = opened(returned(target.getvalue(), "a.xlsx", wrong(content), "zh")[0])["企业月报"]
    assert back["B3"].fill.fgColor.rgb == COLOURS["error"]
    assert back["B3"].comment is not None


def test_an_issue_of_a_sheets_second_table_stands_in_that_sheet() -> None:
    content = book_bytes(企业月报=[HEAD, ["甲", "2025-08", 1, 3]])
    told = [replace(issue("missing_value", "企业月报#2", 2, ""), letter="C")]
    assert opened(returned(content, "a.xlsx", told, "zh")[0])["企业月报"]["C2"].comment is not None


def test_every_part_of_what_goes_back_is_well_formed_and_declared() -> None:
    content = decorated()
    with ZipFile(BytesIO(returned(content, "八月.xlsx", wrong(content), "zh", try_id="t<1>")[0])) as book:
        names = book.namelist()
        trees = {
            name: ElementTree.fromstring(book.read(name)) for name in names if name.endswith((".xml", ".rels", ".vml"))
        }
    declared = {each.get("PartName") or f".{each.get('Extension')}" for each in trees["[Content_Types].xml"]}
    assert len(names) == len(set(names))
    assert not [name for name in names if not {f"/{name}", f".{name.rpartition('.')[2]}"} & declared]
    order = [child.tag.rpartition("}")[2] for child in trees["xl/worksheets/sheet1.xml"]]
    assert order.index("drawing") < order.index("legacyDrawing") < order.index("extLst")
