"""The template workbook, the data guide, and the way back: what a template holds is imported without an issue."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from parkdash.contracts import Contract, contracts
from parkdash.ingest import read
from parkdash.templates import data_guide, template
from parkdash.templates.describe import example

DOCS = Path(__file__).parents[2] / "docs"
TABLES = pytest.mark.parametrize("table", list(contracts()))


def filled(contract: Contract) -> bytes:
    """A template with one row made of the guide's examples."""
    book = openpyxl.load_workbook(BytesIO(template(contract)))
    sheet = book[contract.title["zh"]]
    for place, column in enumerate(contract.columns, start=1):
        sheet.cell(2, place, "2025-08-01" if column.kind == "date" else example(column, "zh"))
    target = BytesIO()
    book.save(target)
    return target.getvalue()


@TABLES
def test_a_template_filled_with_the_examples_comes_back_without_an_issue(table: str) -> None:
    intake = read(filled(contracts()[table]), "填好.xlsx")
    assert [each.text("en") for each in intake.issues] == []
    row = intake.tables[table].to_pylist()[0]
    assert all(row[column.name] is not None for column in contracts()[table].columns)


def test_the_whole_template_has_a_guide_and_a_sheet_per_table() -> None:
    book = openpyxl.load_workbook(BytesIO(template(contracts())))
    assert book.sheetnames == ["填表说明", *(each.title["zh"] for each in contracts().values()), "可选项"]


@TABLES
def test_every_choice_has_a_drop_down(table: str) -> None:
    contract = contracts()[table]
    sheet = openpyxl.load_workbook(BytesIO(template(contract)))[contract.title["zh"]]
    listed = [column for column in contract.columns if column.kind in ("choice", "flag")]
    assert len(sheet.data_validations.dataValidation) == len(listed)
    assert sheet.freeze_panes == "B2"


def test_an_unfilled_template_is_told_in_one_sentence() -> None:
    assert [each.code for each in read(template(contracts()), "空.xlsx").issues] == ["no_rows"]


def test_the_same_contracts_give_the_same_bytes() -> None:
    assert template(contracts()) == template(contracts())


@pytest.mark.parametrize(("lang", "file"), [("zh", "data-guide.md"), ("en", "data-guide.en.md")])
def test_the_data_guide_is_up_to_date(lang: str, file: str) -> None:
    assert (DOCS / file).read_text(encoding="utf-8") == data_guide(lang), "run python -m parkdash.templates"
