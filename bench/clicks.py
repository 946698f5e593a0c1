"""Click → last chart painted in a real Chromium, and the server's CPU, for the dashboard and the floor in turns."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, TimeoutError, ViewportSize

from bench.serving import Server
from bench.session import Query
from bench.tour import BEFORE, TOUR, Step

STOPWATCH = Path(__file__).with_name("stopwatch.js")
STILL_MS = 300
PATIENCE_MS = 60_000
SCREEN: ViewportSize = {"width": 1280, "height": 720}


@dataclass
class Clicks:
    """Milliseconds and CPU seconds by page of one kind of click."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    cpu: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))


class Window:
    """A browser window on one server, with clicks measured in it."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self._server = server
        self.page: Page = browser.new_context(locale="zh-CN", viewport=SCREEN).new_page()
        self.page.add_init_script(path=STOPWATCH)
        self.clicks = Clicks()

    def start(self, query: Query = ()) -> None:
        """Open the page before the tour's first click."""
        self.page.bring_to_front()
        self.page.goto(f"{self._server.url}/{BEFORE}?{urlencode(query)}")
        self._until_settled(Step(BEFORE, ".pd-nav a"))

    def step(self, step: Step, counts: bool) -> None:
        """Click to a page and wait until it is painted; keep what it took if it counts."""
        self.page.bring_to_front()
        before = self._server.cpu()
        self.page.locator(step.link).first.click()
        took = self._until_settled(step)
        if counts:
            self.clicks.times[step.name].append(took)
            self.clicks.cpu[step.name].append(self._server.cpu() - before)

    def _until_settled(self, step: Step) -> float:
        """Milliseconds from the click to the last paint; RuntimeError with what is shown after a minute."""
        asked = {"path": f"/{step.path}", "listed": ".pd-nav" in step.link, "still": STILL_MS}
        try:
            found = self.page.wait_for_function(
                "asked => window.__settled(asked)", arg=asked, polling=50, timeout=PATIENCE_MS
            )
        except TimeoutError as late:
            shown = self.page.locator("[data-testid=stMain]").inner_text()[:300]
            raise RuntimeError(f"{self._server.url}, {step.name} is not drawn after a minute: {shown}") from late
        return float(found.json_value())

    def close(self) -> None:
        self.page.context.close()


@dataclass(frozen=True)
class Measured:
    """The three kinds of clicks of one data home."""

    warm: Clicks
    floor: Clicks
    cold: Clicks


def measure(browser: Browser, dashboard: Server, floor: Server, fresh: list[Query], repetitions: int) -> Measured:
    """One round unmeasured, then `repetitions` rounds: at each step a warm click, the floor's, and a cold click.

    `fresh`: filters that nobody has asked for; each round of cold clicks takes the next of them.
    """
    warm, floor_window, cold = (Window(browser, server) for server in (dashboard, floor, dashboard))
    warm.start()
    floor_window.start()
    filters = iter(fresh)
    for turn in range(repetitions + 1):
        chosen = next(filters, None) if turn else None
        if chosen:
            cold.start(chosen)
        for step in TOUR:
            warm.step(step, turn > 0)
            floor_window.step(step, turn > 0)
            if chosen:
                cold.step(step, counts=True)
    for window in (warm, floor_window, cold):
        window.close()
    return Measured(warm.clicks, floor_window.clicks, cold.clicks)


def first_visit(browser: Browser, server: Server, path: str) -> int:
    """Bytes over the wire (with headers, and the websocket's messages) until a page is drawn for the first time."""
    page = browser.new_context(locale="zh-CN", viewport=SCREEN).new_page()
    page.add_init_script(path=STOPWATCH)
    received: list[float] = []
    wire = page.context.new_cdp_session(page)
    wire.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    wire.on("Network.webSocketFrameReceived", lambda event: received.append(_frame(event["response"])))
    wire.send("Network.enable")
    page.goto(f"{server.url}/{path}")
    page.wait_for_function(
        "asked => window.__settled(asked)",
        arg={"path": f"/{path}", "listed": True, "still": 1000},
        polling=50,
        timeout=PATIENCE_MS,
    )
    page.context.close()
    return int(sum(received))


def _frame(response: dict[str, Any]) -> float:
    sent = len(response["payloadData"])
    return sent * 3 / 4 if response["opcode"] == 2 else sent  # binary frames come as base64
