"""What no page may do while a test looks at it: log an error, or ask another host for anything."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page

# At a deep link Streamlit first looks for itself below the page's path and finds nothing: these two lines, once each a visit.
PROBES = ("/_stcore/health", "/_stcore/host-config")
OpenPage = Callable[..., Page]  # the fixture `open_page`

WITHIN_THE_BROWSER = ("data", "blob", "about")


class Guard:
    """Listens to one page from before it is opened; `faults` is what a reader's browser would complain about."""

    def __init__(self, page: Page, server: str) -> None:
        self.host = urlsplit(server).netloc
        self.faults: list[str] = []
        self.probes: set[str] = set()
        page.on("domcontentloaded", lambda: self.probes.clear())
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"uncaught: {error}"))
        page.on("request", lambda request: self._request(request.url))
        page.on("websocket", lambda socket: self._request(socket.url))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        address = message.location.get("url", "")
        path = urlsplit(address).path
        is_probe = "404" in message.text and path.endswith(PROBES) and path not in PROBES
        if is_probe and address not in self.probes:
            self.probes.add(address)
        else:
            self.faults.append(f"console: {message.text} ({address})")

    def _request(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in WITHIN_THE_BROWSER and parts.netloc != self.host:
            self.faults.append(f"request to another host: {address[:200]}")
