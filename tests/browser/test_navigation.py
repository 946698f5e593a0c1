"""Every page of the navigation opens, in both languages and both themes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.accessibility import assert_accessible
from tests.browser.guards import OpenPage

LOOKS = [("zh", "light"), ("zh", "dark"), ("en", "light"), ("en", "dark")]
EXPECTED_PAGES = 9  # overview, tiers, enterprises, profile, talent, financing, import, batches, metrics


def addresses(page: Page) -> list[str]:
    """The paths of all pages in the navigation, in order."""
    links = page.locator("[data-testid=stSidebarNavLink], [data-testid=stTopNavLink]")
    found = [link.get_attribute("href") or "" for link in links.all()]
    return list(dict.fromkeys("/" + href.split("?")[0].lstrip("/") for href in found))


def assert_readable(page: Page, path: str) -> None:
    """No exception, no empty page."""
    assert page.locator("[data-testid=stException]").count() == 0, f"{path}: an exception is shown"
    shown = page.locator("[data-testid=stMain]").inner_text()
    assert "Traceback" not in shown
    assert shown.strip(), f"{path}: nothing is shown"


def test_the_navigation_lists_the_pages(open_page: OpenPage) -> None:
    found = addresses(open_page("/"))
    assert len(found) >= EXPECTED_PAGES - 1  # the profile is reached from a firm and need not be listed


@pytest.mark.parametrize(("lang", "theme"), LOOKS)
def test_every_page_opens_by_its_address(open_page: OpenPage, subtests, lang: str, theme: str) -> None:
    for path in addresses(open_page("/", lang, theme)):
        with subtests.test(path=path):
            page = open_page(path, lang, theme)
            assert_readable(page, path)
            page.context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_is_accessible(open_page: OpenPage, subtests, theme: str) -> None:
    for path in addresses(open_page("/", "zh", theme)):
        with subtests.test(path=path):
            page = open_page(path, "zh", theme)
            assert_accessible(page)
            page.context.close()
