"""The server under test: a process of its own, started as a site starts it."""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
# Below the ports that the system gives to outgoing connections: none of those can take one before the server does.
PORTS = range(20_000, 32_000)


@contextmanager
def serving(home: Path, **settings: str) -> Iterator[str]:
    """`python -m parkdash serve` as a site runs it, until the block ends; `settings` stand in its environment."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    log = home.parent / f"server-{port}.log"
    command = [sys.executable, "-m", "parkdash", "serve", "--port", str(port)]
    environment = os.environ | {"PARKDASH_HOME": str(home), "STREAMLIT_SERVER_HEADLESS": "true"} | settings
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        wait_until_healthy(url, process, log)
        yield url
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()


def free_port() -> int:
    """A port that nobody listens on now; drawn, so that workers side by side do not take the same."""
    while True:
        port = random.SystemRandom().choice(PORTS)
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) != 0:
                return port


def wait_until_healthy(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until the health address answers; if the server dies or is silent, fail with what it said."""
    until = time.monotonic() + START_SECONDS
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < until and process.poll() is None:
        try:
            with direct.open(f"{url}/healthz", timeout=5):
                return
        except OSError:  # refused or cut off: not up yet
            time.sleep(0.2)
    raise RuntimeError(f"the server did not start:\n{log.read_text(errors='replace')}")
