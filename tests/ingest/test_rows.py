"""Checks across rows: copies, contradictions, spans that end before they begin."""

from __future__ import annotations

from parkdash.ingest import read
from tests.ingest.making import book_bytes, taken, told, values

MONTHLY = "企业名称,统一社会信用代码,月份,营业收入(万元)"
CODE = "91000000MA0000001R"


def test_an_exact_copy_is_taken_once_with_a_warning() -> None:
    intake = taken("企业月报", MONTHLY, "甲,,2025-08,1", "乙,,2025-08,1", "甲,,2025年8月,1.00", "甲,,2025-08,1")
    assert values(intake, "monthly_report", "source_row") == [2, 3]
    assert told(intake.issues) == [(4, "", "duplicate_row")]
    assert intake.issues[0].params["count"] == 2
    assert not intake.has_errors


def test_two_contents_for_one_key_are_an_error_that_names_both_rows() -> None:
    intake = taken("企业月报", MONTHLY, "甲（中国）,,2025-08,1", "乙,,2025-08,1", "甲(中国),,2025-08,2")
    assert told(intake.issues) == [(4, "", "conflicting_rows")]
    assert intake.issues[0].params["first"] == 2
    assert "第 4 行与第 2 行" in intake.issues[0].text("zh")
    assert "但 营业收入(万元) 不一致" in intake.issues[0].text("zh")
    assert values(intake, "monthly_report", "enterprise") == ["乙"]


def test_two_spellings_of_one_name_are_copies_of_one_row() -> None:
    intake = taken("企业月报", MONTHLY, "甲（中国）,,2025-08,1", "甲(中国),,2025-08,1")
    assert told(intake.issues) == [(3, "", "duplicate_row")]


def test_a_credit_code_tells_enterprises_apart_before_the_name_does() -> None:
    same = taken("企业月报", MONTHLY, f"甲,{CODE},2025-08,1", f"甲改名,{CODE},2025-08,2")
    assert told(same.issues) == [(3, "", "conflicting_rows")]
    other = taken("企业月报", MONTHLY, f"甲,{CODE},2025-08,1", "甲,91000000MA0000002P,2025-08,2")
    assert "conflicting_rows" not in [each.code for each in other.issues]


def test_rows_of_two_sheets_are_checked_together() -> None:
    rows = [["园区名称", "所在地区"], ["一号园", "东区"]]
    intake = read(book_bytes(**{"园区": rows, "park": [["园区名称", "所在地区"], ["一号园", "西区"]]}), "a.xlsx")
    assert [(each.sheet, each.row, each.code) for each in intake.issues] == [("park", 2, "conflicting_rows")]


def test_a_last_day_before_the_first_is_an_error() -> None:
    head = "企业名称,资质类型,有效期起,有效期止"
    intake = taken("资质认定", head, "甲,高企,2025-08-02,2025-08-01", "乙,高企,2025-08,2025-08")
    assert told(intake.issues) == [(2, "有效期止", "last_before_first")]
    assert values(intake, "recognition", "enterprise") == ["乙"]


def test_a_blank_key_column_counts_as_a_value() -> None:
    head = "企业名称,园区名称,入驻日期,房间号"
    intake = taken("入驻", head, "甲,一号园,,101", "甲,一号园,2025-01-13,102")
    assert intake.issues == []
    assert intake.tables["residency"].num_rows == 2
