"""What further systems of the park keep: one module each, found by itself.

A module has `tables(rng, park)`, which gives its frames by table. `rng` is its own stream, so that adding a system
never changes the rows of another. Rows of a table that the park has already (targets) are added at its end.
"""

from __future__ import annotations

import pkgutil
import zlib
from dataclasses import dataclass, field
from importlib import import_module

import numpy as np
import pandas as pd

from parkdash.sample.enterprises import Firms


@dataclass
class Park:
    """The park that systems are about: its firms and its first tables, by name; `register` is that of enterprises."""

    firm: Firms
    frames: dict[str, pd.DataFrame]
    months: int
    seed: int
    _made: dict[str, dict[str, pd.DataFrame]] = field(default_factory=dict)

    @property
    def register(self) -> pd.DataFrame:
        return self.frames["enterprise"]

    def system(self, name: str) -> dict[str, pd.DataFrame]:
        """The frames of another system. ImportError if there is none of that name."""
        if name not in self._made:
            rng = np.random.default_rng([self.seed, zlib.crc32(name.encode())])
            self._made[name] = import_module(f"{__name__}.{name}").tables(rng, self)
        return self._made[name]


def with_systems(park: Park) -> dict[str, pd.DataFrame]:
    """All frames of the park and of every system."""
    found = dict(park.frames)
    for name in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        for table, frame in park.system(name).items():
            found[table] = pd.concat([found[table], frame], ignore_index=True) if table in found else frame
    return found
