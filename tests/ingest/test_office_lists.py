"""What a person sees at a glance in an office's list: terms, both ends in one cell, months across, units of any wording."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from parkdash.ingest import Answers, Intake, Understanding, mapping_of, mapping_toml, read, understood
from parkdash.ingest.lasting import TERM_MARK, range_span, term_span
from tests.ingest.making import book_bytes, csv_bytes, values

A, B = "杭州甲科技有限公司", "宁波乙电子有限公司"


def read_as(found: Understanding, content: bytes, name: str) -> Intake:
    """What is read through the mapping as it is kept for next week."""
    assert found.mapping
    assert not found.open
    return read(content, name, mapping_of(mapping_toml(found.mapping)))


def taken(content: bytes, name: str, answers: Answers | None = None) -> Intake:
    """What is read once the answers are given."""
    return read_as(understood(content, name, None, answers), content, name)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022.12.01-2025.11.30", date(2022, 12, 1), date(2025, 11, 30)),
        ("2023年1月1日至12月31日", date(2023, 1, 1), date(2023, 12, 31)),
        ("自2023年5月起至2026年4月止", date(2023, 5, 1), date(2026, 4, 30)),
        ("2023.9～2026.8", date(2023, 9, 1), date(2026, 8, 31)),
        ("20230101-20241231", date(2023, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_cell_may_tell_the_first_and_the_last_day(text: str, first: date, last: date) -> None:
    assert range_span(text) == (first, last)


@pytest.mark.parametrize("text", ["2023.1-2026.1", "2025-01-01-2024-01-01", "12-31", "2023-01-01至今", "0571-8888"])
def test_a_cell_that_may_be_read_otherwise_tells_no_two_days(text: str) -> None:
    assert range_span(text) is None


@pytest.mark.parametrize(
    ("first", "term", "last"),
    [
        ("2023-10-16", "三年", date(2026, 10, 15)),
        ("2024-02-29", "3年", date(2027, 2, 28)),
        ("2024-01-31", "1个月", date(2024, 2, 29)),
        ("2024-01-01", "36个月", date(2026, 12, 31)),
        ("2024年5月", "2 years", date(2026, 4, 30)),
    ],
)
def test_a_term_ends_the_day_before_it_would_begin_again(first: str, term: str, last: date) -> None:
    found = term_span(f"{first}{TERM_MARK}{term}")
    assert found
    assert found[1] == last


def test_a_term_beside_the_day_of_the_certificate_gives_both_ends() -> None:
    content = csv_bytes("企业名称,证书编号,发证日期,有效期", f"{A},GR1,2023年10月16日,三年")
    rows = taken(content, "高新技术企业名单.csv").tables["recognition"].to_pylist()
    assert [(row["awarded_on"], row["valid_from"], row["valid_until"]) for row in rows] == [
        (date(2023, 10, 16), date(2023, 10, 16), date(2026, 10, 15))
    ]


def test_a_day_answered_to_be_the_beginning_stays_the_day_of_the_award() -> None:
    content = csv_bytes("企业名称,证书编号,发证日期", f"{A},GR1,2023-10-16")
    intake = taken(content, "高新技术企业名单.csv", {"column:recognition.valid_from": "发证日期"})
    assert (
        values(intake, "recognition", "valid_from")
        == values(intake, "recognition", "awarded_on")
        == [date(2023, 10, 16)]
    )


def test_both_ends_of_a_lease_stand_in_one_column_or_below_one_header() -> None:
    rows = ["2幢", "301室", A, 120, "2024年1月1日至2025年12月31日", 45]
    header = ["楼栋", "房号", "承租企业", "租赁面积(㎡)", "租期", "租金(元/㎡/月)"]
    content = book_bytes(租赁台账=[header, rows])
    (row,) = taken(content, "表.xlsx", {"value:lease.park": "一号园"}).tables["lease"].to_pylist()
    assert (row["lease_from"], row["lease_until"], row["rent_price"]) == (date(2024, 1, 1), date(2025, 12, 31), 45)
    two = book_bytes(
        租赁台账=[
            ["承租企业", "租赁面积(㎡)", "租期", None],
            [None, None, "起", "止"],
            [A, 120, "2024-01-01", "2025-12-31"],
        ]
    )
    (row,) = taken(two, "表.xlsx", {"value:lease.park": "一号园"}).tables["lease"].to_pylist()
    assert (row["lease_from"], row["lease_until"]) == (date(2024, 1, 1), date(2025, 12, 31))


def test_months_across_the_top_are_one_record_each() -> None:
    title = ["2025年重点企业营业收入（万元）"]
    header = ["序号", "企业名称", "1月", "2月", "3月", "合计"]
    content = book_bytes(Sheet1=[title, header, [1, A, 10, 20, None, 30], [2, B, 1, 2, None, 3]])
    found = read_as(understood(content, "表.xlsx"), content, "表.xlsx").tables["monthly_report"].to_pylist()
    assert [(row["enterprise"], row["month"], row["revenue"]) for row in found] == [
        (A, date(2025, 1, 1), Decimal(100_000)),
        (B, date(2025, 1, 1), Decimal(10_000)),
        (A, date(2025, 2, 1), Decimal(200_000)),
        (B, date(2025, 2, 1), Decimal(20_000)),
    ]


def test_what_months_across_are_figures_of_is_asked_once_where_nothing_tells() -> None:
    content = csv_bytes("企业名称,2025-01,2025-02,2025-03", f"{A},10,20,30")
    (question,) = understood(content, "表.csv").open
    intake = taken(content, "表.csv", {question.id: "monthly_report.headcount"})
    assert values(intake, "monthly_report", "headcount") == [10, 20, 30]


@pytest.mark.parametrize(
    "title", ["2025年营业收入同比增速（%）", "2025年累计营业收入（万元）", "2025年预计营业收入（万元）", ""]
)
def test_months_across_of_sums_rates_plans_or_no_year_are_refused(title: str) -> None:
    content = book_bytes(Sheet1=[[title], ["企业名称", "1月", "2月", "3月"], [A, 1, 2, 3]])
    assert [issue.code for issue in understood(content, "表.xlsx").refused] == ["not_a_table"]


@pytest.mark.parametrize(
    ("header", "amount"),
    [
        ("Amount (USD M)", 2_500_000),
        ("Amount (US$ million)", 2_500_000),
        ("Raised, US$ million", 2_500_000),
        ("Amount (HK$'000)", 2_500),
        ("金额（百万美元）", 2_500_000),
        ("金额（万港元）", 25_000),
    ],
)
def test_a_unit_beside_a_currency_counts_however_it_is_written(header: str, amount: int) -> None:
    content = csv_bytes(f'Company,Round,Date,"{header}"', "Alpha Ltd,Series A,2024-05-15,2.5")
    assert values(taken(content, "deals.csv"), "financing", "amount") == [Decimal(amount)]


def test_a_unit_that_nobody_knows_is_asked() -> None:
    content = csv_bytes("Company,Round,Date,Amount (USD zz)", "Alpha Ltd,Series A,2024-05-15,2.5")
    assert [question.code for question in understood(content, "deals.csv").open] == ["unit"]


def test_one_column_bears_out_the_order_of_day_and_month_in_the_next() -> None:
    content = csv_bytes("Tenant,Park,Area leased,Lease start,Lease end", "Alpha Ltd,Sci Park,50,01/05/2024,31/10/2026")
    assert values(taken(content, "rent roll.csv"), "lease", "lease_from") == [date(2024, 5, 1)]


def test_days_pasted_as_serial_numbers_into_our_template_are_days() -> None:
    content = book_bytes(入驻=[["企业名称", "园区名称", "入驻日期"], [A, "一号园", "45292"]])
    assert values(taken(content, "表.xlsx"), "residency", "starts_on") == [date(2024, 1, 1)]


def test_a_report_without_any_figure_of_ours_asks_what_its_numbers_are() -> None:
    content = csv_bytes(f"{A},2025-01,100", f"{B},2025-01,200")
    answers: Answers = {"table:企业月报.csv": "monthly_report", "column:monthly_report.month": "B"}
    assert "column:企业月报.csv:C" in [
        question.id for question in understood(content, "企业月报.csv", None, answers).open
    ]


@pytest.mark.parametrize(
    ("header", "column"),
    [("研发费用合计(万元)", "rd_expense"), ("No. of Employees", "headcount"), ("净利润总额(万元)", "net_profit")],
)
def test_a_header_that_says_how_complete_its_figure_is_means_the_figure(header: str, column: str) -> None:
    found = understood(csv_bytes(f"企业名称,年度,{header}", f"{A},2024,10"), "年报.csv")
    assert column in {guess.column for guess in found.guesses}


def test_a_year_of_founding_is_the_day_of_founding() -> None:
    content = csv_bytes("企业名称,成立年份,行业,网址", f"{A},2015,电子,a.cn", f"{B},2016,电子,b.cn")
    assert values(taken(content, "企业名录.csv"), "enterprise", "founded_on") == [date(2015, 1, 1), date(2016, 1, 1)]


def test_a_tier_behind_its_level_needs_no_answer() -> None:
    content = csv_bytes("企业名称,资质类型,有效期起", f"{A},国家级小巨人,2024-01-01", f"{B},市级瞪羚企业,2024-01-01")
    assert values(taken(content, "资质.csv"), "recognition", "tier") == ["little_giant", "gazelle"]


def test_what_a_header_calls_a_subsidy_is_a_grant() -> None:
    content = csv_bytes("企业名称,补助金额(万元),拨付日期", f"{A},20,2024-11-20")
    assert values(taken(content, "专项资金拨付.csv"), "financing", "kind") == ["grant"]


def test_sheets_named_after_their_parks_are_offered_as_these() -> None:
    rows = [["企业名称", "入驻时间", "房号"], [A, "2023-01-01", "101"]]
    asked = understood(book_bytes(东区=rows, 西区=rows), "在园企业.xlsx").open
    assert [(question.id, question.suggested) for question in asked] == [
        ("value:residency.park:东区", "东区"),
        ("value:residency.park:西区", "西区"),
    ]


def test_streets_across_months_are_no_firms() -> None:
    rows = [["2025年各街道税收（万元）"], ["单位", "1月", "2月", "3月"], ["甲街道", 1, 2, 3]]
    assert [issue.code for issue in understood(book_bytes(Sheet1=rows), "表.xlsx").refused] == ["not_a_table"]


def test_a_year_that_only_headers_name_speaks_for_an_annual_report() -> None:
    content = csv_bytes("企业名称,2023年营业收入(万元),2024年营业收入(万元)", f"{A},100,120")
    intake = taken(content, "对比.csv", {"value:annual_report.year": "2024"})
    assert values(intake, "annual_report", "revenue") == [Decimal(1_200_000)]


def test_an_amount_is_never_offered_as_a_day() -> None:
    content = csv_bytes("企业名称,贷款余额（万元）", f"{A},100")
    found = understood(content, "贷款.csv", None, {"table:贷款.csv": "financing"})
    assert "贷款余额（万元）" not in [option.value for question in found.open for option in question.options]
