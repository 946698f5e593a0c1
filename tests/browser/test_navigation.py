"""Every page opens by its address, in both languages and both themes, and can be used by everybody."""

from __future__ import annotations

import re

import pytest

from parkdash.ui.frame import PAGES
from tests.browser.accessibility import assert_accessible
from tests.browser.guards import OpenPage
from tests.browser.idle import settled

LOOKS = [("zh", "light"), ("zh", "dark"), ("en", "light"), ("en", "dark")]
PATHS = [f"/{entry.path}" for entry in PAGES]
LISTED = [f"/{entry.path}" for entry in PAGES if entry.section]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize(("lang", "theme"), LOOKS)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_opens_by_its_address_and_everybody_can_use_it(
    open_page: OpenPage, path: str, lang: str, theme: str
) -> None:
    page = open_page(path, lang, theme)
    assert page.locator("[data-testid=stException]").count() == 0
    heading = page.get_by_role("heading", level=1).first.inner_text()
    assert bool(CHINESE.search(heading)) == (lang == "zh")
    assert "Traceback" not in page.locator("body").inner_text()
    assert_accessible(page)


def test_the_navigation_leads_to_every_listed_page(open_page: OpenPage) -> None:
    page = open_page("/")
    for path in LISTED:
        page.get_by_role("navigation").locator(f"a[href^='{path}']").first.click()
        page.wait_for_url(re.compile(rf"^[^?]*{path}(\?.*)?$"))
        settled(page)
        assert page.locator("[data-testid=stException]").count() == 0


def test_the_sample_says_that_it_is_one(open_page: OpenPage) -> None:
    assert "示例数据" in open_page("/", "zh").locator("body").inner_text()
