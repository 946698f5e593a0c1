"""Numbers as people read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from parkdash.metrics.model import At, Between, Value
from parkdash.ui import format


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (44, "firm", "44家", "44 firms"),
        (0, "firm", "0家", "0 firms"),
        (99_999, "person", "99,999人", "99,999 people"),
        (123_456, "person", "12.3万人", "123,456 people"),
        (Decimal("950.5"), "yuan", "950.5元", "950.5 yuan"),
        (Decimal("26700000.00"), "yuan", "2,670万元", "26.70M yuan"),
        (Decimal("15000"), "yuan", "1.5万元", "15K yuan"),
        (Decimal("99999999"), "yuan", "1.00亿元", "100.00M yuan"),
        (Decimal("1234000000"), "yuan", "12.34亿元", "1.23B yuan"),
        (Decimal("-26700000"), "yuan", "-2,670万元", "-26.70M yuan"),
        (61.6, "percent", "61.6%", "61.6%"),
        (4.9, "times", "4.90元", "4.90 yuan"),
        (None, "firm", "—", "—"),
    ],
)
def test_a_value_is_shown_in_the_unit_of_its_size(value: Value, unit: str, zh: str, en: str) -> None:
    assert format.amount(value, unit, "zh") == zh
    assert format.amount(value, unit, "en") == en


def test_a_ratio_changes_in_percentage_points() -> None:
    assert format.change(-1.25, "percent", "zh") == "1.2个百分点"
    assert format.change(-3, "firm", "zh") == "3家"


def test_a_whole_month_is_called_by_its_name() -> None:
    assert format.period(Between(date(2026, 2, 1), date(2026, 2, 28)), "zh") == "2026-02"
    assert format.period(Between(date(2026, 1, 1), date(2026, 2, 28)), "zh") == "2026-01-01 至 02-28"
    assert format.period(At(date(2026, 2, 28)), "en") == "as of 2026-02-28"


def test_open_ends_are_a_dash() -> None:
    assert format.day(date(9999, 12, 31)) == "—"
    assert format.day(date(1, 1, 1)) == "—"
    assert format.day(None) == "—"


def test_a_day_of_the_same_year_leaves_its_year_out() -> None:
    assert format.day_near(date(2026, 10, 31), date(2026, 11, 13)) == "10-31"
    assert format.day_near(date(2025, 12, 31), date(2026, 11, 13)) == "2025-12-31"
