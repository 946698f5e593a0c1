"""What a column is called in a mapping: its header, unless that is blank or stands there twice."""

from __future__ import annotations

from parkdash.ingest.names import normalise
from parkdash.ingest.sheets import Sheet, letter


def header_names(sheet: Sheet) -> list[str]:
    """One name per column: the header; `名称#2` for the second of that name; `列C` where there is none."""
    seen: dict[str, int] = {}
    names = []
    for place, header in enumerate(sheet.headers):
        key = normalise(header)
        seen[key] = seen.get(key, 0) + 1
        if not key:
            names.append(f"列{letter(place)}")
        else:
            names.append(header if seen[key] == 1 else f"{header}#{seen[key]}")
    return names


def places_of(sheet: Sheet) -> dict[str, int]:
    """Normalised column name → place. A real header goes before a made-up name that looks the same."""
    names = [normalise(name) for name in header_names(sheet)]
    real = {name: place for place, name in reversed(list(enumerate(names))) if normalise(sheet.headers[place]) == name}
    return {name: place for place, name in reversed(list(enumerate(names)))} | real
