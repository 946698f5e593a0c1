"""What each kind of cell is read as, and what is said of cells that cannot be read."""

from __future__ import annotations

from fractions import Fraction

import pyarrow as pa
import pytest

from parkdash.contracts import contracts
from parkdash.ingest.columns import typed
from parkdash.ingest.outcomes import How
from tests.ingest.making import taken, told, values

GOOD_CODE = "91000000MA0000001R"
WIDE = GOOD_CODE.translate({char: char + 0xFEE0 for char in range(33, 127)})
WAN = How(unit=10_000)
DEAL = How(unit=10_000, currencies=True)


def read_cell(place: str, text: str, how: How = WAN) -> tuple[object, str]:
    """The value and the problem code of one cell of `table.column`."""
    table, _, name = place.partition(".")
    result = typed(pa.array([text]).dictionary_encode(), contracts()[table].column(name), how)
    return result.values[0].as_py(), result.found[0].problem.code if result.found else ""


@pytest.mark.parametrize(
    ("place", "text", "value", "code"),
    [
        ("monthly_report.headcount", "12", 12, ""),
        ("monthly_report.headcount", "1,200人", 1200, ""),
        ("monthly_report.headcount", "12.0", 12, ""),
        ("monthly_report.headcount", "12.5", None, "not_whole"),
        ("monthly_report.headcount", "-1", -1, "too_small"),
        ("monthly_report.headcount", "十二", 12, ""),
        ("monthly_report.headcount", "8 人", 8, ""),
        ("monthly_report.headcount", "25名", 25, ""),
        ("monthly_report.headcount", "1.2万", 12_000, ""),
        ("monthly_report.headcount", "约200人", 200, "estimated_value"),
        ("monthly_report.headcount", "50-150人", None, "inexact_value"),
        ("monthly_report.headcount", "2000人以上", None, "inexact_value"),
        ("monthly_report.headcount", "1,23", None, "ambiguous_number"),
        ("monthly_report.headcount", "多", None, "bad_number"),
        ("monthly_report.invention_patents", "8 件", 8, ""),
        ("monthly_report.headcount", "-", None, ""),
        ("target.year", "2300", 2300, "too_large"),
        ("target.value", "44.5", 44.5, ""),
        ("target.value", "四十四", 44.0, ""),
        ("park.planned_area_ha", "956.0", 956.0, ""),
        ("park.planned_area_ha", "956公顷", 956.0, ""),
        ("park.planned_area_ha", "9.56平方公里", 956.0, ""),
        ("park.planned_area_ha", "9.56 km²", 956.0, ""),
        ("park.planned_area_ha", "1500亩", 100.0, ""),
        ("park.area_sqm", "1.2万平方米", 12_000.0, ""),
        ("park.area_sqm", "300㎡", 300.0, ""),
        ("annual_report.year", "2025", 2025, ""),
        ("annual_report.year", "2025.0", 2025, ""),
        ("annual_report.year", "2025年度", 2025, ""),
        ("annual_report.year", "FY2025", 2025, ""),
        ("annual_report.year", "二〇二五年", 2025, ""),
        ("annual_report.year", "民國114年", 2025, ""),
        ("annual_report.year", "25", None, "bad_year"),
        ("annual_report.year", "2025-08", None, "bad_year"),
        ("annual_report.year", "1025", 1025, "too_small"),
        ("financing.stake", "6.5%", 0.065, ""),
        ("financing.stake", "６.５％", 0.065, ""),
        ("financing.stake", "百分之六", 0.06, ""),
        ("financing.stake", "5‰", 0.005, ""),
        ("financing.stake", "120%", 1.2, "too_large"),
        ("platform.leaders", "王某、李某", "王某、李某", ""),
        ("platform.leaders", "王某,李某;张某／赵某|钱某", "王某、李某、张某、赵某、钱某", ""),
        ("platform.leaders", "王某\n李某\n王某", "王某、李某", ""),
        ("platform.leaders", "Ann Lee and Bo Chan", "Ann Lee、Bo Chan", ""),
        ("platform.leaders", "、", None, ""),
        ("vacancy.field", "AI/ML, Hardware", "AI/ML、Hardware", ""),
        ("vacancy.salary", "5k-8k", "5k-8k", ""),
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
        ("park.is_enclave", "√", True, ""),
        ("park.is_enclave", "✓", True, ""),
        ("park.is_enclave", "×", False, ""),
        ("park.is_enclave", "已", True, ""),
        ("park.is_enclave", "未", False, ""),
        ("park.is_enclave", "對", True, ""),
        ("park.is_enclave", "Ｙ", True, ""),
        ("park.is_enclave", "FALSE", False, ""),
        ("park.is_enclave", "也许", None, "bad_flag"),
        ("park.is_enclave", "是（2023）", None, "bad_flag"),
        ("enterprise.credit_code", GOOD_CODE, GOOD_CODE, ""),
        ("enterprise.credit_code", GOOD_CODE.lower(), GOOD_CODE, ""),
        ("enterprise.credit_code", " " + WIDE, GOOD_CODE, ""),
        ("enterprise.credit_code", "91000000 MA0000001R", GOOD_CODE, ""),
        ("enterprise.credit_code", "N2000000MA00000019", "N2000000MA00000019", ""),
        ("enterprise.credit_code", "n2000000ma00000019", "N2000000MA00000019", ""),
        ("enterprise.credit_code", "91000000MA00000012", None, "code_check"),
        ("enterprise.credit_code", "91000000MA000000IR", None, "code_letters"),
        ("enterprise.credit_code", "91000000MA0000001", None, "code_length"),
        ("enterprise.credit_code", "9.14E+17", None, "lost_digits"),
        ("enterprise.credit_code", "9.14403001234568e+17", None, "lost_digits"),
        ("enterprise.credit_code", "914403001234567000", None, "lost_digits"),
        ("enterprise.credit_code", "无代码", None, "bad_credit_code"),
        ("enterprise.credit_code", "110105001234567", "110105001234567", "legacy_code"),
        ("enterprise.industry", "-", "-", ""),
    ],
)
def test_a_cell_is_read_by_its_kind(place: str, text: str, value: object, code: str) -> None:
    assert read_cell(place, text, How()) == (value, code)


