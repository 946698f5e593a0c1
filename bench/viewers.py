"""Fifty readers at once: raw websocket sessions that look at a page under some filter, think, and go on."""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from dataclasses import asdict, dataclass
from itertools import product

from websockets.exceptions import WebSocketException

from bench.session import Failed, Query, Session

VIEWERS = 50
THINK_SECONDS = 3.0
PAGES = ("", "tiers", "enterprises", "talent", "financing", "metrics", "number")
TIMEOUT = 60.0


@dataclass(frozen=True)
class Load:
    """What the readers met: milliseconds of every action in order, and how many actions failed."""

    times: list[float]
    errors: list[str]


async def look(url: str, filters: list[Query], seconds: float, viewers: int = VIEWERS) -> Load:
    """`viewers` sessions against the dashboard at `url` for so many seconds. Each comes at its own moment."""
    load = Load([], [])
    until = time.monotonic() + seconds
    await asyncio.gather(*(_reader(number, url, filters, until, load) for number in range(viewers)))
    return load


async def _reader(number: int, url: str, filters: list[Query], until: float, load: Load) -> None:
    chance = random.Random(number)
    await asyncio.sleep(THINK_SECONDS * chance.random())
    session = None
    while time.monotonic() < until:
        page, query = chance.choice(PAGES), chance.choice(filters)
        if page == "number":
            query = (("metric", "high_tech"), *query)
        begun = time.perf_counter()
        try:
            async with asyncio.timeout(TIMEOUT):
                session = session or await Session.open(url)
                await session.run(page, query)
            load.times.append((time.perf_counter() - begun) * 1000)
        except (Failed, WebSocketException, OSError, TimeoutError) as problem:
            load.errors.append(f"{type(problem).__name__}: {problem}")
            session = None
        await asyncio.sleep(THINK_SECONDS * chance.uniform(0.5, 1.5))
    if session:
        await session.close()


async def ask_everything(url: str, filters: list[Query]) -> None:
    """Every page under every filter once, as the first hour of a day would have done it."""
    session = await Session.open(url)
    for page, query in product(PAGES, filters):
        await session.run(page, (("metric", "high_tech"), *query) if page == "number" else query)
    await session.close()


def main() -> None:
    """argv: url, seconds, filters as JSON; the load as JSON on stdout."""
    url, seconds, filters = sys.argv[1], float(sys.argv[2]), json.loads(sys.argv[3])
    chosen = [tuple((name, value) for name, value in query) for query in filters]
    print(json.dumps(asdict(asyncio.run(look(url, chosen, seconds)))))


if __name__ == "__main__":
    main()
