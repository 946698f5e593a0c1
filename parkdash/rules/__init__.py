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
