"""Every page opens by its address, in both languages and both themes, and can be used by everybody."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from parkdash.ui.frame import PAGES
from tests.browser.accessibility import assert_accessible
from tests.browser.guards import OpenPage
from tests.browser.idle import PATIENCE, settled
from tests.browser.reading import asked, follow, place
from tests.browser.wording import foreign, names_in

LOOKS = [
    ("zh", "light"),
    ("en", "dark"),
]  # each language and each theme once: words and colours do not depend on another
NUMBERS = [f"/number?metric=equity_paid&view={view}" for view in ("parts", "records", "trend", "receipt")]
LISTED = [f"/{entry.path}" for entry in PAGES if entry.section]
OTHERS = ["/number?metric=titled_provincial&view=records", "/number?metric=nothing", "/enterprises?q=zzzz"]
PATHS = [*LISTED, *NUMBERS, *OTHERS, "/enterprise", "/source?source=1:5"]
SAYS_WHY = ("/number?metric=nothing", "/enterprises?q=zzzz")  # nothing is there to be shown, and the page says so
IN_BOTH = ("/guide",)  # lists the headings that an import understands, in both languages
WAITING = ("/editions", "/meeting")  # for a first edition: until there is one they say how to come by it
CHINESE = re.compile(r"[\u4e00-\u9fff]")
TABS = 80  # so many times a reader may press Tab before a card is reached


@pytest.fixture(scope="module")
def names(sample_home: Path) -> re.Pattern[str]:
    """Whatever the sample's offices have written themselves."""
    return names_in(sample_home)


@pytest.mark.parametrize(("lang", "theme"), LOOKS)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_opens_by_its_address_in_one_language_and_everybody_can_use_it(
    open_page: OpenPage, names: re.Pattern[str], path: str, lang: str, theme: str
) -> None:
    page = open_page("/enterprises" if path == "/enterprise" else path, lang, theme)
    if path == "/enterprise":
        follow(page, ".pd-table a[href*='firm=']")
    assert page.locator("[data-testid=stException]").count() == 0
    assert bool(page.locator(".pd-empty strong").count()) == (path in WAITING) or path in SAYS_WHY
    heading = page.get_by_role("heading", level=1).first.inner_text()
    assert bool(CHINESE.search(heading)) == (lang == "zh")
    assert "Traceback" not in page.locator("body").inner_text()
    assert path in IN_BOTH or foreign(page, names, lang) == []
    assert_accessible(page)


def test_the_navigation_leads_to_every_listed_page(open_page: OpenPage) -> None:
    page = open_page("/")
    for path in LISTED[1:]:
        follow(page, page.get_by_role("navigation").locator(f"a[href^='{path}']"))
        assert page.locator("[data-testid=stException]").count() == 0
        current = page.get_by_role("navigation").locator("[aria-current=page]").first
        assert (current.get_attribute("href") or "").startswith(path)


@pytest.mark.parametrize(("lang", "heading"), [("zh", "找不到页面"), ("en", "No such page")])
def test_an_unknown_address_says_so_in_the_readers_language_and_leads_back(
    open_page: OpenPage, lang: str, heading: str
) -> None:
    page = open_page("/no-such-page", lang)
    assert page.get_by_role("heading", level=1).first.inner_text() == heading
    assert page.get_by_role("dialog").count() == 0
    assert_accessible(page)
    follow(page, page.locator(".pd-empty a"))
    assert place(page).partition("?")[0] == "/"
    page.go_back()
    expect(page.get_by_role("heading", level=1).first).to_have_text(heading)
    assert page.get_by_role("dialog").count() == 0


def test_the_sample_says_that_it_is_one(open_page: OpenPage) -> None:
    assert "示例数据" in open_page("/", "zh").locator("body").inner_text()


def test_a_card_is_reached_seen_and_opened_with_the_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page("/")
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.pd-card')"):
            break
    focused = page.locator(".pd-card:focus-visible")
    assert focused.count() == 1
    outline = focused.evaluate(
        "card => [getComputedStyle(card).outlineStyle, parseFloat(getComputedStyle(card).outlineWidth)]"
    )
    assert outline[0] != "none"
    assert outline[1] >= 2
    page.keyboard.press("Enter")
    page.wait_for_url("**/number?*", timeout=PATIENCE)
    settled(page)
    assert asked(page)["metric"]


def test_the_language_is_changed_by_one_click_and_goes_along(open_page: OpenPage) -> None:
    page = open_page("/tiers?since=2025-12-31")
    follow(page, page.get_by_role("link", name="English"))
    assert asked(page) | {"lang": ["en"]} == asked(page)
    assert not CHINESE.search(page.get_by_role("heading", level=1).first.inner_text())
    follow(page, ".pd-card")
    assert not CHINESE.search(page.get_by_role("heading", level=1).first.inner_text())
    assert asked(page)["since"] == ["2025-12-31"]
