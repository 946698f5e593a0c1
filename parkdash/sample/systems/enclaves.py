"""Enclave links of the second park: research in its tower, production at home; promised, realised and expected apart.

The figures that such a park has published of its links are forecasts: three pairs expect them, none has them yet.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from parkdash.sample.dates import CUT_OFF, OPEN, as_dates, day
from parkdash.sample.forms import named
from parkdash.sample.parks import PARKS, TWO
from parkdash.sample.systems import Park

HOMES = ("青梧区", "云岫区", "岚河县", "松澜县", "璟溪县")
LINES = ("智慧出行", "原研药分装", "膜基材", "智能终端", "传感模组", "储能部件", "检测装备", "电驱动部件")
# Expected at full capacity by the first pairs, as published: output, tax in 万元, jobs; None where nothing was said.
EXPECTED: tuple[tuple[float, float | None, int | None], ...] = (
    (2_000_000.0, 100_000.0, 2_000),
    (100_000.0, 12_000.0, None),
    (24_000.0, None, None),
)
MOST, FIRST_YEAR, NOW = 18, 2023, 2026
WAN = 10_000


class Pair(NamedTuple):
    """What the yearly values of a pair follow from; no day of producing (NaT) while the site is being built."""

    pair_no: str
    paired_on: pd.Timestamp
    home_producing_on: pd.Timestamp
    size: float  # yearly output promised, in 万元


def tables(rng: np.random.Generator, park: Park) -> dict[str, pd.DataFrame]:
    """The pairs, what they promised and realised by year in both ways of counting, and what is aimed at."""
    enclave = [number for number, one in enumerate(PARKS) if one.is_enclave]
    here = np.flatnonzero(np.isin(park.firm.park, enclave) & park.firm.present & (park.firm.begins < CUT_OFF - 120))
    best = np.sort(here[np.argsort(-park.firm.quality[here], kind="stable")][:MOST])
    pairs = _pairs(rng, park, best)
    return {
        "enclave_pair": pairs.drop(columns=["size"]),
        "enclave_value": _values(rng, pairs),
        "target": _targets(),
    }


def _pairs(rng: np.random.Generator, park: Park, who: np.ndarray) -> pd.DataFrame:
    """Each firm makes at home what it has found here; a third of the sites are still being built."""
    paired = np.maximum(park.firm.begins[who] + rng.integers(20, 200, len(who)), day("2022-01-10"))
    paired = np.minimum(paired, CUT_OFF - rng.integers(5, 60, len(who)))
    producing = paired + rng.integers(240, 900, len(who))
    producing = np.where(producing > CUT_OFF, OPEN, producing)
    size = np.round(rng.lognormal(9.3, 0.6, len(who)) / 100) * 100  # yearly output promised, in 万元
    rows = []
    for place, firm in enumerate(who):
        output, tax, jobs = EXPECTED[place] if place < len(EXPECTED) else (size[place] * 2.5, size[place] * 0.12, None)
        brand = str(park.register["enterprise"].iloc[int(firm)])[:2]
        home = HOMES[int(rng.integers(0, len(HOMES)))]
        line = LINES[place % len(LINES)]
        rows.append({
            "pair_no": f"FD{place + 1:03d}", "pair": f"{brand}{line}联动项目", "home_place": home,
            "production_firm": f"{brand}{line}（{home[:2]}）有限公司", "expected_output": round(output) * WAN,
            "expected_tax": np.nan if tax is None else round(tax) * WAN, "expected_jobs": jobs, "size": size[place],
        })  # fmt: skip
    columns = [
        "pair_no", "pair", "home_place", "production_firm", "expected_output", "expected_tax", "expected_jobs", "size",
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=columns)
    days = {"paired_on": as_dates(paired), "home_producing_on": as_dates(producing)}
    return frame.assign(**named(park.register, who), **days, pair_until=as_dates(np.full(len(frame), OPEN)))


def _values(rng: np.random.Generator, pairs: pd.DataFrame) -> pd.DataFrame:
    """From the year after pairing on; home counting has all that the pair makes, host counting what its books have."""
    rows = []
    for pair in map(Pair._make, pairs[[*Pair._fields]].itertuples(index=False, name=None)):
        keeps = float(np.clip(rng.normal(0.78, 0.25), 0.1, 1.2))
        booked = float(rng.uniform(0.15, 0.35))
        began = pair.home_producing_on.year if pd.notna(pair.home_producing_on) else NOW + 1
        for year in range(max(pair.paired_on.year + 1, FIRST_YEAR), NOW):
            made = keeps * (0.3 if began > year else min(0.6 + 0.25 * (year - began), 1.1))
            for counting, share in (("home", 1.0), ("host", booked)):
                output = pair.size * share
                promised = (round(output) * WAN, round(output * 0.05) * WAN, int(output / 120) + 5)
                rows.append((pair.pair_no, year, counting, *promised, *_realised(promised, made)))
    columns = [
        "pair_no", "year", "counting", "promised_output", "promised_tax", "promised_jobs", "realised_output",
        "realised_tax", "realised_jobs",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def _realised(promised: tuple[int, int, int], made: float) -> tuple[int, int, int]:
    """What came of it; taxes follow output late, people are hired early."""
    output, tax, jobs = promised
    return round(output * made / WAN) * WAN, round(tax * made * 0.9 / WAN) * WAN, int(jobs * min(made * 1.1, 1.2))


def _targets() -> pd.DataFrame:
    rows = [("enclave_pairs", 16.0, "item"), ("enclave_pairs_producing", 12.0, "item")]
    frame = pd.DataFrame(rows, columns=["metric", "value", "unit"])
    return frame.assign(
        year=NOW, base=0.0, curve="even", park=PARKS[TWO].name, owner="招商局", document="霁园发〔2026〕5号",
        decided_on=pd.Timestamp("2026-03-02"),
    )  # fmt: skip
