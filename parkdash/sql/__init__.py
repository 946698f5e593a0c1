"""Fact tables as SQL files: one relation a file, its grain in the first line, time and dimensions in the second.

A fact with a time line can carry metrics; one without it is a step on the way to others. A new file is found by itself
and built after the facts and sources that its SQL names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

FOLDER = Path(__file__).parent

TIME_COLUMNS = {"interval": "starts_on", "event": "on_day", "period": "month"}
COMMENT = re.compile(r"--[^\n]*")
RELATION = re.compile(r"\b(?:from|join)\s+(?:disjoint\(')?(\w+)", re.IGNORECASE)


@dataclass(frozen=True)
class Fact:
    """A fact table: `time` is interval, event, period or "" (a step); `adds` are the columns that may be summed,
    `counts` those of them that are 1 in every row, `entity` the columns that tell one member of a stock from another,
    `key` those that tell one row from another also in another version, where rows have come from other workbooks.

    `labels` says of a dimension whose values are codes of a column with another name which column that is
    (contract, column); `names` are the relations that its SQL reads: tables of contracts, facts, sources.
    """

    name: str
    grain: str
    time: str
    dimensions: tuple[str, ...]
    adds: tuple[str, ...]
    counts: tuple[str, ...]
    entity: tuple[str, ...]
    key: tuple[str, ...]
    labels: dict[str, tuple[str, str]]
    sql: str
    names: frozenset[str]


def _names(header: str, label: str) -> tuple[str, ...]:
    found = re.search(rf"\b{label}: ([^|]+)", header)
    return tuple(name.strip() for name in found[1].split(",")) if found else ()


def _labels(header: str) -> dict[str, tuple[str, str]]:
    """`labels: required_degree = talent.degree` → {"required_degree": ("talent", "degree")}."""
    pairs = (said.split("=") for said in _names(header, "labels"))
    return {name.strip(): (column.split(".")[0].strip(), column.split(".")[1].strip()) for name, column in pairs}


def _relations(sql: str) -> frozenset[str]:
    return frozenset(RELATION.findall(COMMENT.sub("", sql)))


def _fact(path: Path) -> Fact:
    name, sql = path.stem, path.read_text(encoding="utf-8")
    grain, header = sql.split("\n", 2)[:2]
    if not grain.startswith(f"-- {name}: "):
        raise ValueError(f"{name}.sql must begin with '-- {name}: <its grain>'")
    time, adds = _names(header, "time"), _names(header, "adds")
    return Fact(
        name, grain.removeprefix(f"-- {name}: "), time[0] if time else "",
        _names(header, "dimensions"), adds, tuple(a for a in adds if re.search(rf"\b1 as {a}\b", sql)),
        _names(header, "entity"), _names(header, "key") or _names(header, "entity"), _labels(header),
        sql, _relations(sql),
    )  # fmt: skip


@cache
def facts() -> dict[str, Fact]:
    """All facts by name, in build order: what needs nothing first, by name.

    ValueError if a file's first line does not say its grain, or facts need each other in a circle.
    """
    loaded = {path.stem: _fact(path) for path in sorted((FOLDER / "facts").glob("*.sql"))}
    needs = {name: reads(fact) & loaded.keys() - {name} for name, fact in loaded.items()}
    sorter = TopologicalSorter(needs)
    try:
        sorter.prepare()
    except CycleError as circle:
        raise ValueError(f"facts need each other in a circle: {' → '.join(circle.args[1])}") from None
    order: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        order += ready
        sorter.done(*ready)
    return {name: loaded[name] for name in order}


def reads(fact: Fact) -> frozenset[str]:
    """What a fact and the sources that it is made of read."""
    return fact.names.union(*(_relations(sources()[name]) for name in sources_of(fact)))


@cache
def sources() -> dict[str, str]:
    """The intervals that must be made disjoint before they may be added up (`disjoint('<name>')`), by name: SQL that
    gives entity, first day, day after the last, rank (the highest holds) and id."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((FOLDER / "sources").glob("*.sql"))}


def sources_of(fact: Fact) -> tuple[str, ...]:
    """The sources that a fact is made of."""
    return tuple(sorted(fact.names & sources().keys()))


@cache
def ruled() -> frozenset[str]:
    """The relations made from rules (rules/*.toml) that facts read."""
    return frozenset(name for fact in facts().values() for name in reads(fact) if name.startswith("rule_"))


@cache
def counters() -> frozenset[str]:
    """Columns that are 1 in every row of some fact: counting them counts rows, showing them tells nothing."""
    return frozenset(name for fact in facts().values() for name in fact.counts)


def column_of(dimension: str) -> str:
    """The column behind a dimension; firms are told apart by number, not by name."""
    return "enterprise_no" if dimension == "enterprise" else dimension


def macro() -> str:
    """The statement that defines `disjoint`."""
    return (FOLDER / "disjoint.sql").read_text(encoding="utf-8")
