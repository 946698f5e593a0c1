"""Monthly reports: growth, seasons, the dip of the Spring Festival, firms on the way up and down."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from parkdash.sample.dates import LAST_MONTH, Days, Floats
from parkdash.sample.enterprises import Firms
from parkdash.sample.parks import FIVE

SEASON = np.array([0.90, 0.86, 1.0, 0.97, 0.98, 1.03, 0.95, 0.96, 1.03, 1.02, 1.13, 1.26])
SPRING_FESTIVAL = tuple(
    np.datetime64(month, "M") for month in ("2020-01", "2021-02", "2022-02", "2023-01", "2024-02", "2025-01", "2026-02")
)
MAKERS = np.array([False, False, True, True, True, True, True, True, True, True, False, False])  # report an output
CHUNK = 20_000  # enterprises at a time, so that 200,000 need no more memory than their rows


def reports(rng: np.random.Generator, firm: Firms, months: int) -> dict[str, np.ndarray]:
    """Columns of all reports, by enterprise and month; `firm` counts enterprises, money is in yuan.

    A report exists for a month on whose last day the enterprise is in a park, except the few that are never handed
    in, and October 2026 of park five, which is late.
    """
    parts = list(_chunks(rng, firm, months))
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _chunks(rng: np.random.Generator, firm: Firms, months: int) -> Iterator[dict[str, np.ndarray]]:
    grid = LAST_MONTH - np.arange(months - 1, -1, -1)
    for first in range(0, len(firm), CHUNK):
        yield _chunk(rng, firm, np.arange(first, min(first + CHUNK, len(firm))), grid)


def _chunk(rng: np.random.Generator, firm: Firms, who: Days, grid: np.ndarray) -> dict[str, np.ndarray]:
    size, count = len(who), len(grid)
    last_days = (grid + 1).astype("M8[D]").astype(np.int64) - 1
    quality, age = firm.quality[who], (last_days[None, :] - firm.begins[who][:, None]) / 365.25
    here = (age >= 0) & (last_days[None, :] <= firm.ends[who][:, None])
    careless = rng.random(size) < 0.06
    here &= ~(careless[:, None] & (rng.random((size, count)) < 0.3))
    here[:, grid == LAST_MONTH] &= (firm.park[who] != FIVE)[:, None]

    yearly = np.exp(rng.normal(16.4, 0.55, size) + 3.6 * (quality - 0.45))  # yuan, at the cut-off without growth
    growth = np.clip(rng.normal(0.02 + 0.32 * quality, 0.14, size), -0.25, 0.8)
    trend = (1 + growth)[:, None] ** ((np.arange(count) - count + 1) / 12)[None, :]
    turn = np.where(rng.random(size) < 0.12, rng.integers(0, max(count, 1), size), count)
    fallen = np.maximum(np.arange(count)[None, :] - turn[:, None], 0)
    trend *= 0.965**fallen
    ramp = np.where(firm.is_new[who][:, None], np.clip(0.25 + 0.55 * age, 0, 1), 1)
    season = SEASON[grid.astype(np.int64) % 12] * np.where(np.isin(grid, SPRING_FESTIVAL), 0.86, 1.0)
    level = yearly[:, None] / 12 * trend * ramp
    revenue = level * season[None, :] * rng.lognormal(0, 0.09, (size, count))

    rows, at = np.nonzero(here)
    sold, usual = revenue[here], level[here]
    maker = MAKERS[firm.industry[who]]
    output = sold * rng.normal(1.04, 0.03, len(sold))
    output[~maker[rows]] = np.nan
    quarterly = np.array([1.7, 0.65, 0.65])[(grid.astype(np.int64) % 3)[at]]
    tax = sold * rng.uniform(0.02, 0.062, size)[rows] * quarterly
    intensity = np.clip(rng.normal(0.035 + 0.075 * quality, 0.02, size), 0.005, 0.3)
    research = (0.6 * usual + 0.4 * sold) * intensity[rows]
    staff = (yearly / rng.uniform(4.5e5, 1.0e6, size) + 2)[rows]  # at the cut-off
    heads = np.maximum(np.round(staff * (usual / yearly[rows] * 12) ** 0.7), 2)
    technical = np.round(heads * rng.uniform(0.14, 0.55, size)[rows])
    pace = 2.4 * quality**2 * rng.random(size)
    patents = np.floor(pace[rows] * np.maximum(age[here], 0) + rng.integers(0, 4, size)[rows] * quality[rows])
    return {
        "firm": who[rows],
        "month": at,
        "revenue": _cents(sold),
        "output": _cents(output),
        "tax_paid": _cents(tax),
        "rd_expense": _cents(research),
        "headcount": heads.astype(np.int64),
        "tech_staff": technical.astype(np.int64),
        "invention_patents": patents.astype(np.int64),
    }


def _cents(yuan: Floats) -> Floats:
    """Rounded to 100 yuan: two decimals of the 万元 in which the offices write."""
    return np.round(yuan / 100) * 100
