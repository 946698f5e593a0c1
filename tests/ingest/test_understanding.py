"""Files that people made for people: which table they are and which column is what, found or honestly asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from parkdash.ingest import Understanding, read, understood
from tests.ingest.making import book_bytes, csv_bytes, values

FIRMS = ["杭州甲科技有限公司", "宁波乙电子有限公司", "温州丙生物股份有限公司"]


def book(*rows: Sequence[object], sheet: str = "Sheet1") -> bytes:
    """A workbook of one sheet."""
    return book_bytes(**{sheet: rows})


def taken(understanding: Understanding) -> dict[str, dict[str, tuple[str, ...]]]:
    """Table → column → headers, of everything that comes from a column."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for guess in understanding.guesses:
        found.setdefault(guess.table, {})[guess.column] = guess.headers
    return found


def asked(understanding: Understanding) -> list[str]:
    """The ids of the questions."""
    return [question.id for question in understanding.questions]


def beside(understanding: Understanding) -> dict[str, tuple[str, str]]:
    """Column → where its value was found and what it is, of values that stand beside the table."""
    return {guess.column: (guess.ground, guess.value) for guess in understanding.guesses if not guess.headers}


def test_a_ledger_of_tenants_feeds_residencies_and_enterprises() -> None:
    found = understood(
        book(
            ["滨江科技园入驻企业台账"],
            ["序号", "企业名称", "所在楼栋", "房号", "面积(㎡)", "入园时间", "租期止", "行业", "联系电话"],
            *(
                [n, firm, "A座", f"A{n}", 100 + n, f"2023年{n}月", date(2026, 12, 31), "软件", "1"]
                for n, firm in enumerate(FIRMS, 1)
            ),
        ),
        "台账.xlsx",
    )
    assert set(taken(found)) == {"residency", "enterprise"}
    assert set(taken(found)["residency"]) == {"enterprise", "carrier", "room", "area_sqm", "starts_on", "last_day"}
    assert taken(found)["enterprise"]["industry"] == ("行业",)
    assert [(question.id, question.suggested) for question in found.questions] == [
        ("value:residency.park", "滨江科技园")
    ]
    assert [header for _, header in found.aside] == ["序号", "联系电话"]


def test_an_english_list_of_tenants_is_one_too() -> None:
    found = understood(
        csv_bytes(
            "Tenant Name,Building,Unit,Move-in Date,Lease Expiry,Sector", "Alpha Ltd,B1,101,2023-01-05,2026-01-04,AI"
        ),
        "list.csv",
    )
    assert taken(found)["residency"] == {
        "enterprise": ("Tenant Name",), "carrier": ("Building",), "room": ("Unit",),
        "starts_on": ("Move-in Date",), "last_day": ("Lease Expiry",),
    }  # fmt: skip


def test_a_registry_of_another_province_asks_nothing() -> None:
    found = understood(
        csv_bytes(
            "社会统一信用代码,企业名称,法定代表人姓名,类型,成立日期,注册资本,登记机关,住所",
            *(f",{firm},张三,有限责任公司,2015-03-01,500万人民币,某局,某路" for firm in FIRMS),
        ),
        "登记.csv",
    )
    assert asked(found) == []
    assert set(taken(found)["enterprise"]) >= {
        "enterprise",
        "legal_person",
        "founded_on",
        "registered_capital",
        "address",
    }


def test_a_list_of_deals_in_rounds_is_taken_for_equity_and_says_so() -> None:
    content = book(
        ["公司全称", "投资轮次", "获投金额（万元）", "交割日期", "领投机构"],
        [FIRMS[0], "天使", 100, "2024-01-15", "甲资本"],
        [FIRMS[1], "Series A", 1000, "2024-02-15", "乙资本"],
    )
    found = understood(content, "清单.xlsx")
    assert asked(found) == []
    assert beside(found) == {"kind": ("assumed", "equity")}
    intake = read(content, "清单.xlsx", found.mapping)
    assert values(intake, "financing", "amount") == [Decimal(1_000_000), Decimal(10_000_000)]
    assert values(intake, "financing", "round") == ["angel", "a"]


def test_loans_are_told_by_the_name_of_the_file_and_asked_for_their_unit() -> None:
    found = understood(
        book(["企业名称", "放款银行", "贷款金额", "放款日期"], [FIRMS[0], "工行", 500, "2024/5/6"]), "贷款.xlsx"
    )
    assert beside(found) == {"kind": ("file", "loan")}
    assert asked(found) == ["unit:financing.amount"]


