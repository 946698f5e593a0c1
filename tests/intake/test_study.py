"""What is said of a try before anything is written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parkdash.intake import drafts, sources, study
from parkdash.ledger import batches
from tests.intake.handing import NAME, clock, hand_in, report, taken


def codes(file):
    return sorted({issue.code for issue in file.issues if issue.severity == "error"})


def test_files_of_one_make_are_of_one_kind(home):
    more = ("b.csv", report(("乙公司", "2026-01", 2)))
    other = ("资质.csv", "企业名称,资质类型,有效期起\n甲公司,高新技术企业,2025-01-01\n".encode())
    _, studied = hand_in(home, (NAME, report(("甲公司", "2026-01", 1))), more, other)
    kinds = [file.kind for file in studied.files]
    assert kinds[0] == kinds[1] != kinds[2]
    assert studied.is_complete
    assert [sorted(file.intake.tables) for file in studied.files][2] == ["recognition"]
    assert batches(home) == []


def test_a_file_that_cannot_be_read_says_so_in_its_place(home):
    _, studied = hand_in(home, ("a.pdf", b"%PDF-1.7"), (NAME, report(("甲公司", "2026-01", 1))))
    assert studied.files[0].unreadable.code == "unknown_format"
    assert not studied.is_complete
    assert studied.files[1].intake is not None


def test_two_files_that_contradict_each_other_are_told_in_both(home):
    one, other = ("a.csv", report(("甲公司", "2026-01", 1), ("乙公司", "2026-01", 2))), (
        "b.csv", report(("丙公司", "2026-01", 3), ("甲公司", "2026-01", 9)),
    )  # fmt: skip
    _, studied = hand_in(home, one, other)
    first, second = studied.files
    assert (codes(first), codes(second)) == (["conflicting_files"], ["conflicting_files"])
    told = next(issue for issue in second.issues if issue.code == "conflicting_files")
    assert (told.row, told.params["other"], told.params["first"]) == (3, "a.csv", 2)
    assert [file.intake.tables["monthly_report"].num_rows for file in studied.files] == [1, 1]
    assert studied.errors == 2


def test_two_files_that_say_the_same_do_not_contradict_each_other(home):
    _, studied = hand_in(home, ("a.csv", report(("甲公司", "2026-01", 1))), ("b.csv", report(("甲公司", "2026-01", 1))))
    assert studied.errors == 0


def test_what_a_source_sent_last_is_how_its_next_file_is_read(home):
    office = sources.create(home, "统计科")
    heading = "企业名称,月份,在岗的人"
    draft, first = hand_in(home, (NAME, report(("甲公司", "2026-01", 1), heading=heading)), source=office.id)
    edited = '[tables.monthly_report.columns]\nenterprise = "企业名称"\nmonth = "月份"\nheadcount = "在岗的人"\n'
    draft = replace(draft, mappings={first.files[0].kind: edited})
    taken(home, (NAME, report(("甲公司", "2026-01", 1), heading=heading)), source=office.id, mappings=draft.mappings)
    _, second = hand_in(home, ("月报2026-02.csv", report(("甲公司", "2026-02", 2), heading=heading)))
    assert second.source == office.id
    assert second.files[0].intake.tables["monthly_report"]["headcount"].to_pylist() == [2]


TENANTS = "企业名称,入驻日期\n甲公司,2026-01-05\n乙公司,2026-02-05\n".encode()


@pytest.mark.parametrize(
    ("name", "asked"), [("云岫入驻名录2026-02.csv", []), ("澜汀入驻名录.csv", ["value:residency.park"])]
)
def test_another_parks_file_with_the_same_headers_is_asked_for_its_park_again(home, name, asked):
    office = sources.create(home, "云岫园区办")
    _, first = hand_in(home, ("云岫入驻名录2026-01.csv", TENANTS), source=office.id)
    answers = {first.files[0].kind: {"value:residency.park": "云岫科技园"}}
    taken(home, ("云岫入驻名录2026-01.csv", TENANTS), source=office.id, answers=answers)
    _, second = hand_in(home, (name, TENANTS.replace(b"02-05", b"03-05")))
    assert second.source == office.id
    assert [question.id for question in second.files[0].understanding.open] == asked


def test_a_file_handed_in_before_is_told(home):
    content = report(("甲公司", "2026-01", 1))
    taken(home, (NAME, content))
    _, studied = hand_in(home, ("again.csv", content))
    assert [(seen.name, seen.batch) for seen in studied.seen] == [("again.csv", 1)]


def test_a_try_that_has_ended_cannot_be_studied(home):
    draft, _ = hand_in(home, (NAME, report(("甲公司", "2026-01", 1))))
    drafts.drop(home, draft.id)
    with pytest.raises(drafts.Gone):
        study(home, draft, clock=clock)


def test_big_tables_wait_on_the_disk(home, monkeypatch):
    monkeypatch.setattr("parkdash.intake.spill.SMALL", 0)
    draft, studied = hand_in(home, (NAME, report(("甲公司", "2026-01", 1))))
    folder = drafts.folder_of(home, draft.id)
    assert (folder / "rows-0000" / "monthly_report.arrow").exists()
    assert studied.files[0].intake.tables["monthly_report"]["headcount"].to_pylist() == [1]
