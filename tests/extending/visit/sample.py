"""The visits that an invented park has paid to its firms."""

from __future__ import annotations

import numpy as np
import pandas as pd

from parkdash.sample.dates import CUT_OFF, as_dates
from parkdash.sample.forms import chosen, named
from parkdash.sample.systems import Park


def tables(rng: np.random.Generator, park: Park) -> dict[str, pd.DataFrame]:
    """One visit to each of the firms, some by phone."""
    who = np.arange(len(park.register))
    count = len(who)
    frame = pd.DataFrame(
        {
            **named(park.register, who),
            "visited_on": as_dates(CUT_OFF - rng.integers(1, 200, count)),
            "officer": "甲",
            "visit_kind": chosen(rng.integers(0, 2, count), ["on_site", "by_phone"]),
            "minutes": rng.integers(10, 120, count),
        }
    )
    return {"visit": frame}
