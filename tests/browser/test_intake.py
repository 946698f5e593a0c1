"""A clerk hands in what an office made for people: asked once, shown what it does, taken, and taken back."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page

from parkdash import metrics, warehouse
from tests.browser.accessibility import assert_accessible
from tests.browser.guards import OpenPage
from tests.browser.handing import accept, choose, ledger_of_deals, previewed, to_step, upload
from tests.browser.homes import filled, newcomer
from tests.browser.idle import PATIENCE, settled
from tests.browser.reading import follow, main, place, shown_number, table, written
from tests.world import LEADER

PARK = "云岫科技园"
NAME = "2026年11月融资台账.xlsx"
HOSTILE = "<img src=x onerror=alert(1)>**b**[x](http://e.example)"


@pytest.fixture
def firms(own_small_home: Path) -> list[str]:
    """Three firms of the park."""
    version = warehouse.current(own_small_home)
    return [firm.name for firm in metrics.find(version, LEADER, "", version.cut_off, (("park", PARK),), 3).firms]


def deals(firms: list[str]) -> bytes:
    """Two of equity, 3,000 and 5,200 万元, and a loan of 800."""
    days = ("2026-11-03", "2026-11-05", "2026-11-06")
    one, two, three = zip(firms, days, strict=True)
    return ledger_of_deals(
        (one[0], 1, "A轮", 3000, one[1]), (two[0], 1, "B轮", 5200, two[1]), (three[0], 2, "", 800, three[1])
    )


def answer_codes(page: Page) -> Page:
    page.get_by_role("button", name="确定").first.wait_for(timeout=PATIENCE)
    settled(page)
    choose(page, "“1”", "股权融资")
    choose(page, "“2”", "银行贷款")
    page.get_by_role("button", name="确定").first.click()
    return page


def equity(page: Page, server: str) -> float:
    """What was paid in as equity this year, in yuan, as the newest version shows it."""
    page.goto(f"{server}/number?metric=equity_paid")
    settled(page)
    return written(shown_number(page)).value


def test_a_messy_workbook_is_asked_about_once_shown_taken_found_and_taken_back(
    open_page: OpenPage, server_on, own_small_home: Path, firms: list[str]
) -> None:
    server = server_on(own_small_home)
    page = open_page("/import", at=server)
    before = equity(page, server)
    page.goto(f"{server}/import")
    settled(page)
    assert_accessible(page)

    upload(page, (NAME, deals(firms)))
    page.get_by_role("button", name="确定").first.wait_for(timeout=PATIENCE)
    settled(page)
    assert_accessible(page)
    seen = main(page)
    assert "有 1 项需要您确认" in seen
    assert "表头在第 3–4 行，数据在第 5–7 行，共 3 行" in seen
    assert "表上注明单位：万元" in seen
    assert "标题 2 行、合计 1 行、表尾 2 行" in seen
    columns = {row[0].split(" ", 1)[1]: row[2:] for row in table(page)}
    assert columns["企业名称"] == ["→ 企业名称", "名称相同"]
    assert columns["序号"][0].startswith("不导入")

    previewed(answer_codes(page))
    assert_accessible(page)
    assert table(page)[0][1:] == ["3", "3", "0", "0"]
    effects = {row[0]: row[1:] for row in table(page, 1)}
    assert effects["股权融资到账"][2] == "↑ 8,200万元"
    assert effects["银行贷款"][2] == "↑ 800万元"
    to_step(page, "核对")
    assert_accessible(page)
    previewed(to_step(page, "预览"))

    accept(page, "测试员", "11 月融资")
    assert_accessible(page)
    follow(page, page.locator(".pd-note a", has_text="查看总览"))
    assert "股权融资到账" in main(page)
    assert equity(page, server) == pytest.approx(before + 82_000_000, abs=1_000_000)

    page.goto(f"{server}/batches?batch=2")
    settled(page)
    page.locator("[data-testid=stExpander] summary", has_text="撤销批次 000002").click()
    settled(page)
    assert "没有批次涉及相同的记录" in main(page)
    page.get_by_role("button", name="撤销批次 000002").click()
    page.locator("summary", has_text="恢复批次 000002").wait_for(timeout=PATIENCE)
    assert equity(page, server) == before


def test_the_same_kind_of_file_asks_nothing_next_month(
    open_page: OpenPage, server_on, own_small_home: Path, firms: list[str]
) -> None:
    server = server_on(own_small_home)
    page = open_page("/import", at=server)
    upload(page, (NAME, deals(firms)))
    accept(previewed(answer_codes(page)), "测试员", "")
    page.goto(f"{server}/import")
    settled(page)
    upload(page, ("2026年12月融资台账.xlsx", ledger_of_deals((firms[0], 2, "", 900, "2026-11-07"))))
    previewed(page)
    assert table(page)[0][1:] == ["1", "1", "0", "0"]
    to_step(page, "识别")
    assert "与上次一致" in main(page)


def test_a_closed_browser_takes_the_try_up_again(
    open_page: OpenPage, server_on, own_small_home: Path, firms: list[str]
) -> None:
    server = server_on(own_small_home)
    page = open_page("/import", at=server)
    upload(page, (NAME, deals(firms)))
    previewed(answer_codes(page))
    link = place(page)
    page.close()
    again = open_page("/import", at=server, fresh=True)
    assert NAME in table(again)[0][1]
    follow(again, again.get_by_role("link", name="继续"))
    previewed(again)
    assert table(again)[0][1:] == ["3", "3", "0", "0"]
    accept(open_page(link, at=server), "测试员", "")
    settled(again).reload()
    again.locator(".pd-note[role=status]").wait_for(timeout=PATIENCE)
    assert "000002" in again.locator(".pd-note").inner_text()


def test_a_bad_file_changes_nothing_and_is_given_back_with_its_reasons(
    open_page: OpenPage, server_on, own_small_home: Path, firms: list[str]
) -> None:
    server = server_on(own_small_home)
    page = open_page("/import", at=server)
    wrong = ledger_of_deals(
        (firms[0], "股权融资", "A轮", 3000, "2026-11-03"), (firms[1], "股权融资", "B轮", 5200, "2026-02-30"),
        (firms[2], "股权融资", "A轮", 100, "2026-11-04"),
    )  # fmt: skip
    upload(page, (NAME, wrong))
    page.locator(".pd-issues").first.wait_for(timeout=PATIENCE)
    settled(page)
    assert_accessible(page)
    assert page.get_by_role("button", name="确认接收").count() == 0
    with page.expect_download() as started:
        page.get_by_role("button", name="下载退回件").click()
    book = openpyxl.load_workbook(BytesIO(Path(started.value.path()).read_bytes()))
    assert len(book.sheetnames) == 2
    cell = book["台账"]["F6"]
    assert cell.value == "2026-02-30"
    assert cell.comment is not None
    assert "2026-02-30" in cell.comment.text

    page.get_by_text("有错的行不收，其余照收").click()
    previewed(page)
    assert table(page)[0][1:] == ["2", "2", "0", "0", "1"]
    page.get_by_role("button", name="放弃本次导入").click()
    page.get_by_text("不必套用模板").wait_for(timeout=PATIENCE)
    assert not (own_small_home / "ledger/batches/000002").exists()


def test_a_returned_workbook_that_was_corrected_goes_on_where_it_stopped(
    open_page: OpenPage, server_on, own_small_home: Path, firms: list[str]
) -> None:
    server = server_on(own_small_home)
    page = open_page("/import", at=server)
    one, two = (firms[0], 1, "A轮", 3000, "2026-11-03"), (firms[1], 2, "", 5200, "2026-02-30")
    upload(page, (NAME, ledger_of_deals(one, two)))
    answer_codes(page)
    page.locator(".pd-issues").first.wait_for(timeout=PATIENCE)
    settled(page)
    with page.expect_download() as started:
        page.get_by_role("button", name="下载退回件").click()
    assert started.value.suggested_filename == "2026年11月融资台账-待修改.xlsx"
    page.goto(f"{server}/import")
    settled(page)
    upload(page, (started.value.suggested_filename, corrected(Path(started.value.path()).read_bytes())))
    previewed(page)
    assert table(page)[0][1:] == ["2", "2", "0", "0"]
    page.goto(f"{server}/import")
    settled(page)
    assert [row[1].split("（")[0] for row in table(page)] == [started.value.suggested_filename]


def corrected(content: bytes) -> bytes:
    """The day that does not exist put right, and the workbook saved as an office program would."""
    book = openpyxl.load_workbook(BytesIO(content))
    book["台账"]["F6"] = "2026-11-05"
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_column_taken_wrongly_is_put_right(
    open_page: OpenPage, server_on, own_small_home: Path, firms: list[str]
) -> None:
    page = open_page("/import", at=server_on(own_small_home))
    upload(page, (NAME, deals(firms)))
    page.get_by_role("button", name="确定").first.wait_for(timeout=PATIENCE)
    settled(page)
    page.locator("summary", has_text="更改识别结果").click()
    page.get_by_role("combobox", name="融资情况/轮次").wait_for(timeout=PATIENCE)
    settled(page)
    choose(page, "融资情况/轮次", "不导入，随原始记录保留")
    page.locator("tr", has_text="融资情况/轮次").filter(has_text="不导入").wait_for(timeout=PATIENCE)


def test_the_page_speaks_english(open_page: OpenPage, server_on, own_small_home: Path, firms: list[str]) -> None:
    page = open_page("/import", lang="en", theme="dark", at=server_on(own_small_home))
    upload(page, (NAME, deals(firms)))
    page.get_by_role("button", name="Answer").wait_for(timeout=PATIENCE)
    settled(page)
    assert_accessible(page)
    choose(page, "“1”", "Equity")
    choose(page, "“2”", "Loan")
    page.get_by_role("button", name="Answer").click()
    previewed(page, "Take them")
    assert_accessible(page)
    assert "What it does to the numbers" in main(page)


def test_markup_in_a_name_is_text_on_every_screen(open_page: OpenPage, server_on, own_small_home: Path) -> None:
    server = server_on(own_small_home)
    page = open_page("/import", at=server)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    upload(page, (f"新增{HOSTILE.replace('/', '_')}.xlsx", filled(newcomer(HOSTILE, PARK))))
    previewed(page)
    assert HOSTILE in main(page)
    accept(page, HOSTILE, HOSTILE)
    firm = metrics.find(warehouse.refresh(own_small_home), LEADER, "<img", metrics_day(own_small_home)).firms[0]
    for path in (
        "/batches", "/batches?batch=2", "/import", "/enterprises?q=<img", f"/enterprise?firm={firm.id}",
        f"/number?metric=high_tech&enterprise={firm.id}", "/number?metric=high_tech&view=records&sort=-starts_on",
        "/number?metric=high_tech&by=enterprise", "/tiers", "/quality",
    ):  # fmt: skip
        page.goto(server + path)
        settled(page)
        assert page.locator("img[src='x'], a[href^='http://e']").count() == 0, path
        if "firm=" in path or "q=" in path or "batch=" in path:
            assert HOSTILE in main(page), path
    assert not dialogs


def metrics_day(home: Path):
    """The cut-off of the newest version."""
    return warehouse.current(home).cut_off
