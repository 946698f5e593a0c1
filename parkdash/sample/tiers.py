"""Recognitions: who holds what since when, renewed, lapsed, revoked or outgrown.

Certificates run three years from the day of the award. A 科技型中小企业 enters the
list in June to August and stays until 31 March of the next year; the yearly update runs from 1 April to 31 March.
Lists and boards have no end. A renewal begins on the day after the certificate before it, so there are no gaps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from parkdash.sample.dates import CUT_OFF, OPEN, Days, Flags, add_years, between, day, on, years
from parkdash.sample.enterprises import Firms
from parkdash.sample.parks import ONE, PARKS

EXACT_FROM = 300  # with fewer enterprises the published figures are scaled down


@dataclass(frozen=True)
class Tier:
    """One kind of recognition. `share` of the present enterprises hold it; `months` in which it is awarded."""

    code: str
    level: str
    term: Literal["three_years", "year", "open"]
    months: tuple[int, int]
    share: float
    age: int  # years an enterprise must have existed
    issuer: str
    outgrown: str = ""  # the lower tier that ends when this one begins
    lapse: str = "年度复核未通过"


TIERS: tuple[Tier, ...] = (
    Tier("unicorn", "provincial", "three_years", (9, 10), 0.0035, 3, "省独角兽", "quasi_unicorn"),
    Tier("quasi_unicorn", "provincial", "three_years", (9, 10), 0.012, 2, "省准独角兽"),
    Tier("hidden_unicorn", "municipal", "three_years", (9, 10), 0.008, 2, "市隐独"),
    Tier("little_giant", "national", "three_years", (7, 9), 0.018, 4, "工信小巨人", "specialized"),
    Tier("champion", "national", "three_years", (10, 11), 0.006, 10, "工信冠军"),
    Tier("specialized", "provincial", "three_years", (6, 9), 0.07, 3, "省专精特新", lapse="复核未通过"),
    Tier("innovative_sme", "provincial", "three_years", (4, 10), 0.14, 1, "省创新型"),
    Tier("high_tech", "national", "three_years", (10, 12), 0.24, 1, "国科高企", lapse="研发费用占比不达标"),
    Tier("tech_sme", "national", "year", (6, 8), 0.22, 0, "国科科小"),
    Tier("hidden_champion", "municipal", "three_years", (5, 6), 0.015, 5, "市隐冠"),
    Tier("gazelle", "provincial", "three_years", (8, 9), 0.05, 3, "省瞪羚", lapse="成长指标不达标"),
    Tier("listed", "national", "open", (1, 12), 0.006, 6, "上市公告", "neeq", "终止上市"),
    Tier("listing_reserve", "municipal", "three_years", (3, 5), 0.02, 4, "市后备"),
    Tier("neeq", "national", "open", (1, 12), 0.015, 4, "股转公告", "regional_board", "终止挂牌"),
    Tier("regional_board", "provincial", "open", (1, 12), 0.06, 1, "股交公告", lapse="主动摘牌"),
    Tier("above_scale", "district", "open", (1, 12), 0.16, 1, "统计入库", lapse="退规:营业收入未达规模标准"),
)
PUBLISHED = {"high_tech": 44, "specialized": 5, "hidden_champion": 4, "gazelle": 11, "regional_board": 12,
             "listing_reserve": 2}  # fmt: skip


@dataclass(frozen=True)
class Certificates:
    """One entry per certificate; `tier` counts in TIERS."""

    firm: Days
    tier: Days
    begins: Days
    ends: Days
    revoked: Days  # OPEN if never

    def take(self, rows: Days | Flags) -> Certificates:
        """The chosen entries."""
        return Certificates(*(getattr(self, name)[rows] for name in Certificates.__annotations__))


def scaled(published: int, count: int) -> int:
    """A published figure for so many enterprises: exact from EXACT_FROM on, in proportion below."""
    return published if count >= EXACT_FROM else round(published * count / EXACT_FROM)


def certificates(rng: np.random.Generator, firm: Firms) -> Certificates:
    """All certificates, oldest first; every one began on or before the cut-off."""
    parts: list[Certificates] = []
    above: dict[str, Days] = {}
    for number, tier in enumerate(TIERS):
        taken = above.get(tier.code, np.empty(0, dtype=np.int64))
        holders = _holders(rng, firm, tier, taken)
        first = _first_award(rng, firm, tier, holders)
        parts.append(_terms(number, tier, holders, first, np.full(len(holders), OPEN)))
        parts.append(_former(rng, firm, number, tier, np.union1d(holders, taken)))
        if tier.outgrown:
            lower = next(i for i, other in enumerate(TIERS) if other.code == tier.outgrown)
            above[tier.outgrown] = holders
            parts.append(_outgrown(rng, lower, TIERS[lower], holders, first))
        if tier.code == "high_tech":
            grown = rng.random(len(holders)) < 0.4
            above["tech_sme"] = holders[grown]
            sme = next(i for i, other in enumerate(TIERS) if other.code == "tech_sme")
            listed_since = on(years(first[grown]) - rng.integers(1, 3, int(grown.sum())), 7, 10)
            parts.append(_terms(sme, TIERS[sme], holders[grown], listed_since, on(years(first[grown]) + 1, 3, 28)))
    fields = Certificates.__annotations__
    found = Certificates(*(np.concatenate([getattr(part, name) for part in parts]) for name in fields))
    found = found.take(found.begins <= CUT_OFF)
    return found.take(np.lexsort((found.firm, found.tier, found.begins)))


def _holders(rng: np.random.Generator, firm: Firms, tier: Tier, taken: Days) -> Days:
    """The enterprises that hold the tier at the cut-off: the best of each park, with some luck."""
    luck = 0.35 if tier.code not in ("tech_sme", "innovative_sme", "regional_board") else 1.2
    score = firm.quality + luck * rng.random(len(firm))
    able = firm.present.copy()
    able[taken] = False
    found = []
    for park in range(len(PARKS)):
        mine = np.flatnonzero(able & (firm.park == park))
        wanted = tier.share * int((firm.present & (firm.park == park)).sum())
        if park == ONE and tier.code in PUBLISHED:
            wanted = scaled(PUBLISHED[tier.code], len(firm))
        best = mine[np.argsort(-score[mine], kind="stable")]
        found.append(best[: int(wanted + 0.5)])
    return np.sort(np.concatenate(found))


def _first_award(rng: np.random.Generator, firm: Firms, tier: Tier, who: Days) -> Days:
    """The first award, in the tier's season, at most two years before moving in."""
    lead = np.where(firm.is_new[who], -200, 730)
    earliest = np.minimum(np.maximum(firm.begins[who] - lead, day("2017-01-01")), CUT_OFF - 200)
    return _in_season(rng, tier, between(rng, earliest, np.full(len(who), CUT_OFF), bend=1.15))


