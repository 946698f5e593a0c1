"""A sheet made from the template: which table it is, which column is what, in which unit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from parkdash.ingest import read
from tests.ingest.making import book_bytes, csv_bytes, taken, told, values

HEAD = "企业名称,月份,营业收入(万元)"


def test_a_sheet_and_its_columns_are_known_by_title_in_either_language_and_by_alias() -> None:
    content = book_bytes(**{"企业月报": [["单位名称", "Month", "营收(元)"], ["甲公司", "2025-08", 100]]})
    intake = read(content, "月报.xlsx")
    assert intake.issues == []
    assert values(intake, "monthly_report", "revenue") == [Decimal(100)]
    assert intake.columns == {("monthly_report", "企业月报"): {"enterprise": "A", "month": "B", "revenue": "C"}}


@pytest.mark.parametrize(
    ("unit", "yuan"), [("元", 1), ("千元", 10**3), ("万元", 10**4), ("百万元", 10**6), ("亿元", 10**8)]
)
def test_the_unit_in_the_header_counts(unit: str, yuan: int) -> None:
    intake = taken("企业月报", f"企业名称,月份,营业收入（{unit}）", "甲公司,2025-08,2")
    assert values(intake, "monthly_report", "revenue") == [Decimal(2 * yuan)]


def test_all_problems_are_told_at_once_with_row_and_column() -> None:
    intake = taken("企业月报", f"{HEAD},从业人员", "甲公司,2025/13,12,8", ",2025-08,多,8.5", "丙公司,2025-08,1,8")
    assert set(told(intake.issues)) == {
        (2, "月份", "bad_month"),
        (3, "企业名称", "missing_value"),
        (3, "从业人员", "not_whole"),
        (3, "营业收入(万元)", "bad_amount"),
    }
    assert intake.has_errors
    assert values(intake, "monthly_report", "enterprise") == ["丙公司"]
    assert values(intake, "monthly_report", "source_row") == [4]


def test_a_sentence_names_row_column_and_value_and_says_what_to_do() -> None:
    intake = taken("资质认定", "企业名称,资质类型,认定日期,有效期起", "甲,高企,2025/13/01,2025-01-01")
    assert intake.issues[0].text("zh") == "第 2 行 认定日期“2025/13/01”不是日期，请写成 2025-01-13。"
    assert intake.issues[0].text("en") == "Row 2, 认定日期: '2025/13/01' is not a date. Write it like 2025-01-13."


def test_only_two_hundred_problems_of_a_kind_are_listed_and_the_rest_counted() -> None:
    intake = taken("企业月报", HEAD, *(f"企业{n},不详,1" for n in range(250)))
    assert [each.code for each in intake.issues].count("bad_month") == 200
    assert intake.issues[-1].params["count"] == 50


@pytest.mark.parametrize(
    ("header", "column", "code"),
    [
        ("企业名称,月份,营业收人(万元)", "营业收人(万元)", "unknown_header"),
        ("企业名称,月份,营收(万元),营业收入(万元)", "营业收入(万元)", "double_header"),
        ("企业名称,营业收入(万元)", "月份", "missing_column"),
        ("企业名称,月份,营业收入(万两)", "营业收入(万两)", "unknown_unit"),
        ("企业名称,月份,营业收入", "营业收入", "unit_assumed"),
    ],
)
def test_a_wrong_header_is_named(header: str, column: str, code: str) -> None:
    assert (0, column, code) in told(taken("企业月报", header, "甲公司,2025-08,1,1"[: 2 * len(header)]).issues)


def test_a_serial_number_and_remarks_are_passed_over() -> None:
    assert taken("企业月报", f"序号,{HEAD},备注", "1,甲公司,2025-08,1,补报").issues == []


def test_an_unknown_sheet_is_named_and_guide_and_blank_sheets_are_skipped() -> None:
    content = book_bytes(
        **{"填表说明": [["请"]], "月报表": [["企业名称"], ["甲"]], "Sheet3": [], "园区": [["园区名称"], ["一号园"]]}
    )
    intake = read(content, "a.xlsx")
    assert [(each.sheet, each.code) for each in intake.issues] == [("月报表", "unknown_sheet")]
    assert values(intake, "park", "name_key") == ["一号园"]


def test_a_csv_is_known_by_its_name_or_by_the_table_that_is_asked_for() -> None:
    content = csv_bytes("园区名称", "一号园")
    assert read(content, "园区.csv").issues == []
    assert read(content, "x.csv", table="park").issues == []
    assert told(read(content, "x.csv").issues) == [(0, "", "no_table")]


def test_all_columns_of_the_contract_are_there_with_their_types() -> None:
    table = taken("资质认定", "企业名称,资质类型,有效期起,有效期止", "甲（苏州）公司,高企,2025-01,2027-12").tables[
        "recognition"
    ]
    row = table.to_pylist()[0]
    assert (row["enterprise_key"], row["tier"]) == ("甲(苏州)公司", "high_tech")
    assert (row["valid_from"], row["valid_until"]) == (date(2025, 1, 1), date(2027, 12, 31))
    assert (row["revoked_on"], row["sheet"], row["source_row"]) == (None, "资质认定.csv", 2)


def test_the_text_of_an_amount_is_kept_and_fills_its_currency() -> None:
    head = "企业名称,融资类型,到账日期,到账金额(万元)"
    intake = taken(
        "融资", head, "甲,股权,2025-01-13,1亿美元", "乙,股权,2025-01-13,数百万人民币", "丙,股权,2025-01-13,5"
    )
    assert values(intake, "financing", "amount") == [Decimal(100_000_000), None, Decimal(50_000)]
    assert values(intake, "financing", "amount_text") == ["1亿美元", "数百万人民币", "5"]
    assert values(intake, "financing", "currency") == ["USD", "CNY", None]


def test_an_amount_may_not_contradict_the_currency_column() -> None:
    head = "企业名称,融资类型,到账日期,币种,到账金额(万元)"
    assert told(taken("融资", head, "甲,股权,2025-01-13,人民币,1亿美元").issues) == [
        (2, "到账金额(万元)", "currency_conflict")
    ]


def test_a_required_amount_that_is_inexact_leaves_its_row_out() -> None:
    intake = taken("基金", "基金名称,实缴规模(万元),设立日期", "甲基金,数千万,2025-01-13")
    assert intake.tables["fund"].num_rows == 0
    assert told(intake.issues) == [(2, "实缴规模(万元)", "inexact_value"), (2, "实缴规模(万元)", "missing_value")]


def test_a_header_may_name_another_unit_of_area_or_a_share() -> None:
    zones = taken("园区", "园区名称,规划面积(平方公里)", "甲,9.56", "乙,3亩")
    assert values(zones, "park", "planned_area_ha") == [956.0, 0.2]
    deals = taken("融资", "企业名称,融资类型,到账日期,出让股权比例(%)", "甲,股权,2026-01-05,6.5")
    assert values(deals, "financing", "stake") == [0.065]
    bare = taken("融资", "企业名称,融资类型,到账日期,出让股权比例", "甲,股权,2026-01-05,6.5")
    assert [each.code for each in bare.issues] == ["bare_share"]
