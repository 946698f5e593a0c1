"""Files of foreign make from the command line: asked, answered, remembered, tried, given back."""

from __future__ import annotations

import json
import zipfile

import pytest
from openpyxl import load_workbook

from parkdash.home import Home
from parkdash.intake import sources

REVENUES = "公司名称,所属月份,当月营业收入\n甲公司,2026-01,10\n乙公司,2026-01,20\n"
UNIT = "unit:monthly_report.revenue"


@pytest.fixture
def revenues(tmp_path):
    return written(tmp_path / "营收2026-01.csv", REVENUES)


def written(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def test_an_open_question_stops_the_import_and_says_how_to_answer(ask, revenues, home):
    code, answer, err = ask("import", revenues, "--json")
    assert (code, answer["batch"], answer["tables"]) == (1, None, {})
    (question,) = answer["questions"]
    assert (question["id"], question["code"], question["optional"], question["files"]) == (
        UNIT, "unit", False, ["营收2026-01.csv"],
    )  # fmt: skip
    assert "千元" in [option["value"] for option in question["options"]]
    assert question["text"]
    assert "1 个问题待回答" in err
    assert f"--answer {UNIT}=" in ask("import", revenues)[2].replace("'", "")
    assert not Home(home).root.exists()


def test_what_was_guessed_is_told_with_its_ground(ask, revenues):
    understood = ask("import", revenues, "--json")[1]["understood"]
    (revenue,) = [one for one in understood if one["table"] == "monthly_report"]
    assert (revenue["file"], revenue["header_rows"]) == ("营收2026-01.csv", [1])
    grounds = {column["column"]: (column["headers"], column["ground"]) for column in revenue["columns"]}
    assert grounds["month"] == (["所属月份"], "name")
    assert set(grounds) == {"enterprise", "month", "revenue"}


def test_an_answer_is_remembered_with_its_source_so_that_next_month_asks_nothing(ask, revenues, tmp_path, home):
    code, answer, _ = ask("import", revenues, "--answer", f"{UNIT}=万元", "--source", "统计科", "--json")
    assert (code, answer["batch"], answer["tables"]["monthly_report"]["new"]) == (0, "000001", 2)
    assert [source.name for source in sources.all_sources(home)] == ["统计科"]
    february = written(tmp_path / "营收2026-02.csv", REVENUES.replace("2026-01", "2026-02"))
    code, answer, _ = ask("import", february, "--json")
    assert (code, answer["batch"], answer.get("questions", [])) == (0, "000002", [])
    assert ask("metric", "revenue", "--at", "2026-02-28", "--json")[1]["value"] == 300_000
    (listed,) = ask("sources", "--json")[1]["sources"]
    assert (listed["name"], listed["automatic"], listed["source"]) == ("统计科", False, answer["source"])


@pytest.mark.parametrize(
    ("name", "content"), [("a.json", json.dumps({UNIT: "千元"}, ensure_ascii=False)), ("a.toml", f'"{UNIT}" = "千元"')]
)
def test_answers_may_stand_in_a_file(ask, revenues, tmp_path, name, content):
    code, answer, _ = ask("import", revenues, "--answers", written(tmp_path / name, content), "--dry-run", "--json")
    assert (code, answer["tables"]["monthly_report"]["new"]) == (0, 2)


def test_texts_of_one_question_are_answered_one_by_one(ask, tmp_path):
    path = written(tmp_path / "资质.csv", "企业名称,资质类型,有效期起\n甲公司,1,2026-01-01\n乙公司,2,2026-01-01\n")
    asked = ask("import", path, "--json")[1]["questions"]
    (codes,) = [question for question in asked if question["id"] == "codes:recognition.tier"]
    assert codes["texts"] == ["1", "2"]
    each = ("--answer", "codes:recognition.tier[1]=high_tech", "--answer", "codes:recognition.tier[2]=gazelle")
    code, _, err = ask("import", path, *each)
    assert (code, err) == (0, "")
    assert ask("metric", "high_tech", "--at", "2026-02-01", "--json")[1]["value"] == 1


def test_our_own_template_is_read_strictly_and_nothing_is_guessed(ask, tmp_path):
    path = written(tmp_path / "资质认定.csv", "企业名称,资质类型,有效期起\n甲公司,高企,2026-01-01\n")
    code, answer, _ = ask("import", path, "--json")
    counts = {"recognition": {"new": 1, "changed": 0, "unchanged": 0}}
    assert (code, answer) == (0, {"batch": "000001", "version": 1, "tables": counts, "issues": []})


def test_the_table_of_a_foreign_file_can_be_named(ask, tmp_path):
    path = written(tmp_path / "x.csv", "公司,起,类别\n甲公司,2026-01-01,高企\n")
    answer = ask("import", path, "--as", "资质认定", "--json")[1]
    assert {one["table"] for one in answer["understood"]} >= {"recognition"}


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_a_folder_or_zip_of_one_file_per_firm_is_one_batch(ask, tmp_path, kind):
    for number, firm in enumerate(("甲公司", "乙公司"), start=1):
        rows = f"公司名称,所属月份,当月营业收入(万元)\n{firm},2026-01,{number}\n"
        written(tmp_path / "报表" / firm / "月报.csv", rows)
    written(tmp_path / "报表" / ".hidden", "x")
    given = tmp_path / "报表"
    if kind == "zip":
        given = tmp_path / "报表.zip"
        with zipfile.ZipFile(given, "w") as packed:
            for path in sorted((tmp_path / "报表").rglob("*.csv")):
                packed.write(path, path.relative_to(tmp_path))
    code, answer, _ = ask("import", given, "--json")
    assert (code, answer["batch"], answer["tables"]["monthly_report"]["new"]) == (0, "000001", 2)
    (batch,) = ask("batches", "--json")[1]["batches"]
    assert sorted(file["name"] for file in batch["files"]) == ["月报 (2).csv", "月报.csv"]


def test_rows_in_error_are_left_out_only_where_that_is_asked_for(ask, tmp_path):
    path = written(
        tmp_path / "资质认定.csv", "企业名称,资质类型,有效期起\n甲公司,高企,2026-01-01\n乙公司,高企,20260199\n"
    )
    assert ask("import", path, "--json")[0] == 1
    code, answer, _ = ask("import", path, "--partial", "--json")
    assert (code, answer["tables"]["recognition"]["new"], answer["tables"]["recognition"]["left_out"]) == (0, 1, 1)
    assert [issue["severity"] for issue in answer["issues"]] == ["error"]


def test_the_effect_on_the_numbers_is_told_before_anything_is_taken(ask, revenues, home):
    words = ("--answer", f"{UNIT}=万元", "--dry-run", "--effects", "--json")
    code, answer, _ = ask("import", revenues, *words)
    assert (code, answer["batch"], answer["as_of"]) == (0, None, "2026-01-31")
    revenue = next(each for each in answer["effects"] if (each["metric"], each["park"]) == ("revenue", None))
    assert (revenue["before"], revenue["after"], revenue["unit"]) == (None, 300_000, "元")
    assert Home(home).batch_folders() == {}


def test_the_marked_workbook_is_given_back(ask, tmp_path):
    path = written(tmp_path / "资质认定.csv", "企业名称,资质类型,有效期起\n甲公司,羚羊,2026-01-01\n")
    out = tmp_path / "out" / "退回.xlsx"
    code, answer, _ = ask("import", path, "--returned", out, "--json")
    assert (code, answer["returned"]) == (1, [str(out)])
    assert load_workbook(out).sheetnames[0] == "导入问题"


def test_one_month_is_replaced_by_what_the_file_has(ask, revenues, tmp_path):
    ask("import", revenues, "--answer", f"{UNIT}=万元")
    less = written(tmp_path / "less.csv", REVENUES.replace("乙公司,2026-01,20\n", ""))
    code, answer, _ = ask("import", less, "--answer", f"{UNIT}=万元", "--mode", "part", "--json")
    assert (code, answer["tables"]["monthly_report"]) == (0, {"new": 0, "changed": 0, "unchanged": 1, "missing": 1})
    assert ask("metric", "revenue", "--at", "2026-01-31", "--json")[1]["value"] == 100_000


def test_a_whole_ledger_ends_what_it_does_not_have(ask, tmp_path):
    both = "企业名称,资质类型,有效期起\n甲公司,高企,2026-01-01\n乙公司,高企,2026-01-01\n"
    ask("import", written(tmp_path / "资质认定.csv", both))
    one = written(tmp_path / "资质认定.csv", both.replace("乙公司,高企,2026-01-01\n", ""))
    code, answer, _ = ask("import", one, "--mode", "whole", "--ended-on", "2026-03-31", "--json")
    assert (code, answer["tables"]["recognition"]["missing"]) == (0, 1)
    days = [ask("metric", "high_tech", "--at", day, "--json")[1]["value"] for day in ("2026-03-31", "2026-04-01")]
    assert days == [2, 1]


def test_a_table_that_is_none_of_ours_is_refused_with_what_was_seen(ask, tmp_path, home):
    path = written(tmp_path / "x.csv", "颜色,气味\n红,香\n蓝,淡\n")
    code, answer, _ = ask("import", path, "--json")
    assert (code, [issue["severity"] for issue in answer["issues"]]) == (1, ["error"])
    assert not Home(home).root.exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--answer", "nonsense"], "codes:recognition.tier[1]=high_tech"),
        (["--mode", "whole"], "--ended-on"),
        (["--ended-on", "2026-01-01"], "--mode whole"),
        (["--effects"], "--dry-run"),
        (["--answer", f"{UNIT}=元", "--mode", "whole", "--ended-on", "2026-01-31"], "monthly_report"),
        (["--answers", "missing.json"], "missing.json"),
        (["--map", "missing.toml"], "missing.toml"),
    ],
)
def test_what_does_not_go_together_is_told(ask, revenues, words, told, home):
    code, out, err = ask("import", revenues, *words, "--lang", "en")
    assert (code, out) == (1, "")
    assert told in err
    assert not Home(home).batch_folders()
