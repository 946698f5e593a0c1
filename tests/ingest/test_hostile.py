"""Hostile and odd files: a refusal with a reason, or what can be read, within bounded memory."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from parkdash.ingest import Unreadable
from parkdash.ingest.files import grids_in, issues_in
from parkdash.ingest.grids import Area
from tests.ingest.hostile import SHEET, ods, ods_row, part_of, plain_book, with_parts, with_rows, xls
from tests.ingest.making import csv_bytes

ROOT = Path(__file__).parents[2]
MEMORY = 2 << 30  # bytes of addresses that the reading process may have; half of it is libraries
APART = """
import json, resource, sys
from pathlib import Path
from parkdash.ingest.files import grids_in
from parkdash.ingest.issues import Unreadable
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]), int(sys.argv[1])))
for path in map(Path, sys.argv[2:]):
    try:
        told = [[len(grid.rows), len(grid.columns)] for grid in grids_in(path.read_bytes(), path.name)]
    except Unreadable as refused:
        told = refused.code
    print(json.dumps(told), flush=True)
"""
BLANK_REST = ods_row('<table:table-cell table:number-columns-repeated="16384"/>', repeated=1_048_576)


def lying(content: bytes, size: int) -> bytes:
    """The zip file with another unpacked size in all its headers."""
    return content.replace(struct.pack("<I", size), struct.pack("<I", 10))


def cells(*addresses: str) -> bytes:
    """A workbook with a number in each of these cells."""
    return with_rows("".join(f'<row r="{a.lstrip("ABCDEFGX")}"><c r="{a}"><v>1</v></c></row>' for a in addresses))


def hostile() -> dict[str, tuple[bytes, object]]:
    """By file name: content, and the code of the refusal or the (rows, columns) of the sheets."""
    zeros = bytes(300 << 20)
    book = plain_book()
    strings = part_of(book, "xl/sharedStrings.xml")
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    declared = strings.replace(b"?>", b"?>" + entities, 1)
    wide = with_rows('<row><c><v>1</v></c></row><row r="1048576">' + "<c><v>1</v></c>" * 16_384 + "</row>")
    prefixed = with_parts(
        **{
            SHEET: b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
            b"<x:row r=\"1\"><x:c r='A1'><x:v>1</x:v></x:c></x:row><x:row r=\"9\"><x:c r='XFD1048576'><x:v>1</x:v></x:c></x:row>"
            b"</x:sheetData></x:worksheet>"
        }
    )
    return {
        "bomb.xlsx": (with_parts(**{"xl/media/a.bin": zeros}), "too_big"),
        "lying.xlsx": (lying(with_parts(**{"xl/media/a.bin": zeros}), len(zeros)), "too_big"),
        "bomb-in-sheet.xlsx": (with_rows("<row/>" * (50 << 20)), "too_big"),
        "strings.xlsx": (with_parts(**{"xl/sharedStrings.xml": b"<sst>" + b"<si/>" * 11_000_000}), "too_big"),
        "styles.xlsx": (with_parts(**{"xl/styles.xml": b"<styleSheet>" + b"<xf/>" * 8_000_000}), "too_big"),
        "cell.xlsx": (with_rows(f'<row r="1"><c r="A1" t="str"><v>{"x" * (3 << 20)}</v></c></row>'), "long_cell"),
        "far.xlsx": (cells("A1", "XFD1048576"), "too_big"),
        "sparse.xlsx": (cells("A1", "G1048576"), "too_big"),
        "long.xlsx": (cells("A1", "C1048576"), [[1_048_576, 3]]),
        "unaddressed.xlsx": (wide, "too_big"),
        "prefixed.xlsx": (prefixed, "too_big"),
        "row-mark.xlsx": (with_rows('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576" ht="12"/>'), [[1, 1]]),
        "declared.xlsx": (with_parts(**{"xl/sharedStrings.xml": declared}), "declared_entities"),
        "declared.ods": (ods(ods_row("甲"), head=entities.decode()), "declared_entities"),
        "repeated.ods": (ods(ods_row("甲", repeated=1_048_576), ods_row(*"甲" * 99)), "too_big"),
        "repeated-cells.ods": (
            ods(ods_row('<table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>甲'
                        "</text:p></table:table-cell>", repeated=1_048_576)),
            "too_big",
        ),
        "usual.ods": (ods(ods_row("企业名称", "园区"), ods_row("甲", "一号园"), BLANK_REST), [[2, 2]]),
        "columns.csv": (b"x," * 1_000_000, "too_big"),
        "cell.csv": (b"a,b\n" + b"x" * (2 << 20) + b",1\n", "long_cell"),
        "quote.csv": (b'a,b\n"' + b"x,1\n" * 500_000, "open_quote"),
        "corners.xls": (xls(**{f"s{n}": {(65_535, 255): 1, (0, 0): 1} for n in range(8)}), "damaged"),
    }  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="memory is bounded by the system's own means")
def test_no_hostile_file_takes_the_process_or_its_memory(tmp_path: Path) -> None:
    files = hostile()
    for name, (content, _) in files.items():
        (tmp_path / name).write_bytes(content)
    command = [sys.executable, "-c", APART, str(MEMORY), *(str(tmp_path / name) for name in files)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=300, check=False)
    told = dict(zip(files, map(json.loads, done.stdout.splitlines()), strict=False))
    assert told == {name: wanted for name, (_, wanted) in files.items()}, done.stderr[-2000:]


def test_an_old_workbook_is_read_with_its_merged_cells() -> None:
    (grid,) = grids_in(xls(企业={(0, 0): "企业名称", (0, 1): "园区", (1, 0): "甲", (2, 1): 1.5}), "a.xls")
    assert [column.to_pylist() for column in grid.columns] == [["企业名称", "甲", ""], ["园区", "", "1.5"]]
    assert grid.rows.to_pylist() == [1, 2, 3]


def test_an_old_workbook_with_a_password_is_refused_as_such() -> None:
    content = xls(企业={(0, 0): "甲"})
    file_pass = content.replace(b"\xe1\x00\x02\x00", b"\x2f\x00\x02\x00", 1)  # the record that announces a password
    with pytest.raises(Unreadable) as refused:
        grids_in(file_pass, "a.xls")
    assert refused.value.code == "password"


def test_an_ods_tells_merged_and_hidden_cells_and_percentages() -> None:
    merged = '<table:table-cell office:value-type="string" table:number-columns-spanned="2"><text:p>表</text:p></table:table-cell><table:covered-table-cell/>'
    share = (
        '<table:table-cell office:value-type="percentage" office:value="0.065"><text:p>6.5%</text:p></table:table-cell>'
    )
    rows = [ods_row(merged), ods_row("甲", share, more='table:visibility="collapse"'), ods_row("乙", share)]
    (grid,) = grids_in(ods(*rows), "a.ods")
    assert (grid.merged, grid.hidden, grid.percent) == ((Area(1, 0, 1, 1),), {2}, {1})
    assert grid.columns[1].to_pylist() == ["", "6.5%", "6.5%"]


def test_a_link_to_another_workbook_is_not_followed() -> None:
    rows = '<row r="1"><c r="A1"><f>[1]Sheet1!A1</f><v>7</v></c></row>'
    book = with_rows(rows)
    assert grids_in(book, "a.xlsx")[0].columns[0].to_pylist() == ["7"]


def test_a_formula_that_was_never_worked_out_is_blank_and_told() -> None:
    book = with_rows('<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>A2*2</f></c><c r="C2"><f>1</f><v></v></c></row>')
    (grid,) = grids_in(book, "a.xlsx")
    assert [column[1].as_py() for column in grid.columns[:1]] == ["1"]
    assert [(each.code, each.params) for each in issues_in([grid])] == [
        ("formula_without_value", {"count": 2, "cell": "B2"})
    ]


def test_a_sheet_may_be_named_like_a_path() -> None:
    name = part_of(plain_book(), "xl/workbook.xml").replace("企业".encode(), b"../../etc/passwd")
    (grid,) = grids_in(with_parts(**{"xl/workbook.xml": name}), "a.xlsx")
    assert grid.name == "../../etc/passwd"


def test_control_characters_are_removed_and_told() -> None:
    (grid,) = grids_in(csv_bytes("企业名称,园区", "甲\x00,一\x07号园", "乙,"), "a.csv")
    assert grid.columns[0].to_pylist() == ["企业名称", "甲", "乙"]
    assert [(each.code, each.params) for each in issues_in([grid])] == [
        ("control_characters", {"count": 2, "value": "甲"})
    ]


@pytest.mark.parametrize(
    ("content", "file"),
    [(plain_book(), "a.xlsx"), (xls(企业={(0, 0): "甲"}), "a.xls"), (ods(ods_row("甲")), "a.ods")],
    ids=["xlsx", "xls", "ods"],
)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_workbook_cut_off_is_damaged(content: bytes, file: str, share: float) -> None:
    with pytest.raises(Unreadable) as refused:
        grids_in(content[: int(len(content) * share)], file)
    assert refused.value.code == "damaged"
