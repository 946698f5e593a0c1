"""What the mapping of last time says of a sheet of today."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from collections.abc import Sequence

from parkdash.ingest.guess.fit import Fit
from parkdash.ingest.guess.source import Source
from parkdash.ingest.guess.words import key
from parkdash.ingest.mapping import ColumnMap, Mapping, TableMap
from parkdash.ingest.names import normalise
from parkdash.ingest.sheets import Sheet

ENOUGH = 0.5  # share of a table's columns that have to be there for the mapping to speak of this sheet


def remembered(memory: Mapping | None, sheet: Sheet, sources: Sequence[Source]) -> dict[str, TableMap]:
    """What last time's mapping takes from such a sheet, by table; empty if it speaks of another kind of sheet."""
    if memory is None:
        return {}
    found: dict[str, TableMap] = {}
    for table in memory.tables:
        name = table.contract.table
        if _share(table, sources) < ENOUGH:
            continue
        if name not in found or normalise(table.sheet) == normalise(sheet.name):
            found[name] = table
    return found


def _share(table: TableMap, sources: Sequence[Source]) -> float:
    wanted = [rule for rule in table.columns.values() if rule.sources]
    return sum(source_of(rule, sources) is not None for rule in wanted) / len(wanted) if wanted else 0.0


def source_of(rule: ColumnMap, sources: Sequence[Source]) -> Source | None:
    """The source that a rule names: by its header, else by one that differs in little."""
    for same in (normalise, key):
        wanted = [same(header) for header in rule.sources]
        for source in sources:
            if [same(header) for header in source.headers] == wanted:
                return source
    return None


def fits_of(table: TableMap, sources: Sequence[Source]) -> list[Fit]:
    """The columns found again."""
    return [
        Fit(table.contract.column(name), source, "memory", 1.0, 1.0)
        for name, rule in table.columns.items()
        if rule.sources and (source := source_of(rule, sources)) is not None
    ]


def rule_for(known: Dict[str, TableMap], table: str, column: str) -> ColumnMap | None:
    """What last time's mapping says of a column of ours."""
    return known[table].columns.get(column) if table in known else None


def set_aside(memory: Mapping | None, sources: Sequence[Source]) -> frozenset[str]:
    """Headers of this sheet that were kept aside last time."""
    kept = {key(header) for header in (*memory.aside, *memory.ignore)} if memory else set()
    return frozenset(header for source in sources for header in source.headers if key(header) in kept)
