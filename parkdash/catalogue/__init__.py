"""The metric catalogue as data: one file a group, with the group's own head; what it means is worked out by `metrics`.

A head is `title` (zh, en), `order` among the groups, and `privacy`: what a single record of the group may give away
(access/scope.py), "" if nothing. Below it one table a metric; nothing else may compute a figure:

measure  one aggregate of one column of the rows of `source` that meet `where` (metrics/measures.py); or
ratio    numerator and denominator, times `scale`; recomputed for every group and period, never averaged
kind     stock (holds at a date), flow (events in a period), month_flow (monthly, adds up), month_stock (monthly, last
         month), year_flow (yearly, the last reported year), ratio
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

FOLDER = Path(__file__).parent
HEAD = ("title", "order", "privacy")


@dataclass(frozen=True)
class MetricGroup:
    """A group of metrics: `entries` are its metrics as written, by id."""

    name: str
    title: dict[str, str]
    order: int
    privacy: Literal["", "person", "firm"]
    entries: dict[str, dict[str, Any]]


@cache
def groups() -> dict[str, MetricGroup]:
    """All groups by name, in their order. ValueError if two files define one metric."""
    found = []
    for path in FOLDER.glob("*.toml"):
        written = tomllib.loads(path.read_text(encoding="utf-8"))
        entries = {name: entry for name, entry in written.items() if name not in HEAD}
        found.append(MetricGroup(path.stem, written["title"], written["order"], written.get("privacy", ""), entries))
    found.sort(key=lambda group: (group.order, group.name))
    names = [name for group in found for name in group.entries]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"defined in more than one group: {', '.join(twice)}")
    return {group.name: group for group in found}


@cache
def titles() -> dict[str, dict[str, str]]:
    """The titles of all metrics by id, in Chinese and English."""
    return {name: entry["title"] for group in groups().values() for name, entry in group.entries.items()}
