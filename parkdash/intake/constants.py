"""What stands for a whole sheet (its park, its tier) belongs to one file's make and sender, not to its headers."""

from __future__ import annotations

from dataclasses import replace

from parkdash.ingest import Mapping


def without_constants(mapping: Mapping) -> Mapping:
    """The mapping without the values that it gives to every row, so that they are found or asked anew."""
    tables = tuple(
        replace(table, columns={name: rule for name, rule in table.columns.items() if rule.constant is None})
        for table in mapping.tables
    )
    return replace(mapping, tables=tables)
