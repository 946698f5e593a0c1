"""Days, months and years however they are written; what may mean two days is asked about."""

from __future__ import annotations

from datetime import date

import pytest

from parkdash.ingest.outcomes import How
from tests.ingest.making import taken, values
from tests.ingest.test_cells import read_cell


@pytest.mark.parametrize(
    "text",
    ["2025-01-13", "2025/1/13", "2025.1.13", "2025年1月13日", "20250113", "2025-01-13 00:00:00", "２０２５-０１-１３",
     "2025-01-13T10:00:00Z", "20250113120000", "2025/1/13 下午 3:00:00", "2025 年 1 月 13 日", "2025年1月13号",
     "二〇二五年一月十三日", "民國114年1月13日", "中華民國114年1月13日", "114年1月13日", "114/01/13", "114.1.13",
     "13-Jan-2025", "13 January 2025", "January 13, 2025", "Jan. 13 2025", "Mon, 13 Jan 2025", "13/01/2025", "01/13/2025",
     "2025-01-13 星期一", "2025年1月13日（周一）"],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert read_cell("enterprise.founded_on", text) == (date(2025, 1, 13), "")


@pytest.mark.parametrize(
    "text",
    ["2015年8月", "2015-08", "2015/8", "2015.08", "201508", "二〇一五年八月", "民国104年8月", "104年8月", "104/08", "Aug 2015",
     "August 2015", "2015 Aug", "08/2015", "2015年8月份", "2015年8月下旬"],
)  # fmt: skip
def test_a_month_means_its_first_day_or_for_an_end_its_last(text: str) -> None:
    assert read_cell("recognition.valid_from", text) == (date(2015, 8, 1), "")
    assert read_cell("recognition.valid_until", text) == (date(2015, 8, 31), "")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025年", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025年度", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025Q3", date(2025, 7, 1), date(2025, 9, 30)),
        ("Q3 2025", date(2025, 7, 1), date(2025, 9, 30)),
        ("2025年三季度", date(2025, 7, 1), date(2025, 9, 30)),
        ("2025年第3季度", date(2025, 7, 1), date(2025, 9, 30)),
        ("2025年上半年", date(2025, 1, 1), date(2025, 6, 30)),
        ("2025年下半年", date(2025, 7, 1), date(2025, 12, 31)),
        ("民国114年", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_longer_span_means_its_first_day_or_for_an_end_its_last(text: str, first: date, last: date) -> None:
    assert read_cell("recognition.valid_from", text) == (first, "")
    assert read_cell("recognition.valid_until", text) == (last, "")


@pytest.mark.parametrize("text", ["2025/13/01", "2025-02-30", "昨天", "0025-01-01", "2025-1-1-1", "13月", "31/31/2025"])
def test_a_text_that_is_no_day_is_a_bad_date(text: str) -> None:
    assert read_cell("enterprise.founded_on", text) in [(None, "bad_date"), (None, "ambiguous_date")]


@pytest.mark.parametrize(
    "text",
    ["2014.1", "2014", "1/7/19", "01/02/2025", "05/072018", "45670", "1140816", "11407", "1608513167201", "25年8月", "8月",
     "Jan-25", "3-Jan", "19-1-7"],
)  # fmt: skip
def test_a_text_that_may_mean_two_days_is_asked_about(text: str) -> None:
    assert read_cell("enterprise.founded_on", text) == (None, "ambiguous_date")


@pytest.mark.parametrize(
    ("form", "text", "day"),
    [
        ("year", "2014", date(2014, 1, 1)),
        ("mdy", "1/7/19", date(2019, 1, 7)),
        ("mdy", "05/072018", date(2018, 5, 7)),
        ("mdy", "12/31/99", date(1999, 12, 31)),
        ("mdy", "2019-01-07", date(2019, 1, 7)),
        ("dmy", "1/7/19", date(2019, 7, 1)),
        ("dmy", "01.07.2019", date(2019, 7, 1)),
        ("ymd_short", "19-1-7", date(2019, 1, 7)),
        ("ymd_short", "190107", date(2019, 1, 7)),
        ("ymd_short", "19年7月", date(2019, 7, 1)),
        ("month_as_written", "2014.1", date(2014, 1, 1)),
        ("month_lost_nought", "2014.1", date(2014, 10, 1)),
        ("month_lost_nought", "2014.2", date(2014, 2, 1)),
        ("minguo", "1140816", date(2025, 8, 16)),
        ("minguo", "11408", date(2025, 8, 1)),
        ("minguo", "114", date(2025, 1, 1)),
        ("minguo", "99/8/16", date(2010, 8, 16)),
        ("minguo_date", "1140816", date(2025, 8, 16)),
        ("minguo_month", "11408", date(2025, 8, 1)),
        ("minguo_year", "114", date(2025, 1, 1)),
        ("excel_serial", "45670", date(2025, 1, 13)),
        ("excel_serial", "45670.5", date(2025, 1, 13)),
        ("epoch_s", "1736697600", date(2025, 1, 13)),
        ("epoch_ms", "1736697600000", date(2025, 1, 13)),
        ("%m/%d/%y", "1/7/19", date(2019, 1, 7)),
    ],
)
def test_a_form_that_is_told_settles_it(form: str, text: str, day: date) -> None:
    assert read_cell("enterprise.founded_on", text, How(forms=(form,))) == (day, "")


@pytest.mark.parametrize("text", ["2025-08", "2025年8月", "202508", "2025-08-19", "2025/8", "2025.08", "114年8月"])
def test_a_report_month_is_stored_as_its_first_day(text: str) -> None:
    assert read_cell("monthly_report.month", text) == (date(2025, 8, 1), "")


@pytest.mark.parametrize(
    ("text", "code"),
    [("2025-13", "bad_month"), ("2025年", "bad_month"), ("8月", "ambiguous_date"), ("2025", "ambiguous_date")],
)
def test_a_text_that_is_no_month_says_why(text: str, code: str) -> None:
    assert read_cell("monthly_report.month", text) == (None, code)


def test_how_exact_a_day_is_known_stands_beside_it() -> None:
    intake = taken("园区", "园区名称,批准日期", "甲,2014.10", "乙,2014-10-03", "丙,2014年", "丁,")
    assert values(intake, "park", "approved_on") == [date(2014, 10, 1), date(2014, 10, 3), date(2014, 1, 1), None]
    assert values(intake, "park", "approved_on_precision") == ["month", "day", "year", None]
