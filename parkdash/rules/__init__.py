"""Rules as data: status bands, planned curves, ladders."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def rules(name: str) -> dict[str, Any]:
    """The contents of `<name>.toml` in this folder. FileNotFoundError if there is none."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def relations() -> dict[str, list[dict[str, Any]]]:
    """The arrays of tables of all rules, as facts may read them: `[[pipeline_stage]]` is `rule_pipeline_stage`."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        for name, rows in rules(path.stem).items():
            if isinstance(rows, list) and rows and all(isinstance(row, dict) for row in rows):
                found[f"rule_{name}"] = rows
    return found
