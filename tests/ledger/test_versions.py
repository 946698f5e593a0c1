"""Versions come from the ledger alone, are swept when unfinished and thinned when old."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from parkdash.home import Home, Pointer, RebuildNeeded, Thinned, read_pointer
from parkdash.ledger import batches, pin, rebuild, versions
from parkdash.upkeep import recover, thin
from parkdash.warehouse import NoVersion, at, current
from tests.ledger.importer import import_headcount


def take(home, *staff):
    return [import_headcount(home, number).batch for number in staff]


def test_the_same_batches_give_the_same_content_hash(home, tmp_path):
    first = [batch.content_hash for batch in take(home, 1, 2)]
    second = [batch.content_hash for batch in take(tmp_path / "other", 1, 2)]
    assert first == second
    assert first[0] != first[1]


def test_a_rebuilt_version_has_the_same_content_under_a_new_file_name(home):
    take(home, 1, 2)
    before = read_pointer(home)
    rebuilt = rebuild(home)
    after = read_pointer(home)
    assert rebuilt.same
    assert (before.version, before.content_hash) == (after.version, after.content_hash)
    assert before.file != after.file
    assert [file.path.name for file in Home(home).version_files()] == ["000001.duckdb", after.file]


def test_an_older_version_can_be_rebuilt_without_moving_the_pointer(home):
    take(home, 1, 2)
    shutil.rmtree(Home(home).versions / "000001.duckdb", ignore_errors=True)
    assert rebuild(home, 1).same
    assert current(home).number == 2
    assert at(home, 1).rows("select headcount from monthly_report") == [(1,)]


def test_a_version_that_never_was_cannot_be_rebuilt_or_opened(home):
    take(home, 1)
    for missing in (0, 2):
        with pytest.raises(NoVersion):
            rebuild(home, missing)
        with pytest.raises(NoVersion):
            at(home, missing)


def test_lost_versions_come_back_from_the_ledger(home):
    accepted = take(home, 1, 2)
    shutil.rmtree(Home(home).versions)
    with pytest.raises(RebuildNeeded):
        import_headcount(home, 3)
    assert len(batches(home)) == 2
    assert rebuild(home).content_hash == accepted[-1].content_hash
    assert import_headcount(home, 3).version == 3


def test_what_an_interrupted_import_left_is_swept(home):
    take(home, 1)
    places = Home(home)
    whole = sorted(path for path in home.rglob("*") if path.is_file())
    shutil.copytree(places.batches / "000001", places.batches / "000002")
    shutil.copytree(places.batches / "000001", places.batches / "000003.tmp")
    for left in ("000002.duckdb", "000003.99.tmp", "000003.99.tmp.wal", "000001.r5.duckdb", "current.99.tmp"):
        (places.versions / left).write_bytes(b"half")
    (places.files / "0123").write_bytes(b"nobody names me")
    assert [batch.number for batch in batches(home)] == [1]
    assert recover(home).version == 1
    assert sorted(path for path in home.rglob("*") if path.is_file()) == whole


def test_a_first_import_that_was_interrupted_leaves_an_empty_home(home):
    recover(home)
    (Home(home).batches / "000001").mkdir(parents=True)
    assert recover(home) == Pointer(0, "", 0)
    assert batches(home) == []


def a_history(home, days):
    """Batches accepted so many days after Monday 5 January 2026, and version files that hold nothing."""
    (template,) = take(home, 1)
    start = datetime(2026, 1, 5, 4, tzinfo=UTC)
    history = [replace(template, number=n, accepted_at=start + timedelta(d)) for n, d in enumerate(days, 1)]
    for batch in history[1:]:
        (Home(home).versions / f"{batch.id}.duckdb").write_bytes(b"")
    return history


def test_the_newest_ten_and_the_last_of_each_week_are_kept(home):
    history = a_history(home, [0, 1, 6, 7, 8] + [14] * 10)
    assert thin(home, history, Pointer(15, "000015.duckdb", 15)) == [1, 2, 4]


def test_a_pinned_version_is_kept(home):
    take(home, 1, 2)
    pin(home, 1)
    history = a_history(home / "other", [0] * 12)
    shutil.copytree(Home(home).pins, Home(home / "other").pins)
    assert thin(home / "other", history, Pointer(12, "000012.duckdb", 12)) == [2]


def test_a_thinned_version_says_so(home):
    take(home, 1, 2)
    (Home(home).versions / "000001.duckdb").unlink()
    with pytest.raises(Thinned):
        at(home, 1)
    assert [(entry.number, entry.kept, entry.current) for entry in versions(home)] == [
        (1, False, False),
        (2, True, True),
    ]


def test_a_number_that_is_given_again_is_read_again(home):
    take(home, 1, 2)
    shutil.rmtree(Home(home).versions)
    assert batches(home)[-1].tables["monthly_report"].changed == 1
    shutil.rmtree(Home(home).batches / "000002")
    rebuild(home)
    again = import_headcount(home, 1)
    assert (again.batch, len(batches(home))) == (None, 1)
    import_headcount(home, 7)
    assert batches(home)[-1].content_hash == read_pointer(home).content_hash
