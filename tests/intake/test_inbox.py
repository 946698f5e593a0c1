"""The inbox takes what is clean, holds the rest, and loses or doubles nothing wherever it is cut off."""

from __future__ import annotations

import json
import os
import zipfile
from dataclasses import replace

import pytest

from parkdash.history import batches
from parkdash.home import Busy, alone
from parkdash.intake import drafts, inbox, sources, study, take
from parkdash.intake.dropped import Folder, look_at
from parkdash.ledger import undo
from parkdash.text import text

ROWS = "统一社会信用代码,企业名称,报告月份,当月营业收入(万元)\n,甲公司,2026-{month:02d},{revenue}\n,乙公司,2026-{month:02d},20\n"
FEBRUARY = ROWS.format(month=2, revenue=11)


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "dropped"
    path.mkdir()
    return path


@pytest.fixture
def office(home):
    """A source whose first file a person took, and which the inbox may take from then on."""
    draft = drafts.start(home, [("月报2026-01.csv", ROWS.format(month=1, revenue=10).encode())])
    sources.save(home, sources.Source("office", "统计科", inbox=True))
    draft = replace(draft, source="office")
    take(home, draft, study(home, draft), "李", "")
    return home


def drop(folder, name="月报2026-02.csv", content=FEBRUARY):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def handled(home, path):
    return inbox.handle(home, path, look_at(path))


def test_a_clean_file_of_a_source_that_allows_it_is_taken_and_moved_with_its_report(office, folder):
    report = handled(office, drop(folder))
    assert (report["outcome"], report["batch"], report["source"]) == ("taken", "000002", "office")
    assert report["tables"]["monthly_report"] == {"new": 2, "changed": 0, "unchanged": 0}
    assert sorted(path.name for path in (folder / "done").iterdir()) == [
        "月报2026-02.csv", "月报2026-02.csv.report.json", "月报2026-02.csv.report.txt",
    ]  # fmt: skip
    kept = json.loads((folder / "done" / "月报2026-02.csv.report.json").read_text(encoding="utf-8"))
    assert (kept["batch"], kept["sha256"]) == (report["batch"], report["sha256"])
    assert "已接收，批次 000002" in (folder / "done" / "月报2026-02.csv.report.txt").read_text(encoding="utf-8")
    assert drafts.open_tries(office) == []
    assert not list(folder.glob("*.csv"))


def test_a_file_of_nobody_known_waits_for_a_person_as_a_try(home, folder):
    report = handled(home, drop(folder))
    (waiting,) = drafts.open_tries(home)
    assert (report["outcome"], report["try"], report["link"]) == ("held", waiting.id, f"import?try={waiting.id}")
    assert [reason["code"] for reason in report["reasons"]] == ["no_source"]
    assert (folder / "held" / "月报2026-02.csv").is_file()
    assert batches(home) == []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (ROWS.format(month=2, revenue="约莫"), "errors"),
        (b"PK\x03\x04 broken", "unreadable"),
    ],
)
def test_what_is_not_clean_is_held_with_the_reason(office, folder, content, why):
    name = "月报2026-02.xlsx" if isinstance(content, bytes) else "月报2026-02.csv"
    report = handled(office, drop(folder, name, content))
    assert report["outcome"] == "held"
    assert why in [reason["code"] for reason in report["reasons"]]
    assert report["issues"]
    assert len(batches(office)) == 1


def test_a_source_that_does_not_allow_it_is_held(office, folder):
    sources.save(office, replace(sources.load(office, "office"), inbox=False))
    assert [reason["code"] for reason in handled(office, drop(folder))["reasons"]] == ["not_automatic"]


def test_a_whole_ledger_waits_for_the_day_on_which_what_is_missing_ended(office, folder):
    from parkdash.batch import Mode

    source = sources.load(office, "office")
    sources.save(office, replace(source, modes={"monthly_report": Mode("whole")}))
    assert [reason["code"] for reason in handled(office, drop(folder))["reasons"]] == ["whole"]


def test_a_file_that_is_in_a_batch_is_not_taken_again(office, folder):
    handled(office, drop(folder))
    report = handled(office, drop(folder, "同样.csv"))
    assert (report["outcome"], report["batch"]) == ("known", "000002")
    assert len(batches(office)) == 2


def test_the_same_file_after_a_later_one_says_something_again(office, folder):
    first = drop(folder).read_bytes()
    handled(office, folder / "月报2026-02.csv")
    handled(office, drop(folder, content=ROWS.format(month=2, revenue=12)))
    report = handled(office, drop(folder, content=first))
    assert (report["outcome"], report["tables"]["monthly_report"]["changed"]) == ("taken", 1)


def test_a_file_whose_batch_was_undone_is_taken_again(office, folder):
    handled(office, drop(folder))
    undo(office, 2, "李", "")
    assert handled(office, drop(folder))["outcome"] == "taken"


def test_rows_that_are_all_known_make_no_batch_and_are_done_with(office, folder):
    report = handled(office, drop(folder, content=ROWS.format(month=1, revenue=10) + "\n"))
    assert (report["outcome"], report["batch"], len(batches(office))) == ("unchanged", None, 1)


def test_two_files_of_one_name_stand_beside_each_other(office, folder):
    handled(office, drop(folder))
    report = handled(office, drop(folder, content=ROWS.format(month=2, revenue=12)))
    assert report["moved_to"].endswith("月报2026-02 (2).csv")
    assert (folder / "done" / "月报2026-02.csv").read_bytes() == FEBRUARY.encode()


