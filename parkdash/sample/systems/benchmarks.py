"""What other parks have published of themselves: the figures of five public articles, as they stand in them.

They are the only real ones of the sample: parks and documents are named, so that each figure can be looked up.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from parkdash.sample.systems import Park

FIGURES = Path(__file__).parents[1] / "published_figures.csv"


def tables(rng: np.random.Generator, park: Park) -> dict[str, pd.DataFrame]:
    """The published figures; the same for every park."""
    rows = pd.read_csv(FIGURES, dtype=str, keep_default_na=False)
    blank = rows.replace("", None)
    return {"published_figure": blank.assign(figure_number=pd.to_numeric(blank["figure_number"]))}
