"""Every text a user sees, in Chinese and English: one TOML file per area, entries `key = { zh = "…", en = "…" }`.

A file in a folder adds to the area of that name: text/screen/pipeline.toml to `screen`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = ("zh", "en")


@cache
def _texts() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    folder = Path(__file__).parent
    for path in sorted(folder.rglob("*.toml")):
        area = path.relative_to(folder).with_suffix("").parts[0]
        _collect(area, tomllib.loads(path.read_text(encoding="utf-8")), found)
    return found


def _collect(prefix: str, entries: dict, found: dict[str, dict[str, str]]) -> None:
    for name, entry in entries.items():
        if "zh" in entry and isinstance(entry["zh"], str):
            if f"{prefix}.{name}" in found:
                raise ValueError(f"two files have the text {prefix}.{name}")
            found[f"{prefix}.{name}"] = entry
        else:
            _collect(f"{prefix}.{name}", entry, found)


def text(key: str, lang: str, **params: object) -> str:
    """The text `area.key` in a language, its {places} filled. KeyError if there is none, or a place has no value."""
    return _texts()[key][lang].format_map(params)
