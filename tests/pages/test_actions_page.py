"""Actions and notes on the screen: typed in one line, taken step by step, remembered where they belong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.runtime.context import StreamlitHeaders
from streamlit.testing.v1 import AppTest

from parkdash.review import actions, draft, freeze, load, memory
from parkdash.review.memory import About
from parkdash.telling.story import story
from parkdash.ui.review.about import NOTHING, as_written, parsed
from parkdash.ui.who import signed_in
from parkdash.warehouse import current
from tests.pages.test_pages import html, opened
from tests.review.desk import Desk
from tests.world import LEADER

FRIDAY, NEXT = date(2026, 10, 16), date(2026, 10, 23)
WHO = "import_who"
REVENUE = About("metric", "revenue")


def typed(test: AppTest, line: str, who: str = "王主任") -> AppTest:
    """The line given with Enter."""
    field = next(each for each in test.text_input if (each.key or "").startswith("entry_line"))
    field.set_value(line)
    if who:
        test.text_input(key=WHO).set_value(who)
    return next(button for button in test.button if button.label == "保存").click().run()


def given(home: Path, title: str = "催报月报", owner: str = "经济发展局", due: str = "2026-11-01") -> int:
    return actions.assign(home, title, owner, date.fromisoformat(due), "王主任", REVENUE).id


def stepped(home: Path, monkeypatch: pytest.MonkeyPatch, id: int, step: str, words: str, who: str) -> AppTest:
    """The step taken on the page of the action."""
    page = opened(home, monkeypatch, "actions", action=str(id))
    for choice in page.radio:
        choice.set_value(step)
    page.run()
    page.text_input(key=f"words_{id}_{step}").set_value(words)
    page.text_input(key=WHO).set_value(who)
    return page.button[0].click().run()


def test_a_line_on_a_number_becomes_an_action_and_can_be_taken_back(
    own_sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(own_sample_home, monkeypatch, "number", metric="revenue", write="action")
    page = typed(page, "催报10月月报 @经发 2099-11-27")
    assert not page.exception
    assert "write" not in page.query_params
    (made,) = actions.actions(own_sample_home)
    assert (made.title, made.owner, made.due, made.about) == (
        "催报10月月报", "经济发展局", date(2099, 11, 27), REVENUE,
    )  # fmt: skip
    assert "已交办：催报10月月报；责任单位：经济发展局；期限：2099-11-27 周五" in html(page)
    assert "历次意见和交办" in html(page)
    page.button(key="entry_withdraw").click().run()
    assert "已撤回" in html(page)
    assert actions.actions(own_sample_home) == []


def test_whom_the_proxy_has_signed_in_signs_whatever_the_browser_sends(
    own_sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARKDASH_USER_HEADER", "X-Forwarded-User")
    monkeypatch.setattr(type(st.context), "headers", StreamlitHeaders([("X-Forwarded-User", "%E6%9D%8E%E6%98%8E")]))
    page = opened(own_sample_home, monkeypatch, "number", metric="revenue", write="action")
    assert page.text_input(key=WHO).disabled
    page.session_state[WHO] = "王主任"
    typed(page, "催报月报 @人才办", who="")
    (made,) = actions.actions(own_sample_home)
    assert made.made_by == "李明"


@pytest.mark.parametrize(
    ("sent", "name"), [("zhang", "zhang"), ("李明".encode().decode("latin-1"), "李明"), ("é", "é")]
)
def test_a_name_in_a_header_is_read_in_any_writing(monkeypatch: pytest.MonkeyPatch, sent: str, name: str) -> None:
    monkeypatch.setenv("PARKDASH_USER_HEADER", "Remote-User")
    monkeypatch.setattr(type(st.context), "headers", StreamlitHeaders([("remote-user", sent)]))
    assert signed_in() == name
    monkeypatch.setattr(type(st.context), "headers", StreamlitHeaders([]))
    assert signed_in() == ""


def test_without_a_day_it_is_due_at_the_next_meeting(own_sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(own_sample_home, monkeypatch, "number", metric="revenue", write="action")
    typed(page, "催报月报 @人才办")
    (made,) = actions.actions(own_sample_home)
    assert (made.due - current(own_sample_home).cut_off).days == 7


def test_what_cannot_be_read_is_told_and_saved_at_the_second_enter(
    own_sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(own_sample_home, monkeypatch, "number", metric="revenue", write="action")
    page = typed(page, "催报月报 @人才办 11-31")
    assert "日期“11-31”无法识别" in html(page)
    assert "已识别：催报月报；责任单位：人才办" in html(page)
    assert actions.actions(own_sample_home) == []
    typed(page, "催报月报 @人才办 11-31")
    assert len(actions.actions(own_sample_home)) == 1


@pytest.mark.parametrize(
    ("line", "who", "says"),
    [
        ("催报月报", "王主任", "未写责任单位"),
        ("@人才办", "王主任", "未写事项"),
        ("催报月报 @人才办", "", "请填写记录人"),
    ],
)
def test_what_is_lacking_is_never_saved(
    own_sample_home: Path, monkeypatch: pytest.MonkeyPatch, line: str, who: str, says: str
) -> None:
    page = opened(own_sample_home, monkeypatch, "number", metric="revenue", write="action")
    for _ in range(2):
        page = typed(page, line, who)
        assert says in html(page)
    assert actions.actions(own_sample_home, actions.LISTED) == []


def test_a_note_shows_on_its_number_and_marks_its_card(own_sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(own_sample_home, monkeypatch, "number", metric="revenue", write="note")
    page = typed(page, "10月缺一个园区 <b>")
    assert "10月缺一个园区 &lt;b&gt;" in html(page)
    assert 'aria-label="有新备注"' in html(opened(own_sample_home, monkeypatch, ""))
    assert 'aria-label="有新备注"' in html(opened(own_sample_home, monkeypatch, "metrics"))
    assert "历次意见和交办" not in html(opened(own_sample_home, monkeypatch, "number", metric="deals"))


def test_a_firm_and_a_row_have_their_memory(own_sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ((firm, name),) = current(own_sample_home).rows("select enterprise_id, enterprise from enterprise_dim limit 1")
    for page, params in (("enterprise", {"firm": firm}), ("source", {"source": "1:5"})):
        drawn = opened(own_sample_home, monkeypatch, page, write="action", **params)
        drawn = typed(drawn, f"走访{page} @人才办")
        assert not drawn.exception
        assert f"走访{page} @人才办" in html(drawn)
    listed = html(opened(own_sample_home, monkeypatch, "actions"))
    assert name in listed
    assert "第 5 行" in listed


def test_another_person_confirms_what_one_reported(own_sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    id = given(own_sample_home)
    assert "已报办结，待复核" in html(
        stepped(own_sample_home, monkeypatch, id, "report", "见 https://example.org/a?b=1&c=2。", "张")
    )
    refused = stepped(own_sample_home, monkeypatch, id, "close", "", "张")
    assert "本事项由张报办结，须由他人复核" in html(refused)
    done = html(stepped(own_sample_home, monkeypatch, id, "close", "", "李"))
    assert "已办结" in done
    assert '<a href="https://example.org/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer">' in done
    assert actions.action(own_sample_home, id).state == "closed"


def test_a_step_without_a_reason_is_not_taken(own_sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    id = given(own_sample_home)
    assert "请填写原因或依据" in html(stepped(own_sample_home, monkeypatch, id, "drop", " ", "张"))
    assert "请填写今天或以后的新期限" in html(stepped(own_sample_home, monkeypatch, id, "postpone", "等材料", "张"))
    assert actions.action(own_sample_home, id).state == "open"


def test_lists_are_those_of_the_address(own_sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given(own_sample_home, "催报月报", "经济发展局", "2026-10-20")
    given(own_sample_home, "走访企业", "人才办", "2026-10-28")
    page = html(opened(own_sample_home, monkeypatch, "actions", at="2026-10-23"))
    assert "▲ 逾期 3 天" in page
    assert page.index('id="late"') < page.index('id="soon"')
    assert "▲" not in html(opened(own_sample_home, monkeypatch, "actions", at="2026-10-20"))
    one = html(opened(own_sample_home, monkeypatch, "actions", at="2026-10-23", owner="人才办"))
    assert "走访企业" in one
    assert "催报月报" not in one
    assert "走访企业" not in html(opened(own_sample_home, monkeypatch, "actions", about="metric:deals"))
    assert "没有这个事项" in html(opened(own_sample_home, monkeypatch, "actions", action="99"))


def test_a_number_that_moved_since_is_told_then_and_now(own_sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given(own_sample_home)
    assert "（未变）" in html(opened(own_sample_home, monkeypatch, "actions"))


def test_what_of_a_movement_is_restated_is_told_as_the_next_edition_tells_it(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(home)
    firms = [("甲", "2026-01-01"), ("乙", "2026-01-01"), ("丙", "2026-10-01"), ("丁", "2026-10-20")]
    stays = [{"enterprise": name, "park": "云岫", "starts_on": on} for name, on in firms]
    desk.take({"park": [{"name": "云岫"}], "residency": stays[:2]})
    freeze(home, draft(home, desk.version, LEADER, FRIDAY, date(2026, 10, 9)).id)
    actions.assign(home, "核实名单", "园区办公室", NEXT, "王主任", About("metric", "enterprises"), 1)
    desk.take({"residency": stays[2:]})  # one that was there by then, and one of the week
    later = draft(home, desk.version, LEADER, NEXT, FRIDAY)
    (promised,) = story(later, load(home, later.id)[1], {}, "zh").promised
    assert promised.moved == "2家→4家（+2家，其中数据追溯调整+1家）"
    assert promised.moved in html(opened(home, monkeypatch, "actions", at=NEXT.isoformat()))


def test_memory_is_searched_by_its_words(own_sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory.note(own_sample_home, REVENUE, "青梧园缺报 100%", "王主任")
    found = html(opened(own_sample_home, monkeypatch, "actions", q="缺报 100%"))
    assert "找到 1 条" in found
    assert "营业收入" in found
    assert "找到 0 条" in html(opened(own_sample_home, monkeypatch, "actions", q="1%0"))


@pytest.mark.parametrize(
    ("role", "parks", "says"),
    [("analyst", "", "不含事项"), ("guest", "", "不含事项"), ("leader", "云岫科技园", "没有这个事项")],
    ids=["analyst", "guest", "one park"],
)
def test_what_was_said_of_the_whole_is_not_for_those_who_do_not_see_the_whole(
    own_sample_home: Path, monkeypatch: pytest.MonkeyPatch, role: str, parks: str, says: str
) -> None:
    given(own_sample_home, "走访张三")
    memory.note(own_sample_home, REVENUE, "李四说明", "王主任")
    monkeypatch.setenv("PARKDASH_PARKS", parks)
    pages = [
        opened(own_sample_home, monkeypatch, page, role=role, **params)
        for page, params in (
            ("", {}), ("metrics", {}), ("number", {"metric": "revenue", "write": "action"}), ("actions", {}),
            ("actions", {"action": "1"}), ("actions", {"q": "李四"}),
            ("number", {"metric": "high_tech", "view": "records"}),
        )
    ]  # fmt: skip
    hidden = ["张三", "李四", 'class="pd-told"', 'aria-keyshortcuts="A"']
    hidden += [] if parks else ["交办"]  # a leader of some parks has actions of his own, though none yet
    for page in pages:
        assert not page.exception
        assert not [word for word in hidden if word in html(page)]
    assert says in html(pages[4])


def test_looking_at_actions_makes_no_store(own_sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "没有符合条件的事项" in html(opened(own_sample_home, monkeypatch, "actions"))
    assert not (own_sample_home / "office.sqlite").exists()


@pytest.mark.parametrize("about", [REVENUE, About("firm", "n:甲 & 乙:丙"), About("record", "ab:7:表:一")])
def test_what_it_is_about_stands_in_the_address(about: About) -> None:
    assert parsed(as_written(about)) == about


@pytest.mark.parametrize("written", ["", "metric:", "nothing:1", "x"])
def test_what_names_nothing_is_about_nothing(written: str) -> None:
    assert parsed(written) is None
    assert as_written(NOTHING) == ""
