"""A real Chromium against a real server on the sample park.

How to write a test here
------------------------
    def test_a_click_on_a_card_leads_to_its_records(open_page):
        page = open_page("/tiers", lang="zh", theme="light")
        page.get_by_role("link", name="高新技术企业").click()
        settled(page)

- `open_page(path, lang, theme)` opens a page in a tab of its own, waits until it is drawn, and guards it: when the test
  ends, an error in the console or a request to another host fails it (see guards.py). Tabs of one look share what the
  browser has cached; `fresh=True` is somebody else's browser, which has nothing.
- `settled(page)` (idle.py) waits until the server has run, the page is drawn and nothing moves; never sleep instead.
- `assert_accessible(page)` (accessibility.py) runs axe's WCAG 2.2 AA rules.
- Find things as a reader does, by role and name; else by `.st-key-<key>`. Drawn figures: `.js-plotly-plot`'s `.data`.
- Tests that import, or look with another role, open `open_page(path, at=server_on(home, PARKDASH_ROLE="guest"))` with a
  home of their own: the usual server is shared.

The Chromium is the one that scripts/ensure_browser.py finds; without one the run fails. A slow machine may set
PARKDASH_PATIENCE (seconds to wait for a page, 60 by default).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from scripts.ensure_browser import NONE_FOUND, find
from tests.browser.guards import Guard, OpenPage
from tests.browser.idle import LISTEN, settled
from tests.browser.serving import serving

Theme = Literal["light", "dark"]
LOCALES = {"zh": "zh-CN", "en": "en-GB"}
SCREEN = {"width": 1280, "height": 720}  # the shared screen of a weekly meeting
QUIET_CHROMIUM = [
    "--no-sandbox",  # there is none inside most containers
    "--disable-gpu",
    # Nothing of the browser's own may look like a request of ours:
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder carries the mark."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The Chromium that is here; a run without one has failed, not been skipped."""
    path = find()
    if path is None:
        pytest.fail(NONE_FOUND, pytrace=False)
    return {"executable_path": path, "args": QUIET_CHROMIUM, "headless": True}


@pytest.fixture
def server_on() -> Iterator[Callable[..., str]]:
    """`server_on(home, PARKDASH_ROLE=…) -> address` serves another data home until the test's pages are closed."""
    with ExitStack() as running:
        yield lambda home, **settings: running.enter_context(serving(home, **settings))


@pytest.fixture(scope="session")
def server(sample_home: Path) -> Iterator[str]:
    """The address of the dashboard on the sample park."""
    with serving(sample_home) as url:
        yield url


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """`window(lang, theme, fresh=False)`: the browser of one look, kept for the run, or one that nobody used before."""
    kept: dict[tuple[str, str], BrowserContext] = {}

    def window(lang: str, theme: Theme, fresh: bool = False) -> BrowserContext:
        if not fresh and (lang, theme) in kept:
            return kept[lang, theme]
        made = browser.new_context(locale=LOCALES[lang], color_scheme=theme, viewport=SCREEN)
        made.add_init_script(LISTEN)
        if not fresh:
            kept[lang, theme] = made
        return made

    yield window
    for context in kept.values():
        context.close()


@pytest.fixture
def open_page(window: Callable[..., BrowserContext], server: str, server_on: Callable[..., str]) -> Iterator[OpenPage]:
    """`open_page(path="/", lang="zh", theme="light", at=None, fresh=False) -> Page`, drawn and guarded; `at` is another
    server."""
    # server_on is asked for so that it outlives the pages: a page whose server has gone complains in its console.
    opened: list[tuple[Page, Guard]] = []
    unshared: list[BrowserContext] = []

    def open_page(
        path: str = "/", lang: str = "zh", theme: Theme = "light", at: str | None = None, fresh: bool = False
    ) -> Page:
        context = window(lang, theme, fresh)
        unshared.extend([context] if fresh else [])
        page = context.new_page()
        opened.append((page, Guard(page, at or server)))
        page.goto((at or server) + path)
        settled(page)
        return page

    yield open_page
    for page, _ in opened:
        page.close()
    for context in unshared:
        context.close()
    faults = [fault for _, guard in opened for fault in guard.faults]
    assert not faults, "\n".join(faults)
