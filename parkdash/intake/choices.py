"""A clerk's choice among known firms, kept where the next file of the kind finds it: in the mapping's code book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import PurePath

from parkdash.ingest import Mapping as FileMapping
from parkdash.ingest.given import Given, given_by, is_guide, table_called
from parkdash.ingest.issues import Issues
from parkdash.ingest.mapping import ColumnMap, TableMap
from parkdash.ingest.sheets import Sheet


def chosen(mapping: FileMapping, choices: Mapping[str, str]) -> FileMapping:
    """The mapping with a clerk's choices in it: text of the file → name of the known firm, wherever firms are read.

    A text that the mapping's code book already names is named anew.
    """
    return replace(mapping, tables=tuple(_with(table, choices) for table in mapping.tables))


def _with(table: TableMap, choices: Mapping[str, str]) -> TableMap:
    columns: dict[str, ColumnMap] = dict(table.columns)
    for name, rule in table.columns.items():
        if name == "enterprise" and rule.constant is None:
            columns[name] = replace(rule, codes=tuple({**dict(rule.codes), **choices}.items()))
    return replace(table, columns=columns)


def template_mapping(sheets: Sequence[Sheet], file: str) -> FileMapping:
    """What our own template says without a mapping, said as one: the place for choices in a file made from it."""
    tables = []
    for sheet in sheets:
        contract = table_called(PurePath(sheet.name).stem if sheet.name == file else sheet.name)
        if contract and not sheet.is_blank and not is_guide(sheet):
            given = given_by(sheet, contract, Issues())  # what is wrong with its headers is told when it is read
            tables.append(TableMap(contract, {name: _column(one) for name, one in given.items()}, sheet.name))
    return FileMapping(tuple(tables), header_rows=(1,), ignore=("*",))


def _column(one: Given) -> ColumnMap:
    unit: int | str | None = int(one.how.unit) if one.column.kind == "money" else None
    if one.column.kind == "share" and one.how.unit == Fraction(1, 100):
        unit = "%"
    return ColumnMap(sources=(one.label,), unit=unit)
