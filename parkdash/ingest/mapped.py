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
from parkdash.ingest.sheets import Sheet, letter


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
    rows = len(sheet.rows)
    if rule.constant is not None:
        return Given(column, pa.repeat(pa.scalar(rule.constant), rows), how, column.title["zh"], "")
    texts = [_without(sheet.columns[place], rule.missing) for place in places]
    joined = texts[0] if len(texts) == 1 else _joined(texts, rule.separator)
    label = rule.separator.join(sheet.headers[place] for place in places)
    return Given(column, _translated(_without(joined, rule.missing), rule), how, label, letter(places[0]))


def _without(texts: pa.Array, missing: tuple[str, ...]) -> pa.Array:
    if not missing:
        return texts
    return pc.if_else(pc.is_in(texts, pa.array(missing, pa.string())), "", texts)


def _joined(texts: list[pa.Array], separator: str) -> pa.Array:
    """The parts that are not blank, with the separator between them."""
    joined = texts[0]
    for part in texts[1:]:
        both = pc.binary_join_element_wise(joined, part, separator)
        joined = pc.if_else(pc.equal(part, ""), joined, pc.if_else(pc.equal(joined, ""), part, both))
    return joined


def _translated(texts: pa.Array, rule: ColumnMap) -> pa.Array:
    """Through the code book; then blank cells get the default."""
    book = dict(rule.codes)
    if not book and not rule.default:
        return texts
    encoded = texts.dictionary_encode()
    raw = encoded.dictionary.to_pylist()
    known = [book.get(text, text if rule.otherwise is None or not text else rule.otherwise) for text in raw]
    return pa.array([text or rule.default for text in known], pa.string()).take(encoded.indices)
