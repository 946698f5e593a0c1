"""Annual reports by year, platforms, vacancies, approved areas; and amounts that are no exact ones."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from parkdash import metrics
from parkdash.metrics.model import At, Between
from parkdash.warehouse import Version, build
from tests.world import LEADER, batch, day, version_of

REPORTS = {
    "annual_report": [
        {"enterprise": "一号", "year": 2024, "revenue": 100, "rd_expense": 5, "headcount": 10},
        {"enterprise": "一号", "year": 2025, "revenue": 120, "rd_expense": 6, "headcount": 11},
        {"enterprise": "二号", "year": 2025, "revenue": 30, "rd_expense": 9},
    ],
    "residency": [{"enterprise": "二号", "park": "甲园", "starts_on": "2025-12-31"}],
}
LATER = At(day("2026-11-13"))


def test_an_annual_figure_is_that_of_the_last_reported_year(tmp_path: Path) -> None:
    version = version_of(tmp_path, REPORTS)
    found = metrics.value(version, LEADER, "annual_revenue", LATER)
    assert (found.value, found.rows) == (150, 2)
    assert found.when == Between(date(2025, 1, 1), date(2025, 12, 31))
    assert metrics.value(version, LEADER, "annual_revenue", At(day("2025-12-30"))).value == 100
    assert metrics.value(version, LEADER, "annual_reports", LATER).value == 2
    assert metrics.value(version, LEADER, "annual_rd_intensity", LATER).value == 10


def test_before_the_first_report_there_is_no_annual_figure_rather_than_nought(tmp_path: Path) -> None:
    found = metrics.value(version_of(tmp_path, REPORTS), LEADER, "annual_revenue", At(day("2024-12-30")))
    assert (found.value, found.reason) == (None, "no_data")


def test_annual_figures_are_compared_with_the_year_before_and_listed_by_year(tmp_path: Path) -> None:
    version = version_of(tmp_path, REPORTS)
    since, last_year = metrics.compare(version, LEADER, "annual_revenue", day("2026-11-13"), day("2026-11-06"))
    assert since.reason == "same_period"
    assert (last_year.now.value, last_year.then.value, last_year.change) == (150, 100, 50)
    whole = Between(day("2024-01-01"), day("2025-12-31"))
    years = metrics.breakdown(version, LEADER, "annual_revenue", whole, "year").groups
    assert {group.key: group.value for group in years} == {"2024": 100, "2025": 150}


def test_an_annual_figure_counts_where_the_firm_stayed_at_the_end_of_the_year(tmp_path: Path) -> None:
    version = version_of(tmp_path, REPORTS)
    assert metrics.value(version, LEADER, "annual_revenue", LATER, (("park", "甲园"),)).value == 30
    assert metrics.value(version, LEADER, "annual_revenue", LATER, (("park", None),)).value == 120


def test_a_platform_counts_from_its_first_to_its_last_day(tmp_path: Path) -> None:
    platforms = [
        {
            "name": "甲室",
            "host": "某大学",
            "park": "甲园",
            "platform_level": "national",
            "established_on": "2026-01-01",
        },
        {"name": "乙室", "host": "某大学", "last_day": "2026-06-30", "platform_level": "own"},
        {"name": "中心", "host": "二号", "enterprise": "二号", "platform_level": "provincial"},
    ]
    version = version_of(tmp_path, {**REPORTS, "platform": platforms})
    counts = [
        metrics.value(version, LEADER, "platforms", At(day(text))).value
        for text in ("2025-12-31", "2026-06-30", "2026-07-01")
    ]
    assert counts == [2, 3, 2]
    assert metrics.value(version, LEADER, "platforms_provincial", LATER).value == 2
    assert metrics.value(version, LEADER, "platforms", LATER, (("park", "甲园"),)).value == 2
    moved = metrics.bridge(version, LEADER, "platforms", day("2025-12-31"), day("2026-07-01"))
    assert [(m.cause, m.count) for m in (*moved.entered, *moved.left)] == [("awarded", 1), ("closed", 1)]


def test_a_vacancy_is_open_until_its_last_day(tmp_path: Path) -> None:
    posts = [
        {"enterprise": "二号", "position": "工程师", "posted_on": "2026-03-01", "last_day": "2026-03-31", "wanted": 3},
        {"enterprise": "二号", "position": "会计", "posted_on": "2026-03-15"},
    ]
    version = version_of(tmp_path, {**REPORTS, "vacancy": posts})
    assert [
        metrics.value(version, LEADER, "vacancies", At(day(text))).value for text in ("2026-03-31", "2026-04-01")
    ] == [2, 1]


def test_the_approved_area_is_summed_over_the_parks(tmp_path: Path) -> None:
    parks = [
        {"name": "甲园", "planned_area_ha": 10.5, "approved_on": "2014-10-01"},
        {"name": "乙园", "planned_area_ha": 2},
    ]
    version = version_of(tmp_path, {"park": parks})
    assert metrics.value(version, LEADER, "planned_area", LATER).value == 12.5
    assert metrics.value(version, LEADER, "planned_area", At(day("2014-09-30"))).value == 2


@pytest.mark.parametrize("sign", ["≈", "≥", "≤"])
def test_only_exact_amounts_count_in_sums(tmp_path: Path, sign: str) -> None:
    deal = {"enterprise": "一号", "kind": "equity", "paid_on": "2026-02-01", "amount": 100}
    deals = [{**deal, "deal_no": "1"}, {**deal, "deal_no": "2", "amount_qualifier": sign}]
    version = version_of(tmp_path, {"financing": deals})
    assert metrics.value(version, LEADER, "equity_paid", LATER).value == Decimal(100)
    assert metrics.value(version, LEADER, "deals", LATER).value == 2


def test_a_batch_from_before_a_column_was_added_is_still_read(tmp_path: Path) -> None:
    kept = batch(
        tmp_path, 1, {"financing": [{"enterprise": "一号", "kind": "equity", "paid_on": "2026-02-01", "amount": 7}]}
    )
    path = kept.parquet("financing")
    pq.write_table(pq.read_table(path).drop_columns(["amount_qualifier", "stake"]), path)
    build(tmp_path / "v.duckdb", [kept], 1)
    assert metrics.value(Version(tmp_path / "v.duckdb"), LEADER, "equity_paid", LATER).value == 7
