"""The command line: its JSON, its exit codes and its words."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from parkdash.home import Home
from parkdash.ledger import source_row
from parkdash.metrics import catalogue
from parkdash.warehouse import current

ROOT = Path(__file__).resolve().parents[2]
CERTIFICATES = """企业名称,资质类型,证书编号,有效期起,有效期止
甲公司,高企,GR1,2025-01-01,2027-12-31
乙公司,高企,GR2,2025-06-01,2028-05-31
丙公司,瞪羚,DL1,2025-06-01,
"""


@pytest.fixture
def certificates(tmp_path):
    path = tmp_path / "recognition.csv"
    path.write_text(CERTIFICATES, encoding="utf-8")
    return path


def test_an_import_answers_in_the_documented_form(ask, certificates):
    code, answer, _ = ask("import", certificates, "--as", "recognition", "--note", "年报", "--json")
    assert code == 0
    counts = {"recognition": {"new": 3, "changed": 0, "unchanged": 0}}
    assert answer == {"batch": "000001", "version": 1, "tables": counts, "issues": []}


def test_a_second_import_of_the_same_rows_makes_no_batch(ask, certificates):
    ask("import", certificates)
    code, answer, _ = ask("import", certificates, "--json")
    assert (code, answer["batch"], answer["version"]) == (0, None, 1)
    assert answer["tables"]["recognition"] == {"new": 0, "changed": 0, "unchanged": 3}


def test_a_dry_run_counts_and_takes_nothing(ask, certificates, home):
    code, answer, _ = ask("import", certificates, "--dry-run", "--json")
    assert (code, answer["batch"], answer["version"]) == (0, None, None)
    assert answer["tables"]["recognition"]["new"] == 3
    assert Home(home).batch_folders() == {}


def test_a_file_with_errors_is_refused_with_every_problem_in_its_place(ask, tmp_path, home):
    bad = tmp_path / "recognition.csv"
    bad.write_text(CERTIFICATES.replace("2025-01-01", "2025/13/01").replace("瞪羚", "羚羊"), encoding="utf-8")
    code, answer, err = ask("import", bad, "--json")
    assert (code, answer["batch"], answer["version"], answer["tables"]) == (1, None, None, {})
    assert [(issue["row"], issue["column"]) for issue in answer["issues"]] == [(2, "有效期起"), (4, "资质类型")]
    assert all(issue["code"] and issue["text"] and issue["file"] == "recognition.csv" for issue in answer["issues"])
    assert "2 处错误" in err
    assert not Home(home).root.exists()


def test_one_bad_file_keeps_the_good_ones_out_as_well(ask, certificates, tmp_path, home):
    (tmp_path / "empty.xlsx").write_bytes(b"")
    code, answer, _ = ask("import", certificates, tmp_path / "empty.xlsx", "--json")
    assert (code, [issue["code"] for issue in answer["issues"]]) == (1, ["empty_file"])
    assert not Home(home).root.exists()


def test_problems_are_told_in_words_without_json(ask, tmp_path):
    bad = tmp_path / "recognition.csv"
    bad.write_text(CERTIFICATES.replace("2025-01-01", "2025/13/01"), encoding="utf-8")
    code, out, err = ask("import", bad)
    assert (code, out) == (1, "")
    assert "有效期起" in err
    assert "2025/13/01" in err


def test_a_metric_is_given_as_a_number_with_its_day_rows_and_version(ask, certificates):
    ask("import", certificates)
    code, answer, _ = ask("metric", "high_tech", "--at", "2025-03-01", "--json")
    assert code == 0
    expected = {"metric": "high_tech", "value": 1, "unit": "家", "at": "2025-03-01", "rows": 1, "version": 1}
    assert answer == expected


def test_a_metric_stands_at_the_cut_off_unless_told_otherwise(ask, certificates):
    ask("import", certificates)
    _, answer, _ = ask("metric", "high_tech", "--json")
    assert (answer["at"], answer["value"]) == ("2025-06-01", 2)


def test_groups_add_up_to_the_number(ask, certificates):
    ask("import", certificates)
    _, answer, _ = ask("metric", "certificates", "--by", "tier", "--json")
    assert answer["groups"] == [{"key": "high_tech", "value": 2, "rows": 2}, {"key": "gazelle", "value": 1, "rows": 1}]
    assert sum(group["value"] for group in answer["groups"]) == answer["value"]


def test_conditions_narrow_a_number_and_can_be_repeated(ask, certificates):
    ask("import", certificates)
    where = ("--where", "tier=gazelle", "--where", "park=")
    assert ask("metric", "certificates", *where, "--json")[1]["value"] == 1


def test_an_older_version_can_be_asked(ask, certificates, tmp_path):
    ask("import", certificates)
    more = tmp_path / "more.csv"
    more.write_text(CERTIFICATES.replace("丙公司,瞪羚", "丙公司,高企"), encoding="utf-8")
    ask("import", more, "--as", "recognition")
    values = [ask("metric", "high_tech", "--version", n, "--json")[1]["value"] for n in (1, 2)]
    assert values == [2, 3]


def test_each_record_names_its_batch_file_sheet_and_row(ask, certificates, home):
    ask("import", certificates)
    code, answer, _ = ask("records", "high_tech", "--limit", 1, "--json")
    record = answer["records"][0]
    assert (code, answer["total"], len(answer["records"])) == (0, 2, 1)
    place = tuple(record[name] for name in ("enterprise", "batch", "file", "row"))
    assert place == ("甲公司", "000001", "recognition.csv", 2)
    source = current(home).source(1)
    cells = source_row(home, source, record["row"])
    assert cells[0] == ("A2", "企业名称", "甲公司")
    assert source_row(home, source, 99) == []


def test_batches_and_versions_are_listed(ask, certificates):
    ask("import", certificates, "--note", "年报")
    (batch,) = ask("batches", "--json")[1]["batches"]
    assert (batch["batch"], batch["note"], batch["files"][0]["name"]) == ("000001", "年报", "recognition.csv")
    (version,) = ask("versions", "--json")[1]["versions"]
    assert (version["version"], version["kept"], version["current"]) == (1, True, True)


def test_a_rebuild_tells_that_the_content_is_the_same(ask, certificates, home):
    ask("import", certificates)
    shutil.rmtree(Home(home).versions)
    code, _, err = ask("import", certificates)
    assert (code, "rebuild" in err) == (1, True)
    code, answer, _ = ask("rebuild", "--json")
    assert (code, answer["version"], answer["same"]) == (0, 1, True)


def test_every_metric_is_listed(ask):
    _, answer, _ = ask("metrics", "--json")
    assert [metric["metric"] for metric in answer["metrics"]] == list(catalogue())


def test_a_template_that_was_just_written_can_be_imported_and_brings_nothing(ask, tmp_path):
    out = tmp_path / "template.xlsx"
    assert ask("template", "park", "fund", "--out", out)[0] == 0
    code, answer, _ = ask("import", out, "--json")
    assert (code, answer["batch"], [issue["code"] for issue in answer["issues"]]) == (0, None, ["no_rows"])


def test_numbers_before_any_import_end_with_words(ask):
    code, out, err = ask("metric", "high_tech")
    assert (code, out, err) == (1, "", "还没有数据。请先用 import 导入。\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["metric", "nonsense"], "high_tech"),
        (["metric", "high_tech", "--by", "colour"], "park"),
        (["metric", "high_tech", "--where", "park"], "DIMENSION=VALUE"),
        (["metric", "high_tech", "--at", "1 June"], "2026-06-30"),
        (["metric", "high_tech", "--from", "2025-01-01"], "--to"),
        (["metric", "high_tech", "--from", "2025-02-01", "--to", "2025-01-01"], "after"),
        (["metric", "high_tech", "--version", "7"], "version 7"),
        (["records", "high_tech", "--limit", "0"], "--limit"),
        (["template", "nonsense", "--out", "x.xlsx"], "recognition"),
        (["import", "missing.xlsx"], "missing.xlsx"),
        (["import"], "usage"),
        (["nonsense"], "rebuild"),
        ([], "usage"),
    ],
)
def test_what_cannot_be_understood_ends_with_code_1_and_what_to_do(ask, certificates, words, told):
    ask("import", certificates)
    code, out, err = ask(*words, "--lang", "en")
    assert (code, out) == (1, "")
    assert told in err
    assert "Traceback" not in err


def test_an_unknown_language_ends_with_code_1(ask):
    with pytest.raises(SystemExit) as ended:
        ask("metrics", "--lang", "fr")
    assert ended.value.code == 1


def test_the_language_follows_the_surroundings(ask, monkeypatch):
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert ask("metric", "high_tech")[2] == "There are no data yet. Import some first.\n"


def test_an_import_loads_nothing_of_the_screen(certificates, home):
    script = (
        "import sys; from parkdash.cli import main; code = main(sys.argv[1:]);"
        " print([name for name in ('streamlit', 'plotly') if name in sys.modules]); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "import", str(certificates)],
        cwd=ROOT, env=os.environ | {"PARKDASH_HOME": str(home)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.endswith("[]\n")


@pytest.mark.parametrize("given", ["0001-01-01", "9999-12-31", "2026-13-01"])
def test_a_day_beyond_all_years_ends_in_words(ask, certificates, given):
    ask("import", certificates, "--as", "recognition")
    code, _, said = ask("metric", "high_tech", "--at", given)
    assert (code, given in said) == (1, True)


@pytest.mark.parametrize(("role", "parks"), [("guest", ""), ("analyst", ""), ("leader", "云谷"), ("nobody", "")])
@pytest.mark.parametrize("words", [("import", "月报.csv"), ("tries",), ("sources",), ("inbox", "."), ("undo", "1")])
def test_whole_files_are_for_those_who_may_see_everything(ask, monkeypatch, role, parks, words):
    monkeypatch.setenv("PARKDASH_ROLE", role)
    monkeypatch.setenv("PARKDASH_PARKS", parks)
    code, out, err = ask(*words)
    assert (code, out) == (1, "")
    assert ("无权" if role != "nobody" else "nobody") in err


def test_names_of_files_and_notes_are_for_those_who_may_see_everything(ask, certificates, monkeypatch):
    ask("import", certificates, "--note", "甲公司更正")
    monkeypatch.setenv("PARKDASH_ROLE", "analyst")
    (batch,) = ask("batches", "--json")[1]["batches"]
    assert (batch["batch"], batch["files"], batch["note"]) == ("000001", [], "")
    record, *_ = ask("records", "high_tech", "--json")[1]["records"]
    assert (record["batch"], record["row"]) == ("000001", 2)
    assert not {"file", "sheet"} & set(record)
