"""The encoding of a text file is told by evidence; bytes that are no text are named by place."""

from __future__ import annotations

import random

import pytest

from parkdash.ingest import Unreadable
from parkdash.ingest.encodings import decoded, encoding_of
from parkdash.ingest.files import grids_in

SIMPLIFIED = (
    "企业名称,成立日期,注册资本(万元)|深圳市腾讯计算机系统有限公司|天使轮,数百万人民币|高新技术企业|生物医药（上海）"
    "|周鑫淼|李嫣|龚喆|张江路88号3幢|A股|IT桔子|一号园|甲"
)
TRADITIONAL = (
    "公司名稱,成立日期,資本額(萬元)|台灣積體電路製造股份有限公司|鴻海精密工業|數碼港|智慧城市|電子零組件業|陳冠廷"
    "|林怡君|九龍灣宏開道|較去年同期增減|備註"
)
WESTERN = (
    "São Paulo|Fundação|Müller & Söhne|café|naïve|Señor Ñandú|£1,200|10–20 %|“quoted”|it’s|Île-de-France|Bogotá|créé"
    "|30 °C|Ærø|größer|€5m|Düsseldorf"
)


def lines_of(words: str, count: int, seed: int) -> str:
    """So many short lines of these words among numbers and ASCII."""
    chance = random.Random(seed)
    rows = (
        [*chance.choices(words.split("|"), k=chance.randint(1, 3)), str(chance.randint(1, 9999))] for _ in range(count)
    )
    return "".join(",".join([*row, chance.choice(["", "ABC Ltd", "2015-08-01"])]) + "\r\n" for row in rows)


@pytest.mark.parametrize("count", [1, 2, 40])
@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        (SIMPLIFIED, "gb18030"),
        (TRADITIONAL, "gb18030"),
        (TRADITIONAL, "big5hkscs"),
        (WESTERN, "cp1252"),
        (SIMPLIFIED, "utf-8"),
        (TRADITIONAL, "utf-8"),
        (WESTERN, "utf-8"),
        (SIMPLIFIED, "utf-16-le"),
        (TRADITIONAL, "utf-16-be"),
        (WESTERN, "utf-16-le"),
    ],
)
def test_short_texts_come_out_in_the_encoding_they_were_written_in(words: str, encoding: str, count: int) -> None:
    for seed in range(60):
        text = lines_of(words, count, seed)
        assert decoded(text.encode(encoding), "a.csv").utf8.decode() == text


def test_a_single_accented_letter_in_a_large_file_is_windows_1252() -> None:
    content = b"name,city\n" + b"Acme,London\n" * 5000 + "Café,São Paulo\n".encode("cp1252") + b"Acme,Leeds\n" * 5000
    assert encoding_of(content) == "cp1252"


def test_traditional_chinese_that_also_decodes_as_gb18030_is_big5() -> None:
    content = "公司名稱,產業別\n台灣水泥股份有限公司,水泥工業\n".encode("big5")
    content.decode("gb18030")  # no error, and no sense
    assert encoding_of(content) == "big5hkscs"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_text(encoding: str) -> None:
    (grid,) = grids_in("园区,区\n一号园,东区\n".encode(encoding), "a.csv")
    assert grid.columns[0].to_pylist() == ["园区", "一号园"]


@pytest.mark.parametrize(("encoding", "name"), [("utf-8", "utf-8"), ("gb18030", "gb18030")])
def test_a_stray_byte_does_not_stop_the_file_and_is_named_by_place(encoding: str, name: str) -> None:
    before = ('园区,区\n一号园,"东\n区"\n' * 3).encode(encoding)
    (grid,) = grids_in(before + b"x\xff,y\n" + before, "a.csv")
    assert grid.encoding == name
    assert [(stray.row, stray.place) for stray in grid.strays] == [(7, len(before) + 2)]
    assert grid.columns[0].to_pylist()[6] == "x\ufffd"
    assert len(grid.rows) == 13


def test_one_line_in_another_encoding_is_a_stray() -> None:
    content = ("一号园,东区\n" * 9).encode() + "二号园,西区\n".encode("gb18030") + "三号园,南区\n".encode()
    read = decoded(content, "a.csv")
    assert (read.encoding, [stray.line for stray in read.strays]) == ("utf-8", [10])
    assert read.utf8.decode().endswith("三号园,南区\n")


def test_a_file_cut_off_within_a_character_is_read_up_to_there() -> None:
    read = decoded("一号园,东区\n二号园".encode()[:-1], "a.csv")
    assert [stray.line for stray in read.strays] == [2]
    assert read.utf8.decode() == "一号园,东区\n二号\ufffd"


def test_bytes_that_are_no_text_anywhere_are_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        decoded(random.Random(1).randbytes(5000), "a.csv")
    assert refused.value.code == "bad_encoding"


def test_a_named_encoding_that_is_wrong_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        decoded("甲,乙\n丙,丁\n".encode("gb18030"), "a.csv", "utf-8")
    assert (refused.value.code, refused.value.params["place"]) == ("bad_encoding", 1)
