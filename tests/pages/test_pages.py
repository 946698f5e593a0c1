"""Every page draws itself on the sample park, in both languages, for every role, and on an empty home."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from parkdash.batch import in_force
from parkdash.ledger import batches
from parkdash.ui.frame import PAGES, Entry
from tests.conftest import ROOT

Params = dict[str, str | list[str]]
PATIENCE = 60


def opened(home: Path, monkeypatch: pytest.MonkeyPatch, page: str, role: str = "leader", **params: str) -> AppTest:
    """The page, drawn by app.py's frame: the script of the page alone has no address of its own in a test."""
    monkeypatch.setenv("PARKDASH_HOME", str(home))
    monkeypatch.setenv("PARKDASH_ROLE", role)
    monkeypatch.chdir(ROOT)
    run = f"exec(open(frame.entry_of({page!r}).script).read())"
    script = f"from parkdash.ui import frame\nif frame.draw({page!r}):\n    {run}"
    test = AppTest.from_string(script, default_timeout=PATIENCE)
    for name, value in {"lang": "zh", **params}.items():
        test.query_params[name] = value
    return test.run()


def html(test: AppTest) -> str:
    """Everything that the page wrote as HTML."""
    return "".join(element.proto.body for element in test.get("html"))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.path or "overview")
def test_a_page_draws_itself(sample_home: Path, monkeypatch: pytest.MonkeyPatch, entry: Entry, lang: str) -> None:
    page = opened(sample_home, monkeypatch, entry.path, lang=lang)
    assert not page.exception
    assert ("示例数据" if lang == "zh" else "Sample data") in html(page)


@pytest.mark.parametrize("view", ["parts", "records", "trend", "receipt"])
@pytest.mark.parametrize("metric", ["high_tech", "equity_paid", "rd_intensity", "talent_total", "revenue"])
def test_a_number_opens_in_every_view(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch, metric: str, view: str
) -> None:
    page = opened(sample_home, monkeypatch, "number", metric=metric, view=view)
    assert not page.exception
    if view == "receipt":
        assert "✓" in html(page)


def test_a_guest_sees_totals_but_no_names(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(sample_home, monkeypatch, "number", role="guest", metric="talent_total", view="records")
    assert not page.exception
    assert "***" in html(page)
    assert not opened(sample_home, monkeypatch, "talent", role="guest").exception
    assert "不含导入" in html(opened(sample_home, monkeypatch, "import", role="guest"))
    assert "不含原始记录" in html(opened(sample_home, monkeypatch, "source", role="guest", source="1:5"))


def test_a_filter_narrows_the_page_and_stands_in_a_chip(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    park = "澜汀数字大厦"
    page = opened(sample_home, monkeypatch, "", park=park)
    assert not page.exception
    assert f"移除条件 园区：{park}" in html(page)
    assert page.multiselect(key="filter_park").value == [park]


def test_an_empty_home_says_what_to_do(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for entry in PAGES:
        page = opened(home, monkeypatch, entry.path)
        assert not page.exception
        if entry.needs_data:
            assert "还没有数据" in html(page)
            assert "/import" in html(page)


@pytest.mark.parametrize(
    ("page", "params", "says"),
    [
        ("number", {"metric": "nothing"}, "链接中的指标不存在"),
        ("enterprise", {"firm": "nobody"}, "没有这家企业"),
        ("enterprises", {"q": "zzzzzz"}, "没有找到"),
        ("source", {"source": "99:1"}, "找不到这条原始记录"),
        ("source", {"source": "x"}, "找不到这条原始记录"),
        ("", {"version": "99"}, "不再保留或无法读取"),
        ("number", {"metric": "equity_paid", "round": "nothing", "view": "records"}, "没有记录"),
        ("tiers", {"park": "不存在的园区"}, "没有记录"),
        ("", {"since": "2030-01-01"}, "总览"),
        ("", {"at": "1990-01-01"}, "总览"),
    ],
)
def test_a_link_to_nothing_says_why(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch, page: str, params: dict[str, str], says: str
) -> None:
    drawn = opened(sample_home, monkeypatch, page, **params)
    assert not drawn.exception
    assert says in html(drawn)


def test_a_day_typed_wrongly_is_told_and_changes_nothing(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(sample_home, monkeypatch, "")
    page.text_input(key="filter_at").set_value("31.31.2026").run()
    assert "无法识别的日期" in html(page)
    assert "at" not in page.query_params


def test_a_chosen_park_goes_into_the_address(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(sample_home, monkeypatch, "")
    first = page.multiselect(key="filter_park").options[0]
    page.multiselect(key="filter_park").select(first).run()
    assert not page.exception
    assert page.query_params["park"] == first


def test_a_batch_is_undone_and_brought_back_on_the_screen(
    own_sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for verb, held in (("撤销批次 000001", []), ("恢复批次 000001", [1])):
        test = opened(own_sample_home, monkeypatch, "batches")
        test.selectbox(key="turn_batch").select_index(0).run()
        assert [button.label for button in test.button] == [verb]
        test.button[0].click().run()
        assert not test.exception
        kept = batches(own_sample_home)
        assert [batch.number for batch in in_force(kept) if batch.kind == "import"] == held
    assert [batch.kind for batch in kept] == ["import", "undo", "undo"]
