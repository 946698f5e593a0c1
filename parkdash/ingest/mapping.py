"""A mapping file tells which column of a foreign file is which column of ours: docs/mapping.md."""

from __future__ import annotations

import codecs
import re
import tomllib
from dataclasses import dataclass
from typing import Any, Literal, get_args

from parkdash.contracts import AREA_FACTORS, UNIT_FACTORS, Contract, contracts
from parkdash.ingest.checks import Repeats
from parkdash.ingest.dates import FORMS
from parkdash.ingest.issues import Unreadable

_FILE_KEYS = ("title", "encoding", "header_row", "header_rows", "missing", "ignore", "aside", "tables")
_TABLE_KEYS = ("sheet", "repeats", "present", "columns")
_SOURCE_KEYS = ("from", "constant", "found_in")
_COLUMN_KEYS = (
    *_SOURCE_KEYS, "pattern", "unit", "dates", "codes", "otherwise", "missing", "separator", "default",
)  # fmt: skip

PERCENT = "%"
Place = Literal["file", "sheet", "title"]  # where beside the table a value may stand


@dataclass(frozen=True)
class ColumnMap:
    """Where one contract column comes from: source headers joined by `separator`, a constant, or a text beside it.

    `found_in` names that text; what the first group of `pattern` finds there stands for the whole sheet.
    """

    sources: tuple[str, ...] = ()
    constant: str | None = None
    found_in: Place | None = None
    pattern: str = ""
    unit: int | str | None = None  # of bare numbers: its name, or its factor to the stored unit
    forms: tuple[str, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()
    otherwise: str | None = None  # for texts that the code book does not name; None keeps them
    missing: tuple[str, ...] = ()
    separator: str = "-"
    default: str = ""  # for blank cells


@dataclass(frozen=True)
class TableMap:
    """What one table takes from one sheet. `sheet` "" means the first sheet.

    Where `present` names columns, a row in which all of them are blank holds no record of this table.
    """

    contract: Contract
    columns: dict[str, ColumnMap]
    sheet: str = ""
    repeats: Repeats = "error"
    present: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mapping:
    """How to read one kind of file. `header_rows` empty: they are found.

    `ignore` and `aside` name the source columns that are left out on purpose; "*" all others.
    """

    tables: tuple[TableMap, ...]
    encoding: str = ""
    header_rows: tuple[int, ...] = ()
    ignore: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()


def mapping_of(toml: str) -> Mapping:
    """A mapping from its TOML text; Unreadable (codes mapping_*) tells what is wrong with it."""
    try:
        entry = tomllib.loads(toml.removeprefix("\ufeff"))  # Windows editors begin a file with this mark
    except tomllib.TOMLDecodeError as error:
        raise Unreadable("mapping_syntax", detail=error) from error
    _keys(entry, _FILE_KEYS, "the file")
    missing = _texts(entry, "missing", "the file")
    tables = _value(entry, "tables", dict, {}, "the file")
    if not tables:
        raise Unreadable("mapping_value", place="the file", entry="tables", value="{}", wanted="[tables.<table>]")
    return Mapping(
        tuple(
            _table(name, part, missing)
            for name, table in tables.items()
            for part in (table if isinstance(table, list) and table else [table])
        ),
        _encoding(entry),
        _header_rows(entry),
        _texts(entry, "ignore", "the file"),
        _texts(entry, "aside", "the file"),
    )


def _header_rows(entry: dict[str, Any]) -> tuple[int, ...]:
    key = "header_row" if "header_row" in entry else "header_rows"
    value = entry.get(key, [])
    rows = value if isinstance(value, list) else [value]
    if not all(isinstance(row, int) and not isinstance(row, bool) and row > 0 for row in rows):
        raise Unreadable("mapping_value", place="the file", entry=key, value=value, wanted="1, 2, 3 …")
    return tuple(rows)


def _encoding(entry: dict[str, Any]) -> str:
    encoding: str = _value(entry, "encoding", str, "", "the file")
    try:
        if encoding:
            "".encode(encoding)  # unlike codecs.lookup this refuses codecs that are not of text
        return codecs.lookup(encoding).name if encoding else ""
    except (LookupError, UnicodeError) as error:
        raise Unreadable(
            "mapping_value", place="the file", entry="encoding", value=encoding, wanted="utf-8, gb18030 …"
        ) from error


def _table(name: str, entry: Any, missing: tuple[str, ...]) -> TableMap:
    known = contracts()
    if name not in known:
        raise Unreadable("mapping_table", table=name, titles=", ".join(known))
    contract, place = known[name], f"tables.{name}"
    _keys(entry, _TABLE_KEYS, place)
    columns = _value(entry, "columns", dict, {}, place)
    for column in columns:
        if column not in [each.name for each in contract.columns]:
            names = ", ".join(each.name for each in contract.columns)
            raise Unreadable("mapping_column", table=name, column=column, columns=names)
    for each in contract.columns:
        if each.required and each.name not in columns:
            raise Unreadable("mapping_required", table=name, column=each.name)
    repeats = _value(entry, "repeats", str, "error", place)
    if repeats not in get_args(Repeats):
        raise Unreadable(
            "mapping_value", place=place, entry="repeats", value=repeats, wanted=", ".join(get_args(Repeats))
        )
    maps = {column: _column(value, f"{place}.columns.{column}", missing) for column, value in columns.items()}
    return TableMap(contract, maps, _value(entry, "sheet", str, "", place), repeats, _present(entry, maps, place))


def _present(entry: dict[str, Any], maps: dict[str, ColumnMap], place: str) -> tuple[str, ...]:
    names = _texts(entry, "present", place)
    for name in names:
        if name not in maps or not maps[name].sources:
            wanted = ", ".join(column for column, rule in maps.items() if rule.sources)
            raise Unreadable("mapping_value", place=place, entry="present", value=name, wanted=wanted)
    return names


def _column(entry: Any, place: str, missing: tuple[str, ...]) -> ColumnMap:
    if isinstance(entry, str):
        entry = {"from": entry}
    _keys(entry, _COLUMN_KEYS, place)
    if sum(key in entry for key in _SOURCE_KEYS) != 1:
        raise Unreadable("mapping_source", place=place)
    if "from" in entry and not _texts(entry, "from", place):
        raise Unreadable("mapping_source", place=place)
    constant = entry.get("constant")
    codes = _value(entry, "codes", dict, {}, place)
    return ColumnMap(
        sources=_texts(entry, "from", place),
        constant=None if constant is None else str(constant),
        found_in=_found_in(entry, place),
        pattern=_pattern(entry, place),
        unit=_unit(entry, place),
        forms=_forms(entry, place),
        codes=tuple((str(raw), str(code)) for raw, code in codes.items()),
        otherwise=_value(entry, "otherwise", str, None, place),
        missing=(*missing, *_texts(entry, "missing", place)),
        separator=_value(entry, "separator", str, "-", place),
        default=_value(entry, "default", str, "", place),
    )


def _found_in(entry: dict[str, Any], place: str) -> Place | None:
    found_in: Place | None = entry.get("found_in")
    if found_in is not None and found_in not in get_args(Place):
        raise Unreadable(
            "mapping_value", place=place, entry="found_in", value=found_in, wanted=", ".join(get_args(Place))
        )
    return found_in


def _pattern(entry: dict[str, Any], place: str) -> str:
    pattern: str = _value(entry, "pattern", str, "", place)
    try:
        fits = ("found_in" in entry) == (re.compile(pattern).groups == 1)
    except re.error:
        fits = False
    if not fits:
        raise Unreadable("mapping_value", place=place, entry="pattern", value=pattern, wanted='found_in + "(…)"')
    return pattern


def _unit(entry: dict[str, Any], place: str) -> int | str | None:
    unit: int | str | None = entry.get("unit")
    known = (*UNIT_FACTORS, *AREA_FACTORS, PERCENT)
    if unit is None or unit in known or (isinstance(unit, int) and not isinstance(unit, bool) and unit > 0):
        return unit
    wanted = f"{', '.join(known)}, 1000000000 …"
    raise Unreadable("mapping_value", place=place, entry="unit", value=unit, wanted=wanted)


def _forms(entry: dict[str, Any], place: str) -> tuple[str, ...]:
    forms = _texts(entry, "dates", place)
    for form in forms:
        if form not in FORMS and "%" not in form:
            raise Unreadable(
                "mapping_value", place=place, entry="dates", value=form, wanted=f"{', '.join(FORMS)}, %Y-%m-%d"
            )
    return forms


def _keys(entry: Any, allowed: tuple[str, ...], place: str) -> None:
    if not isinstance(entry, dict):
        raise Unreadable("mapping_value", place=place, entry=place.rpartition(".")[2], value=entry, wanted="{ … }")
    for key in entry:
        if key not in allowed:
            raise Unreadable("mapping_key", place=place, entry=key, keys=", ".join(allowed))


def _value(entry: dict[str, Any], key: str, kind: type, default: Any, place: str) -> Any:
    value = entry.get(key, default)
    if value is not default and (not isinstance(value, kind) or isinstance(value, bool)):
        raise Unreadable("mapping_value", place=place, entry=key, value=value, wanted=kind.__name__)
    return value


def _texts(entry: dict[str, Any], key: str, place: str) -> tuple[str, ...]:
    value = entry.get(key, [])
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise Unreadable("mapping_value", place=place, entry=key, value=value, wanted='"…", ["…", "…"]')
    return tuple(texts)
