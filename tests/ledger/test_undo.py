"""Undo and redo: one more entry in the ledger each."""

from __future__ import annotations

from datetime import date

import pytest

from parkdash.home import read_pointer
from parkdash.ledger import NotInForce, accept, batches, conflicts, rebuild, redo, undo
from parkdash.warehouse import refresh
from tests.ledger.importer import NOON, given

JANUARY = {"enterprise": "甲公司", "month": "2026-01-01", "headcount": 1}
FEBRUARY = {"enterprise": "甲公司", "month": "2026-02-01", "headcount": 2}
CORRECTED = {**JANUARY, "headcount": 9}


def take(home, *rows):
    return accept(home, [given(f"{rows}.xlsx", monthly_report=list(rows))], clock=lambda: NOON)


def heads(home):
    return refresh(home).rows("select month(month), headcount from monthly_report order by 1")


def content(home):
    return read_pointer(home).content_hash


def test_after_an_undo_everything_is_as_without_the_batch(home, tmp_path):
    take(home, JANUARY)
    take(home, CORRECTED)
    take(home, FEBRUARY)
    undo(home, 2, "张", "报错了", clock=lambda: NOON)
    assert heads(home) == [(1, 1), (2, 2)]
    other = tmp_path / "other"
    take(other, JANUARY)
    take(other, FEBRUARY)
    assert content(home) == content(other)


def test_an_undo_is_an_entry_of_the_ledger_that_rebuild_follows(home):
    take(home, JANUARY)
    take(home, FEBRUARY)
    done = undo(home, 1, "张", "报错了", clock=lambda: NOON)
    assert (done.version, done.batch.kind, done.batch.undoes, done.batch.why) == (3, "undo", (1,), "报错了")
    assert [batch.id for batch in batches(home)] == ["000001", "000002", "000003"]
    assert rebuild(home).same
    assert heads(home) == [(2, 2)]


def test_a_redo_brings_the_batch_back(home):
    take(home, JANUARY)
    take(home, FEBRUARY)
    before = content(home)
    undo(home, 1, clock=lambda: NOON)
    assert content(home) != before
    redo(home, 1)
    assert content(home) == before
    undo(home, 1, clock=lambda: NOON)
    assert heads(home) == [(2, 2)]


def test_what_came_later_about_the_same_row_holds(home):
    take(home, JANUARY)
    take(home, CORRECTED)
    undo(home, 1, clock=lambda: NOON)
    assert heads(home) == [(1, 9)]


@pytest.mark.parametrize("number", [0, 2, 99])
def test_only_a_batch_in_force_can_be_taken_back(home, number):
    take(home, JANUARY)
    take(home, FEBRUARY)
    undo(home, 2, clock=lambda: NOON)
    with pytest.raises(NotInForce):
        undo(home, number, clock=lambda: NOON)
    with pytest.raises(NotInForce):
        redo(home, 1)


def test_before_an_undo_it_is_told_which_later_batches_speak_of_the_same_rows(home):
    coded = {**CORRECTED, "credit_code": "91000000MA00000001"}
    take(home, JANUARY, FEBRUARY)
    take(home, {**JANUARY, "enterprise": "乙公司"})
    take(home, coded)
    (found,) = conflicts(home, 1)
    assert (found.batch.number, found.table, found.count) == (3, "monthly_report", 1)
    assert found.examples == (("甲公司", date(2026, 1, 1)),)
    assert conflicts(home, 2) == conflicts(home, 3) == []
    undo(home, 1, clock=lambda: NOON)
    assert [conflict.batch.number for conflict in conflicts(home, 4)] == [3]
    with pytest.raises(NotInForce):
        conflicts(home, 1)
