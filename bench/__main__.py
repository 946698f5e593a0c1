"""`make bench`: everything in one run; writes docs/benchmarks.md. BENCH_SIZES=600,20000 does less."""

from __future__ import annotations

import os
import time

from playwright.sync_api import sync_playwright

from bench.homes import data_home
from bench.imports import rates
from bench.kept import ROOT
from bench.report import written
from bench.run import measured, tidy
from scripts.ensure_browser import NONE_FOUND, find

SIZES = (600, 20_000, 200_000)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def main() -> None:
    """Build the homes, measure the imports, then each home, and write the table."""
    begun = time.monotonic()
    chosen = os.environ.get("BENCH_SIZES")
    sizes = [int(size) for size in chosen.split(",")] if chosen else SIZES
    chromium = find()
    if chromium is None:
        raise SystemExit(NONE_FOUND)
    homes = [data_home(size) for size in sizes]
    found, results = rates(), []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for home in homes:
            results.append(measured(home, browser))
            page = written(results, found, browser.version, time.monotonic() - begun)
            (ROOT / "docs" / "benchmarks.md").write_text(page, encoding="utf-8")  # as far as the run has come
        browser.close()
    tidy()
    print(page)


if __name__ == "__main__":
    main()
