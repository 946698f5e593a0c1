"""A foreign sheet and what a mapping says of a table → the texts given for the columns of its contract."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from parkdash.contracts import UNIT_FACTORS, Column
from parkdash.ingest.given import Given
from parkdash.ingest.issues import Issues, issue
from parkdash.ingest.mapping import ColumnMap, Mapping, TableMap
from parkdash.ingest.names import normalise
from parkdash.ingest.outcomes import How
from parkdash.ingest.sheets import Sheet, letter, redefined


def given_through(sheet: Sheet, table: TableMap, issues: Issues) -> dict[str, Given]:
    """The columns that the mapping draws from this sheet; headers that it names but the sheet lacks are reported."""
    places = {normalise(header): place for place, header in reversed(list(enumerate(sheet.headers)))}
    given: dict[str, Given] = {}
    for name, rule in table.columns.items():
        column = table.contract.column(name)
        lacking = [source for source in rule.sources if normalise(source) not in places]
        for source in lacking:
            issues.add(issue("unmapped_header", sheet.name, 0, source, headers="、".join(sheet.headers)))
        if not lacking:
            found = [places[normalise(source)] for source in rule.sources]
            given[name] = _given(sheet, column, rule, found, _how(column, rule, table))
    return given


def report_unmapped(sheet: Sheet, mapping: Mapping, issues: Issues) -> None:
    """Warn of source columns that neither a table takes nor `ignore` names: a slip, perhaps."""
    if "*" in mapping.ignore:
        return
    named = {normalise(name) for name in mapping.ignore}
    named |= {normalise(s) for table in mapping.tables for rule in table.columns.values() for s in rule.sources}
    for header in sheet.headers:
        if header and normalise(header) not in named:
            issues.add(issue("unmapped_column", sheet.name, 0, header))


def _how(column: Column, rule: ColumnMap, table: TableMap) -> How:
    currencies = any(each.name == "currency" for each in table.contract.columns)
    usual = UNIT_FACTORS.get(column.unit, 1) if column.kind == "money" else 1
    return How(unit=rule.unit or usual, forms=rule.forms, currencies=currencies)


def _given(sheet: Sheet, column: Column, rule: ColumnMap, places: list[int], how: How) -> Given:
    if rule.constant is not None:
        texts = pa.repeat(pa.scalar(rule.constant), len(sheet.rows)).dictionary_encode()
        return Given(column, texts, how, column.title["zh"], "")
    parts = [_without(sheet.columns[place], rule.missing) for place in places]
    joined = parts[0] if len(parts) == 1 else _without(_joined(parts, rule.separator), rule.missing)
    label = rule.separator.join(sheet.headers[place] for place in places)
    return Given(column, _translated(joined, rule), how, label, letter(places[0]))


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
