"""The workbooks of the offices: the same bytes every time, in the form of the templates, read without a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from parkdash import sample
from parkdash.contracts import contracts
from parkdash.ingest import read
from parkdash.sample import workbooks


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The workbooks of a park of 120 enterprises."""
    return sample.write(tmp_path_factory.mktemp("out"), 120, 12)


def test_there_is_one_workbook_per_office(written: list[Path]) -> None:
    assert sorted(path.stem for path in written) == sorted(workbooks.offices())


def test_writing_again_gives_the_same_bytes(written: list[Path], tmp_path: Path) -> None:
    again = sample.write(tmp_path, 120, 12)
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in written]


def test_every_row_is_read_and_nothing_is_wrong_but_undisclosed_amounts_and_reports_never_handed_in(
    written: list[Path],
) -> None:
    rows: dict[str, int] = {}
    for path in written:
        intake = read(path, path.name)
        assert {issue.code for issue in intake.issues} <= {
            "inexact_amount",
            "stage_out_of_order",  # projects that fell back
            "firm_month_missing",
            "firm_months_missing",
        }
        rows |= {name: table.num_rows for name, table in intake.tables.items()}
    assert rows == {name: len(frame) for name, frame in sample.tables(120, 12).items()}


def test_amounts_come_back_in_yuan_and_months_as_first_days(written: list[Path]) -> None:
    path = next(path for path in written if path.stem == "经济发展局")
    table, made = read(path, path.name).tables["monthly_report"], sample.tables(120, 12)["monthly_report"]
    assert float(table["revenue"][0].as_py()) == made["revenue"][0]
    assert table["month"][0].as_py() == made["month"][0].date()


def test_headings_carry_the_unit_of_their_cells() -> None:
    headings = [column.header for column in contracts()["monthly_report"].columns]
    assert headings[2:4] == ["月份", "营业收入(万元)"]


def test_a_long_table_goes_on_in_another_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_ROWS", 100)
    found = [path for path in sample.write(tmp_path, 30, 12) if path.stem.startswith("经济发展局")]
    tables = [read(path, path.name).tables["monthly_report"].num_rows for path in found]
    assert [path.stem for path in found] == ["经济发展局", "经济发展局-2", "经济发展局-3"]
    assert sum(tables) == len(sample.tables(30, 12)["monthly_report"])
