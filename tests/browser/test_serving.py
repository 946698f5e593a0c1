"""What the server sends: compressed, little, and an honest word about its health."""

from __future__ import annotations

import gzip
import json
import re
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Browser

from tests.browser.guards import OpenPage
from tests.browser.idle import settled
from tests.browser.reading import follow

FIRST_VISIT = 3_500_000  # bytes


def fetched(url: str, **headers: str) -> tuple[dict[str, str], bytes]:
    """Headers and body as they come over the wire."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(urllib.request.Request(url, headers=headers), timeout=30) as answer:
        return {name.lower(): value for name, value in answer.headers.items()}, answer.read()


@pytest.fixture
def bundle(server: str) -> str:
    """The address of Streamlit's main script."""
    _, page = fetched(server)
    found = re.search(rb"/static/js/index\.[^\"]+\.js", page)
    assert found
    return server + found[0].decode()


def test_a_bundle_is_sent_compressed_and_kept_for_good(bundle: str) -> None:
    headers, body = fetched(bundle, **{"Accept-Encoding": "gzip, br"})
    _, plain = fetched(bundle)
    assert headers["content-encoding"] == "gzip"
    assert headers["cache-control"] == "public, immutable, max-age=31536000"
    assert gzip.decompress(body) == plain


def test_a_client_without_gzip_gets_the_bundle_as_it_is(bundle: str) -> None:
    headers, _ = fetched(bundle)
    assert "content-encoding" not in headers


def test_a_path_out_of_the_bundles_is_refused(server: str) -> None:
    with pytest.raises(HTTPError, match="400"):
        fetched(f"{server}/static/js/%2e%2e/%2e%2e/index.html", **{"Accept-Encoding": "gzip"})


def test_the_health_address_names_the_version(server: str) -> None:
    _, body = fetched(f"{server}/healthz")
    assert json.loads(body)["status"] == "ok"
    assert json.loads(body)["version"] == 1


def test_a_first_visit_costs_at_most_three_and_a_half_megabytes(browser: Browser, server: str) -> None:
    page = browser.new_page(locale="zh-CN")
    sizes: list[float] = []
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(server)
    settled(page)
    page.close()
    assert 1_000_000 < sum(sizes) <= FIRST_VISIT


def test_the_first_reader_after_a_start_may_come_by_a_deep_link(
    open_page: OpenPage, server_on: Callable[[Path], str], own_sample_home: Path
) -> None:
    page = open_page("/talent", at=server_on(own_sample_home))
    assert page.get_by_role("heading", level=1).first.inner_text() == "人才"


def test_an_empty_home_says_what_to_do(open_page: OpenPage, server_on: Callable[[Path], str], home: Path) -> None:
    home.mkdir()
    page = open_page("/", at=server_on(home))
    assert "python -m parkdash sample" in page.locator(".pd-empty code").first.inner_text()
    follow(page, ".pd-empty a[href^='/import']")
    assert page.locator("input[type=file]").count() > 0
