"""What a command writes: canonical JSON for programs, aligned columns for people; words about failures to stderr."""

from __future__ import annotations

import getpass
import json
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from parkdash.text import text


class Failure(Exception):
    """A command cannot do what it was asked; the message is a whole sentence in the reader's language."""


def plain(value: object) -> object:
    """A value as JSON has it: whole decimals as int, others as float with two places, dates as ISO text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else round(float(value), 2)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def write_json(answer: object) -> None:
    """One JSON document and a line end, with Chinese as it is."""
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2, default=plain) + "\n")


def write_line(line: str) -> None:
    """One line of text for people."""
    sys.stdout.write(line + "\n")


def complain(line: str) -> None:
    """One line about what is wrong."""
    sys.stderr.write(line + "\n")


def write_table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Aligned columns; Chinese characters count as two."""
    cells = [list(headers), *[["" if cell is None else str(plain(cell)) for cell in row] for row in rows]]
    widths = [max(_width(line[column]) for line in cells) for column in range(len(headers))]
    for line in cells:
        padded = (cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True))
        write_line("  ".join(padded).rstrip())


def show_progress(step: str, done: float) -> None:
    """A share of 100 on one line of stderr, only where somebody looks at it."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K" if done >= 1 else f"\r{done:4.0%} {step:<12}")
        sys.stderr.flush()


def told_progress(lang: str) -> Callable[[str, float], None]:
    """The progress callback of a command: shares for who looks on, and a word when another import has to end first."""

    def show(step: str, done: float) -> None:
        if step == "wait":
            complain(text("cli.waiting", lang))
        show_progress(step, done)

    return show


def stand_back() -> None:
    """Let the dashboard's readers go first where the system knows priorities."""
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, 0, max(10, os.getpriority(os.PRIO_PROCESS, 0)))


def user() -> str:
    """Who runs the command; "" where the system has no name for it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container without a user of that number
        return ""


def _width(cell: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in cell)
