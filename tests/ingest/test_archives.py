"""A zip of files is unfolded: names as they were meant, never with a path, within bounds."""

from __future__ import annotations

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from parkdash.ingest import Unreadable
from parkdash.ingest.archives import FILE_LIMIT, unpacked
from tests.ingest.making import book_bytes


def zipped(*files: tuple[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    """A zip file with these files."""
    target = BytesIO()
    with ZipFile(target, "w", method) as archive:
        for name, content in files:
            archive.writestr(ZipInfo(name), content, method)
    return target.getvalue()


def refusal(content: bytes, name: str = "月报.zip") -> str:
    """The code with which an archive is refused."""
    with pytest.raises(Unreadable) as refused:
        unpacked([(name, content)])
    assert refused.value.text("zh")
    return refused.value.code


def names(content: bytes) -> list[str]:
    """The names of the files in an archive."""
    return [name for name, _ in unpacked([("月报.zip", content)])]


def test_a_zip_gives_its_files_and_a_workbook_stays_one() -> None:
    book = book_bytes(园区=[["园区名称"]])
    files = unpacked([("a.zip", zipped(("甲公司.csv", b"1"), ("子/乙公司.xlsx", book))), ("丙.xlsx", book)])
    assert files == [("甲公司.csv", b"1"), ("乙公司.xlsx", book), ("丙.xlsx", book)]


def test_names_in_gbk_are_read_as_they_were_meant() -> None:
    raw = zipped(("XXXXXX.csv", b"1")).replace(b"XXXXXX", "甲公司".encode("gbk"))
    assert names(raw) == ["甲公司.csv"]


@pytest.mark.parametrize(
    "path", ["../../月报.csv", "/etc/月报.csv", "C:\\甲\\月报.csv", "..\\月报.csv", "甲/乙/月报.csv", "月\x01报.csv"]
)
def test_of_a_path_only_the_name_is_kept(path: str) -> None:
    assert names(zipped((path, b"1"))) == ["月报.csv"]


def test_what_systems_leave_in_zips_is_skipped() -> None:
    leftovers = ["__MACOSX/._a.csv", ".DS_Store", "甲/.hidden/a.csv", "~$月报.xlsx", "Thumbs.db", "空/"]
    assert names(zipped(*((name, b"") for name in leftovers), ("a.csv", b"1"))) == ["a.csv"]


def test_two_files_of_one_name_are_told_apart() -> None:
    assert names(zipped(("甲/月报.csv", b"1"), ("乙/月报.csv", b"2"))) == ["月报.csv", "月报 (2).csv"]


def test_a_zip_within_a_zip_is_refused() -> None:
    assert refusal(zipped(("内.zip", zipped(("a.csv", b"1"))))) == "nested_archive"


def test_too_many_files_are_refused() -> None:
    assert refusal(zipped(*((f"{n}.csv", b"") for n in range(FILE_LIMIT + 1)))) == "many_files"


def test_a_bomb_is_refused_also_when_its_headers_lie() -> None:
    honest = zipped(("a.csv", bytes(100 << 20)))
    size = struct.pack("<I", 100 << 20)
    assert refusal(honest) == "too_big"
    assert refusal(honest.replace(size, struct.pack("<I", 10))) == "too_big"


def test_parts_that_share_their_bytes_are_counted_each() -> None:
    one = zipped(("a.csv", bytes(30 << 20)))
    end = one.rindex(b"PK\x05\x06")
    entry = one[one.index(b"PK\x01\x02") : end]
    entries = b"".join(entry.replace(b"a.csv", f"{n:05}".encode()) for n in range(1000))
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1000, 1000, len(entries), end - len(entry), 0)
    assert refusal(one[: end - len(entry)] + entries + tail) in ("too_big", "damaged")


@pytest.mark.parametrize("cut", [10, 100, -1])
def test_a_zip_cut_off_is_damaged(cut: int) -> None:
    assert refusal(zipped(("a.csv", b"1234567890" * 99))[:cut]) == "damaged"


def test_a_wrong_checksum_is_damaged() -> None:
    assert refusal(zipped(("a.csv", b"12345"), method=0).replace(b"12345", b"12346")) == "damaged"


def test_a_zip_with_a_password_is_refused_as_such() -> None:
    content = bytearray(zipped(("a.csv", b"1")))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(content)) == "password"


def test_an_empty_zip_is_refused() -> None:
    assert refusal(zipped()) == "empty_file"
