"""Rows of one key: copies are taken once, contradictions stop the rows or are settled as a mapping says."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pyarrow as pa

from parkdash.contracts import Contract
from parkdash.ingest.checks.groups import codes, identifying, listed, record, where
from parkdash.ingest.issues import Issues, issue
from parkdash.text import LANGUAGES, text

Repeats = Literal["error", "first", "last"]  # what to do with rows of one key and different content


def without_repeats(
    table: pa.Table, contract: Contract, labels: dict[str, str], repeats: Repeats, issues: Issues
) -> pa.Table:
    """The table without copies and without rows that contradict each other."""
    keys = codes(identifying(table, contract, contract.key))
    repeated = _repeated(keys)
    if not repeated.any():
        return table
    drop = np.zeros(len(table), dtype=bool)
    places = np.flatnonzero(repeated)
    content = codes([table[name].combine_chunks().take(pa.array(places)) for name in _content(contract)])
    drop[places[_later(content)]] = True
    if repeats == "error":  # otherwise repetition is how the source is made, as its mapping says
        _report_copies(table, contract, drop, issues)
    rest = places[~drop[places]]
    _settle_conflicts(table, contract, labels, repeats, (rest, keys[rest]), drop, issues)
    return table.filter(pa.array(~drop))


def _content(contract: Contract) -> list[str]:
    """The stored columns by which two rows are told apart; a reference counts by its key, not by its spelling."""
    spelled = {column.name for column in contract.columns if column.is_reference}
    return [name for name in contract.stored if name not in spelled]


def _repeated(codes: np.ndarray) -> np.ndarray:
    """True for rows whose code another row has too."""
    order = np.argsort(codes, kind="stable")
    same = codes[order][1:] == codes[order][:-1]
    repeated = np.zeros(len(codes), dtype=bool)
    repeated[order[1:][same]] = True
    repeated[order[:-1][same]] = True
    return repeated


def _later(codes: np.ndarray) -> np.ndarray:
    """True for rows whose code an earlier row has."""
    later = np.ones(len(codes), dtype=bool)
    later[np.unique(codes, return_index=True)[1]] = False
    return later


def _report_copies(table: pa.Table, contract: Contract, drop: np.ndarray, issues: Issues) -> None:
    copies = np.flatnonzero(drop)
    if len(copies):
        sheet, row = where(table, int(copies[0]))
        issues.add(issue("duplicate_row", sheet, row, "", title=contract.title, count=len(copies)))


def _settle_conflicts(
    table: pa.Table,
    contract: Contract,
    labels: dict[str, str],
    repeats: Repeats,
    rows: tuple[np.ndarray, np.ndarray],
    drop: np.ndarray,
    issues: Issues,
) -> None:
    places, keys = rows
    if repeats == "last":
        places, keys = places[::-1], keys[::-1]
    later = _later(keys)
    lost = np.sort(places[later])
    if not len(lost):
        return
    if repeats != "error":
        sheet, row = where(table, int(lost[0]))
        kept = {lang: text(f"problems.words.{repeats}", lang) for lang in LANGUAGES}
        issues.add(issue("repeated_key", sheet, row, "", title=contract.title, count=len(lost), kept=kept))
        drop[lost] = True
        return
    first_of = dict(zip(keys[~later].tolist(), places[~later].tolist(), strict=True))
    repeated = keys[later].tolist()
    drop[places[later]] = True
    drop[[first_of[key] for key in repeated]] = True
    for number, place in listed(table, places[later], "conflicting_rows", "", issues):
        _report_conflict(table, contract, labels, (first_of[repeated[number]], place), issues)


def _report_conflict(
    table: pa.Table, contract: Contract, labels: dict[str, str], pair: tuple[int, int], issues: Issues
) -> None:
    first, later = (table.slice(place, 1).to_pylist()[0] for place in pair)
    unlike = {name for name in _content(contract) if first[name] != later[name]}
    differing = [each for each in contract.columns if unlike & {each.name, f"{each.name}_key", f"{each.name}_text"}]
    titles = {lang: "、".join(labels.get(each.name, each.title[lang]) for each in differing) for lang in LANGUAGES}
    place = {"row": later["source_row"], "sheet": later["sheet"]}
    issues.add(
        issue(
            "conflicting_rows",
            **place,
            first=first["source_row"],
            record=record(table, contract.key, pair[0]),
            columns=titles,
        )
    )
