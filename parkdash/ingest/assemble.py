"""Texts given for a contract's columns → one typed table without the rows that have errors."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parkdash.contracts import Column, Contract
from parkdash.ingest.beside import beside
from parkdash.ingest.codes import choice_names, plain
from parkdash.ingest.columns import STORED, Found, Typed, typed
from parkdash.ingest.given import Given
from parkdash.ingest.issues import Issues, issue, severity_of
from parkdash.ingest.money import currency_of
from parkdash.ingest.sheets import Sheet

SUMMARISED = frozenset(
    {"inexact_amount", "estimated_value", "inexact_value", "qualified_amount", "padded_code", "short_code", "midnight"}
)  # one issue a column tells them all


def schema(contract: Contract) -> pa.Schema:
    """The columns of a checked table: those of the contract, then where each row came from."""
    fields = [(name, STORED[sql_type]) for name, sql_type in contract.stored.items()]
    return pa.schema([*fields, ("sheet", pa.string()), ("source_row", pa.int32())])


def assembled(sheet: Sheet, contract: Contract, given: Mapping[str, Given], issues: Issues) -> pa.Table:
    """The checked rows of one sheet; every problem goes to `issues`. A missing required column leaves no row."""
    rows = len(sheet.rows)
    bad = np.zeros(rows, dtype=bool)
    _refuse_surplus(sheet, bad, issues)
    stored: dict[str, pa.Array] = {}
    for column in contract.columns:
        one = given.get(column.name)
        if one is None:
            bad |= column.required
            _store_blank(stored, column, rows)
            continue
        result = typed(one.texts, column, one.how)
        _report(result, one, sheet, bad, issues)
        _store(stored, result, one)
    _fill_currency(stored, contract, given, sheet, bad, issues)
    stored["sheet"] = pa.repeat(pa.scalar(sheet.name), rows)
    stored["source_row"] = sheet.rows
    table = pa.table([stored[field.name] for field in schema(contract)], schema=schema(contract))
    return table.filter(pa.array(~bad)) if bad.any() else table


def _store_blank(stored: dict[str, pa.Array], column: Column, rows: int) -> None:
    for name, sql_type in {column.name: column.sql_type, **column.beside}.items():
        stored[name] = pa.nulls(rows, STORED[sql_type])


def _store(stored: dict[str, pa.Array], result: Typed, one: Given) -> None:
    stored[one.column.name] = result.values
    for name, told in beside(one.texts.dictionary, result.distinct, one.column, one.how).items():
        stored[name] = told.take(result.indices)


def _report(result: Typed, one: Given, sheet: Sheet, bad: np.ndarray, issues: Issues) -> None:
    summed: dict[str, list[Found]] = {}
    for found in result.found:
        if severity_of(found.problem.code) == "error":
            bad[found.places] = True
        if found.problem.code in SUMMARISED:
            summed.setdefault(found.problem.code, []).append(found)
        else:
            _list_rows(found.problem.code, found.places, one.label, sheet, issues, found.text, found.problem.params)
    for code, all_found in summed.items():
        first = min(all_found, key=lambda each: int(each.places[0]))
        count = sum(len(each.places) for each in all_found)
        row = sheet.rows[int(first.places[0])].as_py()
        issues.add(issue(code, sheet.name, row, one.label, value=first.text, count=count, **first.problem.params))
    if one.column.required:
        _require(result, one, sheet, bad, issues)


def _require(result: Typed, one: Given, sheet: Sheet, bad: np.ndarray, issues: Issues) -> None:
    """A required cell needs a value: an inexact amount, elsewhere a warning, is none either."""
    missing = pc.is_null(result.values).to_numpy(zero_copy_only=False).copy()
    for found in result.found:
        missing[found.places] &= severity_of(found.problem.code) != "error"
    bad |= missing
    _list_rows("missing_value", np.flatnonzero(missing), one.label, sheet, issues, "", {})


def _list_rows(
    code: str, places: np.ndarray, label: str, sheet: Sheet, issues: Issues, text: str, params: Mapping[str, object]
) -> None:
    room = issues.room(code, sheet.name, label)
    for place in places[:room]:
        row = sheet.rows[int(place)].as_py()
        issues.add(issue(code, sheet.name, row, label, value=_shortened(text), **params))
    issues.count(code, sheet.name, label, len(places[room:]))


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _refuse_surplus(sheet: Sheet, bad: np.ndarray, issues: Issues) -> None:
    rows = sheet.rows.to_numpy()
    for row, cells in sheet.surplus:
        bad[rows == row] = True
        issues.add(issue("surplus_cells", sheet.name, row, "", cells=cells, headers=len(sheet.headers)))


def _fill_currency(
    stored: dict[str, pa.Array],
    contract: Contract,
    given: Mapping[str, Given],
    sheet: Sheet,
    bad: np.ndarray,
    issues: Issues,
) -> None:
    """Where an amount's own text names its currency, that is the row's currency; it may not contradict the cell."""
    amounts = [one for one in given.values() if one.column.kind == "money" and one.column.raw]
    if "currency" not in stored or not amounts:
        return
    known = set(choice_names(contract.column("currency")))
    texts = amounts[0].texts
    named = [currency_of(text) if text else None for text in texts.dictionary.to_pylist()]
    named = [code if code and plain(code) in known else None for code in named]
    from_text = pa.array(named, pa.string()).take(texts.indices)
    conflict = pc.fill_null(pc.not_equal(stored["currency"], from_text), False).to_numpy(zero_copy_only=False)
    for place in np.flatnonzero(conflict):
        row, text, told = sheet.rows[int(place)].as_py(), amounts[0].texts[int(place)].as_py(), stored["currency"]
        issues.add(
            issue("currency_conflict", sheet.name, row, amounts[0].label, value=text, currency=told[int(place)].as_py())
        )
    bad |= conflict
    stored["currency"] = pc.coalesce(stored["currency"], from_text)