def test_an_annual_report_in_traditional_characters_is_read_in_the_unit_of_its_title() -> None:
    content = book(
        ["單位：千元"],
        ["企業名稱", "報告年度", "營業額", "淨利潤", "資產總計", "負債合計", "員工人數", "研發費用"],
        *([firm, 2023, 1000, 100, 5000, 3000, 50, 80] for firm in FIRMS),
    )
    found = understood(content, "年報.xlsx")
    assert asked(found) == []
    assert values(read(content, "年報.xlsx", found.mapping), "annual_report", "revenue") == [Decimal(1_000_000)] * 3


def test_a_list_whose_title_names_tier_and_document_is_a_recognition() -> None:
    found = understood(
        book(
            ["关于公布2023年度省级专精特新中小企业名单的通知 浙经信〔2023〕12号"],
            ["序号", "企业名称", "所属地市"],
            *([n, firm, "杭州"] for n, firm in enumerate(FIRMS, 1)),
        ),
        "名单.xlsx",
    )
    assert beside(found) == {"tier": ("title", "specialized")}
    assert asked(found) == ["value:recognition.valid_from"]


def test_a_certificate_list_offers_the_day_of_award_as_its_beginning() -> None:
    found = understood(
        book(
            ["序号", "企业名称", "证书编号", "发证日期", "有效期至"],
            [1, FIRMS[0], "GR1", "2024-12-06", "2027-06-30"],
            sheet="高企名单",
        ),
        "名单.xlsx",
    )
    assert beside(found) == {"tier": ("sheet", "high_tech")}
    assert [(question.id, question.suggested) for question in found.questions] == [
        ("column:recognition.valid_from", "发证日期")
    ]


def test_a_list_of_what_is_only_proposed_is_asked_before_it_is_taken() -> None:
    found = understood(
        book(
            ["2024年第一批拟认定高新技术企业名单"],
            ["企业名称", "证书编号", "发证日期"],
            [FIRMS[0], "GR1", "2024-12-06"],
        ),
        "名单.xlsx",
    )
    assert asked(found) == ["table:Sheet1"]
    assert found.mapping is not None
    assert not found.mapping.tables


def test_a_monthly_table_takes_its_month_from_the_title_and_no_cumulated_figure() -> None:
    content = book(
        ["2025年9月园区企业主要经济指标"],
        ["单位名称", "营业收入(万元)", "其中：出口(万元)", "累计营业收入(万元)", "同比增长(%)", "期末从业人员数"],
        *([firm, 100, 10, 900, 5.5, 20] for firm in FIRMS),
    )
    found = understood(content, "9月.xlsx")
    assert asked(found) == []
    assert taken(found)["monthly_report"] == {
        "month": (), "enterprise": ("单位名称",), "revenue": ("营业收入(万元)",), "headcount": ("期末从业人员数",),
    }  # fmt: skip
    assert set(values(read(content, "9月.xlsx", found.mapping), "monthly_report", "month")) == {date(2025, 9, 1)}


def test_sheets_called_by_their_month_get_the_year_of_the_file() -> None:
    rows = [["企业名称", "营业收入(万元)", "实缴税金(万元)"], [FIRMS[0], 1, 2]]
    content = book_bytes(**{"8月": rows, "9月": rows})
    found = understood(content, "2025年月报.xlsx")
    assert asked(found) == []
    months = values(read(content, "2025年月报.xlsx", found.mapping), "monthly_report", "month")
    assert sorted(months) == [date(2025, 8, 1), date(2025, 9, 1)]


def test_sheets_that_each_lack_a_value_are_asked_one_by_one() -> None:
    rows = [["企业名称", "所在楼栋", "入园时间", "租期止"], [FIRMS[0], "A座", "2023-01-01", "2025-01-01"]]
    content = book_bytes(东区=rows, 西区=rows)
    found = understood(content, "台账.xlsx")
    assert asked(found) == ["value:residency.park:东区", "value:residency.park:西区"]
    answers = {"value:residency.park:东区": "甲园", "value:residency.park:西区": "乙园"}
    mapping = understood(content, "台账.xlsx", answers=answers).mapping
    assert sorted(values(read(content, "台账.xlsx", mapping), "residency", "park")) == ["乙园", "甲园"]


def test_people_and_their_titles_are_told_apart() -> None:
    people = understood(
        book(
            ["姓名", "工作单位", "最高学历", "引进时间", "是否海归"], ["张三", FIRMS[0], "博士研究生", "2023-09", "是"]
        ),
        "a.xlsx",
    )
    titles = understood(
        book(["姓名", "所在单位", "入选计划", "层次", "入选年度"], ["张三", FIRMS[0], "领军人才", "国家级", 2021]),
        "b.xlsx",
    )
    assert (set(taken(people)), set(taken(titles))) == ({"talent"}, {"talent_title"})
    assert asked(people) == asked(titles) == []


