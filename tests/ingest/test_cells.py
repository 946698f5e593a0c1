"""What each kind of cell is read as, and what is said of cells that cannot be read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest

from parkdash.contracts import contracts
from parkdash.ingest.columns import typed
from parkdash.ingest.outcomes import How

GOOD_CODE = "91000000MA0000001R"
WAN = How(unit=10_000)
DEAL = How(unit=10_000, currencies=True)


def read_cell(place: str, text: str, how: How = WAN) -> tuple[object, str]:
    """The value and the problem code of one cell of `table.column`."""
    table, _, name = place.partition(".")
    result = typed(pa.array([text]).dictionary_encode(), contracts()[table].column(name), how)
    return result.values[0].as_py(), result.found[0].problem.code if result.found else ""


@pytest.mark.parametrize(
    "text",
    ["2025-01-13", "2025/1/13", "2025.1.13", "2025年1月13日", "20250113", "2025-01-13 00:00:00", "２０２５-０１-１３"],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert read_cell("enterprise.founded_on", text) == (date(2025, 1, 13), "")


@pytest.mark.parametrize("text", ["2015年8月", "2015-08", "2015/8", "2015.08", "201508"])
def test_a_month_means_its_first_day_or_for_an_end_its_last(text: str) -> None:
    assert read_cell("recognition.valid_from", text) == (date(2015, 8, 1), "")
    assert read_cell("recognition.valid_until", text) == (date(2015, 8, 31), "")


@pytest.mark.parametrize(
    "text", ["2025/13/01", "2025-02-30", "2014.1", "2014", "昨天", "0025-01-01", "45670", "2025-1-1-1"]
)
def test_a_text_that_is_no_day_is_a_bad_date(text: str) -> None:
    assert read_cell("enterprise.founded_on", text) == (None, "bad_date")


@pytest.mark.parametrize("text", ["2025-08", "2025年8月", "202508", "2025-08-19", "2025/8"])
def test_a_report_month_is_stored_as_its_first_day(text: str) -> None:
    assert read_cell("monthly_report.month", text) == (date(2025, 8, 1), "")


@pytest.mark.parametrize("text", ["2025", "8月", "2025-13"])
def test_a_text_that_is_no_month_is_a_bad_month(text: str) -> None:
    assert read_cell("monthly_report.month", text) == (None, "bad_month")


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("12", "120000"),
        ("1,234.5", "12345000"),
        ("１２.５", "125000"),
        ("-3", "-30000"),
        ("3000万元", "30000000"),
        ("2000万人民币", "20000000"),
        ("1.35亿", "135000000"),
        ("1000元", "1000"),
        ("2,500(万)", "25000000"),
        ("¥12", "120000"),
        ("0.1000000000000000055", "1000"),
        ("1.2e3", "12000000"),
    ],
)
def test_an_amount_is_stored_in_yuan(text: str, yuan: str) -> None:
    assert read_cell("monthly_report.revenue", text) == (Decimal(yuan), "")


@pytest.mark.parametrize(
    "text",
    [
        "数百万人民币",
        "数千万美元",
        "亿元及以上人民币",
        "未透露",
        "未披露",
        "约3000万",
        "超1亿元",
        "3000余万元",
        "1000-2000万",
        "-",
    ],
)
def test_an_inexact_amount_is_null_and_never_a_guess(text: str) -> None:
    assert read_cell("financing.amount", text, DEAL) == (None, "inexact_amount")


def test_an_amount_of_a_deal_is_kept_in_its_own_currency() -> None:
    assert read_cell("financing.amount", "1.35亿美元", DEAL) == (Decimal(135_000_000), "")


def test_an_amount_in_another_currency_is_left_blank_where_no_currency_is_stored() -> None:
    assert read_cell("enterprise.registered_capital", "40(万美元)") == (None, "foreign_currency")


@pytest.mark.parametrize("text", ["薪酬:高", "12 34 56x", "1,23", "1000万加元"])
def test_a_text_without_an_amount_is_a_bad_amount(text: str) -> None:
    assert read_cell("monthly_report.revenue", text) == (None, "bad_amount")


@pytest.mark.parametrize(
    ("place", "text", "value", "code"),
    [
        ("monthly_report.headcount", "12", 12, ""),
        ("monthly_report.headcount", "1,200人", 1200, ""),
        ("monthly_report.headcount", "12.0", 12, ""),
        ("monthly_report.headcount", "12.5", None, "not_whole"),
        ("monthly_report.headcount", "-1", -1, "too_small"),
        ("monthly_report.headcount", "十二", None, "bad_number"),
        ("monthly_report.headcount", "-", None, ""),
        ("target.year", "2300", 2300, "too_large"),
        ("target.value", "44.5", 44.5, ""),
        ("target.value", "四十四", None, "bad_number"),
        ("target.metric", "高新技术企业", "high_tech", ""),
        ("target.metric", "high_tech", "high_tech", ""),
        ("target.metric", "幸福指数", None, "unknown_metric"),
        ("recognition.tier", "高企", "high_tech", ""),
        ("recognition.tier", "专精特新小巨人", "little_giant", ""),
        ("recognition.tier", "Gazelle", "gazelle", ""),
        ("recognition.tier", "瞪羚牛", None, "unknown_choice"),
        ("park.is_enclave", "是", True, ""),
        ("park.is_enclave", "No", False, ""),
        ("park.is_enclave", "0", False, ""),
        ("park.is_enclave", "也许", None, "bad_flag"),
        ("enterprise.credit_code", GOOD_CODE, GOOD_CODE, ""),
        ("enterprise.credit_code", GOOD_CODE.lower(), GOOD_CODE, ""),
        ("enterprise.credit_code", "91000000MA00000012", None, "bad_credit_code"),
        ("enterprise.credit_code", "110105001234567", "110105001234567", "legacy_code"),
        ("enterprise.industry", "-", "-", ""),
    ],
)
def test_a_cell_is_read_by_its_kind(place: str, text: str, value: object, code: str) -> None:
    assert read_cell(place, text, How()) == (value, code)
