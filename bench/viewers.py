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
from bench.tour import METRIC

VIEWERS = 50
THINK_SECONDS = 3.0
OPENING_SECONDS = 10.0  # in the first half of which all come
PAGES = ("", "tiers", "enterprises", "talent", "financing", "metrics", "number")
TIMEOUT = 60.0


@dataclass(frozen=True)
class Load:
    """What the readers met: milliseconds of every action in order, and how many actions failed."""

    times: list[float]
    errors: list[str]


async def look(url: str, filters: list[Query], seconds: float, viewers: int = VIEWERS) -> Load:
    """`viewers` sessions against the dashboard at `url` for so many seconds, after all of them have opened a page."""
    load = Load([], [])
    until = time.monotonic() + OPENING_SECONDS + seconds
    await asyncio.gather(*(_reader(number, url, filters, until, load) for number in range(viewers)))
    return load


async def _reader(number: int, url: str, filters: list[Query], until: float, load: Load) -> None:
    chance = random.Random(number)
    await asyncio.sleep(OPENING_SECONDS / 2 * chance.random())
    session, _ = await _timed(None, url, "", (), load)
    await asyncio.sleep(OPENING_SECONDS / 2 + THINK_SECONDS * chance.random())
    while time.monotonic() < until:
        session, took = await _timed(session, url, chance.choice(PAGES), chance.choice(filters), load)
        if session:
            load.times.append(took)
        await asyncio.sleep(THINK_SECONDS * chance.uniform(0.5, 1.5))
    if session:
        await session.close()


async def _timed(
    session: Session | None, url: str, page: str, query: Query, load: Load
) -> tuple[Session | None, float]:
    """Look at a page, with a new session if there is none; the session (None after an error) and milliseconds."""
    begun = time.perf_counter()
    try:
        async with asyncio.timeout(TIMEOUT):
            session = session or await Session.open(url)
            await session.run(page, asked_of(page, query))
    except (Failed, WebSocketException, OSError, TimeoutError) as problem:
        load.errors.append(f"{type(problem).__name__}: {problem}")
        session = None
    return session, (time.perf_counter() - begun) * 1000


def asked_of(page: str, query: Query) -> Query:
    """The query of a page under a filter: the page of one number needs its name."""
    return (("metric", METRIC), *query) if page == "number" else query


async def ask_everything(url: str, filters: list[Query]) -> None:
    """Every page under every filter once, as the first hour of a day would have done it."""
    session = await Session.open(url)
    for page, query in product(PAGES, filters):
        await session.run(page, asked_of(page, query))
    await session.close()


def main() -> None:
    """argv: url, seconds, filters as JSON; the load as JSON on stdout."""
    url, seconds, filters = sys.argv[1], float(sys.argv[2]), json.loads(sys.argv[3])
    chosen = [tuple((name, value) for name, value in query) for query in filters]
    print(json.dumps(asdict(asyncio.run(look(url, chosen, seconds)))))


if __name__ == "__main__":
    main()
