"""The servers that are measured: the dashboard as a site starts it, and the floor in the same kind of server."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.kept import ROOT
from tests.browser.serving import free_port, wait_until_healthy


@dataclass(frozen=True)
class Server:
    """A running server. `cpu()` is in seconds since its start, `memory()` in bytes."""

    url: str
    process: psutil.Process

    def cpu(self) -> float:
        spent = self.process.cpu_times()
        return float(spent.user + spent.system)

    def memory(self) -> int:
        return int(self.process.memory_info().rss)


@contextmanager
def dashboard(home: Path) -> Iterator[Server]:
    """The dashboard on a data home."""
    with _running(["-m", "parkdash", "serve"], home.parent, PARKDASH_HOME=str(home)) as server:
        yield server


@contextmanager
def floor(shapes: Path) -> Iterator[Server]:
    """The floor on recorded shapes (a JSON file)."""
    with _running(["-m", "bench.floor"], shapes.parent, BENCH_SHAPES=str(shapes)) as server:
        yield server


@contextmanager
def _running(command: Sequence[str], folder: Path, **environment: str) -> Iterator[Server]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    log = folder / f"server-{port}.log"
    environ = os.environ | environment | {"STREAMLIT_SERVER_HEADLESS": "true"}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, *command, "--port", str(port)],
            cwd=ROOT,
            env=environ,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until_healthy(url, process, log)
        yield Server(url, psutil.Process(process.pid))
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