@pytest.mark.parametrize(("unit", "value", "code"), [(Fraction(1, 100), 0.065, ""), (0, None, "bare_share")])
def test_a_bare_share_is_in_the_unit_of_its_column_or_asked_about(unit: Fraction, value: object, code: str) -> None:
    assert read_cell("financing.stake", "6.5", How(unit=unit)) == (value, code)
    assert read_cell("financing.stake", "0.065", How(unit=1)) == (0.065, "")


def codes_read(*texts: str) -> tuple[list[object], list[str]]:
    """A column of stock codes as stored, and what was said of it."""
    column = contracts()["enterprise"].column("stock_code")
    result = typed(pa.array(texts).dictionary_encode(), column, How())
    return result.values.to_pylist(), [found.problem.code for found in result.found]


def test_leading_zeros_are_put_back_where_the_column_has_whole_codes() -> None:
    assert codes_read("998", "600108", "") == (["000998", "600108", None], ["padded_code"])


def test_codes_of_another_market_keep_their_length() -> None:
    assert codes_read("1101", "2330") == (["1101", "2330"], ["short_code", "short_code"])
    assert codes_read("600000.SH", "1101.TW") == (["600000.SH", "1101.TW"], [])


def test_a_name_that_is_a_credit_code_says_that_two_columns_have_changed_places() -> None:
    found = taken("enterprise", "企业名称,所属行业", "91000000MA003FYB00,软件", "甲公司,软件")
    assert told(found.issues) == [(2, "企业名称", "name_is_code")]
    assert values(found, "enterprise", "enterprise") == ["甲公司"]
