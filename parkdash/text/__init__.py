"""Every text a user sees, in Chinese and English: one TOML file per area, entries `key = { zh = "…", en = "…" }`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = ("zh", "en")


@cache
def _texts() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        _collect(path.stem, tomllib.loads(path.read_text(encoding="utf-8")), found)
    return found


def _collect(prefix: str, entries: dict, found: dict[str, dict[str, str]]) -> None:
    for name, entry in entries.items():
        if "zh" in entry and isinstance(entry["zh"], str):
            found[f"{prefix}.{name}"] = entry
        else:
            _collect(f"{prefix}.{name}", entry, found)


def text(key: str, lang: str, **params: object) -> str:
    """The text `area.key` in a language, its {places} filled. KeyError if there is none, or a place has no value."""
    return _texts()[key][lang].format_map(params)
