"""docs/benchmarks.md: what was measured, on what, how, and what misses its aim."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import mean, median, quantiles

import psutil

from bench.imports import Imports, Rate
from bench.run import BUSY_SECONDS, QUIET_SECONDS, REPETITIONS, Readers, Result
from bench.tour import TOUR
from bench.viewers import OPENING_SECONDS, THINK_SECONDS, VIEWERS

CLICK = {600: 1.3, 20_000: 1.5, 200_000: 1.5}
CPU_MS, P95_MS, VISIT_MB, IMPORT = 25, 200, 3.5, 4
LIBRARIES = ("streamlit", "duckdb", "plotly", "pandas", "pyarrow", "python-calamine")
Rows = Iterable[Sequence[object]]
METHOD = Path(__file__).with_name("method.md")


def written(results: Sequence[Result], rates: Sequence[Rate], chromium: str, seconds: float) -> str:
    """The whole page as Markdown."""
    parts = [
        "# Benchmarks\n\nWritten by `make bench`. " + _machine(chromium, seconds),
        _aims(results, rates),
        *(_pages(result) for result in results),
        _visits(results),
        _readers(results),
        _imports(rates),
        _publication(results),
        METHOD.read_text(encoding="utf-8").format(
            repetitions=REPETITIONS,
            viewers=VIEWERS,
            think=THINK_SECONDS,
            quiet=QUIET_SECONDS,
            busy=BUSY_SECONDS,
            opening=OPENING_SECONDS,
        ),
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def table(heads: Sequence[str], rows: Rows) -> str:
    """A Markdown table; the first column is text, the others stand to the right."""
    lines = ["| " + " | ".join(heads) + " |", "|---" + "|---:" * (len(heads) - 1) + "|"]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows])


def _machine(chromium: str, seconds: float) -> str:
    memory = psutil.virtual_memory().total / 2**30
    load = os.getloadavg()[2] if hasattr(os, "getloadavg") else 0.0
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{date.today().isoformat()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores,"
        f" {memory:.0f} GB, Python {platform.python_version()}, Chromium {chromium}, {libraries}. The run took"
        f" {seconds / 60:.0f} minutes; the mean load of its last 15 minutes was {load:.1f}. Other work on the machine"
        " makes the milliseconds longer; the ratios to the floor, taken in turns with it, hold."
    )


def _verdict(value: float, limit: float) -> str:
    return "met" if value <= limit else f"**missed** ({value / limit:.1f} ×)"


def _aims(results: Sequence[Result], rates: Sequence[Rate]) -> str:
    rows: list[Sequence[object]] = []
    for result in results:
        size, limit = f"{result.home.size:,}", CLICK.get(result.home.size, 1.5)
        warm, cold = (_overall(result, kind) for kind in ("warm", "cold"))
        rows.append((f"click, warm, {size}", f"≤ {limit} × floor", f"{warm:.2f} ×", _verdict(warm, limit)))
        rows.append((f"click, cold, {size}", f"≤ {limit} × floor", f"{cold:.2f} ×", _verdict(cold, limit)))
        cpu = 1000 * mean(spent for found in result.clicks.warm.cpu.values() for spent in found)
        rows.append((f"server CPU a warm action, {size}", f"≤ {CPU_MS} ms", f"{cpu:.0f} ms", _verdict(cpu, CPU_MS)))
        p95 = _share(result.busy.load.times, 95)
        rows.append(
            (f"fifty readers during imports, p95, {size}", f"≤ {P95_MS} ms", f"{p95:.0f} ms", _verdict(p95, P95_MS))
        )
        errors = len(result.busy.load.errors) + len(result.quiet.load.errors)
        rows.append((f"errors of fifty readers, {size}", "0", errors, "met" if not errors else "**missed**"))
    largest = max(bytes_ for result in results for bytes_ in result.visits.values()) / 1e6
    rows.append(("first visit", f"≤ {VISIT_MB} MB", f"{largest:.2f} MB", _verdict(largest, VISIT_MB)))
    for rate in rates:
        for what, spent in (("understood and checked", rate.studied), ("previewed and taken, all of it", rate.whole)):
            ratio = spent / rate.bare
            rows.append((f"{rate.file} {what}", f"≤ {IMPORT} × bare", f"{ratio:.1f} ×", _verdict(ratio, IMPORT)))
    return "## Aims\n\n" + table(("", "aim", "measured", ""), rows)


def _overall(result: Result, kind: str) -> float:
    """The mean over the pages of median click ÷ median floor."""
    found, floor = getattr(result.clicks, kind).times, result.clicks.floor.times
    return float(mean(median(found[name]) / median(floor[name]) for name in found))


def _share(values: Sequence[float], percent: int) -> float:
    return quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else sum(values)


def _pages(result: Result) -> str:
    rows = []
    for step in TOUR:
        warm, floor, cold = (
            kind.times[step.name] for kind in (result.clicks.warm, result.clicks.floor, result.clicks.cold)
        )
        cpu = [1000 * mean(k.cpu[step.name]) for k in (result.clicks.warm, result.clicks.floor, result.clicks.cold)]
        shape = result.counts[step.path]
        rows.append(
            (
                step.name,
                f"{shape['cards']} / {shape['charts']} / {shape['rows']}",
                f"{median(floor):.0f} / {_share(floor, 90):.0f}",
                f"{median(warm):.0f} / {_share(warm, 90):.0f}",
                f"{median(warm) / median(floor):.2f}",
                f"{median(cold):.0f} / {_share(cold, 90):.0f}",
                f"{median(cold) / median(floor):.2f}",
                *(f"{spent:.0f}" for spent in cpu),
            )
        )
    heads = (
        "page", "cards / charts / rows", "floor ms", "warm ms", "warm ÷ floor", "cold ms", "cold ÷ floor",
        "CPU warm", "CPU floor", "CPU cold",
    )  # fmt: skip
    title = f"## Pages at {result.home.size:,} enterprises × 48 months\n\n"
    return (
        title + "Click → last chart painted, median / p90; server CPU in ms per click, mean.\n\n" + table(heads, rows)
    )


def _visits(results: Sequence[Result]) -> str:
    rows = [
        (f"{path or 'overview'}, {result.home.size:,}", f"{bytes_ / 1e6:.2f} MB")
        for result in results
        for path, bytes_ in result.visits.items()
    ]
    rows.append(("floor, financing", f"{results[0].floor_visit / 1e6:.2f} MB"))
    return "## First visit\n\n" + table(("page", "over the wire"), rows)


def _readers(results: Sequence[Result]) -> str:
    rows: list[Sequence[object]] = []
    for result in results:
        rows.append((f"{result.home.size:,}, floor", *_crowd(result.at_floor), "–"))
        rows.append((f"{result.home.size:,}", *_crowd(result.quiet), "–"))
        rows.append((f"{result.home.size:,}, importing", *_crowd(result.busy), _told(result.meanwhile)))
    heads = (
        "enterprises",
        "actions",
        "p50 ms",
        "p95 ms",
        "max ms",
        "errors",
        "memory before → after",
        "imports, s each",
    )
    return f"## {VIEWERS} readers\n\n" + table(heads, rows)


def _crowd(readers: Readers) -> tuple[object, ...]:
    times = readers.load.times
    return (
        len(times),
        f"{_share(times, 50):.0f}",
        f"{_share(times, 95):.0f}",
        f"{max(times, default=0):.0f}",
        len(readers.load.errors),
        f"{readers.before / 1e6:.0f} → {readers.after / 1e6:.0f} MB",
    )


def _told(seen: Imports) -> str:
    taken = f"{len(seen.seconds)} ({mean(seen.seconds):.1f})" if seen.seconds else "0"
    tried = f" + {len(seen.tried)} ({mean(seen.tried):.1f})" if seen.tried else ""
    return taken + tried + (f", {len(seen.errors)} failed" if seen.errors else "")


def _imports(rates: Sequence[Rate]) -> str:
    rows = [
        (
            f"{rate.file}, {rate.rows:,} rows",
            f"{rate.bare:.2f} ({rate.reader})",
            f"{rate.understood:.2f}",
            f"{rate.checked:.2f}",
            f"{rate.studied:.2f}",
            f"{rate.previewed:.1f}",
            f"{rate.taken:.1f}",
            f"{rate.rows / rate.whole:,.0f}",
            f"{rate.whole / rate.bare:.1f}",
            f"{rate.idle / 1e6:.0f} → {rate.peak / 1e6:.0f} MB",
        )
        for rate in rates
    ]
    heads = (
        "file", "bare s", "understood s", "read, checked s", "both in a try s", "previewed s", "taken s",
        "all: rows/s", "all ÷ bare", "peak memory: bytes read → taken",
    )  # fmt: skip
    steps = "\n".join(f"- {rate.file} previewed: {_steps(rate.steps)}" for rate in rates)
    return "## Import\n\n" + table(heads, rows) + "\n\n" + steps


def _publication(results: Sequence[Result]) -> str:
    rows = [
        (
            f"{result.home.size:,}",
            f"{result.home.rows:,}",
            f"{result.home.seconds:.1f}",
            f"{result.home.rows / result.home.seconds:,.0f}",
            f"{result.home.version_bytes / 1e6:.0f} MB",
            f"{result.home.peak / 1e6:.0f} MB",
            _told(result.alone),
        )
        for result in results
    ]
    heads = (
        "enterprises", "rows", "publication s", "rows/s", "version file", "peak memory", "small import (500 rows), s",
    )  # fmt: skip
    steps = "\n".join(f"- {result.home.size:,}: {_steps(result.home.steps)}" for result in results)
    return "## Publication\n\n" + table(heads, rows) + "\n\nSeconds by step:\n\n" + steps


def _steps(steps: dict[str, float]) -> str:
    return ", ".join(f"{name} {seconds:.1f}" for name, seconds in steps.items() if seconds >= 0.05)
