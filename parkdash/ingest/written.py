"""A mapping as the TOML text that gives it back: the exact reverse of `mapping_of`."""

from __future__ import annotations

import json
from collections.abc import Iterable

from parkdash.ingest.mapping import ColumnMap, Mapping, TableMap


def mapping_toml(mapping: Mapping) -> str:
    """The mapping as text: `mapping_of(mapping_toml(m)) == m`, as long as tables of one name stand together."""
    head = [
        f"{name} = {value}"
        for name, value, told in (
            ("encoding", _text(mapping.encoding), mapping.encoding),
            ("header_rows", str(list(mapping.header_rows)), mapping.header_rows),
            ("ignore", _texts(mapping.ignore), mapping.ignore),
            ("aside", _texts(mapping.aside), mapping.aside),
        )
        if told
    ]
    names = [table.contract.table for table in mapping.tables]
    tables = [_table(table, names.count(table.contract.table) > 1) for table in mapping.tables]
    return "\n".join([*head, *tables]) + "\n"


def _table(table: TableMap, is_one_of_several: bool) -> str:
    name = table.contract.table
    lines = ["", f"[[tables.{name}]]" if is_one_of_several else f"[tables.{name}]"]
    if table.sheet:
        lines.append(f"sheet = {_text(table.sheet)}")
    if table.repeats != "error":
        lines.append(f"repeats = {_text(table.repeats)}")
    if table.present:
        lines.append(f"present = {_texts(table.present)}")
    lines += ["", f"[tables.{name}.columns]"]
    lines += [f"{column} = {_column(rule)}" for column, rule in table.columns.items()]
    return "\n".join(lines)


def _column(rule: ColumnMap) -> str:
    if len(rule.sources) == 1 and rule == ColumnMap(rule.sources):
        return _text(rule.sources[0])
    parts = [_source(rule)]
    if rule.unit is not None:
        parts.append(f"unit = {_text(rule.unit) if isinstance(rule.unit, str) else rule.unit}")
    parts += [
        f"{key} = {_texts(values)}" for key, values in (("dates", rule.forms), ("missing", rule.missing)) if values
    ]
    if rule.codes:
        parts.append(f"codes = {{ {', '.join(f'{_text(raw)} = {_text(code)}' for raw, code in rule.codes)} }}")
    if rule.otherwise is not None:
        parts.append(f"otherwise = {_text(rule.otherwise)}")
    if rule.separator != "-":
        parts.append(f"separator = {_text(rule.separator)}")
    if rule.default:
        parts.append(f"default = {_text(rule.default)}")
    return f"{{ {', '.join(parts)} }}"


def _source(rule: ColumnMap) -> str:
    if rule.found_in:
        return f"found_in = {_text(rule.found_in)}, pattern = {_text(rule.pattern)}"
    if rule.constant is not None:
        return f"constant = {_text(rule.constant)}"
    return f"from = {_text(rule.sources[0]) if len(rule.sources) == 1 else _texts(rule.sources)}"


def _text(value: str) -> str:
    """A basic string of TOML, which differs from JSON's in one character only."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _texts(values: Iterable[str]) -> str:
    return f"[{', '.join(map(_text, values))}]"
