"""What other batches say of the row at hand: earlier words and later ones, with what each changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from parkdash import ledger
from parkdash.ingest import read
from parkdash.ledger import batches
from parkdash.ledger.corrections import corrections
from parkdash.warehouse import current, refresh
from tests.browser.homes import filled

HEAD = {"month": "2026-01"}


def hand_in(home: Path, name: str, table: str, *rows: dict[str, object]) -> None:
    content = filled({table: rows})
    ledger.accept(home, [(name, content, read(content, name))], None, "test", "")


def told(home: Path, table: str, batch: str, row: int) -> list[tuple[str, int, tuple, bool]]:
    version = refresh(home)
    source = next(one for one in version.sources.values() if (one.table, one.batch) == (table, batch))
    return [(one.batch.id, one.row, one.changed, one.is_own) for one in corrections(home, source, row)]


@pytest.fixture
def corrected(home: Path) -> Path:
    hand_in(
        home,
        "一.xlsx",
        "monthly_report",
        {"enterprise": "甲", "revenue": "1", **HEAD},
        {"enterprise": "乙", "revenue": "5", **HEAD},
    )
    hand_in(
        home,
        "二.xlsx",
        "monthly_report",
        {"enterprise": "丙", "revenue": "9", **HEAD},
        {"enterprise": "甲", "revenue": "2", **HEAD},
    )
    return home


def test_a_row_is_shown_with_the_one_that_it_corrects(corrected: Path) -> None:
    first, second = told(corrected, "monthly_report", "000002", 3)
    assert first == ("000001", 2, (), False)
    (revenue,) = second[2]
    assert (second[0], second[1], second[3]) == ("000002", 3, True)
    assert (revenue[0], int(revenue[1]), int(revenue[2])) == ("revenue", 10_000, 20_000)


def test_a_row_that_nobody_speaks_of_again_stands_alone(corrected: Path) -> None:
    assert [one[:2] for one in told(corrected, "monthly_report", "000001", 3)] == [("000001", 3)]


def test_a_batch_taken_back_has_corrected_nothing(corrected: Path) -> None:
    source = next(iter(current(corrected).sources.values()))
    ledger.undo(corrected, 2)
    assert [one.batch.number for one in corrections(corrected, source, 2)] == [1]
    assert [batch.kind for batch in batches(corrected)] == ["import", "import", "undo"]


def test_a_firm_is_the_same_by_its_code_under_another_name(home: Path) -> None:
    code = "91110108MA0000001D"
    hand_in(home, "一.xlsx", "enterprise", {"enterprise": "旧名", "credit_code": code})
    hand_in(home, "二.xlsx", "enterprise", {"enterprise": "新名", "credit_code": code})
    _, second = told(home, "enterprise", "000002", 2)
    assert second[2] == (("enterprise", "旧名", "新名"),)


def test_a_row_that_is_none_has_no_history(corrected: Path) -> None:
    assert told(corrected, "monthly_report", "000001", 99) == []
