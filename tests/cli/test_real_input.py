"""Public files, imported from the command line through their mappings, and without one after the questions that a
person would be asked: the known figures come out of `metric`.
"""

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
        return self.run("import", public(file), "--map", ROOT / "data" / "mappings" / f"{mapping}.toml")

    def take_unmapped(self, *words: str) -> dict[str, Any]:
        return self.run("import", *(public(word) if (DATASETS / word).is_file() else word for word in words))

    def refused(self, file: str) -> dict[str, Any]:
        assert main(["import", str(public(file)), "--json"]) == 1
        answer: dict[str, Any] = json.loads(self.capsys.readouterr().out)
        return answer


def public(file: str) -> Path:
    """Where a public file lies."""
    if not DATASETS.is_dir():
        pytest.fail(f"the public files are not there: put the folder 'shared/datasets' beside the project ({DATASETS})")
    return DATASETS / file


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


# Without a mapping: as a person answers what is asked, on the command line.


def answered(*answers: str) -> list[str]:
    """The options that give these answers."""
    return [word for answer in answers for word in ("--answer", answer)]


def test_qualifications_without_a_mapping(desk: Desk) -> None:
    codes = ("[1]=high_tech", "[2]=tech_sme", "[3]=other")
    taken = desk.take_unmapped(
        "bdci-enterprise/10qualification.csv",
        *answered("column:recognition.enterprise=EID", "repeats:recognition=each"),
        *answered(*(f"codes:recognition.tier{code}" for code in codes)),
    )
    assert taken["tables"]["recognition"] == {"new": 6693, "changed": 0, "unchanged": 0}
    assert desk.run("metric", "certificates", "--at", "2015-12-31")["value"] == 4388


def test_deals_without_a_mapping(desk: Desk) -> None:
    taken = desk.take_unmapped(
        "itjuzi-events/invest_event.csv",
        *answered("codes:financing.round[盛大资本-盛大网络]=unknown", "blank:invest_event.csv:company=(未填企业名称)"),
    )
    assert taken["tables"]["financing"]["new"] == 15_298
    assert desk.run("metric", "deals", "--from", "2015-01-01", "--to", "2015-12-31")["value"] == 5744
    exact = desk.run("metric", "equity_paid", "--from", "1999-01-01", "--to", "2016-12-31")
    assert (exact["rows"], exact["value"]) == (4422, 562_227_680_000)


def test_tenants_without_a_mapping(desk: Desk) -> None:
    strays = ("codes:residency.starts_on[20113-9]=-", "codes:residency.starts_on[2106-01-01]=-")
    taken = desk.take_unmapped("cyberport-startups/Result.xlsx", *answered("value:residency.park=Cyberport", *strays))
    assert taken["tables"]["residency"]["new"] == 1409  # of 1,411 rows two say what others say
    assert sorted(issue["code"] for issue in taken["issues"]) == ["duplicate_row", "repeated_key"]
    assert desk.run("metric", "enterprises", "--at", "2024-12-31", "--where", "park=Cyberport")["value"] == 1409


def test_monthly_revenues_without_a_mapping_and_again_without_a_question(desk: Desk) -> None:
    file = "tw-monthly-revenue/t187ap05_L.csv"
    assert [question["id"] for question in desk.refused(file)["questions"]] == ["unit:monthly_report.revenue"]
    desk.take_unmapped(file, *answered("unit:monthly_report.revenue=千元"), "--source", "上市公司")
    july = desk.run("metric", "revenue", "--at", "2025-07-31")
    assert (july["value"], july["rows"]) == (3_822_682_531_000, 1048)
    assert desk.take_unmapped(file)["tables"]["monthly_report"] == {"new": 0, "changed": 0, "unchanged": 1048}


def test_annual_reports_of_2017_without_a_mapping_and_without_rows_that_name_no_year(desk: Desk) -> None:
    answers = ("column:annual_report.enterprise=ID", "unit:annual_report.main_revenue=元")
    desk.take_unmapped("enterprise-annual/year_report_train_sum.csv", *answered(*answers), "--partial")
    found = desk.run("metric", "annual_revenue", "--from", "2017-01-01", "--to", "2017-12-31")
    assert found["value"] == 5_576_301_203
    reports = desk.run("metric", "annual_reports", "--from", "2017-01-01", "--to", "2017-12-31")
    assert reports["rows"] == 14_891


def test_firms_with_their_rounds_and_listed_companies_without_a_mapping(desk: Desk) -> None:
    taken = desk.take_unmapped(
        "itjuzi-companies-merged/公司列表_17条_2018年12月24日22时28分41秒.xlsx",
        *answered("column:financing.enterprise=公司名称"),
        *answered("codes:financing.round[并购]=strategic"),
    )
    assert {table: counts["new"] for table, counts in taken["tables"].items()} == {"enterprise": 17, "financing": 29}
    capital = answered("codes:enterprise.registered_capital[薪酬：]=-")
    listed = desk.take_unmapped("a-share-companies/companiesForTableau.csv", *capital)
    assert listed["tables"]["enterprise"]["new"] == 3969


def test_five_files_at_once_that_leave_nothing_open(desk: Desk) -> None:
    files = (
        "unicorns-2020/unicorns.csv",
        "dev-zones-2018/gaoxin_zones_230_268.csv",
        "cn-registration/2003_陕西.csv",
        "embodied-ai-map/高校.xlsx",
        "talent-demand-jobs/lagou_blank_rows.csv",
    )
    taken = desk.take_unmapped(*files)
    new = {table: counts["new"] for table, counts in taken["tables"].items()}
    assert new == {"enterprise": 393 + 5017, "park": 39, "platform": 79, "recognition": 393, "vacancy": 433}
    copies = [issue for issue in taken["issues"] if issue["code"] == "duplicate_row"]
    assert len(copies) == 1  # tells of 2: 435 adverts are 433
    assert "questions" not in taken
    assert desk.run("metric", "planned_area")["value"] == 37_259.39
    assert desk.run("metric", "unicorn", "--at", "2020-12-31")["value"] == 393
    assert desk.run("metric", "platforms")["value"] == 79
