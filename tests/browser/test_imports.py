"""The import page: a workbook goes in only whole and only after a yes, and readers keep what they look at till they click."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import openpyxl
from playwright.sync_api import Page

from tests.browser.guards import OpenPage
from tests.browser.handing import accept, previewed, upload
from tests.browser.homes import filled, newcomer
from tests.browser.idle import PATIENCE, answered, settled
from tests.browser.reading import follow, main, place, shown_number, table, whole
from tests.browser.serving import ROOT

PARK = "云岫科技园"
MOST_CLICKS = 30  # there and back, while a new version gets warm


def high_tech(page: Page, server: str) -> int:
    """The high-tech enterprises of the park on the newest version."""
    page.goto(f"{server}/number?metric=high_tech&park={PARK}")
    settled(page)
    return whole(shown_number(page))


def there_and_back(page: Page) -> None:
    """From the dictionary to another page and back to it, by the navigation."""
    for path in ("/talent", "/metrics"):
        follow(page, page.get_by_role("navigation").locator(f"a[href^='{path}']"))


def test_a_template_is_taken_with_one_click_and_the_number_has_changed(
    open_page: OpenPage, server_on, own_small_home: Path
) -> None:
    server = server_on(own_small_home)
    page = open_page("/import", at=server)
    before = high_tech(page, server)
    linked = place(open_page(f"/number?metric=high_tech&park={PARK}&version=1", at=server))

    page.goto(f"{server}/import")
    settled(page)
    upload(page, ("新增企业.xlsx", filled(newcomer("甲乙丙科技有限公司", PARK))))
    previewed(page)
    assert [row[1:] for row in table(page)] == [["1", "1", "0", "0"]] * 3
    assert high_tech(open_page("/", at=server), server) == before
    accept(page, "测试员", "新增一家")
    assert "000002" in page.locator(".pd-note").inner_text()
    assert high_tech(page, server) == before + 1

    page.goto(f"{server}/batches")
    settled(page)
    newest = table(page)[0]
    assert newest[0] == "000002"
    assert newest[2:4] == ["测试员", "新增一家"]
    assert "新增企业.xlsx" in newest[4]

    old = open_page(linked, at=server)
    assert whole(shown_number(old)) == before
    follow(old, ".pd-note a")
    assert whole(shown_number(old)) == before + 1

    page.goto(f"{server}/import")
    settled(page)
    upload(page, ("新增企业.xlsx", filled(newcomer("甲乙丙科技有限公司", PARK))))
    page.get_by_text("这些内容都已在库中").wait_for(timeout=PATIENCE)
    assert page.get_by_role("button", name="确认接收").count() == 0


def test_a_bad_workbook_is_told_everything_at_once_and_nothing_of_it_is_taken(
    open_page: OpenPage, server_on, own_small_home: Path
) -> None:
    server = server_on(own_small_home)
    page = open_page("/import", at=server)
    rows = newcomer("甲乙丙科技有限公司", PARK)
    good = rows["recognition"][0]
    rows["recognition"] += [
        good | {"valid_from": "2026-02-30", "certificate_no": "B"},
        good | {"tier": "金牌企业", "certificate_no": "C"},
        {key: value for key, value in good.items() if key != "enterprise"},
    ]
    upload(page, ("有误.xlsx", filled(rows)))
    page.locator(".pd-issues").first.wait_for(timeout=PATIENCE)
    settled(page)
    told = "\n".join(page.locator(".pd-issues").all_inner_texts())
    for row, named in ((3, "2026-02-30"), (4, "金牌企业"), (5, "企业名称")):
        assert any(f"第 {row} 行" in line and named in line and "请" in line for line in told.splitlines())
    assert page.get_by_role("button", name="确认接收").count() == 0
    assert not (own_small_home / "ledger/batches/000002").exists()

    other = open_page("/import", at=server)
    upload(other, ("不是表格.xlsx", b"this is no workbook"))
    other.get_by_role("alert").first.wait_for(timeout=PATIENCE)
    assert "不是表格.xlsx" in other.get_by_role("alert").first.inner_text()


def test_a_template_is_downloaded_and_can_be_filled_in(open_page: OpenPage) -> None:
    page = open_page("/import")
    page.locator("[data-testid=stExpander] summary").first.click()
    settled(page).locator(".st-key-template input").click()
    with answered(page):
        page.get_by_role("option", name="资质认定").click()
    with page.expect_download() as started:
        page.locator("[data-testid=stDownloadButton] button").first.click()
    book = openpyxl.load_workbook(BytesIO(Path(started.value.path()).read_bytes()))
    assert started.value.suggested_filename == "资质认定.xlsx"
    assert "企业名称" in str(book["资质认定"]["A1"].value)


def test_readers_keep_their_numbers_while_the_command_line_imports_and_get_the_new_ones_with_the_next_click(
    open_page: OpenPage, server_on, own_sample_home: Path, tmp_path: Path
) -> None:
    page = open_page("/metrics", at=server_on(own_sample_home))
    before = main(page)
    workbook = tmp_path / "新增.xlsx"
    workbook.write_bytes(filled(newcomer("甲乙丙科技有限公司", PARK)))
    importing = subprocess.Popen(
        [sys.executable, "-m", "parkdash", "import", str(workbook)],
        cwd=ROOT, env=os.environ | {"PARKDASH_HOME": str(own_sample_home)}, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    clicks = 0
    while importing.poll() is None:
        there_and_back(page)
        clicks += 1
        assert page.locator("[data-testid=stException]").count() == 0
    assert importing.returncode == 0
    assert clicks > 0
    follow(page, page.get_by_role("navigation").locator("a[href^='/batches']"))
    assert table(page)[0][0] == "000002"
    follow(page, page.get_by_role("navigation").locator("a[href^='/metrics']"))
    clicks = 0
    while "第 2 版" not in page.locator(".pd-asof").inner_text():  # readers keep the old one until the new one is warm
        assert clicks < MOST_CLICKS
        there_and_back(page)
        clicks += 1
    assert main(page) != before
