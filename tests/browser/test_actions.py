"""An action from a number to its confirmation by a second person, by keyboard; and what is remembered of it."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from parkdash.review import actions
from parkdash.review.memory import About
from tests.browser.accessibility import assert_accessible
from tests.browser.guards import OpenPage
from tests.browser.idle import settled
from tests.browser.reading import asked, follow, table
from tests.browser.ways import STROKES_IN_TEN_SECONDS

FIELD = ".st-key-entry input >> nth=0"


@pytest.fixture
def office(own_sample_home: Path, server_on, monkeypatch: pytest.MonkeyPatch) -> str:  # type: ignore[no-untyped-def]
    """The sample park with one action late since long; somebody is known to be at the keyboard."""
    actions.assign(own_sample_home, "核实企业名单", "人才办", date(2020, 1, 1), "王主任", About("metric", "high_tech"))
    address: str = server_on(own_sample_home, PARKDASH_USER="王主任")
    return address


def given(page: Page, line: str, key: str = "a") -> None:
    """The line typed after the key, and Enter."""
    page.keyboard.press(key)
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type(line)
    page.keyboard.press("Enter")


def test_an_action_is_given_on_a_number_in_ten_seconds_by_keyboard(open_page: OpenPage, office: str) -> None:
    page = open_page("/number?metric=revenue", at=office)
    what, when = "催报10月月报 @经", "2099-11-27"
    assert len(what) + len(when) + len(("a", "Tab", "Enter")) <= STROKES_IN_TEN_SECONDS
    page.keyboard.press("a")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type(what)
    expect(page.get_by_role("option")).to_have_text(["经济发展局"])
    page.keyboard.press("Tab")
    expect(page.locator(FIELD)).to_have_value("催报10月月报 @经济发展局 ")
    page.keyboard.type(when)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stMain")).to_contain_text(
        "已交办：催报10月月报；责任单位：经济发展局；期限：2099-11-27 周五。"
    )
    settled(page)
    expect(page.locator(".pd-memory li").first).to_contain_text("催报10月月报 @经济发展局 2099-11-27")
    page.get_by_role("button", name="撤回").click()
    expect(page.get_by_test_id("stMain")).to_contain_text("已撤回")


def test_enter_pressed_three_times_gives_one_action(open_page: OpenPage, office: str, own_sample_home: Path) -> None:
    page = open_page("/number?metric=revenue", at=office)
    given(page, "催报月报 @人才办")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stMain")).to_contain_text("已交办：催报月报")
    settled(page)
    assert [each.title for each in actions.actions(own_sample_home)] == ["核实企业名单", "催报月报"]


def test_escape_and_back_close_the_field(open_page: OpenPage, office: str) -> None:
    page = open_page("/number?metric=revenue", at=office)
    for key, leave in (("a", lambda: page.keyboard.press("Escape")), ("n", page.go_back)):
        page.keyboard.press(key)
        expect(page.locator(FIELD)).to_be_focused()
        page.keyboard.type("a n")  # while somebody types, these are letters
        expect(page.locator(FIELD)).to_have_value("a n")
        leave()
        expect(page.locator(FIELD)).to_have_count(0)
        settled(page)
        assert "write" not in asked(page)


def test_a_card_that_has_the_focus_is_written_about(open_page: OpenPage, office: str) -> None:
    page = open_page("/", at=office)
    page.locator('.pd-card[href*="metric=high_tech"]').focus()
    page.keyboard.press("n")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type("两家材料在审")
    page.keyboard.press("Enter")
    expect(page.locator(".pd-memory li").first).to_contain_text("两家材料在审")
    settled(page)
    follow(page, '.pd-nav a[href^="/?"]')
    mark = page.locator('.pd-card[href*="metric=high_tech"] .pd-told')
    expect(mark).to_have_attribute("aria-label", "有新备注、有在办事项")


def test_one_reports_it_done_and_another_confirms(open_page: OpenPage, office: str, own_sample_home: Path) -> None:
    page = open_page("/actions", at=office)
    assert table(page)[0][0].startswith("核实企业名单")
    assert "逾期" in table(page)[0][2]
    follow(page, ".pd-due-list tbody a >> nth=0")
    _step(page, "已核实，见 https://example.org/list", "报办结")
    expect(page.get_by_test_id("stMain")).to_contain_text("已报办结，待复核")
    settled(page)
    _step(page, "", "复核办结")
    expect(page.get_by_role("alert")).to_contain_text("须由他人复核")
    page.get_by_label("记录人").fill("李主任")
    _step(page, "属实", "复核办结")
    expect(page.locator(".pd-facts")).to_contain_text("已办结")
    settled(page)
    assert actions.action(own_sample_home, 1).state == "closed"
    said = page.locator(".pd-memory").first.locator("li strong").all_inner_texts()
    assert said == ["复核办结", "报办结", "交办"]


def _step(page: Page, words: str, name: str) -> None:
    page.locator('[class*="st-key-words_"] input').fill(words)
    page.get_by_role("button", name=name).click()


def test_a_firm_remembers_and_the_lists_are_taken_along(open_page: OpenPage, office: str) -> None:
    page = open_page("/enterprises", at=office)
    name = table(page)[0][0]
    follow(page, ".pd-table tbody a >> nth=0")
    given(page, "走访了解搬迁打算 @园区办公室 +7")
    expect(page.locator(".pd-memory li")).to_contain_text("走访了解搬迁打算 @园区办公室")
    settled(page)
    follow(page, '.pd-nav a[href^="/actions"]')
    assert [row[3] for row in table(page, 1)] == [name]
    with page.expect_download() as download:
        page.get_by_role("button", name="导出").click()
    lines = list(openpyxl.load_workbook(BytesIO(Path(download.value.path()).read_bytes())).active.values)
    assert [(line[0], line[1]) for line in lines[1:]] == [("逾期", "核实企业名单"), ("7日内到期", "走访了解搬迁打算")]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/actions", "/actions?action=1", "/number?metric=high_tech&write=action"])
def test_pages_of_actions_are_accessible(open_page: OpenPage, office: str, path: str, theme: str) -> None:
    assert_accessible(open_page(path, theme=theme, at=office))
