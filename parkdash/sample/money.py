"""Deals: equity rounds, loans, grants, and what the parks' funds put in."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from parkdash.sample.dates import CUT_OFF, OPEN, Days, Floats, between
from parkdash.sample.enterprises import Firms
from parkdash.sample.parks import PARKS, TWO
from parkdash.sample.tiers import EXACT_FROM, TIERS, Certificates, scaled

# the ladder of rounds and the usual amount of each in 万元
LADDER = (("seed", 150), ("angel", 500), ("pre_a", 1_000), ("a", 2_500), ("a_plus", 4_000), ("b", 7_000),
          ("c", 12_000), ("d", 20_000), ("pre_ipo", 26_000))  # fmt: skip
IPO, IPO_WAN = len(LADDER), 48_000
ROUNDS = (*(name for name, _ in LADDER), "ipo", "")
FUNDED = 12  # enterprises of park two that have had equity paid in
FUND_WAN = (300, 420, 350, 500, 600, 500)  # what park two's fund put into its six deals: 2670万元
VENTURES = ("岚汐创投", "桐屿资本", "砚舟投资", "沅桥基金", "霁峰资本", "漪林创投", "珩泽股权投资", "淅川湾资本")
CORPORATES = ("霁川产业集团", "瀚禾控股", "榕岸实业")
BANKS = ("霁川农村商业银行", "云岫村镇银行", "霁川银行", "澜汀商业银行")
KINDS = ("equity", "loan", "grant", "bond")


@dataclass(frozen=True)
class Deals:
    """One entry per deal. Amounts are in units of the currency; NaN if undisclosed. `fund` counts parks, −1 none."""

    firm: Days
    kind: Days  # counts in KINDS
    round: Days  # counts in ROUNDS; the last is blank
    signed: Days
    paid: Days
    amount: Floats
    rate: Floats  # NaN for yuan
    funding: np.ndarray
    investor: np.ndarray
    fund: Days
    fund_amount: Floats


FIELDS = tuple(Deals.__annotations__)


def deals(rng: np.random.Generator, firm: Firms, held: Certificates) -> Deals:
    """All deals, oldest first, each paid while its enterprise was in a park."""
    listed = _listings(firm, held)
    equity = _with_funds(rng, firm, _equity(rng, firm, listed))
    parts = [equity, _flotations(rng, firm, listed), _loans(rng, firm), _grants(rng, firm), _bonds(rng, firm)]
    found = Deals(*(np.concatenate([getattr(part, name) for part in parts]) for name in FIELDS))
    order = np.lexsort((found.firm, found.kind, found.paid))
    return Deals(*(getattr(found, name)[order] for name in FIELDS))


def _listings(firm: Firms, held: Certificates) -> Days:
    """The day on which each enterprise was listed; OPEN if never."""
    on_board = held.tier == next(number for number, tier in enumerate(TIERS) if tier.code == "listed")
    days = np.full(len(firm), OPEN)
    np.minimum.at(days, held.firm[on_board], held.begins[on_board])
    return days


def _flotations(rng: np.random.Generator, firm: Firms, listed: Days) -> Deals:
    """What listed enterprises raised on the day of listing (none of park two, whose funded enterprises are counted)."""
    who = np.flatnonzero((listed >= firm.begins) & (listed <= firm.until) & (firm.park != TWO))
    size = len(who)
    amount = np.round(IPO_WAN * rng.lognormal(0, 0.4, size) / 100) * 1_000_000
    blank = np.full(size, np.nan)
    return Deals(who, np.zeros(size, dtype=np.int64), np.full(size, IPO), listed[who], listed[who], amount, blank,
                 np.full(size, "market"), np.full(size, "公开发行"), np.full(size, -1), blank)  # fmt: skip


def _funded(rng: np.random.Generator, firm: Firms, listed: Days) -> Days:
    score = firm.quality + 0.5 * rng.random(len(firm)) - 2.0 * (firm.until - firm.begins < 200)
    score -= 5.0 * ((listed < OPEN) & (firm.park == TWO))
    score -= 2.0 * ~firm.present * (rng.random(len(firm)) < 0.6)
    found = []
    for park in range(len(PARKS)):
        mine = np.flatnonzero(firm.park == park)
        if park == TWO:
            mine = mine[firm.present[mine]]
        wanted = scaled(FUNDED, len(firm)) if park == TWO else round(0.15 * len(mine))
        found.append(mine[np.argsort(-score[mine], kind="stable")[:wanted]])
    return np.sort(np.concatenate(found))


def _equity(rng: np.random.Generator, firm: Firms, listed: Days) -> Deals:
    who = _funded(rng, firm, listed)
    top = len(LADDER) - 1
    step = np.minimum((firm.quality[who] * 3.5 * rng.random(len(who))).astype(np.int64), 5)
    span = firm.until[who] - firm.begins[who]
    paid = firm.begins[who] + (span * rng.random(len(who)) * 0.5).astype(np.int64)
    people, rounds, days = [], [], []
    going = paid < listed[who]
    for _ in range(6):
        people.append(who[going])
        rounds.append(step[going])
        days.append(paid[going])
        paid = paid + rng.integers(240, 620, len(who))
        step = step + 1 + (rng.random(len(who)) < 0.15)
        going &= (
            (paid <= np.minimum(firm.until[who], listed[who] - 30))
            & (step <= top)
            & (rng.random(len(who)) < 0.5 + 0.5 * firm.quality[who])
        )
    found, at, on_day = np.concatenate(people), np.concatenate(rounds), np.concatenate(days)
    size = len(found)
    usual = np.array([wan for _, wan in LADDER], dtype=np.float64)[at]
    amount = np.maximum(np.round(usual * rng.lognormal(0, 0.45, size) / 10) * 10, 50) * 10_000
    dollars = (rng.random(size) < 0.05) & (at >= 3)
    amount = np.where(dollars, np.round(amount / 7 / 500_000 + 1) * 500_000, amount)
    rate = np.where(dollars, np.round(rng.uniform(6.95, 7.25, size), 4), np.nan)
    amount[(rng.random(size) < 0.09) & (firm.park[found] != TWO)] = np.nan
    funding = np.where(at == 0, "angel_investor", "venture").astype("U16")
    corporate = (funding == "venture") & (rng.random(size) < 0.18)
    funding[corporate] = "corporate"
    signed = np.maximum(on_day - rng.integers(5, 60, size), firm.begins[found])
    return Deals(found, np.zeros(size, dtype=np.int64), at, signed, on_day, amount, rate, funding,
                 _investors(rng, funding), np.full(size, -1), np.full(size, np.nan))  # fmt: skip


def _investors(rng: np.random.Generator, funding: np.ndarray) -> np.ndarray:
    size = len(funding)
    lead = np.array(VENTURES)[rng.integers(0, len(VENTURES), size)].astype("U24")
    corporate = np.array(CORPORATES)[rng.integers(0, len(CORPORATES), size)]
    lead = np.where(funding == "corporate", corporate, lead)
    second = np.array(VENTURES)[rng.integers(0, len(VENTURES), size)]
    both = np.where((rng.random(size) < 0.4) & (second != lead), np.char.add(np.char.add(lead, "、"), second), lead)
    return np.where(funding == "angel_investor", "天使投资人", both)


def _with_funds(rng: np.random.Generator, firm: Firms, deal: Deals) -> Deals:
    """Lets the parks' funds take part in deals of their own parks; park two's fund puts in the published sum."""
    fund, share, amount = deal.fund.copy(), deal.fund_amount.copy(), deal.amount.copy()
    park = firm.park[deal.firm]
    opened, closes = (np.array([getattr(p, f) for p in PARKS]) for f in ("fund_established", "fund_closes"))
    able = (deal.paid >= opened[park]) & (deal.paid <= closes[park]) & np.isnan(deal.rate)
    two = np.flatnonzero(able & (park == TWO))
    two = two[np.argsort(deal.paid[two], kind="stable")]
    two = two[np.unique(np.linspace(0, len(two) - 1, len(FUND_WAN)).round().astype(np.int64))] if len(two) else two
    if len(firm) >= EXACT_FROM and len(two):
        put = np.array(FUND_WAN, dtype=np.float64) * 10_000
        put[len(two) - 1] += put[len(two) :].sum()
        fund[two], share[two] = TWO, put[: len(two)]
        amount[two] = np.maximum(amount[two], share[two] * 2.5)
    others = np.flatnonzero(able & (park != TWO) & ~np.isnan(amount) & (rng.random(len(park)) < 0.3))
    fund[others] = park[others]
    share[others] = np.maximum(np.round(amount[others] * rng.uniform(0.1, 0.35, len(others)) / 100_000), 1) * 100_000
    funding, investor = deal.funding.copy(), deal.investor.copy().astype("U40")
    joined = fund >= 0
    names = np.array([p.fund for p in PARKS])[fund[joined]]
    investor[joined] = np.char.add(np.char.add(investor[joined], "、"), names)
    funding[joined & (rng.random(len(park)) < 0.35)] = "public_fund"
    return replace(deal, fund=fund, fund_amount=share, amount=amount, funding=funding, investor=investor)


def _plain(rng: np.random.Generator, firm: Firms, kind: str, chance: Floats, most: int, usual: float,
           spread: float, funding: str, names: tuple[str, ...]) -> Deals:  # fmt: skip
    """Deals without rounds: up to `most` per enterprise, around `usual` 万元."""
    able = (rng.random(len(firm)) < chance) & (firm.until - firm.begins > 180)
    who = np.repeat(np.flatnonzero(able), rng.integers(1, most + 1, int(able.sum())))
    size = len(who)
    paid = between(rng, firm.begins[who] + 30, firm.until[who], bend=0.8)
    amount = np.maximum(np.round(usual * rng.lognormal(0, spread, size) * (0.4 + firm.quality[who]) / 5) * 5, 5)
    blank = np.full(size, np.nan)
    signed = np.maximum(paid - 20, firm.begins[who])
    return Deals(who, np.full(size, KINDS.index(kind)), np.full(size, IPO + 1), signed, paid,
                 amount * 10_000, blank, np.full(size, funding, dtype="U16"),
                 np.array(names)[rng.integers(0, len(names), size)], np.full(size, -1), blank)  # fmt: skip


def _loans(rng: np.random.Generator, firm: Firms) -> Deals:
    return _plain(rng, firm, "loan", 0.1 + 0.35 * firm.quality, 4, 800, 0.8, "bank", BANKS)


def _grants(rng: np.random.Generator, firm: Firms) -> Deals:
    return _plain(rng, firm, "grant", 0.3 * firm.quality, 2, 40, 0.5, "other", ("霁川市科技局", "云岫区财政局"))


def _bonds(rng: np.random.Generator, firm: Firms) -> Deals:
    able = np.where(firm.quality > 0.8, 0.3, 0.0)
    return _plain(rng, firm, "bond", able, 1, 10_000, 0.4, "market", ("银行间市场", "霁川股权交易中心"))


def invested(found: Deals) -> Floats:
    """What each park's fund has put in by the cut-off, in yuan."""
    joined = (found.fund >= 0) & (found.paid <= CUT_OFF)
    sums = np.bincount(found.fund[joined], weights=found.fund_amount[joined], minlength=len(PARKS))
    return sums.astype(np.float64)
