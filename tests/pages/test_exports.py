"""Files for spreadsheets run nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from parkdash.packs.sheet import sheet_name, to_csv, to_xlsx

HOSTILE = ["=1+1", "+1", "-1", "@sum(a1)", "\tx", "\rx"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_that_looks_like_a_formula_is_neutralised(text: str) -> None:
    assert to_csv(["a"], [[text]]).decode("utf-8-sig").splitlines()[1].lstrip('"').startswith("'")
    rows = CalamineWorkbook.from_filelike(BytesIO(to_xlsx(["a"], [[text]], "x"))).get_sheet_by_index(0).to_python()
    assert str(rows[1][0]).startswith("'")


def test_numbers_and_days_keep_their_kind() -> None:
    content = to_xlsx(["a", "b", "c"], [[Decimal("-2.5"), date(2026, 10, 31), None]], "高新/技术")
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    assert book.sheet_names == ["高新_技术"]
    assert book.get_sheet_by_index(0).to_python()[1][:2] == [-2.5, date(2026, 10, 31)]


def test_a_sheet_is_called_as_excel_allows() -> None:
    assert sheet_name("a" * 40) == "a" * 31
    assert sheet_name("") == "data"