def test_years_of_the_republic_are_known_by_their_neighbours() -> None:
    content = csv_bytes("園區名稱,核準面積(公頃),批准設立時間", "甲园区,12,109年5月", "乙园区,30,99年6月")
    found = understood(content, "zones.csv")
    assert asked(found) == []
    intake = read(content, "zones.csv", found.mapping)
    assert values(intake, "park", "approved_on") == [date(2020, 5, 1), date(2010, 6, 1)]


@pytest.mark.parametrize(
    ("days", "question", "first"),
    [
        (["1/7/19", "3/4/19"], ["dates:financing.paid_on"], None),
        (["1/7/19", "3/14/19"], [], date(2019, 1, 7)),
        (["1/7/19", "14/3/19"], [], date(2019, 7, 1)),
    ],
)
def test_the_order_of_day_and_month_is_seen_or_asked(days: list[str], question: list[str], first: date | None) -> None:
    content = csv_bytes("Company Name,Funding Round,Deal Date", *(f"A{n} Ltd,Seed,{day}" for n, day in enumerate(days)))
    found = understood(content, "deals.csv", answers={"value:financing.kind": "equity"})
    assert asked(found) == question
    if first:
        assert values(read(content, "deals.csv", found.mapping), "financing", "paid_on")[0] == first


def test_a_forecast_is_left_aside_unless_a_person_wants_it() -> None:
    content = book(["企业名称", "月份", "预计营业收入(万元)", "实缴税金(万元)"], [FIRMS[0], "2025-01", 100, 1])
    found = understood(content, "a.xlsx")
    (question,) = found.questions
    assert (question.id, question.optional, question.suggested) == ("column:Sheet1:预计营业收入(万元)", True, "-")
    assert "revenue" not in taken(found)["monthly_report"]
    told = understood(content, "a.xlsx", answers={question.id: "monthly_report.revenue"})
    assert taken(told)["monthly_report"]["revenue"] == ("预计营业收入(万元)",)


def test_two_names_of_a_firm_are_asked_with_the_registered_one_first() -> None:
    found = understood(
        book(
            ["公司名称", "工商名称", "轮次", "融资时间", "融资金额"], ["甲", FIRMS[0], "A轮", "2024-01-01", "100万元"]
        ),
        "a.xlsx",
    )
    question = next(question for question in found.questions if question.id == "column:financing.enterprise")
    assert [option.value for option in question.options] == ["工商名称", "公司名称"]


def test_columns_without_any_header_are_told_by_their_content_and_asked() -> None:
    content = csv_bytes(*(f"{firm},A轮,1000万元,2024-0{n}-01" for n, firm in enumerate(FIRMS, 1)))
    found = understood(content, "list.csv")
    assert asked(found) == ["table:list.csv"]
    told = understood(content, "list.csv", answers={"table:list.csv": "financing", "value:financing.kind": "equity"})
    assert "column:financing.paid_on" in asked(told)


@pytest.mark.parametrize(
    "rows",
    [
        [["发票号码", "开票日期", "金额", "税额", "购方名称"], ["1", "2025-06-01", 100, 13, FIRMS[1]]],
        [["科目", "本期", "上期"], ["办公费", 1, 2], ["差旅费", 3, 4]],
        [["EID", "BTEID", "TYPECODE"], ["p1", "p2", "1"], ["p3", "p4", "2"]],
    ],
)
def test_what_is_none_of_our_tables_is_refused_with_what_was_seen(rows: list[list[object]]) -> None:
    found = understood(book(*rows), "杭州甲科技有限公司2025年6月.xlsx")
    assert [issue.code for issue in found.refused] == ["not_ours"]
    assert found.questions == ()
    assert str(rows[0][0]) in found.refused[0].text("zh")


def test_our_own_template_is_read_without_a_mapping_or_a_question() -> None:
    found = understood(
        book(["企业名称*", "统一社会信用代码", "注册资本(万元)"], [FIRMS[0], "", 1], sheet="企业"), "a.xlsx"
    )
    assert found.mapping is None
    assert found.questions == ()


