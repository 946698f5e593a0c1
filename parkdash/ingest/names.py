"""Names as they are matched: the same enterprise, park or carrier however its name was typed."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

_SPACES = r"[\s\p{Z}\x{200B}\x{FEFF}]+"


def normalised(names: pa.Array) -> pa.Array:
    """Names (strings or null) → keys: NFKC, no spaces, all brackets round, lower case; null for a blank name."""
    plain = pc.utf8_normalize(names, form="NFKC")
    plain = pc.replace_substring_regex(plain, pattern=_SPACES, replacement="")
    plain = pc.replace_substring_regex(plain, pattern="【", replacement="(")
    plain = pc.replace_substring_regex(plain, pattern="】", replacement=")")
    plain = pc.utf8_normalize(pc.utf8_lower(plain), form="NFKC")  # marks meet their letter when a space is gone
    return pc.if_else(pc.equal(plain, ""), pa.scalar(None, pa.string()), plain)


def normalise(name: str) -> str:
    """One name as `normalised` gives it, so that there is one rule only; "" for a blank name."""
    key: str | None = normalised(pa.array([name], pa.string()))[0].as_py()
    return key or ""
