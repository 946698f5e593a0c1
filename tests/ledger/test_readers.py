"""Readers never wait and never break."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from parkdash.home import Busy, Damaged, Home, Pointer, importing, write_pointer
from parkdash.ledger import accept, silent
from parkdash.warehouse import current, health, newest, refresh
from tests.ledger.importer import NOON, headcount, import_headcount

ROOT = Path(__file__).resolve().parents[2]
READER = """
import sys, time
from pathlib import Path
from parkdash.warehouse import current
last = 0
while last < 2:
    version = current(Path(sys.argv[1]))
    (staff,), = version.rows("select headcount from monthly_report")
    assert staff == version.number * 10, (staff, version.number)
    if version.number != last:
        print(last := version.number, flush=True)
    time.sleep(0.02)
"""


@pytest.fixture(autouse=True)
def _look_at_once(monkeypatch):
    monkeypatch.setattr(sys.modules["parkdash.warehouse.current"], "LOOK_SECONDS", 0.0)
    monkeypatch.setattr(sys.modules["parkdash.warehouse.current"], "RETRY_SECONDS", 0.0)


def staff(version):
    return version.rows("select headcount from monthly_report")[0][0]


def test_readers_see_the_old_version_until_the_new_one_is_whole(home):
    import_headcount(home, 10)
    seen = []
    accept(
        home, [headcount(20)], clock=lambda: NOON, progress=lambda step, _: seen.append((step, staff(current(home))))
    )
    assert {number for step, number in seen if step != "done"} == {10}
    assert seen[-1] == ("done", 20)


def test_a_version_in_hand_stays_as_it_was(home):
    import_headcount(home, 10)
    held = current(home)
    import_headcount(home, 20)
    assert (staff(held), staff(current(home))) == (10, 20)


def test_importing_works_while_another_process_reads(home):
    import_headcount(home, 10)
    command = [sys.executable, "-c", READER, str(home)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout
        assert reader.stdout.readline() == "1\n"
        import_headcount(home, 20)
        assert reader.stdout.readline() == "2\n"
        assert reader.wait(timeout=30) == 0


def test_two_importers_queue_and_both_get_in(home):
    import_headcount(home, 10)
    command = [sys.executable, "-m", "tests.ledger.importer", "once", str(home)]
    running = [subprocess.Popen([*command, n], cwd=ROOT, stdout=subprocess.PIPE, text=True) for n in ("20", "30")]
    assert sorted(process.communicate(timeout=60)[0] for process in running) == ["2\n", "3\n"]


def test_an_importer_says_that_it_waits_and_gives_up_when_told_to(home):
    told = []
    with importing(home, silent), pytest.raises(Busy):
        accept(home, [headcount(10)], timeout=0.2, progress=lambda step, _: told.append(step))
    assert told == ["wait"]


def test_a_damaged_version_leaves_readers_with_the_old_one_and_is_reported(home):
    import_headcount(home, 10)
    assert staff(current(home)) == 10
    (Home(home).versions / "000002.duckdb").write_bytes(b"no database" * 1000)
    write_pointer(home, Pointer(2, "000002.duckdb", 2))
    assert staff(current(home)) == 10
    state = health(home)
    assert (state["status"], state["version"], state["pointer"]) == ("stale", 1, 2)
    assert "000002.duckdb" in state["problem"]


def test_a_damaged_block_is_found_when_the_version_is_opened_and_scanned(home):
    import_headcount(home, 10)
    damaged = Home(home).versions / "000001.duckdb"
    content = bytearray(damaged.read_bytes())
    for place in range(3 * 4096 + 1000, len(content), 4096):  # behind the three headers
        content[place] ^= 0xFF
    damaged.write_bytes(content)
    with pytest.raises(Damaged):
        current(home).scan()


def test_health_of_an_empty_home_and_of_a_good_one(home):
    assert health(home)["status"] == "empty"
    import_headcount(home, 10)
    assert health(home) == {"status": "ok", "version": 1, "pointer": 1, "problem": ""}


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_csv('/etc/hostname')",
        "attach '/etc/hostname' as other",
        "copy meta to 'x.csv'",
        "install httpfs",
        "set memory_limit = '8GB'",
        "set enable_external_access = true",
        "create table meta2 as select 1",
        "select * from told",
    ],
)
def test_the_reading_connection_is_locked_down(home, statement):
    import_headcount(home, 10)
    told = {"a": [1]}  # a Python variable that a replacement scan would find
    version = current(home)
    with pytest.raises(Exception, match=r"Error") as refused:
        version.rows(statement)
    assert type(refused.value).__module__ == "_duckdb"
    assert told


def test_many_threads_read_one_version_and_all_get_their_own_answer(home):
    import_headcount(home, 10)
    version = current(home)
    started = threading.Barrier(8)

    def ask(first):
        started.wait()
        return all(version.rows("select $n + headcount from monthly_report", {"n": n}) == [(n + 10,)]
                   for n in range(first, first + 50))  # fmt: skip

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(0, 8000, 1000)))


def test_a_new_version_is_warmed_before_it_is_read(home, monkeypatch):
    import_headcount(home, 10)
    old = current(home)
    warmed, go_on = threading.Event(), threading.Event()

    def warm(before, after):
        assert (staff(before), staff(after)) == (10, 20)
        warmed.set()
        assert go_on.wait(10)

    monkeypatch.setattr(sys.modules["parkdash.warehouse.current"], "_warmers", [warm])
    import_headcount(home, 20)
    assert current(home) is old
    assert warmed.wait(10)
    assert current(home) is old
    go_on.set()
    until = time.monotonic() + 10
    while current(home) is old and time.monotonic() < until:
        time.sleep(0.01)
    assert staff(current(home)) == 20


def test_whoever_imported_reads_the_new_version_at_once(home, monkeypatch):
    import_headcount(home, 10)
    assert staff(current(home)) == 10
    monkeypatch.setattr(sys.modules["parkdash.warehouse.current"], "_warmers", [lambda before, after: time.sleep(60)])
    import_headcount(home, 20)
    assert staff(refresh(home)) == 20


def test_work_that_is_kept_and_whoever_imported_do_not_wait_for_the_warming(home, monkeypatch):
    import_headcount(home, 10)
    old = current(home)
    go_on = threading.Event()
    monkeypatch.setattr(
        sys.modules["parkdash.warehouse.current"], "_warmers", [lambda before, after: go_on.wait(10) or None]
    )
    import_headcount(home, 20)
    try:
        assert current(home) is old
        assert staff(newest(home)) == 20
        assert current(home) is old
        assert staff(refresh(home)) == 20
    finally:
        go_on.set()