def test_a_zip_is_one_try_of_its_files(office, folder):
    with zipfile.ZipFile(folder / "全部.zip", "w") as packed:
        for month in (2, 3):
            packed.writestr(f"x/月报2026-{month:02d}.csv", ROWS.format(month=month, revenue=month))
    report = handled(office, folder / "全部.zip")
    assert (report["outcome"], report["tables"]["monthly_report"]["new"]) == ("taken", 4)
    assert [file.name for file in batches(office)[-1].files] == ["月报2026-02.csv", "月报2026-03.csv"]


@pytest.mark.parametrize(
    ("when", "step"),
    [("before", "note_try"), ("before", "study"), ("before", "take"), ("after", "take"), ("before", "move"),
     ("after", "move")],
)  # fmt: skip
def test_a_run_cut_off_anywhere_is_finished_by_the_next_one(office, folder, monkeypatch, when, step):
    class Killed(BaseException):
        pass

    done = getattr(inbox, step)

    def cut_off(*given, **named):
        if when == "after":
            done(*given, **named)
        raise Killed

    path = drop(folder)
    with monkeypatch.context() as cut:
        cut.setattr(inbox, step, cut_off)
        with pytest.raises(Killed):
            handled(office, path)
    if path.exists():
        assert handled(office, path)["outcome"] == "taken"
    assert [batch.number for batch in batches(office)] == [1, 2]
    assert drafts.open_tries(office) == []
    assert sorted(path.name for path in (folder / "done").glob("*.csv*"))[0] == "月报2026-02.csv"


def test_a_later_correction_is_not_undone_by_finishing_what_was_cut_off(office, folder, monkeypatch):
    path = drop(folder)
    with monkeypatch.context() as cut:
        cut.setattr(inbox, "move", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            handled(office, path)
    handled(office, drop(folder, "更正.csv", ROWS.format(month=2, revenue=99)))
    assert handled(office, path)["batch"] == "000002"
    assert len(batches(office)) == 3


def test_a_file_that_a_person_has_in_hand_is_left_to_them(office, folder):
    path = drop(folder)
    begun = drafts.start(office, [(path.name, path.read_bytes())], "李")
    report = handled(office, path)
    assert (report["try"], [reason["code"] for reason in report["reasons"]]) == (begun.id, ["in_hand"])
    assert len(drafts.open_tries(office)) == 1


def test_a_held_file_dropped_again_keeps_its_one_try(home, folder):
    first = handled(home, drop(folder))
    again = handled(home, drop(folder))
    assert again["try"] == first["try"]
    assert len(drafts.open_tries(home)) == 1
    assert len(list((folder / "held").glob("*.csv"))) == 1


def test_a_held_file_that_a_person_took_goes_to_done(home, folder):
    report = handled(home, drop(folder))
    draft = drafts.load(home, report["try"])
    take(home, draft, study(home, draft), "李", "")
    inbox.release_taken(home, folder, None)
    assert not list((folder / "held").iterdir())
    kept = json.loads((folder / "done" / "月报2026-02.csv.report.json").read_text(encoding="utf-8"))
    assert (kept["outcome"], kept["batch"]) == ("taken", "000001")


def test_a_file_that_grows_is_left_where_it_is(office, folder):
    path = drop(folder)
    before = look_at(path)
    path.write_text(path.read_text(encoding="utf-8") + ",丙公司,2026-02,1\n", encoding="utf-8")
    assert inbox.handle(office, path, before) is None
    assert path.is_file()


def test_only_files_that_are_whole_are_seen(folder):
    for name in ("a.csv.part", "~$b.xlsx", ".hidden", "c.csv.tmp", "open.xlsx", "~$open.xlsx", "whole.csv"):
        (folder / name).write_text("x", encoding="utf-8")
    (folder / "empty.csv").touch()
    (folder / "link.csv").symlink_to(folder / "whole.csv")
    (folder / "done").mkdir()
    seen = Folder(folder)
    seen.look()
    assert [path.name for path, _ in seen.whole(0)] == ["whole.csv"]
    assert seen.whole(60) == []


def test_one_run_at_a_time_works_on_a_folder(folder):
    with alone(folder / ".inbox.lock"), pytest.raises(Busy), alone(folder / ".inbox.lock"):
        raise AssertionError


def test_batches_of_the_inbox_say_so(office, folder):
    handled(office, drop(folder))
    assert (batches(office)[-1].who, batches(office)[-1].why) == (
        text("inbox.who", "zh"), text("inbox.note", "zh", file="月报2026-02.csv"),
    )  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("月报.csv".encode("gb18030"), "月报.csv"),
        ("长".encode() * 83 + b".csv", "长" * 58 + ".csv"),
        (b"a\n\x1bb.csv", "ab.csv"),
        (b"x\\..", "-"),
        (b"a.csv.report.json", "a.csv_report.json"),
    ],
)
def test_a_name_that_other_systems_wrote_is_no_hindrance(home, folder, name, kept):
    path = folder / os.fsdecode(name)
    path.write_bytes(FEBRUARY.encode())
    report = handled(home, path)
    target = folder / "held" / kept
    assert (report["outcome"], report["moved_to"]) == ("held", str(target))
    assert target.read_bytes() == FEBRUARY.encode()
    assert inbox.release_taken(home, folder, None) is None
    assert sorted(path.name for path in target.parent.iterdir()) == [
        kept, f"{kept}.report.json", f"{kept}.report.txt"]  # fmt: skip
