"""What a version file looks like inside, as one word: a file of another make is not read but built again."""

from __future__ import annotations

import hashlib
from functools import cache

from parkdash.contracts import contracts
from parkdash.rules import relations
from parkdash.sql import facts, macro, ruled, sources
from parkdash.warehouse.cubes import cube_dimensions, has_cube

LAYOUT = 5  # to be raised when build.py, identity.py, modes.py, rows.py or silence.py write something else than before


@cache
def stamp() -> str:
    """A hash of the contracts as stored, the SQL of the facts and their sources, and the cubes.

    Titles and notes may change freely.
    """
    said = [str(LAYOUT), macro()]
    said += [f"{c.table} {c.stored} {c.stored_key} {c.time}" for c in contracts().values()]
    said += [*sources().values(), *(f"{f.sql} {cube_dimensions(f) if has_cube(f) else ()}" for f in facts().values())]
    said += [f"{name} {relations()[name]}" for name in sorted(ruled())]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]