def _in_season(rng: np.random.Generator, tier: Tier, days: Days) -> Days:
    """Moves each day into the tier's season of its year (of the year before if that were after the cut-off)."""
    month = rng.integers(tier.months[0], tier.months[1] + 1, len(days))
    dom = rng.integers(1, 28, len(days))
    year = years(days)
    found = on(year, month, dom)
    opened = on(year, tier.months[0], 1)  # a season under way at the cut-off has brought its first awards
    under_way = np.where(
        opened + 5 < CUT_OFF, between(rng, opened, np.full(len(days), CUT_OFF)), on(year - 1, month, dom)
    )
    return np.where(found > CUT_OFF, under_way, found)


def _terms(number: int, tier: Tier, who: Days, first: Days, stop: Days) -> Certificates:
    """The certificates of each enterprise from its first award on, renewed while a term begins by `stop`."""
    parts = []
    for step in range(1 if tier.term == "open" else 12):
        if tier.term == "open":
            begins, ends = first, np.where(stop < OPEN, stop, OPEN)
        elif tier.term == "three_years":
            begins, ends = add_years(first, 3 * step), add_years(first, 3 * step + 3) - 1
        else:
            begins = first if step == 0 else on(years(first) + step, 4, 1)
            ends = on(years(first) + step + 1, 4, 1) - 1
        kept = (begins <= np.minimum(stop, CUT_OFF)) & (begins <= ends)
        size = int(kept.sum())
        parts.append(Certificates(who[kept], np.full(size, number), begins[kept], ends[kept], np.full(size, OPEN)))
    fields = Certificates.__annotations__
    return Certificates(*(np.concatenate([getattr(part, name) for part in parts]) for name in fields))


def _former(rng: np.random.Generator, firm: Firms, number: int, tier: Tier, holders: Days) -> Certificates:
    """Enterprises that held the tier once: lapsed or revoked while in the park, or left with it."""
    free = firm.until - firm.begins > 400
    free[holders] = False
    pool = np.flatnonzero(free)
    wanted = min(len(pool), int(len(firm) * tier.share * 0.22 + rng.random()))
    who = np.sort(pool[np.argsort(-(firm.quality[pool] + rng.random(len(pool))), kind="stable")[:wanted]])
    earliest, latest = firm.begins[who], firm.until[who] - 200
    runs_out = firm.present[who] & (tier.term == "three_years") & (rng.random(len(who)) < 0.65)
    earliest = np.where(runs_out, earliest - 900, earliest)  # such a certificate may have been brought along
    latest = np.where(runs_out, np.maximum(add_years(firm.until[who], -3), earliest), latest)
    first = _in_season(rng, tier, between(rng, earliest, latest))
    first = np.where(runs_out & (add_years(first, 3) > CUT_OFF), add_years(first, -1), first)
    found = _terms(number, tier, who, first, np.where(firm.present[who], OPEN, firm.ends[who]))
    here = firm.present[found.firm]
    found = found.take(~here | (found.begins == first[np.searchsorted(who, found.firm)]))  # not renewed here
    here = firm.present[found.firm]
    struck = between(rng, np.minimum(found.begins + 60, CUT_OFF - 1), np.full(len(here), CUT_OFF - 1))
    running = here & (found.ends >= CUT_OFF)
    return Certificates(found.firm, found.tier, found.begins, found.ends, np.where(running, struck, OPEN))


def _outgrown(rng: np.random.Generator, number: int, tier: Tier, who: Days, upper: Days) -> Certificates:
    """What holders of the upper tier held until the day before its award."""
    begins = add_years(upper, -3) if tier.term == "three_years" else upper - rng.integers(400, 1_500, len(who))
    size = len(who)
    return Certificates(who, np.full(size, number), begins, upper - 1, np.full(size, OPEN))


def founded(rng: np.random.Generator, firm: Firms, held: Certificates) -> Days:
    """When each enterprise was founded: early enough for what it holds."""
    older = np.where(firm.is_new, rng.integers(0, 45, len(firm)), rng.integers(200, 3_600, len(firm)))
    days = firm.begins - older
    ages = np.array([tier.age for tier in TIERS])[held.tier]
    np.minimum.at(days, held.firm, add_years(held.begins, -ages) - 30 - held.firm % 97)
    return days
