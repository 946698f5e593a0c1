"""An edition from its preparing to its pack: what was frozen is shown unchanged, whatever is imported later."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile, is_zipfile

from playwright.sync_api import Page, expect

from parkdash import warehouse
from parkdash.review import editions, freeze
from parkdash.review.preparing import draft
from tests.browser.accessibility import assert_accessible
from tests.browser.guards import OpenPage
from tests.browser.homes import filled, newcomer, take
from tests.browser.idle import PATIENCE, settled
from tests.browser.reading import follow, main
from tests.world import LEADER

FORMS = ("xlsx", "pptx", "docx", "pdf", "html")
INSIDE = {"xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml", "docx": "word/document.xml"}
HASH = re.compile(r"[0-9a-f]{64}")


def figures(page: Page) -> list[str]:
    """Title and number of every card, in their order."""
    found: list[str] = page.locator(".pd-card").evaluate_all(
        "cards => cards.map(card => card.querySelector('.pd-t').innerText + card.querySelector('.pd-n').innerText)"
    )
    return found


def hash_of(page: Page) -> str:
    """The whole hash as it stands on the page."""
    found = HASH.search(page.locator(".pd-hash code").inner_text())
    assert found
    return found[0]


def prepared(page: Page, who: str) -> Page:
    """Have a draft prepared and go to it."""
    page.get_by_label("经办人").fill(who)
    page.get_by_label("经办人").press("Enter")
    settled(page)
    page.get_by_role("button", name="编制草稿").click()
    page.locator(".pd-note a", has_text="去核对").wait_for(timeout=PATIENCE)
    settled(page)
    assert_accessible(page)
    return follow(page, page.locator(".pd-note a", has_text="去核对"))


def noted(page: Page, words: str) -> Page:
    """Note something on what is open."""
    page.keyboard.press("n")
    field = page.locator(".st-key-entry input").first
    field.wait_for(timeout=PATIENCE)
    settled(page)
    field.fill(words)
    field.press("Enter")
    page.locator(".pd-notes", has_text=words).wait_for(timeout=PATIENCE)
    return settled(page)


def test_an_edition_is_prepared_noted_frozen_and_stays_what_it_was(
    open_page: OpenPage, server_on: Callable[..., str], own_sample_home: Path
) -> None:
    server = server_on(own_sample_home)
    page = open_page("/editions", at=server)
    assert "还没有例会期次" in main(page)
    assert_accessible(page)
    prepared(page, "编制人")
    assert_accessible(page)
    drafted, shown = hash_of(page), figures(page)
    assert len(shown) > 40
    noted(page, "本期数已与统计口核对")
    assert_accessible(page)
    page.get_by_role("button", name="定稿", exact=True).click()
    page.locator(".pd-is-frozen").wait_for(timeout=PATIENCE)
    settled(page)
    (edition,) = editions(own_sample_home)
    assert (edition.state, edition.made_by, edition.frozen_by) == ("frozen", "编制人", "编制人")
    assert hash_of(page) == edition.content_hash != drafted  # the note is under it
    page.get_by_role("button", name="校验", exact=True).click()
    page.locator(".pd-proof", has_text="未被改动").wait_for(timeout=PATIENCE)
    assert_accessible(page)

    take(own_sample_home, "新企业.xlsx", filled(newcomer("迟报新企业甲", "云岫科技园")))
    page.goto(f"{server}/edition?edition={edition.id}")
    page.locator(".pd-item:has(.pd-t:has-text('在园企业')) a.pd-neq").first.wait_for(timeout=PATIENCE)
    settled(page)
    assert (figures(page), hash_of(page)) == (shown, edition.content_hash)
    assert "本期数已与统计口核对" in main(page)
    assert_accessible(page)

    follow(page, page.locator(".pd-card", has=page.locator(".pd-t", has_text="高新技术企业")))
    assert "依据的明细" in main(page)
    assert "迟报新企业甲" not in main(page)
    assert_accessible(page)
    with page.expect_download() as started:
        page.get_by_role("button", name="导出 XLSX").click()
    assert ZipFile(started.value.path()).testzip() is None


def test_a_pack_is_made_with_one_click_kept_and_taken_along(
    open_page: OpenPage, server_on: Callable[..., str], own_sample_home: Path, tmp_path: Path
) -> None:
    version = warehouse.current(own_sample_home)
    week_before = version.cut_off.fromordinal(version.cut_off.toordinal() - 7)
    made = freeze(own_sample_home, draft(own_sample_home, version, LEADER, version.cut_off, week_before).id, "定稿人")
    server = server_on(own_sample_home)
    page = open_page(f"/edition?edition={made.id}", at=server)
    page.get_by_role("button", name="生成材料").click()
    page.locator(".st-key-pack_html").wait_for(timeout=PATIENCE)
    settled(page)
    assert_accessible(page)
    kept = {path.suffix[1:]: path.read_bytes() for path in (own_sample_home / "packs").iterdir()}
    assert set(kept) == set(FORMS)

    page.reload()  # whoever comes next finds them made
    settled(page)
    expect(page.get_by_role("button", name="生成材料")).to_have_count(0)
    for form in FORMS:
        with page.expect_download() as started:
            page.locator(f".st-key-pack_{form} button").click()
        name, path = started.value.suggested_filename, started.value.path()
        assert name == f"例会材料_第{made.id}期_{made.as_of}.{form}"
        assert path.read_bytes() == kept[form]
        if form in INSIDE:
            assert is_zipfile(path)
            assert INSIDE[form] in ZipFile(path).namelist()
    assert kept["pdf"].startswith(b"%PDF-")
    assert made.content_hash in kept["html"].decode()


def test_a_guest_sees_no_edition_and_no_pack(
    open_page: OpenPage, server_on: Callable[..., str], own_sample_home: Path
) -> None:
    version = warehouse.current(own_sample_home)
    week_before = version.cut_off.fromordinal(version.cut_off.toordinal() - 7)
    made = freeze(own_sample_home, draft(own_sample_home, version, LEADER, version.cut_off, week_before).id, "定稿人")
    server = server_on(own_sample_home, PARKDASH_ROLE="guest")
    for address in ("/editions", f"/edition?edition={made.id}"):
        page = open_page(address, at=server)
        assert "您的权限不含例会期次" in main(page)
        assert made.content_hash[:12] not in page.content()
        assert_accessible(page)
