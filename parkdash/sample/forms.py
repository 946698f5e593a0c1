"""How values stand in a frame: repeated texts stored once, enterprises named as every office names them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from parkdash.sample.dates import Days


def chosen(codes: Days, values: Sequence[str]) -> pd.Categorical[str]:
    """Texts that repeat, stored once: of each code the value at that place; beyond them blank."""
    kept = [value for value in values if value]
    return pd.Categorical.from_codes(np.where(codes < len(kept), codes, -1).astype(np.int32), categories=pd.Index(kept))


def texts(values: np.ndarray) -> pd.Categorical[str]:
    """Few different texts; empty means blank."""
    found = pd.Categorical(values)
    return found.remove_categories("") if "" in found.categories else found


def named(register: pd.DataFrame, who: Days) -> dict[str, pd.Categorical[str]]:
    """The two columns by which every office names an enterprise."""
    return {
        "enterprise": chosen(who, register["enterprise"].tolist()),
        "credit_code": chosen(who, register["credit_code"].tolist()),
    }
