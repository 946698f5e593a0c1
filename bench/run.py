"""One data home measured: clicks beside the floor, first visit, readers without and with imports, a small import."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from bench import clicks, files, imports, serving, shapes, viewers
from bench.filters import common, fresh
from bench.homes import DataHome
from bench.kept import ROOT, scratch
from bench.session import finished

REPETITIONS = 3  # of some thirty pages, each on the floor, warm and cold
QUIET_SECONDS = 30
BUSY_SECONDS = 60
VISITED = ("", "financing")  # the first page, which has no chart, and the first page with one


@dataclass(frozen=True)
class Readers:
    """Fifty readers: milliseconds, errors, and the server's memory in bytes before and after."""

    load: viewers.Load
    before: int
    after: int


@dataclass(frozen=True)
class Result:
    """Everything measured on one data home."""

    home: DataHome
    counts: dict[str, dict[str, int]]
    clicks: clicks.Measured
    visits: dict[str, int]
    floor_visit: int
    at_floor: Readers
    quiet: Readers
    busy: Readers
    meanwhile: imports.Imports
    alone: imports.Imports


def measured(home: DataHome, browser: Browser) -> Result:
    """All of it on a copy of the home; the small import without readers comes last."""
    folder = scratch(f"run-{home.size}")
    copy = home.copy(folder)
    with serving.dashboard(copy) as dashboard:
        drawn = finished(shapes.recorded(dashboard.url))
        recorded = folder / "shapes.json"
        recorded.write_text(json.dumps(drawn), encoding="utf-8")
        with serving.floor(recorded) as floor:
            visits = {path: clicks.first_visit(browser, dashboard, path) for path in VISITED}
            floor_visit = clicks.first_visit(browser, floor, VISITED[-1])
            clicked = clicks.measure(browser, dashboard, floor, fresh(), REPETITIONS)
            at_floor = _readers(floor, QUIET_SECONDS)
        _say(home, "clicks")
        finished(viewers.ask_everything(dashboard.url, common()))
        quiet = _readers(dashboard, QUIET_SECONDS)
        _say(home, "readers")
        with imports.importing(home, copy, folder) as meanwhile:
            busy = _readers(dashboard, BUSY_SECONDS)
        _say(home, "readers with imports")
    alone = imports.Imports()
    imports.import_once(copy, files.small(home, folder, 1000), alone)
    counts = {path: shapes.counted(nodes) for path, nodes in drawn.items()}
    return Result(home, counts, clicked, visits, floor_visit, at_floor, quiet, busy, meanwhile, alone)


def _say(home: DataHome, done: str) -> None:
    print(f"  {time.strftime('%H:%M:%S')} {home.size:,}: {done}", flush=True)


def _readers(server: serving.Server, seconds: float) -> Readers:
    """The readers live in a process of their own, so that they share no interpreter with whatever runs here."""
    before = server.memory()
    done = subprocess.run(
        [sys.executable, "-m", "bench.viewers", server.url, str(seconds), json.dumps(common())],
        cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return Readers(viewers.Load(**json.loads(done.stdout)), before, server.memory())


def tidy() -> None:
    """Remove what the runs made; what is kept for the next run stays."""
    for name in ("accepting", *(path.name for path in Path(scratch("accepting")).parent.glob("run-*"))):
        scratch(name).rmdir()
