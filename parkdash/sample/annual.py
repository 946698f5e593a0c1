"""Annual reports: what the monthly ones of a whole year add up to, and the balance sheet beside them."""

from __future__ import annotations

import numpy as np

from parkdash.sample.dates import LAST_MONTH, Floats
from parkdash.sample.enterprises import Firms

ADDED = ("revenue", "tax_paid", "rd_expense")
AT_YEAR_END = ("headcount", "tech_staff", "invention_patents")
DECEMBER = 11


def annual(rng: np.random.Generator, firm: Firms, reports: dict[str, np.ndarray], months: int) -> dict[str, np.ndarray]:
    """Columns of the annual reports by enterprise and year; a firm that reported December hands one in."""
    first = (LAST_MONTH - (months - 1)).astype(np.int64)
    calendar = first + reports["month"]
    year, last = calendar // 12 + 1970, calendar % 12 == DECEMBER
    years = int(LAST_MONTH.astype(np.int64)) // 12 + 1971
    key = reports["firm"] * years + year
    found, where = np.unique(key[last], return_index=True)
    slot = np.searchsorted(found, key)
    mine = (slot < len(found)) & (found[np.minimum(slot, len(found) - 1)] == key) if len(found) else slot < 0
    sums = {name: np.bincount(slot[mine], reports[name][mine], len(found)).astype(np.float64) for name in ADDED}
    ends = {name: reports[name][last][where] for name in AT_YEAR_END}
    who = found // years
    return {"firm": who, "year": found % years, **sums, **_balance(rng, sums["revenue"], firm.quality[who]), **ends}


def _balance(rng: np.random.Generator, revenue: Floats, quality: Floats) -> dict[str, np.ndarray]:
    """Assets, debts and results that suit the revenue."""
    size = len(revenue)
    assets = _rounded(revenue * rng.uniform(0.8, 2.2, size))
    liabilities = _rounded(assets * rng.uniform(0.15, 0.75, size))
    profit = _rounded(revenue * (rng.normal(0.02, 0.06, size) + 0.12 * quality))
    return {
        "main_revenue": _rounded(revenue * rng.uniform(0.82, 1, size)),
        "high_tech_revenue": _rounded(revenue * rng.uniform(0.2, 0.8, size) * quality),
        "assets": assets,
        "liabilities": liabilities,
        "equity": assets - liabilities,
        "profit": profit,
        "net_profit": _rounded(np.where(profit > 0, 0.85 * profit, profit)),
        "exports": _rounded(np.where(rng.random(size) < 0.15, revenue * rng.uniform(0.05, 0.5, size), 0)),
    }


def _rounded(yuan: Floats) -> Floats:
    return np.round(yuan / 100) * 100
