"""What was answered is done; what a source sent last time is known; only what is new is asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from parkdash.ingest import Mapping, mapping_of, mapping_toml, read, understood
from tests.ingest.making import csv_bytes, values

LOANS = (
    "企业名称,放款银行,贷款金额,放款日期",
    "甲科技有限公司,工行,500,2024-05-06",
    "乙科技有限公司,建行,300,2024-06-07",
)
SETTLED = {"unit:financing.amount": "万元"}


def settled(*lines: str, name: str = "贷款.csv", answers: dict[str, object] | None = None) -> Mapping:
    """The mapping of a file after its questions, as it comes back from its text."""
    found = understood(csv_bytes(*lines), name, answers=answers or SETTLED)
    assert found.open == ()
    assert found.mapping
    return mapping_of(mapping_toml(found.mapping))


def ids(
    *lines: str, memory: Mapping | None = None, name: str = "贷款.csv", answers: dict[str, object] | None = None
) -> list[str]:
    """The ids of the questions that lines raise."""
    return [question.id for question in understood(csv_bytes(*lines), name, memory, answers).questions]


def test_a_unit_is_asked_once_for_all_amounts_of_a_table() -> None:
    lines = ("企业名称,年度,营业收入,净利润,研发费用(万元)", "甲,2024,100,10,5")
    assert ids(*lines, name="a.csv") == ["unit:annual_report.revenue"]
    mapping = settled(*lines, name="a.csv", answers={"unit:annual_report.revenue": "千元"})
    intake = read(csv_bytes(*lines), "a.csv", mapping)
    assert values(intake, "annual_report", "net_profit") == [Decimal(10_000)]
    assert values(intake, "annual_report", "rd_expense") == [Decimal(50_000)]


def test_what_was_answered_is_not_asked_next_week() -> None:
    memory = settled(*LOANS)
    assert ids(*LOANS, "丙科技有限公司,农行,1,2024-07-01", memory=memory) == []


def test_other_order_new_columns_and_slightly_other_headers_are_no_new_file() -> None:
    memory = settled(*LOANS)
    lines = ("序号,放款日期,放款银行,贷款 金额,经办人,企业名称*", "1,2024-08-01,工行,700,张三,丁科技有限公司")
    found = understood(csv_bytes(*lines), "八月贷款.csv", memory)
    assert found.questions == ()
    assert found.mapping
    intake = read(csv_bytes(*lines), "八月贷款.csv", found.mapping)
    assert values(intake, "financing", "amount") == [Decimal(7_000_000)]
    assert values(intake, "financing", "enterprise") == ["丁科技有限公司"]


def test_a_new_word_in_a_known_column_is_the_only_question() -> None:
    first = ("企业名称,资质类型,有效期起", "甲,科技之星,2024-01-01", "乙,高企,2024-01-01")
    memory = settled(*first, name="资质表.csv", answers={"codes:recognition.tier": {"科技之星": "other"}})
    assert ids(*first, memory=memory) == []
    later = understood(csv_bytes(*first, "丙,明日之星,2024-01-01"), "资质表.csv", memory)
    assert [(question.id, question.texts) for question in later.questions] == [
        ("codes:recognition.tier", ("明日之星",))
    ]


def test_the_mapping_of_one_file_serves_the_others_of_its_kind() -> None:
    lines = ("月份,营业收入,实缴税金", "2025-01,100,1")
    found = understood(csv_bytes(*lines), "杭州甲科技有限公司.csv", answers={"unit:monthly_report.revenue": "万元"})
    assert found.questions == ()
    other = understood(csv_bytes(*lines), "宁波乙电子有限公司.csv", memory=found.mapping)
    assert other.questions == ()
    assert other.mapping
    intake = read(csv_bytes(*lines), "宁波乙电子有限公司.csv", other.mapping)
    assert values(intake, "monthly_report", "enterprise") == ["宁波乙电子有限公司"]
    assert values(intake, "monthly_report", "revenue") == [Decimal(1_000_000)]


def test_a_memory_of_another_kind_of_file_is_no_memory() -> None:
    memory = settled(*LOANS)
    found = understood(csv_bytes("姓名,工作单位,最高学历,到岗日期", "张三,甲,硕士,2024-01-01"), "人才.csv", memory)
    assert [table.contract.table for table in found.mapping.tables] == ["talent"] if found.mapping else False


def test_codes_without_a_code_book_are_asked_the_most_frequent_first() -> None:
    lines = ("企业名称,资质类型,有效期起", "甲,2,2024-01-01", "乙,1,2024-01-01", "丙,2,2024-01-01")
    (question,) = understood(csv_bytes(*lines), "资质表.csv").questions
    assert (question.id, question.texts, question.optional) == ("codes:recognition.tier", ("2", "1"), False)
    mapping = settled(*lines, name="资质表.csv", answers={question.id: {"1": "gazelle", "2": "high_tech"}})
    intake = read(csv_bytes(*lines), "资质表.csv", mapping)
    assert values(intake, "recognition", "tier") == ["high_tech", "gazelle", "high_tech"]


def test_a_likely_choice_is_suggested_for_an_unknown_word() -> None:
    lines = ("企业名称,资质类型,有效期起", "甲,瞪羚类企业,2024-01-01", "乙,高企,2024-01-01")
    (question,) = understood(csv_bytes(*lines), "资质表.csv").questions
    assert question.suggestions == {"瞪羚类企业": "gazelle"}


def test_an_optional_choice_left_open_is_blank_and_stops_no_row() -> None:
    lines = ("姓名,企业名称,学历,到岗日期,是否海归", "张三,甲,硕士,2024-01-01,是")
    assert ids(*lines, name="人才.csv") == []
    lines = ("企业名称,融资类型,轮次,到账日期,到账金额", "甲,股权,并购,2024-01-01,100万元")
    found = understood(csv_bytes(*lines), "融资表.csv")
    assert [(question.id, question.optional) for question in found.questions] == [("codes:financing.round", True)]
    assert found.mapping
    intake = read(csv_bytes(*lines), "融资表.csv", found.mapping)
    assert values(intake, "financing", "round") == [None]


def test_a_text_that_is_no_date_may_be_rewritten_or_stays_an_error() -> None:
    lines = (
        "企业名称,园区,入驻日期,所在楼宇",
        *(f"甲{n},一号园,2024-01-0{n},A" for n in range(1, 8)),
        "乙,一号园,2024-01-99,A",
    )
    content = csv_bytes(*lines)
    found = understood(content, "台账.csv")
    (question,) = found.questions
    assert (question.id, question.texts, question.free) == ("codes:residency.starts_on", ("2024-01-99",), True)
    told = understood(content, "台账.csv", answers={question.id: {"2024-01-99": "2024-01-09"}})
    assert told.questions == ()
    assert told.mapping
    assert date(2024, 1, 9) in values(read(content, "台账.csv", told.mapping), "residency", "starts_on")
    assert found.mapping
    assert read(content, "台账.csv", found.mapping).has_errors


def test_a_column_may_be_given_another_meaning_or_none() -> None:
    answers = {**SETTLED, "column:贷款.csv:放款银行": "financing.fund"}
    found = understood(csv_bytes(*LOANS), "贷款.csv", answers=answers)
    assert {guess.column: guess.ground for guess in found.guesses}["fund"] == "answer"
    without = understood(csv_bytes(*LOANS), "贷款.csv", answers={**SETTLED, "column:financing.investor": "-"})
    assert "investor" not in {guess.column for guess in without.guesses}
    assert ("贷款.csv", "放款银行") in without.aside


def test_a_sheet_may_be_left_out() -> None:
    found = understood(csv_bytes(*LOANS), "贷款.csv", answers={"table:贷款.csv": "-"})
    assert (found.questions, found.refused) == ((), ())
    assert found.mapping is not None
    assert not found.mapping.tables


def test_rows_of_one_key_that_differ_are_asked_where_a_number_is_lacking() -> None:
    lines = ("企业名称,资质类型,有效期起,有效期止", "甲,高企,2020-01-01,2022-12-31", "甲,高企,2020-01-01,2023-12-31")
    (question,) = understood(csv_bytes(*lines), "资质表.csv").questions
    assert (question.id, question.optional, question.suggested) == ("repeats:recognition", True, "each")
    mapping = settled(*lines, name="资质表.csv", answers={question.id: "each"})
    assert read(csv_bytes(*lines), "资质表.csv", mapping).tables["recognition"].num_rows == 2


@pytest.mark.parametrize("unit", ["万美元", "USD million"])
def test_amounts_in_another_currency_are_asked_where_no_column_can_say_so(unit: str) -> None:
    lines = (f"企业名称,统一社会信用代码,注册资本({unit}),成立日期", "甲,,100,2020-01-01")
    found = understood(csv_bytes(*lines), "企业登记.csv")
    assert [question.id for question in found.questions] == ["currency:enterprise.registered_capital"]
    assert found.mapping
    assert "registered_capital" not in found.mapping.tables[0].columns


def test_a_question_speaks_both_languages() -> None:
    (question,) = understood(csv_bytes(*LOANS), "贷款.csv").questions
    assert "贷款金额" in question.text("zh")
    assert "unit" in question.text("en")
