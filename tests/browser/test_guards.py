"""The guards hear what they are there for."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.accessibility import violations
from tests.browser.guards import Guard

SERVER = "http://127.0.0.1:9"


@pytest.fixture
def guard(page: Page) -> Guard:
    return Guard(page, SERVER)


def test_an_error_in_the_console_is_a_fault(page: Page, guard: Guard) -> None:
    with page.expect_console_message():
        page.set_content("<script>console.error('broken')</script>")
    assert "broken" in guard.faults[0]


def test_an_uncaught_exception_is_a_fault(page: Page, guard: Guard) -> None:
    with page.expect_event("pageerror"):
        page.set_content("<script>setTimeout(() => { throw new Error('broken') })</script>")
    assert "broken" in guard.faults[0]


def test_a_request_to_another_host_is_a_fault(page: Page, guard: Guard) -> None:
    with page.expect_request("**/pixel.png"):
        page.set_content("<img src='http://127.0.0.2:9/pixel.png'>")
    assert "127.0.0.2:9/pixel.png" in guard.faults[0]


def test_a_picture_without_words_is_a_violation(page: Page) -> None:
    page.set_content("<main><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='></main>")
    assert any("image-alt" in line for line in violations(page))
