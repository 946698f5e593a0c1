"""People in the enterprises, their posts and their titles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parkdash.sample.dates import CUT_OFF, OPEN, Days, Flags, between, on, years
from parkdash.sample.enterprises import Firms
from parkdash.sample.parks import THREE, TWO
from parkdash.sample.tiers import scaled

DEGREES = ("doctor", "master", "bachelor", "college", "other")
PUBLISHED = {"total": 961, "doctor": 15, "master": 75, "bachelor": 592 - 75 - 15, "national": 1, "provincial": 9}
FIELDS = ("计算机", "人工智能", "微电子", "生物医药", "医学工程", "机械工程", "自动化", "材料科学", "能源动力",
          "环境工程", "工商管理", "财务金融")  # fmt: skip
LEVELS = ("national", "provincial", "municipal", "district")
TITLES = {
    "national": ("国家级重点人才工程专家", "国家级青年人才"),
    "provincial": ("省级重点人才工程专家", "省产业领军人才", "省级青年拔尖人才"),
    "municipal": ("霁川英才", "市级高层次人才"),
    "district": ("区级创新创业人才",),
}
TERM_YEARS = {"national": 5, "provincial": 5, "municipal": 3, "district": 3}
LEAVES = np.array(["赴其他城市", "园区外企业", "升学深造", "自主创业", "未说明"])
FIRM_LEFT, TO_OTHER_FIRM = "随企业迁出", "园区内其他企业"


@dataclass(frozen=True)
class Posts:
    """One entry per employment. `person` numbers people; one may hold several posts one after another."""

    firm: Days
    person: Days
    begins: Days
    ends: Days
    degree: Days  # counts in DEGREES
    reason: np.ndarray
    is_returnee: Flags
    field: Days

    @property
    def current(self) -> Flags:
        """In post at the cut-off."""
        return self.ends >= CUT_OFF


@dataclass(frozen=True)
class Titles:
    """One entry per title; `post` is the employment in which it was won, `kind` counts in TITLES[level]."""

    post: Days
    level: Days  # counts in LEVELS
    kind: Days
    begins: Days
    ends: Days


def posts(rng: np.random.Generator, firm: Firms) -> Posts:
    """All employments; in park two exactly the published number of people are in post at the cut-off."""
    wanted = scaled(PUBLISHED["total"], len(firm))
    boost = 1.0
    while True:
        who, begins, ends = _spells(rng, firm, boost)
        here = np.flatnonzero((firm.park[who] == TWO) & (ends == OPEN))
        if len(here) >= wanted or not ((firm.park == TWO) & firm.present).any():
            break
        boost *= 1.02 * wanted / max(len(here), 1)
    kept = np.ones(len(who), dtype=np.bool_)
    kept[rng.permutation(here)[wanted:]] = False
    who, begins, ends = who[kept], begins[kept], ends[kept]
    newest = np.flatnonzero((firm.park[who] == THREE) & (ends == OPEN))
    if len(newest):
        begins[newest[np.argmax(begins[newest])]] = CUT_OFF
    order = np.lexsort((who, begins))
    who, begins, ends = who[order], begins[order], ends[order]
    reason = rng.choice(LEAVES, len(who), p=[0.3, 0.34, 0.08, 0.1, 0.18]).astype("U8")
    reason[ends == firm.ends[who]] = FIRM_LEFT
    person = _people(rng, who, begins, ends, reason)
    reason[ends == OPEN] = ""
    degree = _degrees(rng, firm, who, person, ends)
    people = int(person.max()) + 1 if len(person) else 0
    returnee = rng.random(people)[person] < np.array([0.3, 0.14, 0.02, 0, 0])[degree]
    field = np.where(rng.random(people)[person] < 0.6, firm.industry[who], rng.integers(0, len(FIELDS), people)[person])
    return Posts(who, person, begins, ends, degree, reason, returnee, field)


def _spells(rng: np.random.Generator, firm: Firms, boost: float) -> tuple[Days, Days, Days]:
    """Arrivals over each stay, with a first group at its begin; four in five stay a year, then leaving slows down."""
    span = (firm.until - firm.begins + 1) / 365.25
    rate = (0.35 + 2.3 * firm.quality) * np.where(firm.park == TWO, 1.6 * boost, 1.0)
    who = np.repeat(np.arange(len(firm)), rng.poisson(rate * (span + 0.8)))
    first = np.repeat(firm.begins, np.bincount(who, minlength=len(firm)))
    begins = between(rng, first, firm.until[who], bend=0.85)
    group = rng.random(len(who)) < 0.8 / (span[who] + 0.8)
    begins = np.where(group, np.minimum(first + rng.integers(0, 60, len(who)), firm.until[who]), begins)
    july = on(years(begins), 7, rng.integers(1, 25, len(who)))  # graduates come in July
    fits = (rng.random(len(who)) < 0.22) & (july >= first) & (july <= firm.until[who])
    begins = np.where(fits, july, begins)
    early = rng.random(len(who)) < 0.11
    lasts = np.where(early, rng.integers(20, 364, len(who)), 366 + rng.exponential(1_500, len(who)).astype(np.int64))
    ends = np.minimum(begins + lasts - 1, firm.ends[who])
    ends[(ends >= CUT_OFF)] = OPEN
    return who, begins, ends


def _people(rng: np.random.Generator, who: Days, begins: Days, ends: Days, reason: np.ndarray) -> Days:
    """Numbers the people; some of those who leave turn up in another enterprise of the parks weeks later."""
    person = np.arange(len(who))
    leavers = np.flatnonzero((ends < CUT_OFF - 60) & (reason != FIRM_LEFT) & (rng.random(len(who)) < 0.12))
    leavers = leavers[leavers % 2 == 0]
    later = np.searchsorted(begins, ends[leavers] + 10) | 1  # entries are sorted by their begin
    later, first = np.unique(later, return_index=True)
    leavers, inside = leavers[first], later < len(who)
    leavers, later = leavers[inside], later[inside]
    other = (who[leavers] != who[later]) & (begins[later] > ends[leavers])
    person[later[other]] = leavers[other]
    reason[leavers[other]] = TO_OTHER_FIRM
    return np.unique(person, return_inverse=True)[1].astype(np.int64)


def _degrees(rng: np.random.Generator, firm: Firms, who: Days, person: Days, ends: Days) -> Days:
    """A degree for every person; those in post in park two show the published structure."""
    people = int(person.max()) + 1 if len(person) else 0
    degree = rng.choice(len(DEGREES), people, p=[0.022, 0.12, 0.49, 0.28, 0.088])
    here = rng.permutation(person[(firm.park[who] == TWO) & (ends == OPEN)])
    exact = [scaled(PUBLISHED[name], len(firm)) for name in DEGREES[:3]]
    filled = np.repeat([0, 1, 2], exact)[: len(here)]
    lower = rng.choice([3, 4], len(here) - len(filled), p=[0.76, 0.24])
    degree[here] = np.concatenate([filled, lower])
    return degree[person]


def titles(rng: np.random.Generator, firm: Firms, post: Posts) -> Titles:
    """Titles in force for the published number of people in park two, by rate elsewhere; and a few that have ended."""
    parts = []
    score = post.degree + 0.8 * rng.random(len(post.firm))  # the higher the degree, the lower the score
    taken = np.zeros(len(post.firm), dtype=np.bool_)
    for level, name in enumerate(LEVELS):
        chosen = []
        for in_two in (True, False):
            pool = np.flatnonzero(post.current & ~taken & ((firm.park[post.firm] == TWO) == in_two))
            rate = (0.0015, 0.010, 0.03, 0.025)[level] * len(pool)
            wanted = scaled(PUBLISHED[name], len(firm)) if in_two and name in PUBLISHED else int(rate + 0.5)
            chosen.append(pool[np.argsort(score[pool], kind="stable")[:wanted]])
        who = np.concatenate(chosen)
        taken[who] = True
        term = TERM_YEARS[name] * 365
        first = np.maximum(post.begins[who], CUT_OFF - term + 20)
        parts.append(_won(rng, who, level, between(rng, first, np.full(len(who), CUT_OFF), bend=1.5), term))
        gone = np.flatnonzero((post.ends < OPEN) & (post.ends - post.begins > 200) & (post.degree < 3))
        gone = gone[rng.random(len(gone)) < (0.002, 0.012, 0.03, 0.02)[level]]
        parts.append(_won(rng, gone, level, between(rng, post.begins[gone], post.ends[gone]), term))
    fields = Titles.__annotations__
    found = Titles(*(np.concatenate([getattr(part, name) for part in parts]) for name in fields))
    order = np.lexsort((found.post, found.begins))
    return Titles(*(getattr(found, name)[order] for name in fields))


def _won(rng: np.random.Generator, post: Days, level: int, begins: Days, term: int) -> Titles:
    size = len(post)
    kind = rng.integers(0, len(TITLES[LEVELS[level]]), size)
    return Titles(post, np.full(size, level), kind, begins, begins + term - 1)
