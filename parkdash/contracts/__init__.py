"""Contracts: what each table must contain. One TOML file per table; everything else is derived from it.

A contract gives the DDL, the checks, the template workbook, the data guide and the masks.
Adding a table to the product starts here and needs no other code to be imported and kept.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Literal

Kind = Literal[
    "text", "enterprise", "park", "carrier", "project", "metric", "person", "credit_code",
    "money", "count", "number", "share", "year", "date", "month", "moment", "choice", "flag", "list", "range",
]  # fmt: skip

SQL_TYPES: dict[str, str] = {
    "money": "decimal(18,2)",  # yuan (or the deal's own currency), never the unit of the sheet
    "count": "bigint",
    "number": "double",
    "share": "double",  # a fraction of one, however the cell writes it
    "year": "bigint",
    "date": "date",
    "month": "date",  # the first day of the month
    "moment": "timestamp",  # day and hour by the clocks of China, to the second
    "flag": "boolean",
}  # every other kind is a varchar; a list is one, its parts joined by LIST_MARK

LIST_MARK = "、"

# What one unit that people write is in the unit that is stored: money in yuan, areas in square metres, and the others.
UNIT_FACTORS: dict[str, int] = {"元": 1, "千元": 1_000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
AREA_FACTORS: dict[str, Fraction] = {
    "平方米": Fraction(1), "㎡": Fraction(1), "m2": Fraction(1), "平米": Fraction(1), "万平方米": Fraction(10_000),
    "公顷": Fraction(10_000), "hm2": Fraction(10_000), "ha": Fraction(10_000), "亩": Fraction(2_000, 3),
    "平方公里": Fraction(1_000_000), "km2": Fraction(1_000_000), "坪": Fraction(400, 121),
    **dict.fromkeys(("平方英尺", "平方尺", "平方呎", "sqft", "ft2"), Fraction(9_290_304, 100_000_000)),
}  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """One allowed value: `code` is stored, `title` is shown, `aliases` are read as the same."""

    code: str
    title: dict[str, str]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """One column of a contract. `unit` is the unit of the template's cells; money is stored in yuan."""

    name: str
    kind: Kind
    title: dict[str, str]
    aliases: tuple[str, ...] = ()
    required: bool = False
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    privacy: Literal["", "person", "firm"] = ""
    precision: Literal["start", "end"] = "start"  # a date given as a month means its first or its last day
    raw: bool = False  # also keep the cell's own text in `<name>_text`, of money also ≥, ≈ or ≤ in `<name>_qualifier`
    vague: bool = False  # also keep how exact a date is in `<name>_precision`: day, month or year
    width: int = 0  # of a code of digits: leading zeros that a spreadsheet took away are put back
    choices: tuple[Choice, ...] = ()

    @property
    def header(self) -> str:
        """The heading in a template: the Chinese title, with the unit in brackets where there is one."""
        return f"{self.title['zh']}({self.unit})" if self.unit else self.title["zh"]

    @property
    def sql_type(self) -> str:
        return SQL_TYPES.get(self.kind, "varchar")

    @property
    def beside(self) -> dict[str, str]:
        """What is stored beside the value, with SQL types: keys of references, raw texts, qualifiers, bounds …"""
        kept: dict[str, str] = {}
        if self.is_reference:
            kept[f"{self.name}_key"] = "varchar"
        if self.raw:
            kept[f"{self.name}_text"] = "varchar"
        if self.raw and self.kind == "money":
            kept[f"{self.name}_qualifier"] = "varchar"
        if self.vague:
            kept[f"{self.name}_precision"] = "varchar"
        if self.kind == "range":
            kept |= {f"{self.name}_low": "decimal(18,2)", f"{self.name}_high": "decimal(18,2)"}
        return kept

    @property
    def is_reference(self) -> bool:
        """True for names that are matched after normalising: a `<name>_key` column is stored beside it."""
        return self.kind in ("enterprise", "park", "carrier", "project")


@dataclass(frozen=True)
class Contract:
    """One table: `key` names the columns that identify a row (blank is a value), `time` its time columns."""

    table: str
    order: int
    title: dict[str, str]
    grain: dict[str, str]
    key: tuple[str, ...]
    time: dict[str, str]
    owner: dict[str, str]
    due_day: int  # day of the month by which the last month must be in; 0: no fixed day
    columns: tuple[Column, ...] = field(default=())
    office: str = ""  # whose workbook of the sample park has the table; by default its owner's
    known_to: tuple[str, ...] | None = None  # time columns that tell how far the data reach; by default the first one

    def column(self, name: str) -> Column:
        """The column called `name`; KeyError if the contract has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.table} has no column {name!r}")

    @property
    def days_known(self) -> tuple[str, ...]:
        """The time columns whose newest day is as far as the data reach: validity and plans speak of the future."""
        if self.known_to is not None:
            return self.known_to
        return next(((self.time[name],) for name in ("from", "on", "month", "year") if name in self.time), ())

    @property
    def stored(self) -> dict[str, str]:
        """Columns as stored, with their SQL types: the contract's own and what is kept beside each."""
        kept: dict[str, str] = {}
        for column in self.columns:
            kept |= {column.name: column.sql_type, **column.beside}
        return kept

    @property
    def stored_key(self) -> tuple[str, ...]:
        """The key as stored: references count by their normalised name."""
        return tuple(f"{name}_key" if self.column(name).is_reference else name for name in self.key)


def _column(entry: dict) -> Column:
    choices = tuple(
        Choice(code, {"zh": value["zh"], "en": value["en"]}, tuple(value.get("aliases", ())))
        for code, value in entry.pop("choices", {}).items()
    )
    entry["aliases"] = tuple(entry.get("aliases", ()))
    return Column(**entry, choices=choices)


@cache
def contracts() -> dict[str, Contract]:
    """All contracts by table name, in the order in which tables depend on each other."""
    found = []
    for path in Path(__file__).parent.glob("*.toml"):
        entry = tomllib.loads(path.read_text(encoding="utf-8"))
        columns = tuple(_column(column) for column in entry.pop("columns"))
        for name in ("key", "known_to"):
            if name in entry:
                entry[name] = tuple(entry[name])
        found.append(Contract(**entry, columns=columns))
    return {contract.table: contract for contract in sorted(found, key=lambda c: c.order)}
