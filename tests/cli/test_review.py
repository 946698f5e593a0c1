"""What the command line tells of three weeks: figures, promises, notes, amended figures, actions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from parkdash.cli import main


@pytest.fixture
def park(weeks_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home that commands work on."""
    monkeypatch.setenv("PARKDASH_HOME", str(weeks_home))
    return weeks_home


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    """What a command answers in JSON."""
    assert main(["review", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def told(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a command answers in words."""
    assert main(["--lang", "zh", "review", *words]) == 0
    return capsys.readouterr().out


def test_an_edition_is_shown_with_all_that_it_keeps(park: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "show", "3")
    assert {"notes", "promises", "restated", "figures"} <= set(found)
    assert found["restated"]["edition"] == 2
    assert [promise["state"] for promise in found["promises"] if promise["late"]] == ["reported", "open", "open"]
    high_tech = next(figure for figure in found["figures"] if figure["metric"] == "high_tech")
    assert high_tech["target"]["owner"] == "科技创新局"
    assert {"trend", "signal", "coverage", "came"} <= set(high_tech)


def test_an_edition_in_words_opens_with_promises_and_notes(park: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = told(capsys, "show", "3")
    assert "交办事项共6项：已办结1项、报办结待复核1项、未办结4项，其中逾期3项" in said
    assert "贷款目标录入偏高，已按原文件更正（例会记录）" in said


def test_long_explanations_are_cut_and_say_so(park: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = told(capsys, "diff", "2")
    assert "银行贷款：目标由 18.16亿元 调整为 15.79亿元" in said
    assert "条，见 --json" in said
    assert len(said.splitlines()) < 300


def test_actions_are_listed_the_earliest_due_first(park: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "actions")["actions"]
    assert [each["due"] for each in found] == sorted(each["due"] for each in found)
    assert {each["state"] for each in found} == {"open", "reported"}
    assert {"closed"} < {each["state"] for each in answer(capsys, "actions", "--all")["actions"]}
    assert "（逾期）" in told(capsys, "actions")


def test_actions_are_not_for_everybody(
    park: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARKDASH_ROLE", "guest")
    assert main(["--lang", "zh", "review", "actions"]) == 1
    assert "无权" in capsys.readouterr().err


def test_a_leader_of_one_park_is_listed_the_actions_of_his_own_meetings_alone(
    park: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert answer(capsys, "actions", "--all")["actions"]
    monkeypatch.setenv("PARKDASH_PARKS", "云岫科技园")
    assert answer(capsys, "actions", "--all")["actions"] == []


@pytest.mark.parametrize("verb", ["freeze", "drop", "verify", "show", "diff", "pack"])
def test_an_edition_of_all_parks_is_out_of_reach_of_a_leader_of_one(
    park: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    monkeypatch.setenv("PARKDASH_PARKS", "云岫科技园")
    assert main(["--lang", "zh", "review", verb, "3"]) == 1
    assert "无权" in capsys.readouterr().err


def test_the_list_of_editions_is_not_for_those_to_whom_none_opens(
    park: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARKDASH_ROLE", "guest")
    assert main(["--lang", "zh", "review", "list"]) == 1
    assert "无权" in capsys.readouterr().err
