"""Files of one try beside each other: two that contradict each other on one record stop that record in both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from parkdash.contracts import Contract, contracts
from parkdash.ingest import Issue
from parkdash.ingest.checks.groups import codes, identifying, record, where
from parkdash.ingest.issues import Issues, issue
from parkdash.intake.model import Studied
from parkdash.text import LANGUAGES


def without_contradictions(files: Sequence[Studied]) -> list[Studied]:
    """The files without rows that another one contradicts, each told in its file. Equal rows stay: of those any will
    do. Within one file its own checks have settled this before.
    """
    settled = list(files)
    for table, contract in contracts().items():
        having = [number for number, file in enumerate(settled) if _must_agree(file, table)]
        if len(having) > 1:
            _settle(settled, having, contract)
    return settled


def _must_agree(file: Studied, table: str) -> bool:
    """False where the mapping says that rows of one key repeat by the nature of the source: then the last one holds."""
    if file.intake is None or table not in file.intake.tables:
        return False
    mapping = file.understanding.mapping if file.understanding else None
    rules = [rule for rule in mapping.tables if rule.contract.table == table] if mapping else []
    return all(rule.repeats == "error" for rule in rules)


def _settle(files: list[Studied], having: list[int], contract: Contract) -> None:
    tables = [_rows(files[number], contract) for number in having]
    rows = pa.concat_tables(tables)
    keys = codes(identifying(rows, contract, contract.key))
    content = codes([keys_of.combine_chunks() for keys_of in _content(rows, contract)])
    wrong = _contradicted(keys, content)
    if not wrong.any():
        return
    owner = np.repeat(having, [table.num_rows for table in tables])
    found = _issues(files, rows, contract, np.where(wrong, keys, -1), owner)
    starts = np.cumsum([0, *(table.num_rows for table in tables)])
    for place, number in enumerate(having):
        kept = ~wrong[starts[place] : starts[place + 1]]
        files[number] = _without(files[number], contract.table, kept, found.get(number, []))


def _rows(file: Studied, contract: Contract) -> pa.Table:
    assert file.intake is not None
    return file.intake.tables[contract.table].select([*contract.stored, "sheet", "source_row"])


def _content(rows: pa.Table, contract: Contract) -> list[pa.ChunkedArray]:
    spelled = {column.name for column in contract.columns if column.is_reference}
    return [rows[name] for name in contract.stored if name not in spelled]


def _contradicted(keys: np.ndarray, content: np.ndarray) -> np.ndarray:
    """True for rows whose key stands with more than one content."""
    order = np.lexsort((content, keys))
    sorted_keys, sorted_content = keys[order], content[order]
    begins = np.concatenate(([True], sorted_keys[1:] != sorted_keys[:-1]))
    turns = np.concatenate(([False], (sorted_content[1:] != sorted_content[:-1]) & ~begins[1:]))
    group = np.cumsum(begins) - 1
    several = np.zeros(group[-1] + 1 if len(group) else 0, dtype=bool)
    several[group[turns]] = True
    wrong = np.zeros(len(keys), dtype=bool)
    wrong[order] = several[group]
    return wrong


def _issues(
    files: Sequence[Studied], rows: pa.Table, contract: Contract, keys: np.ndarray, owner: np.ndarray
) -> dict[int, list[Issue]]:
    """By file: one issue for each of its rows, with one row of another file that contradicts it."""
    alike: dict[int, list[int]] = {}
    wrong = np.flatnonzero(keys >= 0).tolist()
    for place in wrong:
        alike.setdefault(int(keys[place]), []).append(place)
    collected: dict[int, Issues] = {}
    for place in wrong:
        issues = collected.setdefault(int(owner[place]), Issues())
        sheet, row = where(rows, place)
        if not issues.room("conflicting_files", sheet, ""):
            issues.count("conflicting_files", sheet, "", 1)
            continue
        beside = next(each for each in alike[int(keys[place])] if owner[each] != owner[place])
        said = {
            "other": files[int(owner[beside])].name,
            "first": where(rows, beside)[1],
            "record": record(rows, contract.key, place),
            "columns": _differing(rows, contract, beside, place),
        }
        issues.add(issue("conflicting_files", sheet, row, "", **said))
    return {number: issues.all() for number, issues in collected.items()}


def _differing(rows: pa.Table, contract: Contract, begun: int, place: int) -> dict[str, str]:
    one, other = (rows.slice(each, 1).to_pylist()[0] for each in (begun, place))
    titles = [
        column.title
        for column in contract.columns
        if not column.is_reference and one[column.name] != other[column.name]
    ]
    return {lang: "、".join(title[lang] for title in titles) for lang in LANGUAGES}


def _without(file: Studied, table: str, kept: np.ndarray, found: Sequence[Issue]) -> Studied:
    assert file.intake is not None
    if kept.all():
        return file
    tables = {**file.intake.tables, table: file.intake.tables[table].filter(pa.array(kept))}
    return replace(file, intake=replace(file.intake, tables=tables), issues=(*file.issues, *found))
