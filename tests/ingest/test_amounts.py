"""Amounts however they are written: exactly in yuan, with a sign for estimates and bounds, or nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from parkdash.contracts import contracts
from parkdash.ingest.money import currency_of, qualifier_of
from parkdash.ingest.ranges import bounds_of
from tests.ingest.making import taken, values
from tests.ingest.test_cells import DEAL, read_cell

assert contracts()["financing"].column("amount").raw


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("12", "120000"),
        ("1,234.5", "12345000"),
        ("１２.５", "125000"),
        ("-3", "-30000"),
        ("(3)", "-30000"),
        ("（1,234）", "-12340000"),
        ("3-", "-30000"),
        ("1 234,5", "12345000"),
        ("1'234", "12340000"),
        ("12,34,567", "12345670000"),
        ("1，234", "12340000"),
        ("1\u00a0234", "12340000"),
        ("1\u2009234.5", "12345000"),
        ("3000万元", "30000000"),
        ("3 千元", "3000"),
        ("2百万元", "2000000"),
        ("2000万人民币", "20000000"),
        ("1.35亿", "135000000"),
        ("293.52亿元", "29352000000"),
        ("1.5亿元人民币", "150000000"),
        ("3亿5000万元", "350000000"),
        ("1000元", "1000"),
        ("2,500(万)", "25000000"),
        ("2,500（万元）", "25000000"),
        ("人民币100.00万元", "1000000"),
        ("100.000000万人民币", "1000000"),
        ("3000万元整", "30000000"),
        ("三千万元", "30000000"),
        ("一百二十万元", "1200000"),
        ("壹佰万元整", "1000000"),
        ("3億元", "300000000"),
        ("RMB 3m", "3000000"),
        ("¥12", "120000"),
        ("0.1000000000000000055", "1000"),
        ("1.2e3", "12000000"),
    ],
)
def test_an_amount_is_stored_in_yuan(text: str, yuan: str) -> None:
    assert read_cell("monthly_report.revenue", text) == (Decimal(yuan), "")


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("1.35亿美元", "135000000", "USD"),
        ("$242.6M", "242600000", "USD"),
        ("US$3bn", "3000000000", "USD"),
        ("3,000万港元", "30000000", "HKD"),
        ("HK$ 5 million", "5000000", "HKD"),
        ("40(万美元)", "400000", "USD"),
        ("500万歐元", "5000000", "EUR"),
        ("1000元", "1000", "CNY"),
    ],
)
def test_an_amount_of_a_deal_is_kept_in_its_own_currency(text: str, amount: str, currency: str) -> None:
    assert read_cell("financing.amount", text, DEAL) == (Decimal(amount), "")
    assert currency_of(text) == currency


@pytest.mark.parametrize(
    "text",
    ["数百万人民币", "数千万美元", "几百万", "亿元及以上人民币", "百万级", "未透露", "未披露", "未透露人民币",
     "1000-2000万", "5000万至1亿元", "-", "待定", "N/A", "暂无"],
)  # fmt: skip
def test_an_inexact_amount_is_null_and_never_a_guess(text: str) -> None:
    assert read_cell("financing.amount", text, DEAL) == (None, "inexact_amount")


@pytest.mark.parametrize(
    ("text", "yuan", "sign"),
    [
        ("约3000万", 30_000_000, "≈"),
        ("近3000万元", 30_000_000, "≈"),
        ("3000万元左右", 30_000_000, "≈"),
        ("超1亿元", 100_000_000, "≥"),
        ("逾1亿元", 100_000_000, "≥"),
        ("3000余万元", 30_000_000, "≥"),
        ("3000多万元", 30_000_000, "≥"),
        ("3000万元以上", 30_000_000, "≥"),
        ("不低于3000万元", 30_000_000, "≥"),
        ("3000万+", 30_000_000, "≥"),
        ("≥3000万", 30_000_000, "≥"),
        ("人民币约3000万元", 30_000_000, "≈"),
        ("不超过3000万元", 30_000_000, "≤"),
        ("不足3000万元", 30_000_000, "≤"),
    ],
)
def test_an_estimate_or_a_bound_keeps_its_figure_and_its_sign(text: str, yuan: int, sign: str) -> None:
    assert read_cell("financing.amount", text, DEAL) == (Decimal(yuan), "qualified_amount")
    assert qualifier_of(text) == sign


def test_where_no_sign_is_kept_an_estimate_is_taken_and_a_bound_is_not() -> None:
    assert read_cell("monthly_report.revenue", "3000万以上") == (None, "inexact_value")
    assert read_cell("monthly_report.revenue", "约3000万") == (Decimal(30_000_000), "estimated_value")


def test_sign_and_text_stand_beside_the_amount() -> None:
    intake = taken(
        "融资", "企业名称,融资类型,到账日期,到账金额(万元)", "甲,股权,2026-01-05,约300", "乙,股权,2026-01-05,300"
    )
    kept = [values(intake, "financing", f"amount{what}") for what in ("", "_qualifier", "_text")]
    assert kept == [[Decimal(3_000_000)] * 2, ["≈", None], ["约300", "300"]]
    assert [each.code for each in intake.issues] == ["qualified_amount"]


def test_an_amount_in_another_currency_is_left_blank_where_no_currency_is_stored() -> None:
    assert read_cell("enterprise.registered_capital", "40(万美元)") == (None, "foreign_currency")
    intake = taken("企业", "企业名称,注册资本(万元)", "甲,40(万美元)")
    assert values(intake, "enterprise", "registered_capital_text") == ["40(万美元)"]


@pytest.mark.parametrize("text", ["薪酬:高", "12 34 56x", "1000万加元", "百万元", "一百二万", "1.2.3"])
def test_a_text_without_an_amount_is_a_bad_amount(text: str) -> None:
    value, code = read_cell("monthly_report.revenue", text)
    assert value is None
    assert code in ("bad_amount", "inexact_value")


@pytest.mark.parametrize("text", ["1,23", "1,2345", "1234,5"])
def test_a_comma_that_may_be_a_point_is_asked_about(text: str) -> None:
    assert read_cell("monthly_report.revenue", text) == (None, "ambiguous_number")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("5k-8k", 5_000, 8_000),
        ("5-8K", 5_000, 8_000),
        ("1-1.5万", 10_000, 15_000),
        ("8000-12000元/月", 8_000, 12_000),
        ("8000元", 8_000, 8_000),
        ("1万以上", 10_000, None),
        ("8000以下", None, 8_000),
        ("24-36万/年", 20_000, 30_000),
        ("15k-25k·13薪", 15_000, 25_000),
        ("200元/天", None, None),
        ("面议", None, None),
        ("", None, None),
    ],
)
def test_a_range_of_pay_has_its_bounds_beside_it(text: str, low: int | None, high: int | None) -> None:
    assert bounds_of(text) == (low, high)
