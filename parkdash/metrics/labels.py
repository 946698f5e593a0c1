"""What a dimension's values are called on the screen, in Chinese and English."""

from __future__ import annotations

from functools import cache

from parkdash.contracts import contracts
from parkdash.metrics.model import Metric
from parkdash.sql import facts
from parkdash.text import text
from parkdash.warehouse import Version

Label = dict[str, str]


@cache
def choices(name: str) -> dict[str, Label]:
    """Code → label for a dimension or column: of every contract's column of that name, and of the column that a fact's
    header gives under `labels`. One name means one thing in the whole house (tests/architecture/test_names.py)."""
    columns = [column for contract in contracts().values() for column in contract.columns if column.name == name]
    named = [fact.labels[name] for fact in facts().values() if name in fact.labels]
    columns += [contracts()[table].column(column) for table, column in named]
    return {choice.code: choice.title for column in columns for choice in column.choices}


def both(key: str) -> Label:
    """A text of the catalogue in both languages."""
    return {"zh": text(key, "zh"), "en": text(key, "en")}


def worded(dimension: str, key: str) -> Label | None:
    """What text/metrics calls a value that a fact has worked out, under the dimension's name; None if nothing."""
    try:
        return both(f"metrics.{dimension}.{key}")
    except KeyError:
        return None


def _worded(dimension: str, keys: list[str | None]) -> dict[str, Label]:
    return {key: label for key in keys if key is not None and (label := worded(dimension, key))}


def labels(version: Version, metric: Metric, dimension: str, keys: list[str | None]) -> dict[str | None, Label]:
    """Key → label for the values of one dimension. Firms by name, codes by their contract, anything else as it is."""
    if dimension == "enterprise":
        named = _names(version, [key for key in keys if key is not None])
    elif known := choices(dimension):
        named = known
    elif dimension in ("in_cause", "out_cause"):
        named = {key: both(f"metrics.causes.{key}") for key in keys if key is not None}
    elif set(keys) <= {"true", "false", None}:
        named = {"true": both("metrics.values.yes"), "false": both("metrics.values.no")}
    else:
        named = _worded(dimension, keys)
    return {key: _label(named, key) for key in keys}


def _label(named: dict[str, Label], key: str | None) -> Label:
    if key is None:
        return both("metrics.values.not_registered")
    return named.get(key, {"zh": key, "en": key})


def _names(version: Version, ids: list[str]) -> dict[str, Label]:
    rows = version.rows(
        "select enterprise_id, enterprise from enterprise_dim where list_contains($ids, enterprise_id)", {"ids": ids}
    )
    return {enterprise_id: {"zh": name, "en": name} for enterprise_id, name in rows}
