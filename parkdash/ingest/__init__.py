"""A file → checked, typed rows and every problem in it. Pure: no clock, no data home, nothing is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

import pyarrow as pa

from parkdash.contracts import Contract, contracts
from parkdash.ingest.assemble import assembled
from parkdash.ingest.checks import Repeats, checked, report_totals
from parkdash.ingest.files import grids_in, issues_in
from parkdash.ingest.given import Given, given_by, is_guide, table_called
from parkdash.ingest.grids import Grid
from parkdash.ingest.guess import Answers, Understanding, understand
from parkdash.ingest.issues import Issue, Issues, Unreadable, issue
from parkdash.ingest.layout.tables import tables_in
from parkdash.ingest.mapped import given_through, report_unmapped, with_records_of
from parkdash.ingest.mapping import Mapping, mapping_of
from parkdash.ingest.names import normalise
from parkdash.ingest.sheets import Sheet, letter
from parkdash.ingest.written import mapping_toml

__all__ = [
    "Answers", "Intake", "Issue", "Mapping", "Opened", "Understanding", "Unreadable", "mapping_of", "mapping_toml",
    "normalise", "opened", "read", "read_opened", "sheets_of", "understand", "understood",
]  # fmt: skip

TEMPLATE_HEADER = (1,)
Letters = dict[tuple[str, str], dict[str, str]]


@dataclass(frozen=True)
class Intake:
    """What a file holds. `tables`: by contract, without rows in error; `columns`: (table, sheet) → column → letter."""

    tables: dict[str, pa.Table]
    issues: list[Issue]
    columns: Letters

    @property
    def has_errors(self) -> bool:
        """True if anything forbids taking the file."""
        return any(each.severity == "error" for each in self.issues)


@dataclass(frozen=True)
class Opened:
    """The tables of a file where they stand, and what is wrong with the file itself (stray bytes and the like)."""

    sheets: tuple[Sheet, ...]
    told: tuple[Issue, ...] = ()


@dataclass(frozen=True)
class _Part:
    """One sheet taken as one table."""

    sheet: Sheet
    contract: Contract
    given: dict[str, Given]
    repeats: Repeats = "error"


def read(source: Path | bytes, file_name: str, mapping: Mapping | None = None, table: str | None = None) -> Intake:
    """Read a workbook or CSV: one made from our template, or any other through a mapping.

    `table` (name or title) says what a CSV or a workbook of one sheet is; without it the file or sheet names tell.
    Raises Unreadable if there is nothing to be read; every lesser problem is an issue of the intake.
    """
    content = source if isinstance(source, bytes) else source.read_bytes()
    if mapping:
        return read_opened(opened(content, file_name, mapping), file_name, mapping)
    issues = Issues()
    grids = grids_in(content, file_name)
    parts = _recognised(_tables(grids, TEMPLATE_HEADER), file_name, table, issues)
    return _intake(parts, file_name, issues_in(grids), issues)


def read_opened(found: Opened, file_name: str, mapping: Mapping) -> Intake:
    """What `read` gives, of a file that was opened with the same encoding and header rows to be understood."""
    issues = Issues()
    return _intake(_mapped(list(found.sheets), file_name, mapping, issues), file_name, found.told, issues)


def _intake(parts: list[_Part], file_name: str, found: Iterable[Issue], issues: Issues) -> Intake:
    if not issues.all() and not any(len(part.sheet.rows) for part in parts):
        issues.add(issue("no_rows", "", file=file_name))
    for told in found:
        issues.add(told)
    for sheet in {part.sheet.name: part.sheet for part in parts}.values():
        _report_layout(sheet, issues)
    tables = {contract: _table(contract, parts, issues) for contract in contracts() if _of(contract, parts)}
    return Intake(tables, issues.all(), _letters(parts))


def _letters(parts: list[_Part]) -> Letters:
    """Where each column stands; not where it stands in several, as a figure does whose months are columns."""
    found: dict[tuple[str, str], dict[str, set[str]]] = {}
    for part in parts:
        places = found.setdefault((part.contract.table, part.sheet.name), {})
        for name, one in part.given.items():
            places.setdefault(name, set()).add(one.letter)
    return {
        sheet: {name: min(letters) for name, letters in places.items() if len(letters) == 1 and "" not in letters}
        for sheet, places in found.items()
    }


def sheets_of(content: bytes, file_name: str, mapping: Mapping | None = None) -> list[Sheet]:
    """Every table of a file where it stands, its header found unless the mapping says where it is."""
    return list(opened(content, file_name, mapping).sheets)


def opened(content: bytes, file_name: str, mapping: Mapping | None = None) -> Opened:
    """The same with what there is to tell of the file itself."""
    grids = grids_in(content, file_name, mapping.encoding if mapping else "")
    return Opened(tuple(_tables(grids, mapping.header_rows if mapping else ())), tuple(issues_in(grids)))


def _tables(grids: list[Grid], header_rows: tuple[int, ...]) -> list[Sheet]:
    return [sheet for grid in grids for sheet in tables_in(grid, header_rows)]


def understood(
    content: bytes, file_name: str, memory: Mapping | None = None, answers: Answers | None = None
) -> Understanding:
    """How a file is read and what has to be asked first. `memory`: its source's mapping of last time.

    Of several files of one kind, the mapping that was understood of one is the memory of the others.
    Raises Unreadable if the file cannot be opened.
    """
    return understand(file_name, sheets_of(content, file_name, memory), memory, answers)


def _report_layout(sheet: Sheet, issues: Issues) -> None:
    """What was done with hidden rows and merged cells."""
    if sheet.layout.hidden:
        issues.add(issue("hidden_rows", sheet.name, count=sheet.layout.hidden))
    if columns := "、".join(sheet.headers[place] or letter(place) for place in sheet.layout.merged_amounts):
        issues.add(issue("merged_amounts", sheet.name, columns=columns))


def _of(table: str, parts: list[_Part]) -> list[_Part]:
    return [part for part in parts if part.contract.table == table]


def _table(name: str, parts: list[_Part], issues: Issues) -> pa.Table:
    mine = _of(name, parts)
    rows = pa.concat_tables(assembled(part.sheet, part.contract, part.given, issues) for part in mine)
    for part in mine:
        report_totals(part.sheet, part.given, issues)
    labels = {column: one.label for part in mine for column, one in part.given.items()}
    return checked(rows, contracts()[name], labels, mine[0].repeats, issues)


def _mapped(sheets: list[Sheet], file: str, mapping: Mapping, issues: Issues) -> list[_Part]:
    parts = []
    for rule in mapping.tables:
        wanted = [sheet for sheet in sheets if not rule.sheet or normalise(sheet.name) == normalise(rule.sheet)]
        if not wanted:
            names = "、".join(sheet.name for sheet in sheets)
            issues.add(issue("unmapped_sheet", rule.sheet, sheets=names))
            continue
        sheet = with_records_of(rule, wanted[0])
        parts.append(_Part(sheet, rule.contract, given_through(sheet, rule, file, issues), rule.repeats))
    for sheet in {part.sheet.name: part.sheet for part in parts}.values():
        report_unmapped(sheet, mapping, issues)
    return parts


def _recognised(sheets: list[Sheet], file: str, table: str | None, issues: Issues) -> list[_Part]:
    filled = [sheet for sheet in sheets if not sheet.is_blank and not is_guide(sheet)]
    named = _named(table)
    if named and len(filled) == 1:
        return [_part(filled[0], named, issues)]
    parts = []
    for sheet in filled:
        contract = table_called(PurePath(sheet.name).stem if sheet.name == file else sheet.name)
        if contract:
            parts.append(_part(sheet, contract, issues))
        else:
            code = "no_table" if sheet.name == file else "unknown_sheet"
            issues.add(issue(code, sheet.name, file=file, titles=_titles()))
    return parts


def _part(sheet: Sheet, contract: Contract, issues: Issues) -> _Part:
    return _Part(sheet, contract, given_by(sheet, contract, issues))


def _named(table: str | None) -> Contract | None:
    named = table_called(table) if table else None
    if table and not named:
        raise Unreadable("unknown_table", table=table, titles=_titles()["zh"])
    return named


def _titles() -> dict[str, str]:
    return {
        lang: mark.join(contract.title[lang] for contract in contracts().values())
        for lang, mark in (("zh", "、"), ("en", ", "))
    }