def test_a_guess_carries_its_evidence() -> None:
    found = understood(book(["企业名称", "月份", "本月营业收入(万元)"], [FIRMS[0], "2025-01", 7]), "月报.xlsx")
    guess = next(guess for guess in found.guesses if guess.column == "revenue")
    assert (guess.headers, guess.ground, guess.samples) == (("本月营业收入(万元)",), "name", ("7",))
    assert 0.9 <= guess.sureness <= 1


def test_a_measure_of_a_name_only_like_ours_is_left_aside_and_asked() -> None:
    content = book(["企业名称", "月份", "营业收入(万元)", "减免税收(万元)"], [FIRMS[0], "2025-01", 100, 1])
    (question,) = understood(content, "a.xlsx").questions
    assert (question.id, question.optional) == ("column:Sheet1:减免税收(万元)", True)
    assert "tax_paid" not in taken(understood(content, "a.xlsx"))["monthly_report"]
    told = understood(content, "a.xlsx", answers={question.id: "monthly_report.tax_paid"})
    assert taken(told)["monthly_report"]["tax_paid"] == ("减免税收(万元)",)


def test_a_table_beside_the_main_one_may_be_left_out() -> None:
    content = csv_bytes("Tenant Name,Building,Unit,Move-in Date,Sector", "Alpha Ltd,B1,101,2023-01-05,AI")
    found = understood(content, "list.csv", answers={"beside:list.csv:enterprise": "-"})
    assert set(taken(found)) == {"residency"}


def test_a_form_is_refused_as_what_it_is() -> None:
    rows = [
        ["企业名称", FIRMS[0], "法人", "张三"],
        ["地址", "某路1号", "电话", "1"],
        ["成立日期", "2020-01-01", "注册资本", "100万元"],
    ]
    found = understood(book(["企业基本情况登记表"], *rows), "登记表.xlsx")
    assert [issue.code for issue in found.refused] == ["not_a_table"]
    assert found.refused[0].text("zh")


def test_two_months_in_a_title_are_no_month_of_the_sheet() -> None:
    found = understood(
        book(
            ["2025年8月至2025年9月企业收入"],
            ["企业名称", "营业收入(万元)", "税收(万元)"],
            *([firm, 100, 10] for firm in FIRMS),
        ),
        "a.xlsx",
    )
    assert beside(found) == {}
    assert found.open


def test_bare_years_of_the_republic_are_years() -> None:
    content = csv_bytes("公司名稱,年度,營業收入(千元),員工人數", "台泥,113,1000,50", "亞泥,112,2000,60")
    found = understood(content, "年度.csv")
    assert asked(found) == []
    assert values(read(content, "年度.csv", found.mapping), "annual_report", "year") == [2024, 2023]


def test_the_year_in_a_header_does_not_hide_its_name() -> None:
    found = understood(
        book(
            ["指标名称", "2025年目标值", "单位", "责任单位", "下达时间"],
            ["高新技术企业", 100, "家", "科技局", "2025-01-10"],
        ),
        "目标.xlsx",
    )
    assert taken(found)["target"]["value"] == ("2025年目标值",)
    assert (beside(found), asked(found)) == ({"year": ("name", "2025")}, [])


def test_firms_with_an_admission_date_may_be_tenants_and_are_asked() -> None:
    found = understood(
        csv_bytes("Company,Cluster,Admission Date,Website", "Alpha Ltd,BioMed,2021-03-01,www.a.hk"), "HK.csv"
    )
    (question,) = found.questions
    assert [option.value for option in question.options] == ["enterprise", "residency", "-"]


def test_two_levels_of_headers_tell_the_month_from_the_cumulated_sum() -> None:
    content = book(
        ["企业名称", "当月", None, "累计", None],
        [None, "营业收入(万元)", "实缴税金(万元)", "营业收入(万元)", "实缴税金(万元)"],
        [FIRMS[0], 10.5, 2.5, 30.1, 4.2],
        [FIRMS[1], 11, 2, 33, 4],
        sheet="2025年9月",
    )
    found = understood(content, "月报.xlsx")
    assert taken(found)["monthly_report"]["revenue"] == ("当月/营业收入(万元)",)
    assert asked(found) == []


def test_a_bad_text_in_a_row_that_is_no_record_is_no_issue() -> None:
    content = csv_bytes(
        "企业名称,融资类型,到账日期,到账金额(万元)",
        "甲,股权,2024-01-01,100",
        "企业名称,融资类型,到账日期,到账金额(万元)",
        "乙,股权,2024-02-01,5",
    )
    found = understood(content, "融资表.csv")
    intake = read(content, "融资表.csv", found.mapping)
    assert (intake.issues, intake.tables["financing"].num_rows) == ([], 2)
