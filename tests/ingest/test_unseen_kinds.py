"""Lists as other offices, provinces and services make them: nothing in them is taken for something else in silence."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
import xlsxwriter

from parkdash.contracts import contracts
from parkdash.ingest import Answers, Intake, Understanding, mapping_of, mapping_toml, read, understood
from parkdash.templates.workbook import template
from tests.ingest.making import book_bytes, csv_bytes, values

A, B = "杭州甲科技有限公司", "宁波乙电子有限公司"
Rows = Sequence[Sequence[object]]


def merged_book(rows: Rows, *areas: str, percent: Sequence[int] = ()) -> bytes:
    """A workbook of one sheet with merged areas, and columns whose numbers are shown as percentages."""
    target = BytesIO()
    with xlsxwriter.Workbook(target) as book:
        shown, sheet = book.add_format({"num_format": "0.0%"}), book.add_worksheet("Sheet1")
        for row, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                if cell is not None:
                    is_share = place in percent and not isinstance(cell, str)
                    sheet.write(row, place, cell, *([shown] if is_share else []))
        for area in areas:
            top = rows[int(area.split(":")[0][1:]) - 1]["ABCDEFGH".index(area[0])]
            sheet.merge_range(area, top)
    return target.getvalue()


def book(*rows: Sequence[object], sheet: str = "Sheet1") -> bytes:
    """A workbook of one sheet."""
    return book_bytes(**{sheet: rows})


def ids(found: Understanding) -> list[str]:
    """The ids of what has to be answered."""
    return [question.id for question in found.open]


def sensible(content: bytes, name: str) -> Answers:
    """What a person answers who follows the suggestions."""
    answers: dict[str, str | Dict[str, str]] = {}
    for _ in range(4):
        for question in understood(content, name, None, answers).open:
            likely = {text: question.suggestions.get(text, "-") for text in question.texts}
            answers.setdefault(question.id, likely or question.suggested)
    return answers


def taken(content: bytes, name: str, answers: Answers | None = None) -> Intake:
    """What is read once every question is answered."""
    found = understood(content, name, None, sensible(content, name) if answers is None else answers)
    assert (found.open, bool(found.mapping)) == ((), True)
    return read(content, name, found.mapping)


def next_week(first: bytes, name: str, answers: Answers, second: bytes) -> Understanding:
    """The second file of a source whose first one was answered."""
    mapping = understood(first, name, None, answers).mapping
    assert mapping
    return understood(second, name, mapping_of(mapping_toml(mapping)))


# Months, quarters, years


@pytest.mark.parametrize(
    "title",
    [
        "2025年一季度企业经营情况",
        "2025年上半年经营情况",
        "2025年1-9月经营情况",
        "2025年1月至9月经营情况",
        "2025年9月累计营业收入",
    ],
)
def test_figures_of_several_months_are_neither_a_months_nor_a_years(title: str) -> None:
    content = book([title], ["企业名称", "营业收入(万元)", "税收(万元)", "从业人员"], [A, 100, 10, 5], [B, 200, 20, 6])
    (question,) = understood(content, "表.xlsx").open
    assert (question.id, question.code, question.suggested) == ("table:Sheet1", "table_months", "-")


def test_a_whole_year_from_january_to_december_is_a_year() -> None:
    content = book(
        ["2024年1-12月经营情况"], ["企业名称", "营业收入(万元)", "利润总额(万元)"], [A, 100, 10], [B, 200, 20]
    )
    assert values(taken(content, "表.xlsx", {}), "annual_report", "year") == [2024, 2024]


def test_the_sum_from_january_on_is_not_the_month() -> None:
    content = merged_book(
        [
            ["企业名称", "工业总产值（千元）", None, None, "营业收入（千元）", None, None],
            [None, "本月", "1-本月", "上年同期", "本月", "1-本月", "上年同期"],
            [A, 10, 90, 80, 9, 85, 70],
            [B, 2, 18, 17, 1, 17, 16],
        ],
        "B1:D1", "E1:G1",
    )  # fmt: skip
    months = taken(content, "2025年9月.xlsx", {})
    assert values(months, "monthly_report", "output") == [Decimal(10_000), Decimal(2_000)]
    assert values(months, "monthly_report", "revenue") == [Decimal(9_000), Decimal(1_000)]


def test_a_table_of_sums_only_is_no_monthly_report() -> None:
    content = merged_book(
        [
            ["单位详细名称", "营业收入", None, "工业总产值", None],
            [None, "1-本月", "上年同期", "1-本月", "上年同期"],
            [A, 90, 80, 95, 85],
            [B, 10, 9, 11, 9],
        ],
        "B1:C1", "D1:E1",
    )  # fmt: skip
    found = understood(content, "B201 2025年9月.xlsx")
    assert not any(guess.table == "monthly_report" for guess in found.guesses)


def test_this_year_is_taken_and_last_year_and_growth_are_not() -> None:
    content = merged_book(
        [
            ["2024年度企业经营情况"],
            ["企业名称", "营业收入（万元）", None, None],
            [None, "本年", "上年", "增速"],
            [A, 1000, 900, 0.11],
            [B, 2000, 1900, 0.05],
        ],
        "B2:D2", percent=[3],
    )  # fmt: skip
    intake = taken(content, "表.xlsx", {})
    assert values(intake, "annual_report", "revenue") == [Decimal(10_000_000), Decimal(20_000_000)]


def test_of_columns_by_year_only_those_of_the_year_asked_for_are_read() -> None:
    content = book(
        ["企业名称", "2022年营业收入(万元)", "2023年营业收入(万元)", "2022年研发投入(万元)", "2023年纳税(万元)"],
        [A, 100, 200, 10, 5],
        [B, 300, 400, 20, 6],
    )
    (question,) = understood(content, "数据.xlsx").open
    assert (question.id, question.suggested) == ("value:annual_report.year", "2023")
    newer, older = (taken(content, "数据.xlsx", {question.id: year}) for year in ("2023", "2022"))
    assert values(newer, "annual_report", "revenue") == [Decimal(2_000_000), Decimal(4_000_000)]
    assert values(newer, "annual_report", "rd_expense") == [None, None]
    assert values(older, "annual_report", "rd_expense") == [Decimal(100_000), Decimal(200_000)]
    assert values(older, "annual_report", "tax_paid") == [None, None]


def test_actuals_are_taken_and_plans_are_not() -> None:
    content = merged_book(
        [
            ["企业名称", "月份", "营业收入（万元）", None, None],
            [None, None, "计划", "实际", "完成率"],
            [A, "2025-09", 1000, 800, 0.8],
            [B, "2025-09", 2000, 1900, 0.95],
        ],
        "C1:E1",
    )
    assert values(taken(content, "表.xlsx", {}), "monthly_report", "revenue") == [
        Decimal(8_000_000),
        Decimal(19_000_000),
    ]


# What was remembered


def test_the_month_of_last_time_is_not_that_of_this_file() -> None:
    file = csv_bytes("企业名称,营业收入(万元),实缴税金(万元)", f"{A},100,10", f"{B},200,20")
    answers = {"table:报表.csv": "monthly_report", "value:monthly_report.month": "2025-01"}
    assert ids(next_week(file, "报表.csv", answers, file)) == ["value:monthly_report.month"]


def test_the_unit_of_last_time_does_not_outweigh_the_header_or_the_title() -> None:
    bare = csv_bytes("单位名称,月份,收入,税收", f"{A},2025-01,100,10")
    in_yuan = csv_bytes("单位名称,月份,收入(元),税收(元)", f"{A},2025-02,1000000,100000")
    titled = csv_bytes("单位：千元,,,", "单位名称,月份,收入,税收", f"{A},2025-02,1000,100")
    answers = {"unit:monthly_report.revenue": "万元"}
    again = next_week(bare, "月报.csv", answers, in_yuan)
    assert values(read(in_yuan, "月报.csv", again.mapping), "monthly_report", "revenue") == [Decimal(1_000_000)]
    assert ids(next_week(bare, "月报.csv", answers, titled)) == ["unit:monthly_report.revenue"]


def test_a_column_that_is_gone_is_asked_for() -> None:
    first = csv_bytes("单位名称,月份,收入(万元),税收(万元)", f"{A},2025-01,100,10")
    second = csv_bytes("单位名称,月份,累计收入(万元),税收(万元)", f"{A},2025-02,300,10")
    (question,) = next_week(first, "月报.csv", {}, second).open
    assert (question.id, question.code, question.suggested) == ("column:monthly_report.revenue", "gone", "-")


# Shares, estimates, merged amounts


@pytest.mark.parametrize("header", ["股权比例(%)", "股权比例"])
def test_a_cell_shown_as_a_percentage_is_that_percentage(header: str) -> None:
    rows: Rows = [["企业名称", "轮次", "到账日期", "金额(万元)", header], [A, "A轮", "2024-01-01", 1000, 0.065]]
    assert values(taken(merged_book(rows, percent=[4]), "融资.xlsx", {}), "financing", "stake") == [0.065]


@pytest.mark.parametrize(("answer", "stake"), [("1", 0.065), ("%", 0.00065)])
def test_a_small_bare_share_is_asked(answer: str, stake: float) -> None:
    content = book(["企业名称", "轮次", "到账日期", "金额(万元)", "股权比例(%)"], [A, "A轮", "2024-01-01", 1000, 0.065])
    assert ids(understood(content, "融资.xlsx")) == ["unit:financing.stake"]
    (found,) = values(taken(content, "融资.xlsx", {"unit:financing.stake": answer}), "financing", "stake")
    assert found == pytest.approx(stake)


def test_an_amount_merged_over_several_rows_counts_once_and_says_so() -> None:
    content = merged_book(
        [
            ["园区", "企业名称", "房号", "租用面积（㎡）", "入驻时间"],
            ["甲园", A, "101", 300, "2023-01-05"],
            ["甲园", B, "102", None, "2023-01-05"],
        ],
        "D2:D3",
    )
    intake = taken(content, "在园企业.xlsx", {})
    assert values(intake, "residency", "area_sqm") == [300.0, None]
    assert "merged_amounts" in [issue.code for issue in intake.issues]


def test_estimates_are_taken_with_a_warning_and_bounds_are_left_blank_with_one() -> None:
    content = csv_bytes("单位名称,月份,营业收入(万元),从业人员", f"{A},2025-01,约300,约30", f"{B},2025-01,300以上,30")
    intake = taken(content, "月报.csv", {})
    assert values(intake, "monthly_report", "revenue") == [Decimal(3_000_000), None]
    assert values(intake, "monthly_report", "headcount") == [30, 30]
    assert {issue.code for issue in intake.issues} == {"estimated_value", "inexact_value"}


# Units and currencies of other places


@pytest.mark.parametrize(
    ("header", "unit"),
    [("金额（万美元）", 10_000), ("金额（亿元）", 10**8), ("Amount (EUR million)", 10**6), ("金额(百万港元)", 10**6)],
)
def test_a_unit_together_with_its_currency_is_both(header: str, unit: int) -> None:
    content = book(["企业名称", "轮次", "融资时间", header], [A, "A轮", "2024-05-06", 5])
    assert values(taken(content, "清单.xlsx"), "financing", "amount") == [Decimal(5 * unit)]


def test_feet_and_pings_are_no_square_metres() -> None:
    hong_kong = csv_bytes(
        "Company Name,Premises,Unit No.,Tenancy Commencement,Tenancy Expiry,Lettable Area (sq. ft.)",
        'Alpha Limited,12W,301,25/04/2023,31/03/2026,"1,000"',
    )
    taiwan = csv_bytes(
        "廠商名稱,統一編號,進駐日期,離駐日期,進駐坪數",
        "台甲股份有限公司,12345678,112/03/01,1140714,121",
        encoding="big5",
    )
    answers = {"value:residency.park": "甲园"}
    (feet,) = values(taken(hong_kong, "tenants.csv", answers), "residency", "area_sqm")
    pings = taken(taiwan, "進駐廠商.csv", answers)
    assert feet == pytest.approx(92.90304)
    assert values(pings, "residency", "area_sqm") == [400.0]
    assert values(pings, "residency", "starts_on") == [date(2023, 3, 1)]


def test_a_column_of_currencies_speaks_of_the_amounts_beside_it() -> None:
    content = book(
        ["企业名称", "成立日期", "注册资本(万元)", "币种"],
        [A, "2015-03-01", 100, "美元"],
        [B, "2015-03-01", 500, "人民币"],
    )
    assert ids(understood(content, "企业名单.xlsx")) == ["currency:enterprise.registered_capital"]


def test_amounts_too_big_for_their_usual_unit_are_supposed_to_be_in_yuan() -> None:
    content = csv_bytes("单位名称,统计月份,营业收入", f"{A},202501,1234567.89", f"{B},202501,234567.89")
    (question,) = understood(content, "月报.csv").open
    assert question.suggested == "元"


# Registries and funding


def test_a_registry_in_gbk_with_capital_in_many_forms_asks_nothing() -> None:
    content = csv_bytes(
        "机构名称,统一社会信用代码,主体类型,成立日期,核准日期,经营状态,注册资本",
        f"{A},91110108551385082Q,有限责任公司,2015-03-01,2023-05-06,存续,5000万人民币",
        f"{B},,个体,2016/4/2,2022/5/6,注销,100.000000万人民币",
        "丙公司,,股份,20170405,20210506,存续,300万元",
        encoding="gb18030",
    )
    firms = taken(content, "登记.csv", {})
    assert values(firms, "enterprise", "registered_capital") == [
        Decimal(50_000_000),
        Decimal(1_000_000),
        Decimal(3_000_000),
    ]
    assert values(firms, "enterprise", "founded_on") == [date(2015, 3, 1), date(2016, 4, 2), date(2017, 4, 5)]


def test_a_wrong_check_digit_below_a_title_stops_its_row() -> None:
    content = book(
        ["企业名录"],
        ["企业名称", "统一社会信用代码", "成立日期"],
        [A, "91110108551385082Q", "2015-1-1"],
        [B, "91110108551385083Q", "2015-1-2"],
    )
    intake = taken(content, "名录.xlsx", {})
    assert [(issue.row, issue.code) for issue in intake.issues] == [(4, "code_check")]
    assert values(intake, "enterprise", "enterprise") == [A]


def test_a_crunchbase_like_list_is_read_in_its_currencies() -> None:
    content = csv_bytes(
        "Organization Name,Announced Date,Funding Type,Money Raised,Lead Investors,Transaction Name",
        'Alpha Ltd,2024-03-05,Series A,"$12,500,000",Sequoia,Series A - Alpha',
        'Beta GmbH,2024-04-11,Seed,"€1,200,000",HV,Seed - Beta',
    )
    deals = taken(content, "crunchbase.csv", {"unit:financing.amount": "元"})
    assert values(deals, "financing", "amount") == [Decimal(12_500_000), Decimal(1_200_000)]
    assert values(deals, "financing", "currency") == ["USD", "EUR"]
    assert values(deals, "financing", "kind") == ["equity", "equity"]


def test_the_actual_amount_is_taken_and_the_planned_one_offered() -> None:
    content = book(
        ["企业名称", "计划融资金额（万元）", "实际融资金额（万元）", "实际到账时间", "轮次"],
        [A, 1000, 800, "2024-05-01", "A轮"],
    )
    assert values(taken(content, "进展.xlsx", {}), "financing", "amount") == [Decimal(8_000_000)]


def test_a_list_named_like_a_table_of_ours_is_asked_not_refused() -> None:
    content = csv_bytes("企业名称,轮次,到账日期,金额,金额", f"{A},A轮,2024-01-05,1000,150")
    assert ids(understood(content, "融资.csv")) == ["unit:financing.amount", "column:financing.amount"]


# Recognitions


@pytest.mark.parametrize(
    "title",
    ["关于取消部分企业高新技术企业资格的公告", "2025年瞪羚企业培育库入库企业名单", "2025年度高新技术企业申报名单"],
)
def test_what_is_revoked_or_only_applied_for_is_not_offered_as_recognised(title: str) -> None:
    content = book(
        [title], ["序号", "企业名称", "证书编号", "认定时间"], [1, A, "GR1", "2021-06-01"], [2, B, "GR2", "2021-06-01"]
    )
    (question,) = understood(content, "名单.xlsx").open
    assert (question.code, question.suggested) == ("table_undecided", "-")


def test_rows_that_a_column_of_states_calls_revoked_are_not_taken_in_silence() -> None:
    content = book(
        ["企业名称", "资质类型", "有效期起", "有效期止", "状态"],
        [A, "高新技术企业", "2023-01-01", "2025-12-31", "有效"],
        [B, "高新技术企业", "2023-01-01", "2025-12-31", "已取消"],
    )
    assert ids(understood(content, "资质.xlsx")) == ["states:Sheet1"]
    assert understood(content, "资质.xlsx", answers={"states:Sheet1": "-"}).mapping.tables == ()  # type: ignore[union-attr]


def test_a_column_that_names_another_tier_than_the_title_is_asked() -> None:
    content = book(
        ["企业名称", "级别", "发证日期"],
        [A, "国家级专精特新小巨人", "2023-07-01"],
        [B, "省级专精特新", "2023-07-01"],
        sheet="专精特新名单",
    )
    assert values(taken(content, "名单.xlsx"), "recognition", "tier") == ["little_giant", "specialized"]


def test_an_end_is_never_offered_as_a_beginning() -> None:
    content = csv_bytes("企业名称,证书编号,发证日期,有效期至", f"{A},GR1,2023/12/8,2026/9/30", encoding="gb18030")
    (question,) = understood(content, "高新技术企业名单.csv").open
    assert ([option.value for option in question.options], question.suggested) == (["发证日期"], "发证日期")


# People, tenants, dates


def test_a_register_of_people_of_other_headers_asks_nothing() -> None:
    content = csv_bytes(
        "Name,Employer,Highest Degree,Start Date,Overseas Returnee", "Zhang San,Alpha Ltd,PhD,2023-10-01,Y"
    )
    people = taken(content, "talent.csv", {})
    assert (values(people, "talent", "degree"), values(people, "talent", "is_returnee")) == (["doctor"], [True])


def test_years_of_two_digits_are_told_by_those_that_can_be_nothing_else() -> None:
    content = csv_bytes(
        "企业名称,所属园区,入驻日期,楼栋", f"{A},甲园,23-3-1,A座", f"{B},甲园,24-12-15,B座", encoding="gb18030"
    )
    assert values(taken(content, "在园企业.csv", {}), "residency", "starts_on") == [
        date(2023, 3, 1),
        date(2024, 12, 15),
    ]


def test_a_messy_list_of_tenants_gives_its_records_only() -> None:
    content = book(
        ["园区在园企业"], [None], ["（表一）"], ["数据截止：2025-06-30"], [None],
        ["企业名称", "园区", "载体", "入驻日期"],
        ["一、孵化区"], [A, "甲园", "A座", 44931], ["二、加速区"], [B, "甲园", "B座", 44962], ["注：乙公司为代管"],
    )  # fmt: skip
    intake = taken(content, "在园.xlsx", {})
    assert values(intake, "residency", "enterprise") == [A, B]
    assert values(intake, "residency", "starts_on") == [date(2023, 1, 5), date(2023, 2, 5)]


@pytest.mark.parametrize(
    "rows",
    [
        [["发票号码", "开票日期", "销方名称", "购方名称", "金额", "价税合计"], ["1", "2025-06-03", A, B, 1000, 1130]],
    ],
)
def test_invoices_are_no_table_of_ours(rows: Rows) -> None:
    found = understood(book(*rows), f"{A}_2025年6月.xlsx")
    assert ([issue.code for issue in found.refused], found.questions) == (["not_ours"], ())


@pytest.mark.parametrize("table", contracts())
def test_our_own_template_never_needs_a_question(table: str) -> None:
    found = understood(template([table]), "任意名称.xlsx")
    assert (found.mapping, found.questions) == (None, ())
