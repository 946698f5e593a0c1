"""Enterprises and their stays in the parks."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from parkdash.sample.dates import CUT_OFF, OPEN, Days, Flags, Floats, between, day
from parkdash.sample.names import INDUSTRIES
from parkdash.sample.parks import ONE, PARKS, THREE, TWO, carriers

STEADY = 600  # parks one and two do not grow beyond their part of so many enterprises: their figures are published
FIRST_EXIT = day("2022-11-05")


@dataclass(frozen=True)
class Firms:
    """One entry per enterprise. `begins` and `ends` span all its stays, which follow each other without a gap."""

    park: Days  # the park of the last stay
    begins: Days
    ends: Days  # the last day in any park; OPEN for those still there
    quality: Floats  # 0-1: decides size, growth and tiers
    industry: Days
    is_new: Flags  # newly founded here, else moved in from elsewhere

    def __len__(self) -> int:
        return len(self.park)

    @property
    def present(self) -> Flags:
        """In a park at the cut-off."""
        return self.ends >= CUT_OFF

    @property
    def until(self) -> Days:
        """The last day of which facts can be known: the last day in a park or the cut-off."""
        return np.minimum(self.ends, CUT_OFF)


@dataclass(frozen=True)
class Stays:
    """One entry per stay of an enterprise in a carrier; `carrier` counts within its park."""

    firm: Days
    park: Days
    carrier: Days
    begins: Days
    ends: Days
    entry: np.ndarray  # codes of the contract, "" if blank
    exit: np.ndarray
    area_sqm: Floats
    room: Days


def park_sizes(count: int) -> list[int]:
    """How many enterprises end up in each park."""
    fixed = [round(PARKS[number].share * min(count, STEADY)) for number in (ONE, TWO)]
    rest = count - sum(fixed)
    shares = [park.share for park in PARKS[THREE:]]
    sizes = [round(rest * share / sum(shares)) for share in shares[:-1]]
    return [*fixed, *sizes, rest - sum(sizes)]


def firms(rng: np.random.Generator, count: int) -> Firms:
    """`count` enterprises; about one in six has left by the cut-off and one came on the cut-off day itself."""
    park = np.repeat(np.arange(len(PARKS)), park_sizes(count))
    opened = np.array([park.opened for park in PARKS])[park]
    old = rng.random(count) < 0.45
    grown = day("2022-11-01")
    begins = np.where(
        old & (opened < grown - 60),
        between(rng, opened, np.full(count, grown)),
        between(rng, np.full(count, grown), np.full(count, CUT_OFF - 4), bend=0.8),
    )
    leaves = rng.random(count) < 0.20
    ends = np.where(
        leaves, between(rng, np.maximum(begins + 150, FIRST_EXIT), np.full(count, CUT_OFF + 120), bend=1.5), OPEN
    )
    ends[ends >= CUT_OFF] = OPEN
    quality = rng.beta(2.0, 2.6, count)
    newest = np.flatnonzero((park == THREE) & (ends == OPEN))
    if len(newest):
        begins[newest[-1]], quality[newest[-1]] = CUT_OFF, 0.02
    industry = rng.choice(len(INDUSTRIES), count, p=_industry_shares())
    # each park has its own leaning: digital, machines, life sciences, materials
    for home, leaning in ((TWO, (0, 1)), (THREE, (5, 6, 8)), (3, (3, 4)), (4, (7, 9))):
        lean = (park == home) & (rng.random(count) < 0.55)
        industry[lean] = rng.choice(leaning, int(lean.sum()))
    return Firms(park, begins, ends, quality, industry, rng.random(count) < 0.55)


def _industry_shares() -> Floats:
    weights = np.array([16, 8, 11, 8, 7, 10, 9, 9, 7, 6, 5, 4], dtype=np.float64)
    return weights / weights.sum()


def stays(rng: np.random.Generator, firm: Firms) -> Stays:
    """The stays: about one enterprise in nine changes its carrier once and a few change the park (never park two)."""
    count = len(firm)
    buildings = np.array([len(found) for found in carriers(np.bincount(firm.park, minlength=len(PARKS)).tolist())])
    carrier = (rng.random(count) ** 1.2 * buildings[firm.park]).astype(np.int64)
    area = np.round(60 + 2_400 * firm.quality**3 * rng.lognormal(0, 0.35, count), 0)
    room = rng.integers(1, 13, count) * 100 + rng.integers(1, 25, count)
    reasons = np.array(["graduated", "moved_out", "deregistered", "lease_ended", "removed", "other"])
    left = np.where(firm.ends < OPEN, rng.choice(reasons, count, p=[0.18, 0.3, 0.2, 0.2, 0.09, 0.03]), "")
    entry = np.where(firm.is_new, "new", "moved_in").astype("U12")
    last = Stays(np.arange(count), firm.park, carrier, firm.begins, firm.ends, entry, left, area, room)

    split = between(rng, firm.begins + 150, firm.until - 60)
    can = firm.until - firm.begins > 330
    draw = rng.random(count)
    came_from = np.where(firm.park == ONE, THREE, ONE)
    other = can & (draw < 0.02) & (firm.park != TWO) & (firm.begins >= np.array([p.opened for p in PARKS])[came_from])
    within = can & ~other & (draw < 0.13) & (buildings[firm.park] > 1)
    moved = np.flatnonzero(other | within)
    before_park = np.where(other, came_from, firm.park)[moved]
    before = Stays(
        moved,
        before_park,
        np.where(other[moved], 0, np.where(carrier[moved] > 0, carrier[moved] - 1, 1)),  # mostly up the chain
        firm.begins[moved],
        split[moved] - 1,
        entry[moved],
        np.where(other[moved], "moved_out", "within"),
        np.round(area[moved] * 0.6, 0),
        room[moved] + 1,
    )
    begins, entries = firm.begins.copy(), entry.copy()
    begins[moved] = split[moved]
    entries[moved] = np.where(other[moved], "moved_in", "within")
    last = replace(last, begins=begins, entry=entries)
    return Stays(*(np.concatenate([getattr(before, name), getattr(last, name)]) for name in Stays.__annotations__))
