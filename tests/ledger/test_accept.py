"""What an import takes, counts and leaves."""

from __future__ import annotations

import json
from datetime import date

import pytest

from parkdash.batch import read_batch, to_json
from parkdash.home import Home
from parkdash.ingest.issues import Issue
from parkdash.ledger import Overtaken, Refused, Terms, accept, batches, preview, undo
from parkdash.warehouse import NoVersion, current
from tests.ledger.importer import NOON, Checked, given, headcount

CODE = "91000000MA00000001"


def take(home, *files, **details):
    return accept(home, files, clock=lambda: NOON, **details)


def counted(accepted, table):
    count = accepted.tables[table]
    return count.new, count.changed, count.unchanged


def test_a_first_import_is_all_new(home):
    accepted = take(home, headcount(10))
    assert (accepted.version, accepted.batch.id) == (1, "000001")
    assert counted(accepted, "monthly_report") == (1, 0, 0)
    assert current(home).rows("select headcount from monthly_report") == [(10,)]


def test_rows_are_counted_as_new_changed_and_unchanged(home):
    reports = [{"enterprise": name, "month": "2026-01-01", "headcount": 1} for name in ("甲", "乙")]
    take(home, given(monthly_report=reports))
    more = [reports[0], reports[1] | {"headcount": 2}, reports[1] | {"month": "2026-02-01"}]
    assert counted(take(home, given("b.xlsx", monthly_report=more)), "monthly_report") == (1, 1, 1)


def test_a_firm_whose_code_becomes_known_changes_and_is_not_counted_as_new(home):
    report = {"enterprise": "甲", "month": "2026-01-01", "headcount": 1}
    take(home, given(monthly_report=[report]))
    coded = given("b.xlsx", monthly_report=[report | {"credit_code": CODE}])
    assert counted(take(home, coded), "monthly_report") == (0, 1, 0)


def test_an_import_that_says_nothing_new_makes_no_batch(home):
    take(home, headcount(10))
    again = take(home, headcount(10))
    assert (again.batch, again.version) == (None, 1)
    assert counted(again, "monthly_report") == (0, 0, 1)
    assert len(batches(home)) == 1


def test_a_preview_counts_and_takes_nothing(home):
    assert preview(home, [headcount(10)])["monthly_report"].new == 1
    assert batches(home) == []
    assert not [path for path in home.rglob("*") if path.is_file()]
    with pytest.raises(NoVersion):
        current(home)


def test_files_with_errors_are_refused(home):
    wrong = Issue("error", "Sheet1", 2, "入驻日期", "bad_date", {})
    with pytest.raises(Refused):
        accept(home, [("a.xlsx", b"x", Checked({}, [wrong]))])
    assert not home.exists()


def test_a_file_with_a_warning_is_taken(home):
    name, content, checked = headcount(10)
    odd = Issue("warning", "Sheet1", 2, "", "unknown", {})
    assert take(home, (name, content, Checked(checked.tables, [odd]))).version == 1


def test_the_batch_says_who_when_why_and_from_what(home):
    batch = take(home, headcount(10), who="李", why="月报", mapping_text="x = 1").batch
    assert (batch.who, batch.why, batch.mapping, batch.kind) == ("李", "月报", "x = 1", "import")
    assert batch.accepted_on == date(2026, 6, 30)
    assert batch.columns[0].letters == {"enterprise": "A"}
    assert (Home(home).files / batch.files[0].sha256).read_bytes() == headcount(10)[1]


def test_a_day_is_a_day_in_china(home):
    late = take(home, headcount(10)).batch
    assert late.accepted_at.hour == 4
    assert late.accepted_on.day == 30


def test_a_batch_is_canonical_json_that_reads_back_as_it_was(home):
    batch = take(home, headcount(10)).batch
    kept = (batch.folder / "batch.json").read_text(encoding="utf-8")
    assert kept == to_json(batch)
    assert list(json.loads(kept)) == sorted(json.loads(kept))
    assert read_batch(batch.folder) == batch


def test_two_files_of_one_table_come_from_two_sources(home):
    first = given("a.xlsx", monthly_report=[{"enterprise": "甲", "month": "2026-01-01", "headcount": 1}])
    second = given("b.xlsx", monthly_report=[{"enterprise": "乙", "month": "2026-01-01", "headcount": 2}])
    take(home, first, second)
    version = current(home)
    rows = version.rows("select source_id from monthly_report order by headcount")
    assert [version.source(id).file for (id,) in rows] == ["a.xlsx", "b.xlsx"]


def test_progress_only_rises_and_ends_at_one(home):
    told = []
    take(home, headcount(10), progress=lambda step, done: told.append(done))
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_what_was_looked_at_beside_other_data_is_not_taken(home):
    before = take(home, headcount(10)).batch.content_hash
    take(home, headcount(11))
    with pytest.raises(Overtaken):
        take(home, headcount(12), terms=Terms(seen=before))
    assert current(home).rows("select headcount from monthly_report") == [(11,)]
    undo(home, 2)
    assert take(home, headcount(12), terms=Terms(seen=before)).version == 4
