"""The screens of intake without a browser: who may see what, links to nothing, and a try whose work is under way."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from streamlit.testing.v1 import AppTest

from parkdash import jobs
from parkdash.batch import Mode
from parkdash.history import batches
from parkdash.home import Busy, Progress
from parkdash.ingest.issues import issue
from parkdash.intake import drafts
from parkdash.ui.intake.problems import grouped
from parkdash.ui.intake.ways import possible
from tests.pages.test_pages import html, opened
from tests.threads import ended


def wait_for(id: str) -> None:
    """Until nothing is done with a try: a thread that is cut off by the end of the run would end it badly."""
    while (job := jobs.find(id)) is not None and job.state == "running":
        time.sleep(0.05)


def drawn_with(page: AppTest, words: str) -> bool:
    """Whether the page says this once work has ended: the part that watches the work draws the whole page anew."""
    for _ in range(20):
        if words in html(page):
            return True
        time.sleep(0.1)
        page.run()
    return False


def test_a_guest_is_told_of_no_file_by_name(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [file.name for batch in batches(sample_home) for file in batch.files]
    for page, params in (("batches", {}), ("source", {"source": "1:5"})):
        told = html(opened(sample_home, monkeypatch, page, role="guest", **params))
        assert "000001" in told
        assert not [name for name in names if name in told]
    assert names[0] in html(opened(sample_home, monkeypatch, "batches"))


def test_data_quality_is_listed_for_those_who_may_see_firms(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for role, sees in (("leader", True), ("analyst", True), ("guest", False)):
        page = html(opened(sample_home, monkeypatch, "quality", role=role))
        assert (">数据质量</a>" in page) == sees
        assert ("各表报送情况" in page) == sees
        assert ("权限不含数据质量" in page) != sees


def test_a_gap_opens_the_list_of_its_firms(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = html(opened(sample_home, monkeypatch, "enterprises", lacking="report"))
    assert "未报月报" in told
    assert "在园 488 家" not in told
    assert told.count("<tr>") > 1


@pytest.mark.parametrize("id", ["0123456789abcdef", "..", "x"])
def test_a_try_that_is_not_there_says_so(sample_home: Path, monkeypatch: pytest.MonkeyPatch, id: str) -> None:
    page = opened(sample_home, monkeypatch, "import", **{"try": id})
    assert not page.exception
    assert ("已结束或已放弃" in html(page)) == (id != "..")  # what cannot be an id is no try at all


def test_an_unreadable_file_is_told_and_the_others_go_on_without_it(
    own_small_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = "企业名称,所属行业\n新企业甲,生物\n".encode()
    draft = drafts.start(own_small_home, [("坏.xlsx", b"no workbook"), ("企业.csv", good)])
    page = opened(own_small_home, monkeypatch, "import", **{"try": draft.id})
    assert "坏.xlsx" in html(page)
    page.button(key="import_without").click().run()
    assert not page.exception
    (left,) = drafts.open_tries(own_small_home)
    assert [file.name for file in left.files] == ["企业.csv"]
    wait_for(left.id)


def test_work_under_way_is_cancelled_and_begun_again(own_small_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = drafts.start(own_small_home, [("企业.csv", "企业名称,所属行业\n新企业甲,生物\n".encode())])
    at_work = Event()

    def endless(progress: Progress) -> None:
        at_work.set()
        while True:
            progress("read", 0.5)
            time.sleep(0.01)

    jobs.start(draft.id, "take", endless)
    page = opened(own_small_home, monkeypatch, "import", **{"try": draft.id, "step": "columns"})
    assert at_work.wait(5)
    assert "可以关闭此页" in html(page)
    page.button(key="work_cancel").click().run()
    wait_for(draft.id)
    assert drawn_with(page, "已取消，没有改动任何数据")
    page.button(key="work_again").click().run()
    wait_for(draft.id)
    assert drawn_with(page, "按标准模板读取：企业")
    assert not page.exception
    assert [batch.number for batch in batches(own_small_home)] == [1]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")  # the log is told as well
def test_a_lock_in_other_hands_says_what_to_do(own_small_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = drafts.start(own_small_home, [("企业.csv", "企业名称,所属行业\n新企业甲,生物\n".encode())])

    def held(progress: Progress) -> None:
        raise Busy

    jobs.start(draft.id, "take", held)
    wait_for(draft.id)
    page = opened(own_small_home, monkeypatch, "import", **{"try": draft.id})
    assert "另一项导入正在进行，本次未作任何改动，请稍等片刻后重试" in html(page)
    assert page.button(key="work_again").label == "重试"
    ended(f"take {draft.id}")


def test_a_batch_says_which_later_ones_keep_their_word(own_small_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(own_small_home, monkeypatch, "batches", batch="1")
    assert not page.exception
    assert "没有批次涉及相同的记录" in html(page)
    assert "没有这个批次" in html(opened(own_small_home, monkeypatch, "batches", batch="99"))


def test_errors_come_first_and_what_is_frequent_before_what_is_rare() -> None:
    told = [
        ("a", issue("legacy_code", "S", 2, "c", value="1")),
        ("a", issue("bad_date", "S", 3, "d", value="x")),
        ("a", replace(issue("bad_number", "S", 4, "e", value="y"), params={"value": "y", "count": 9})),
    ]
    assert [(group.code, group.count) for group in grouped(told)] == [
        ("bad_number", 9), ("bad_date", 1), ("legacy_code", 1)]  # fmt: skip


def test_the_ways_of_a_table_follow_its_time() -> None:
    kinds = {name: [(mode.kind, mode.own) for mode in possible(name, True)] for name in ("monthly_report", "residency")}
    assert kinds["monthly_report"] == [("update", False), ("part", False), ("part", True)]
    assert kinds["residency"] == [("update", False), ("whole", False), ("whole", True)]
    assert possible("monthly_report", False)[1] == Mode("part", own=False, months=())


def test_a_mapping_written_by_hand_is_used_and_a_faulty_one_is_told(
    own_small_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = "单位,干什么的\n新企业甲,生物\n新企业乙,软件\n".encode()
    draft = drafts.start(own_small_home, [("名单.csv", content)])
    page = opened(own_small_home, monkeypatch, "import", **{"try": draft.id, "step": "columns"})
    page.session_state["mapping_0"] = True
    page.run()
    page.text_area(key="mapping_text_0").set_value("[tables.nothing]\n")
    next(button for button in page.button if button.label == "按此映射读取").click().run()
    assert "映射文件中的表“nothing”不存在" in html(page)
    mapping = '[tables.enterprise.columns]\nenterprise = "单位"\nindustry = "干什么的"\n'
    page.text_area(key="mapping_text_0").set_value(mapping)
    next(button for button in page.button if button.label == "按此映射读取").click().run()
    assert not page.exception
    assert list(drafts.load(own_small_home, draft.id).mappings.values()) == [mapping.strip()]
    wait_for(draft.id)
