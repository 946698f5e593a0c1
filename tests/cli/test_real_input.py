"""Public files, imported from the command line through their mappings: the known figures come out of `metric`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from parkdash.cli import main

ROOT = Path(__file__).resolve().parents[2]
DATASETS = ROOT.parent / "shared" / "datasets"


class Desk:
    """A data home of its own with one public file in it, and the command line to ask it."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        monkeypatch.setenv("PARKDASH_HOME", str(home))
        self.capsys = capsys

    def run(self, *words: object) -> dict[str, Any]:
        code = main([*map(str, words), "--json"])
        said = self.capsys.readouterr()
        assert code == 0, said.err
        answer: dict[str, Any] = json.loads(said.out)
        return answer

    def take(self, file: str, mapping: str) -> dict[str, Any]:
        if not DATASETS.is_dir():
            pytest.fail(
                f"the public files are not there: put the folder 'shared/datasets' beside the project ({DATASETS})"
            )
        return self.run("import", DATASETS / file, "--map", ROOT / "data" / "mappings" / f"{mapping}.toml")


@pytest.fixture
def desk(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(home, monkeypatch, capsys)


def test_6693_qualifications_of_which_4388_hold_in_december_2015(desk: Desk) -> None:
    taken = desk.take("bdci-enterprise/10qualification.csv", "bdci_qualification")
    assert taken["tables"]["recognition"] == {"new": 6693, "changed": 0, "unchanged": 0}
    held = desk.run("metric", "certificates", "--at", "2015-12-31")
    assert (held["value"], held["rows"], held["unit"]) == (4388, 4388, "张")
    assert 6693 - held["value"] == 2305  # expired before


def test_15298_deals_of_which_5744_in_2015_and_562_billion_yuan_in_exact_amounts(desk: Desk) -> None:
    desk.take("itjuzi-events/invest_event.csv", "itjuzi_events")
    ever = ("--from", "1999-01-01", "--to", "2016-12-31")
    assert desk.run("metric", "deals", *ever)["value"] == 15298
    assert desk.run("metric", "deals", "--from", "2015-01-01", "--to", "2015-12-31")["value"] == 5744
    exact = desk.run("metric", "equity_paid", *ever)
    assert (exact["rows"], exact["value"]) == (4422, 562_227_680_000)
    parts = desk.run("metric", "deals", *ever, "--by", "round")["groups"]
    assert sum(part["value"] for part in parts) == 15298


def test_1411_tenants_are_1409_enterprises_and_one_is_there_twice(desk: Desk) -> None:
    taken = desk.take("cyberport-startups/Result.xlsx", "cyberport_tenants")
    assert taken["tables"]["residency"]["new"] == 1410  # one of the 1,411 rows says the same as another
    assert [issue["code"] for issue in taken["issues"]].count("duplicate_row") >= 1
    assert desk.run("metric", "enterprises", "--at", "2024-12-31", "--where", "park=Cyberport")["value"] == 1409


def test_1048_monthly_revenues_of_july_2025(desk: Desk) -> None:
    desk.take("tw-monthly-revenue/t187ap05_L.csv", "twse_monthly_revenue")
    july = desk.run("metric", "revenue", "--at", "2025-07-31")
    assert (july["value"], july["rows"], july["from"]) == (3_822_682_531_000, 1048, "2025-07-01")
    record = desk.run("records", "revenue", "--at", "2025-07-31", "--limit", "1")["records"][0]
    assert (record["file"], record["row"]) == ("t187ap05_L.csv", 2)
