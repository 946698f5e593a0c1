"""What a reader reads off a page: numbers as they are written, tables, facts, and the steps from one screen to another."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qs, urljoin, urlsplit

from playwright.sync_api import Locator, Page

from tests.browser.idle import PATIENCE, answered, settled

SCALES = {"亿": 1e8, "万": 1e4, "B": 1e9, "M": 1e6, "K": 1e3}
WRITTEN = re.compile(r"([−-]?[\d,]+)(\.\d+)?\s*([亿万BMK]?)")


class Written(NamedTuple):
    """A number as it stands on the screen, and by how much rounding may have moved it."""

    value: float
    slack: float


def written(text: str) -> Written:
    """12.34亿元 → 1,234,000,000 ± 500,000; a whole number is exact. ValueError where there is none."""
    found = WRITTEN.search(text)
    if not found:
        raise ValueError(f"no number in {text!r}")
    whole, decimals, scale = found.group(1).replace(",", "").replace("−", "-"), found.group(2) or "", found.group(3)
    by = SCALES.get(scale, 1.0)
    exact = not scale and not decimals
    return Written(float(whole + decimals) * by, 0.0 if exact else by * 0.5 * 10 ** -max(len(decimals) - 1, 0))


def whole(text: str) -> int:
    """The one whole number in a text such as 共 1,234 条."""
    return int(re.sub(r"\D", "", text))


def table(page: Page, number: int = 0, part: str = "tbody") -> list[list[str]]:
    """The cells of a table's body, or of another part of it."""
    found: list[list[str]] = (
        page.locator(".pd-table")
        .nth(number)
        .locator(f"{part} tr")
        .evaluate_all("rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))")
    )
    return found


def facts(page: Page) -> dict[str, str]:
    """The first list of facts on the page: term → description."""
    found: list[tuple[str, str]] = page.locator("dl.pd-facts").first.evaluate(
        "list => [...list.querySelectorAll('dt')].map(t => [t.innerText.trim(), t.nextElementSibling.innerText.trim()])"
    )
    return dict(found)


def shown_number(page: Page) -> str:
    """The number above the parts, with its unit."""
    return page.locator(".pd-big").first.inner_text().replace("\n", "")


def main(page: Page) -> str:
    """What is to be read in the page's main part."""
    return page.locator("[data-testid=stMain]").inner_text()


def asked(page: Page) -> dict[str, list[str]]:
    """The questions in the page's address."""
    return parse_qs(urlsplit(page.url).query)


def place(page: Page) -> str:
    """Path and questions of the page's address, for another window."""
    parts = urlsplit(page.url)
    return f"{parts.path}?{parts.query}"


def follow(page: Page, link: str | Locator) -> Page:
    """Click a link, the first of several, and wait until the address is the link's own and its screen is drawn."""
    found = (page.locator(link) if isinstance(link, str) else link).first
    target = urljoin(page.url, found.get_attribute("href", timeout=PATIENCE))
    found.click()
    page.wait_for_url(lambda address: _what(address) == _what(target), timeout=PATIENCE)
    settled(page)
    assert _what(page.url) == _what(target), "something else than the click has changed the address"
    return page


def enter(page: Page, field: Locator, words: str) -> Page:
    """Type words into a field and press Enter, until what they lead to is drawn."""
    field.fill(words)
    with answered(page):
        field.press("Enter")
    return page


def _what(address: str) -> tuple[str, dict[str, list[str]]]:
    """What an address asks for, however it is written."""
    parts = urlsplit(address)
    return parts.path, parse_qs(parts.query)


def back(page: Page) -> Page:
    """The browser's own Back, until what was there is drawn again."""
    with answered(page):
        page.go_back()
    return page


def forward(page: Page) -> Page:
    """The browser's own Forward, until what was there is drawn again."""
    with answered(page):
        page.go_forward()
    return page
