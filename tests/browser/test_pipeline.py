"""Investment promotion: from a card to one project's workbook cell, from what moved to a project, from an officer's list."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.accessibility import assert_accessible
from tests.browser.figures import click_a_bar
from tests.browser.guards import OpenPage
from tests.browser.idle import settled
from tests.browser.reading import table, whole
from tests.browser.ways import card_of, to_records, to_the_row


def test_from_the_card_of_overdue_projects_to_the_cell_of_one(open_page: OpenPage) -> None:
    page = open_page("/pipeline")
    assert "超期项目" in page.locator(card_of("projects_overdue")).inner_text()
    count = to_records(page, "projects_overdue")
    assert page.locator(".pd-table tbody tr").count() == count
    assert to_the_row(page)["文件"] == "招商局.xlsx"
    expect(page.locator("mark.pd-mark").first).to_be_visible()  # the cells that the number rests on


def test_the_movement_adds_up_and_opens_its_projects(open_page: OpenPage) -> None:
    page = open_page("/pipeline?since=2026-09-30")
    blocks = page.get_by_role("table", name="变动明细")
    moved = [row.locator("td").nth(1).inner_text() for row in blocks.locator("tbody tr").all()]
    counts = [int(text.replace("−", "-").replace(",", "")) for text in moved if text]
    assert sum(counts) == whole(blocks.locator("tfoot td").nth(1).inner_text())
    first = blocks.locator("tbody tr").nth(1).locator("td").nth(3).get_by_role("link").first
    name = first.inner_text()
    first.click()
    settled(page)
    expect(page.locator("h2.pd-big")).to_contain_text(name)


def test_a_stuck_project_shows_its_stages_and_their_rows(open_page: OpenPage) -> None:
    page = open_page("/pipeline")
    assert_accessible(page)
    stuck = page.get_by_role("table", name="卡住的项目").first.locator("tbody tr").first
    stage = stuck.locator("td").nth(1).inner_text()
    stuck.get_by_role("link").first.click()
    settled(page)
    assert table(page, 0)[0][0] == stage  # the newest stage stands first
    page.get_by_role("table", name="项目阶段").get_by_role("link", name=re.compile("^第 .* 行")).first.click()
    settled(page)
    assert "项目阶段" in page.inner_text("[data-testid=stMain]")


def test_one_stage_has_a_movement_of_its_own(open_page: OpenPage) -> None:
    page = open_page("/pipeline")
    page.get_by_role("navigation", name="选择阶段").get_by_role("link", name="签约").click()
    settled(page)
    assert "by=signed" in page.url


def test_a_click_on_a_part_of_the_movement_opens_its_projects_and_back_again(open_page: OpenPage) -> None:
    page = open_page("/pipeline?since=2026-09-30")
    whole_table = page.get_by_role("table", name="变动明细")
    row = whole_table.locator("tbody tr").filter(has_text="新入库")
    entered = whole(row.locator("td").nth(1).inner_text())
    click_a_bar(page, "pipeline_bridge_", 0, 1, "**/pipeline?*cause=new*")
    members = page.get_by_role("table", name=re.compile("^新入库"))
    assert members.locator("tbody tr").count() == entered > 0
    page.get_by_role("link", name=re.compile("^新入库.*✕$")).click()
    settled(page)
    expect(whole_table).to_be_visible()
    whole_table.get_by_role("link", name="新入库", exact=True).click()  # the same by keyboard and without a chart
    settled(page)
    members.get_by_role("link", name=re.compile("^第 .* 行")).first.click()
    settled(page)
    assert "招商局.xlsx" in page.inner_text("[data-testid=stMain]")


def test_the_page_says_how_sure_its_rules_are(open_page: OpenPage) -> None:
    page = open_page("/pipeline")
    expect(page.get_by_text("计分规则（系统默认，可调整）")).to_be_visible()
    sixes = page.locator(".pd-six").all_inner_texts()
    assert [("待核对原文" in text, "系统默认" in text) for text in sixes].count((True, False)) == 2
