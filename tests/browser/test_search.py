"""Enterprises are found as people look for them, and whatever a name holds is shown as text."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from shutil import copytree

import openpyxl
import pytest
from playwright.sync_api import Page

from tests.browser.guards import OpenPage
from tests.browser.homes import filled, newcomer, take
from tests.browser.idle import settled
from tests.browser.reading import asked, enter, facts, follow, main, table, whole
from tests.browser.serving import serving

FIELD = ".st-key-firm_query input"
PARK = "云岫科技园"
HOSTILE = "=1+1<img src=x onerror=alert(1)>**粗**[链](http://127.0.0.2/)$x$有限公司"
AT_SIGN = "@sum甲乙有限公司"


def look_for(page: Page, words: str) -> list[list[str]]:
    """Type words into the search field and press Enter; the rows found."""
    enter(page, page.locator(FIELD), words)
    return table(page) if page.locator(".pd-table").count() else []


@pytest.fixture(scope="module")
def hostile_server(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample park and two firms whose names try to be something else."""
    home = copytree(sample_home, tmp_path_factory.mktemp("hostile") / "home")
    first = newcomer(HOSTILE, PARK, industry="<b>业</b>")
    people = [
        {"person": f"<i>{n}</i>", "enterprise": HOSTILE, "arrived_on": "2026-01-05", "degree": "博士"}
        for n in range(99)
    ]
    second = newcomer(AT_SIGN, PARK)
    take(home, "新增.xlsx", filled({name: first[name] + second[name] for name in first} | {"talent": people}))
    with serving(home) as url:
        yield url


def test_a_firm_is_found_by_part_of_its_name_its_code_and_its_initials(open_page: OpenPage) -> None:
    page = open_page("/enterprises")
    name, code, *_ = table(page)[0]
    for words in (name[1:4], code[:12], "".join(_initials(name[:4]))):
        rows = look_for(page, words)
        assert asked(page)["q"] == [words]
        assert [name, code] in [row[:2] for row in rows]
    assert whole(page.locator(".pd-pager span").first.inner_text()) < 100


def _initials(name: str) -> list[str]:
    from pypinyin import Style, lazy_pinyin

    return lazy_pinyin(name, style=Style.FIRST_LETTER)


@pytest.mark.parametrize("words", ["<img src=x onerror=alert(1)>", "' or 1=1 --", "%", "**"])
def test_what_is_looked_for_is_shown_as_it_was_typed(open_page: OpenPage, words: str) -> None:
    page = open_page("/enterprises")
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    assert look_for(page, words) == []
    assert words in page.locator(".pd-empty").inner_text()
    assert page.locator(".pd-empty img, .pd-empty strong strong").count() == 0


def test_a_profile_shows_tiers_people_money_and_reports_each_with_its_row(open_page: OpenPage) -> None:
    page = open_page("/number?metric=equity_paid&view=records")
    follow(page, ".pd-table a[href*='firm=']")
    headings = " ".join(page.locator("h2.pd-h").all_inner_texts())
    for word in ("资质认定", "入驻", "融资", "人才", "月报"):
        assert word in headings
    tables = page.locator(".pd-table").count()
    for number in range(tables):
        rows = page.locator(".pd-table").nth(number).locator("tbody tr")
        assert rows.count() > 0
        assert rows.locator("td:last-child a[href*='source=']").count() == rows.count()
    heads = page.locator(".pd-table thead").first.inner_text()
    assert "有效期起" in heads
    assert "有效期止" in heads
    firm = page.locator("h2.pd-big").inner_text()
    follow(page, ".pd-table a[href*='source=']")
    assert firm in main(page)
    assert whole(facts(page)["行号"]) > 1


def test_a_hostile_name_is_text_on_every_page(open_page: OpenPage, hostile_server: str) -> None:
    page = open_page("/enterprises", at=hostile_server)
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    (row,) = look_for(page, "onerror")
    assert row[0].startswith(HOSTILE)
    follow(page, ".pd-table a[href*='firm=']")
    assert page.locator("h2.pd-big").inner_text() == HOSTILE
    for path in (
        "/talent",
        "/tiers?since=2025-12-31",
        "/number?metric=talent_total&by=enterprise",
        "/number?metric=doctors&view=records",
        "/number?metric=high_tech&by=industry",
    ):
        page.goto(hostile_server + path)
        settled(page)
        assert page.locator("[data-testid=stMain] img[src='x'], [data-testid=stMain] .katex").count() == 0
        assert page.locator("[data-testid=stMain] a[href^='http']").count() == 0
        if "doctors" in path or "enterprise" in path or path == "/talent":
            assert HOSTILE in main(page)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_holds_no_formula(open_page: OpenPage, hostile_server: str, kind: str) -> None:
    page = open_page(f"/number?metric=high_tech&view=records&park={PARK}", at=hostile_server)
    shown = whole(page.locator(".pd-pager span").first.inner_text())
    with page.expect_download() as started:
        page.locator(f".st-key-export_{kind} button").click()
    content = Path(started.value.path()).read_bytes()
    if kind == "csv":
        lines = content.decode("utf-8-sig").splitlines()
        names = [line.split(",")[0].strip('"') for line in lines]
    else:
        sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
        cells = [row[0] for row in sheet.iter_rows()]
        assert {cell.data_type for cell in cells} == {"s"}
        names = [str(cell.value) for cell in cells]
    assert len(names) == shown + 1
    assert f"'{HOSTILE}" in names
    assert f"'{AT_SIGN}" in names
    assert not [name for name in names if name.startswith(("=", "+", "-", "@"))]
