"""What a sheet gives for one column of a contract, and which sheets and headers of a template mean what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import PurePath

import pyarrow as pa
import pyarrow.compute as pc

from parkdash.contracts import AREA_FACTORS, UNIT_FACTORS, Column, Contract, contracts
from parkdash.ingest.issues import Issues, issue
from parkdash.ingest.names import normalise
from parkdash.ingest.outcomes import How
from parkdash.ingest.sheets import Sheet, letter

GUIDE_SHEETS = frozenset({"填表说明", "可选项", "guide", "choices"})
UNREAD_HEADERS = frozenset({"序号", "备注", "no.", "remarks"})  # what offices add for themselves
_SERIAL = r"^[34]\d{4}(\.\d+)?$"  # days from 1982 to 2036 as a spreadsheet counts them
_BRACKET = re.compile(r"^(.*?)\(([^()]*)\)$")


@dataclass(frozen=True)
class Given:
    """The texts of one contract column. `label` is the header as it stands in the file, `letter` where it stands."""

    column: Column
    texts: pa.DictionaryArray
    how: How
    label: str
    letter: str


@cache
def _titles() -> dict[str, str]:
    return {
        normalise(name): contract.table
        for contract in contracts().values()
        for name in (contract.table, *contract.title.values())
    }


def table_called(name: str) -> Contract | None:
    """The contract that a sheet, a file or a user names by table name or title."""
    table = _titles().get(normalise(name))
    return contracts()[table] if table else None


def is_guide(sheet: Sheet) -> bool:
    """True for sheets of the template that explain and hold no data."""
    return normalise(sheet.name) in GUIDE_SHEETS


def is_of_template(sheet: Sheet, file: str) -> bool:
    """True for a sheet named as one of our tables whose headers are that table's, as our template writes them: each
    once, with the unit of amounts, none lacking that is required. It is read strictly.
    """
    contract = table_called(PurePath(sheet.name).stem if sheet.name == file else sheet.name)
    if contract is None or sheet.layout.header_rows not in ((), (1,)):
        return False
    named = [header for header in sheet.headers if header and normalise(header) not in UNREAD_HEADERS]
    found = [_recognised(header, contract) for header in named]
    placed = [(place, _recognised(header, contract)[0]) for place, header in enumerate(sheet.headers) if header]
    names = [column.name for column, _ in found if column]
    if len(set(names)) < len(named) or not {column.name for column in contract.columns if column.required} <= set(
        names
    ):
        return False
    if any(column and column.kind in ("date", "month") and _has_serials(sheet, place) for place, column in placed):
        return False
    return all(unit for column, unit in found if column and column.kind in ("money", "share"))


def _has_serials(sheet: Sheet, place: int) -> bool:
    """True for days that lost their format when they were pasted as values: 45292. Our template has none."""
    return bool(pc.any(pc.match_substring_regex(sheet.columns[place].dictionary, _SERIAL)).as_py())


@cache
def _names(table: str) -> dict[str, str]:
    columns = contracts()[table].columns
    aliases = {normalise(alias): column.name for column in columns for alias in column.aliases}
    return aliases | {
        normalise(name): column.name for column in columns for name in (column.name, *column.title.values())
    }


def given_by(sheet: Sheet, contract: Contract, issues: Issues) -> dict[str, Given]:
    """The columns of a template's sheet by contract column; unknown, doubled and missing headers are reported."""
    given: dict[str, Given] = {}
    for place, (header, texts) in enumerate(zip(sheet.headers, sheet.columns, strict=True)):
        column, unit = _recognised(header, contract)
        if column is None:
            _report_unknown(sheet, header, texts, contract, issues)
        elif column.name in given:
            issues.add(issue("double_header", sheet.name, 0, header, other=given[column.name].label))
        elif how := _how(sheet, header, column, unit, contract, issues):
            given[column.name] = Given(column, texts, how, header, letter(place))
    for column in contract.columns:
        if column.required and column.name not in given:
            issues.add(issue("missing_column", sheet.name, 0, column.title["zh"]))
    return given


def _recognised(header: str, contract: Contract) -> tuple[Column | None, str]:
    key = normalise(header).strip("*")
    names = _names(contract.table)
    if key in names:
        return contract.column(names[key]), ""
    bracket = _BRACKET.match(key)
    if bracket and bracket[1].strip("*") in names:
        return contract.column(names[bracket[1].strip("*")]), bracket[2]
    return None, ""


def _report_unknown(sheet: Sheet, header: str, texts: pa.DictionaryArray, contract: Contract, issues: Issues) -> None:
    if normalise(header) in UNREAD_HEADERS or (not header and not any(texts.dictionary.to_pylist())):
        return
    issues.add(issue("unknown_header", sheet.name, 0, header, title=contract.title))


def _how(sheet: Sheet, header: str, column: Column, unit: str, contract: Contract, issues: Issues) -> How | None:
    currencies = any(each.name == "currency" for each in contract.columns)
    if column.kind == "share":
        return How(unit=Fraction(1, 100) if unit == "%" else 0)
    if unit in AREA_FACTORS and column.unit in AREA_FACTORS:
        return How(unit=AREA_FACTORS[unit] / AREA_FACTORS[column.unit])
    if column.kind != "money":
        if unit and column.unit and unit != normalise(column.unit):
            issues.add(issue("unknown_unit", sheet.name, 0, header, unit=unit, units=column.unit))
            return None
        return How()
    if unit and unit not in UNIT_FACTORS:
        issues.add(issue("unknown_unit", sheet.name, 0, header, unit=unit, units="、".join(UNIT_FACTORS)))
        return None
    if not unit:
        issues.add(issue("unit_assumed", sheet.name, 0, header, unit=column.unit))
    return How(unit=UNIT_FACTORS[unit or column.unit], currencies=currencies)
