"""Fact tables as SQL files: one relation a file, its grain in the first line, time and dimensions in the second.

A fact with a time line can carry metrics; one without it is a step on the way to others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent

# In the order in which they need each other.
ORDER = (
    "park_name", "stay", "place", "park_entry", "park_exit",
    "recognition_valid", "certificate", "tier_membership", "tiered_enterprise", "monthly",
    "employment", "talent_arrival", "talent_departure", "talent_anniversary", "title_holding",
    "deal", "funded_enterprise", "fund_in_being", "annual", "platform_in_being", "vacancy_open", "park_approved",
)  # fmt: skip

TIME_COLUMNS = {"interval": "starts_on", "event": "on_day", "period": "month"}


@dataclass(frozen=True)
class Fact:
    """A fact table: `time` is interval, event, period or "" (a step); `adds` are the columns that may be summed,
    `entity` the columns that tell one member of a stock from another, `key` those that tell one row from another also
    in another version, where rows have come from other workbooks."""

    name: str
    grain: str
    time: str
    dimensions: tuple[str, ...]
    adds: tuple[str, ...]
    entity: tuple[str, ...]
    key: tuple[str, ...]
    sql: str


def _names(header: str, label: str) -> tuple[str, ...]:
    found = re.search(rf"\b{label}: ([^|]+)", header)
    return tuple(name.strip() for name in found[1].split(",")) if found else ()


@cache
def facts() -> dict[str, Fact]:
    """All facts by name, in build order. ValueError if a file's first line does not say its grain."""
    loaded = {}
    for name in ORDER:
        sql = (FOLDER / "facts" / f"{name}.sql").read_text(encoding="utf-8")
        grain, header = sql.split("\n", 2)[:2]
        if not grain.startswith(f"-- {name}: "):
            raise ValueError(f"{name}.sql must begin with '-- {name}: <its grain>'")
        time = _names(header, "time")
        loaded[name] = Fact(
            name, grain.removeprefix(f"-- {name}: "), time[0] if time else "",
            _names(header, "dimensions"), _names(header, "adds"), _names(header, "entity"),
            _names(header, "key") or _names(header, "entity"), sql,
        )  # fmt: skip
    return loaded


def column_of(dimension: str) -> str:
    """The column behind a dimension; firms are told apart by number, not by name."""
    return "enterprise_no" if dimension == "enterprise" else dimension


def macro() -> str:
    """The statement that defines `disjoint`."""
    return (FOLDER / "disjoint.sql").read_text(encoding="utf-8")
