"""Days with their hour: however they are written, to the second, by China's clocks; a day alone is refused."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import pyarrow as pa
import pytest
import xlsxwriter

from parkdash.contracts import Column
from parkdash.ingest.columns import typed
from parkdash.ingest.outcomes import How
from parkdash.ingest.workbook import grids_in

MOMENT = Column("at", "moment", {"zh": "时间", "en": "at"})


def read(*texts: str, forms: tuple[str, ...] = ()) -> list[tuple[object, str]]:
    """The value and the problem code of each cell of one column."""
    result = typed(pa.array(texts).dictionary_encode(), MOMENT, How(forms=forms))
    codes = {int(place): found.problem.code for found in result.found for place in found.places}
    return [(value, codes.get(place, "")) for place, value in enumerate(result.values.to_pylist())]


@pytest.mark.parametrize(
    "text",
    ["2025-01-13 08:15", "2025-01-13 08:15:00", "2025/1/13 8:15", "2025.1.13 8:15", "2025年1月13日8时15分",
     "2025年1月13日 8点15分", "2025-01-13T08:15:00", "2025-01-13T00:15:00Z", "2025-01-13T08:15:00+08:00",
     "2025-01-13T02:15:00+02:00", "2025-01-13 上午8:15", "2025-01-13 8:15 AM", "20250113081500", "13 Jan 2025 08:15",
     "2025-01-13 08:14:59.999", "2025-01-13　08：15", "Mon, 13 Jan 2025 08:15:00"],
)  # fmt: skip
def test_a_moment_is_read_however_it_is_written(text: str) -> None:
    assert read(text) == [(datetime(2025, 1, 13, 8, 15), "")]


@pytest.mark.parametrize(
    ("text", "hour"), [("2025-01-13 下午 3:00", 15), ("2025-01-13 12:00 am", 0), ("2025-01-13 12:00 pm", 12)]
)
def test_the_half_of_the_day_counts(text: str, hour: int) -> None:
    assert read(text) == [(datetime(2025, 1, 13, hour), "")]


@pytest.mark.parametrize("text", ["2025-01-13 25:00", "2025-02-30 08:15", "2025-01 08:15", "昨天 08:15", "08:15"])
def test_what_no_clock_or_calendar_shows_is_refused(text: str) -> None:
    assert read(text) == [(None, "bad_moment")]


def test_a_day_alone_is_refused_where_no_cell_has_its_hour_and_is_midnight_where_others_have() -> None:
    assert read("2025-01-13", "2025-01-14") == [(None, "no_clock")] * 2
    assert read("2025-01-13", "2025-01-14 08:15") == [
        (datetime(2025, 1, 13), "midnight"), (datetime(2025, 1, 14, 8, 15), "")
    ]  # fmt: skip
    assert read("2025-01-13 00:00") == [(datetime(2025, 1, 13), "")]


def test_a_blank_cell_and_a_dash_are_no_moment_and_no_fault() -> None:
    assert read("", "-") == [(None, ""), (None, "")]


def test_a_day_that_may_be_two_is_asked_about_and_a_form_settles_it() -> None:
    assert read("1/7/19 08:15") == [(None, "ambiguous_date")]
    assert read("1/7/19 08:15", forms=("dmy",)) == [(datetime(2019, 7, 1, 8, 15), "")]


@pytest.mark.parametrize(
    ("form", "text"),
    [("excel_serial", "45670.34375"), ("epoch_s", "1736727300"), ("epoch_ms", "1736727300000"),
     ("%d/%m/%y %H.%M", "13/01/25 08.15")],
)  # fmt: skip
def test_counted_moments_need_their_form(form: str, text: str) -> None:
    assert read(text)[0][1] in ("bad_moment", "ambiguous_date")
    assert read(text, forms=(form,)) == [(datetime(2025, 1, 13, 8, 15), "")]


def test_every_minute_of_a_workbook_comes_back_to_the_minute() -> None:
    written = [datetime(2025, 1, 13, minute // 60, minute % 60) for minute in range(1440)]
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        sheet = book.add_worksheet()
        for row, moment in enumerate(written):
            sheet.write_datetime(row, 0, moment)
    column = grids_in(target.getvalue(), "a.xlsx")[0].columns[0]
    found = read(*column.to_pylist())
    assert [value for value, _ in found] == written
    assert {code for _, code in found[1:]} == {""}  # midnight itself, the first one, is shown as the day alone
