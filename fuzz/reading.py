"""One file through the whole reading, as the import page would have it with every suggestion taken."""

from __future__ import annotations

from dataclasses import dataclass, field

from parkdash.ingest import Issue, Unreadable, read
from parkdash.ingest.files import grids_in, issues_in
from parkdash.ingest.guess import understand
from parkdash.ingest.layout.tables import tables_in
from parkdash.text import LANGUAGES

NOT_COMPARED = ("source_row", "sheet")
Row = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Outcome:
    """What became of a file. `told`: codes of refusal, questions and issues; without any, it was taken in silence."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    told: tuple[str, ...] = ()


def outcome(content: bytes, file: str) -> Outcome:
    """Read a file. Whatever is raised but Unreadable is a crash."""
    try:
        grids = grids_in(content, file)
        sheets = [sheet for grid in grids for sheet in tables_in(grid)]
        understood = understand(file, sheets)
        told = [each.code for each in (*issues_in(grids), *understood.refused)]
        told += [f"asked {question.id}" for question in understood.questions]
        told += [f"aside {header}" for _, header in understood.aside]
        if understood.open:
            return Outcome(told=tuple(told))
        intake = read(content, file, understood.mapping)
    except Unreadable as refused:
        _said(refused)
        return Outcome(told=(refused.code,))
    for each in intake.issues:
        _said(each)
    rows = {
        name: sorted(
            tuple((key, repr(value)) for key, value in row.items() if key not in NOT_COMPARED)
            for row in table.to_pylist()
        )
        for name, table in intake.tables.items()
    }
    return Outcome(rows, (*told, *(each.code for each in intake.issues)))


def _said(told: Unreadable | Issue) -> None:
    """A sentence whose places cannot be filled is a crash as well."""
    for lang in LANGUAGES:
        told.text(lang)


def differing(one: Outcome, other: Outcome) -> dict[str, int]:
    """By table, how many rows of either are not in the other."""
    tables = {*one.rows, *other.rows}
    counted = {name: _apart(one.rows.get(name, []), other.rows.get(name, [])) for name in tables}
    return {name: count for name, count in counted.items() if count}


def _apart(some: list[Row], others: list[Row]) -> int:
    left = list(others)
    missing = 0
    for row in some:
        if row in left:
            left.remove(row)
        else:
            missing += 1
    return max(missing, len(left))
