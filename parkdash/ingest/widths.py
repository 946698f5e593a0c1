"""Codes of a fixed count of digits from which a spreadsheet took the leading zeros: 998 → 000998."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parkdash.ingest.outcomes import Problem


def whole_codes(texts: pa.Array, width: int) -> tuple[pa.Array, dict[int, Problem]]:
    """Texts with the lost zeros put back, and what there is to say by the text's place.

    Codes of other markets are shorter by nature, so zeros are put back only where the column has whole codes too.
    """
    short = pc.fill_null(pc.match_substring_regex(texts, rf"^\d{{1,{width - 1}}}$"), False)
    whole = pc.fill_null(pc.match_substring_regex(texts, rf"^\d{{{width}}}$"), False)
    places = np.flatnonzero(short.to_numpy(zero_copy_only=False))
    if not len(places):
        return texts, {}
    code = "padded_code" if pc.any(whole).as_py() else "short_code"
    if code == "padded_code":
        texts = pc.if_else(short, pc.utf8_lpad(texts, width, "0"), texts)
    return texts, {int(place): Problem(code, {"width": width}) for place in places}
