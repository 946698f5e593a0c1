"""The command inbox: once for cron, or until it is told to stop."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from parkdash.home import alone
from parkdash.intake import sources

ROOT = Path(__file__).resolve().parents[2]
ROWS = "公司名称,所属月份,当月营业收入(万元)\n甲公司,2026-{month:02d},10\n"


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "dropped"
    path.mkdir()
    return path


@pytest.fixture
def office(ask, tmp_path, home):
    """A source whose files the inbox may take."""
    first = tmp_path / "营收2026-01.csv"
    first.write_text(ROWS.format(month=1), encoding="utf-8")
    ask("import", first, "--source", "统计科")
    (source,) = sources.all_sources(home)
    sources.save(home, replace(source, inbox=True))


def drop(folder, month, name="营收"):
    (folder / f"{name}2026-{month:02d}.csv").write_text(ROWS.format(month=month), encoding="utf-8")


@pytest.mark.usefixtures("office")
def test_once_takes_what_is_clean_holds_the_rest_and_lists_it_as_a_try(ask, folder):
    drop(folder, 2)
    (folder / "x.csv").write_text("颜色,气味\n红,香\n", encoding="utf-8")
    code, answer, _ = ask("inbox", folder, "--once", "--settle", 0, "--json")
    assert (code, [each["batch"] for each in answer["done"]]) == (0, ["000002"])
    assert [each["file"] for each in answer["held"]] == ["x.csv"]
    assert (answer["waiting"], answer["failed"]) == ([], [])
    (waiting,) = ask("tries", "--json")[1]["tries"]
    assert (waiting["try"], waiting["who"]) == (answer["held"][0]["try"], "收件目录")
    assert ask("inbox", folder, "--once", "--settle", 0, "--json")[1]["done"] == []
    assert waiting["try"] in ask("tries")[1]


def test_a_folder_that_is_not_there_or_is_taken_ends_with_words(ask, folder):
    assert ask("inbox", folder / "none", "--once")[0] == 1
    with alone(folder / ".inbox.lock"):
        code, _, err = ask("inbox", folder, "--once")
    assert (code, str(folder) in err) == (1, True)


@pytest.mark.usefixtures("office")
def test_it_goes_on_until_it_is_told_to_stop(folder, home):
    running = subprocess.Popen(
        [sys.executable, "-m", "parkdash", "inbox", str(folder), "--settle", "0.2"],
        cwd=ROOT, env=os.environ | {"PARKDASH_HOME": str(home)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    assert running.stderr is not None
    assert str(folder) in running.stderr.readline()
    drop(folder, 2)
    report = folder / "done" / "营收2026-02.csv.report.json"
    for _ in range(600):
        if (folder / "done" / "营收2026-02.csv").exists():
            break
        time.sleep(0.1)
    running.send_signal(signal.SIGTERM)
    out, _ = running.communicate(timeout=60)
    assert running.returncode == 0
    assert "000002" in out
    assert json.loads(report.read_text(encoding="utf-8"))["outcome"] == "taken"
