"""A foreign sheet and what a mapping says of a table → the texts given for the columns of its contract."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import reduce
from pathlib import PurePath

import pyarrow as pa
import pyarrow.compute as pc

from parkdash.contracts import AREA_FACTORS, UNIT_FACTORS, Column
from parkdash.ingest.columns import DASHES
from parkdash.ingest.given import Given
from parkdash.ingest.headers import header_names, places_of
from parkdash.ingest.issues import Issues, issue
from parkdash.ingest.mapping import PERCENT, ColumnMap, Mapping, Place, TableMap
from parkdash.ingest.names import normalise
from parkdash.ingest.outcomes import How
from parkdash.ingest.sheets import Sheet, letter, redefined

LONGEST = 400  # characters of a title or name in which a pattern is looked for


def with_records_of(table: TableMap, sheet: Sheet) -> Sheet:
    """The sheet without the rows that hold no record of this table."""
    places = places_of(sheet)
    told = [places[source] for source in map(normalise, _needed(table)) if source in places]
    if not told:
        return sheet
    missing = tuple(text for name in table.present for text in table.columns[name].missing)
    kept = reduce(pc.or_, (filled_rows(sheet.columns[place], missing) for place in told))
    # encoded anew, so that no text of a row left out stays behind
    columns = tuple(column.filter(kept).cast(pa.string()).dictionary_encode() for column in sheet.columns)
    return replace(sheet, columns=columns, rows=sheet.rows.filter(kept))


def _needed(table: TableMap) -> list[str]:
    return [source for name in table.present for source in table.columns[name].sources]


def filled_rows(column: pa.DictionaryArray, missing: tuple[str, ...]) -> pa.Array:
    """True for rows whose text says something: it is neither blank nor a dash nor a word for nothing."""
    nothing = pa.concat_arrays([pa.array(["", *missing], pa.string()), DASHES])
    return pc.invert(pc.is_in(column.dictionary, nothing)).take(column.indices)


def given_through(sheet: Sheet, table: TableMap, file: str, issues: Issues) -> dict[str, Given]:
    """The columns that the mapping draws from this sheet; headers that it names but the sheet lacks are reported."""
    places = places_of(sheet)
    given: dict[str, Given] = {}
    for name, rule in table.columns.items():
        column = table.contract.column(name)
        lacking = [source for source in rule.sources if normalise(source) not in places]
        for source in lacking:
            issues.add(issue("unmapped_header", sheet.name, 0, source, headers="、".join(sheet.headers)))
        if not lacking:
            found = [places[normalise(source)] for source in rule.sources]
            how = _how(column, rule, table)
            if rule.found_in:
                given[name] = _beside(sheet, column, rule, file, how, issues)
            else:
                given[name] = _given(sheet, column, rule, found, how)
    return given


def text_beside(sheet: Sheet, place: Place, file: str) -> str:
    """The text in which a value may stand that holds for the whole sheet; a file's extension is left out."""
    if place == "title":
        return sheet.layout.title[:LONGEST]
    return (PurePath(file).stem if place == "file" or sheet.name == file else sheet.name)[:LONGEST]


def _beside(sheet: Sheet, column: Column, rule: ColumnMap, file: str, how: How, issues: Issues) -> Given:
    text = text_beside(sheet, rule.found_in or "file", file)
    found = re.search(rule.pattern, text)
    if not found:
        issues.add(issue("not_found_beside", sheet.name, 0, column.title["zh"], text=text, pattern=rule.pattern))
    return _given(sheet, column, replace(rule, constant=found[1] if found else ""), [], how)


def report_unmapped(sheet: Sheet, mapping: Mapping, issues: Issues) -> None:
    """Warn of source columns that neither a table takes nor `ignore` names: a slip, perhaps."""
    if "*" in mapping.ignore:
        return
    named = {normalise(name) for name in (*mapping.ignore, *mapping.aside)}
    named |= {normalise(s) for table in mapping.tables for rule in table.columns.values() for s in rule.sources}
    for place, header in enumerate(header_names(sheet)):
        if sheet.headers[place] and normalise(header) not in named:
            issues.add(issue("unmapped_column", sheet.name, 0, header))


def _how(column: Column, rule: ColumnMap, table: TableMap) -> How:
    currencies = any(each.name == "currency" for each in table.contract.columns)
    return How(unit=_factor(column, rule.unit), forms=rule.forms, currencies=currencies)


def _factor(column: Column, unit: int | str | None) -> int | Fraction:
    """What a bare number of a column counts in the stored unit."""
    if isinstance(unit, int):
        return unit
    if column.kind == "money":
        return UNIT_FACTORS.get(unit or column.unit, 1)
    if column.kind == "share":
        return Fraction(1, 100) if unit == PERCENT else 0
    if unit in AREA_FACTORS and column.unit in AREA_FACTORS:
        return AREA_FACTORS[unit] / AREA_FACTORS[column.unit]
    return UNIT_FACTORS.get(unit or "", 1)


def _given(sheet: Sheet, column: Column, rule: ColumnMap, places: list[int], how: How) -> Given:
    if rule.constant is not None:
        texts = pa.repeat(pa.scalar(rule.constant), len(sheet.rows)).dictionary_encode()
        return Given(column, _translated(texts, rule), how, column.title["zh"], "")
    joined = joined_texts([sheet.columns[place] for place in places], rule.separator, rule.missing)
    label = rule.separator.join(sheet.headers[place] for place in places)
    return Given(column, _translated(joined, rule), how, label, letter(places[0]))


def joined_texts(columns: list[pa.DictionaryArray], separator: str, missing: tuple[str, ...]) -> pa.DictionaryArray:
    """One column of texts made of several; texts that stand for nothing are blank before and after joining."""
    parts = [_without(column, missing) for column in columns]
    return parts[0] if len(parts) == 1 else _without(_joined(parts, separator), missing)


def _without(texts: pa.DictionaryArray, missing: tuple[str, ...]) -> pa.DictionaryArray:
    distinct = texts.dictionary
    return redefined(texts, pc.if_else(pc.is_in(distinct, pa.array(missing, pa.string())), "", distinct))


def _joined(parts: list[pa.DictionaryArray], separator: str) -> pa.DictionaryArray:
    """The parts that are not blank, with the separator between them."""
    joined, *others = (part.cast(pa.string()) for part in parts)
    for part in others:
        both = pc.binary_join_element_wise(joined, part, separator)
        joined = pc.if_else(pc.equal(part, ""), joined, pc.if_else(pc.equal(joined, ""), part, both))
    return joined.dictionary_encode()


def _translated(texts: pa.DictionaryArray, rule: ColumnMap) -> pa.DictionaryArray:
    """Through the code book; then blank cells get the default."""
    book = dict(rule.codes)
    if not book and not rule.default and rule.otherwise is None:
        return texts
    raw = texts.dictionary.to_pylist()
    known = [book.get(text, text if rule.otherwise is None or not text else rule.otherwise) for text in raw]
    return redefined(texts, pa.array([text or rule.default for text in known], pa.string()))
