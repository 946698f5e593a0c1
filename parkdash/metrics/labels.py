"""What a dimension's values are called on the screen, in Chinese and English."""

from __future__ import annotations

from parkdash.contracts import contracts
from parkdash.metrics.model import Metric
from parkdash.text import text
from parkdash.warehouse import Version

Label = dict[str, str]

# Where the codes of a dimension are named: contract and column.
CHOICES = {
    "tier": ("recognition", "tier"), "level": ("recognition", "level"), "degree": ("talent", "degree"),
    "kind": ("financing", "kind"), "round": ("financing", "round"), "funding": ("financing", "funding"),
    "platform_kind": ("platform", "platform_kind"), "platform_level": ("platform", "platform_level"),
    "park_level": ("park", "park_level"),
}  # fmt: skip


def both(key: str) -> Label:
    """A text of the catalogue in both languages."""
    return {"zh": text(key, "zh"), "en": text(key, "en")}


def labels(version: Version, metric: Metric, dimension: str, keys: list[str | None]) -> dict[str | None, Label]:
    """Key → label for the values of one dimension. Firms by name, codes by their contract, anything else as it is."""
    if dimension == "enterprise":
        named = _names(version, [key for key in keys if key is not None])
    elif dimension in CHOICES:
        table, column = CHOICES[dimension]
        named = {choice.code: choice.title for choice in contracts()[table].column(column).choices}
    elif dimension in ("in_cause", "out_cause"):
        named = {key: both(f"metrics.causes.{key}") for key in keys if key is not None}
    elif dimension == "is_returnee":
        named = {"true": both("metrics.values.yes"), "false": both("metrics.values.no")}
    else:
        named = {}
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
