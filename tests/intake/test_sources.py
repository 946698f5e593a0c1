"""A source is recognised by what it hands in, whatever the month in the name."""

from __future__ import annotations

from datetime import date

import pytest

from parkdash.batch import Mode
from parkdash.home import Home
from parkdash.intake import sources
from parkdash.intake.kinds import likeness, name_of

REPORT = (frozenset({"企业名称", "月份", "营业收入"}),)
LIST = (frozenset({"姓名", "企业名称", "学历"}),)
MAPPING = 'missing = ["a\\\\b", \'"""\']\n\n[tables.talent.columns]\nperson = "姓名"\n'


def kept(home, id, name, headers, mapping=""):
    source = sources.Source(id, id, kinds=(sources.FileKind(name_of(name), headers, mapping),))
    sources.save(home, source)
    return source


def test_a_source_is_read_back_as_it_was_kept(home):
    source = sources.Source(
        "s1", '统计"科"', "李", (sources.FileKind("月报", REPORT, MAPPING), sources.FileKind("名单", LIST)),
        {"monthly_report": Mode("part", True, ()), "talent": Mode("whole", last_day=date(2026, 1, 31))}, True, 15,
    )  # fmt: skip
    sources.save(home, source)
    assert sources.load(home, "s1") == source
    assert sources.all_sources(home) == [source]


def test_months_of_one_batch_are_not_remembered(home):
    sources.save(home, sources.Source("s", "s", modes={"monthly_report": Mode("part", months=(date(2026, 1, 1),))}))
    assert sources.load(home, "s").modes["monthly_report"].months == ()


def test_an_id_never_is_a_path(home):
    with pytest.raises(sources.NoSource):
        sources.save(home, sources.Source("../x", "x"))
    assert sources.load(home, "../x") is None
    assert not Home(home).sources.exists()


@pytest.mark.parametrize(
    ("name", "headers", "found"),
    [
        ("whatever.xlsx", REPORT, "office"),
        ("月报2026-02.xlsx", (frozenset({"企业名称", "月份", "营业收入", "人数"}),), "office"),
        ("other.xlsx", (frozenset({"企业名称", "月份", "营业收入", "人数"}),), None),
        ("月报2026-02.xlsx", LIST, "talents"),
        ("月报.xlsx", (frozenset({"园区"}),), None),
    ],
)
def test_files_are_recognised_by_headers_and_by_name_without_digits(home, name, headers, found):
    kept(home, "office", "月报2026-01.xlsx", REPORT)
    kept(home, "talents", "名单.xlsx", LIST)
    source = sources.match(home, [name], [headers])
    assert (source and source.id) == found


def test_two_sources_that_fit_equally_well_are_not_told_apart(home):
    kept(home, "a", "月报1.xlsx", REPORT)
    kept(home, "b", "月报2.xlsx", REPORT)
    assert sources.match(home, ["月报3.xlsx"], [REPORT]) is None
    assert sources.match(home, ["a.xlsx"], [()]) is None


def test_the_mapping_of_the_most_similar_file_is_remembered(home):
    source = sources.learned(kept(home, "a", "月报.xlsx", REPORT, "r"), [sources.FileKind("名单", LIST, "l")])
    assert sources.mapping_for(source, "x.csv", LIST) == "l"
    assert sources.mapping_for(source, "x.csv", (frozenset({"园区"}),)) == ""
    assert len(sources.learned(source, [sources.FileKind("名单", LIST, "m")]).kinds) == 2


def test_names_are_compared_without_digits_and_marks():
    assert name_of("月报_2026-03 (2).xlsx") == name_of("月报（2026.04）.csv") == "月报"
    assert likeness(REPORT, (*REPORT, *LIST)) == 0.5


@pytest.mark.parametrize(
    "written", [b'name = "x\n', b'owner = "x"\n', 'name = "科"'.encode("gb18030"), b"name = 1\nfiles = 2"]
)
def test_a_source_that_a_slip_of_the_hand_has_broken_stops_nobody(home, written):
    whole = sources.create(home, "统计科")
    path = home / "sources" / "broken.toml"
    path.write_bytes(written)
    assert sources.all_sources(home) == [whole]
    assert sources.load(home, "broken") is None
    assert not sources.is_free(home, "broken")
    assert path.read_bytes() == written
