"""Innovation platforms of the better enterprises, and the posts that enterprises want to fill."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parkdash.sample.dates import CUT_OFF, OPEN, Days, between
from parkdash.sample.enterprises import Firms

KINDS = ("technology_centre", "engineering_centre", "laboratory", "new_institute", "workstation")
KIND_NAMES = ("企业技术中心", "工程技术研究中心", "重点实验室", "产业技术研究院", "博士后科研工作站")
LEVELS = ("municipal", "provincial", "national")
LEVEL_NAMES = ("市级", "省级", "国家级")
POSITIONS = ("软件工程师", "算法工程师", "嵌入式工程师", "工艺工程师", "质量工程师", "研发经理", "销售经理", "财务主管")
DEGREES = ("本科", "硕士", "大专", "博士")
EXPERIENCE = ("不限", "1-3年", "3-5年", "5-10年")
PLATFORM_SHARE, POSTING_SHARE = 0.09, 0.3


@dataclass(frozen=True)
class Platforms:
    """One entry per platform; `kind` counts in KINDS, `level` in LEVELS."""

    firm: Days
    kind: Days
    level: Days
    begins: Days


@dataclass(frozen=True)
class Vacancies:
    """One entry per vacancy; `position`, `degree`, `experience` count in the tuples above, pay is yuan a month."""

    firm: Days
    position: Days
    degree: Days
    experience: Days
    low: Days
    high: Days
    wanted: Days
    posted: Days
    ends: Days  # OPEN if without a closing date


def platforms(rng: np.random.Generator, firm: Firms) -> Platforms:
    """Platforms of the best firms in the parks; each firm has at most one."""
    here = np.flatnonzero(firm.present & (firm.begins < CUT_OFF - 200))
    wanted = round(PLATFORM_SHARE * len(here))
    who = np.sort(here[np.argsort(-(firm.quality[here] + 0.3 * rng.random(len(here))), kind="stable")[:wanted]])
    level = rng.choice(len(LEVELS), len(who), p=[0.6, 0.33, 0.07])
    return Platforms(
        who,
        rng.choice(len(KINDS), len(who), p=[0.42, 0.28, 0.12, 0.08, 0.10]),
        level,
        between(rng, firm.begins[who] + 90, np.full(len(who), CUT_OFF)),
    )


def vacancies(rng: np.random.Generator, firm: Firms) -> Vacancies:
    """What firms have posted in the last half year; of one firm no position twice."""
    here = np.flatnonzero(firm.present & (rng.random(len(firm)) < POSTING_SHARE))
    start = rng.integers(0, len(POSITIONS), len(here))
    count = rng.integers(1, 5, len(here))
    who = np.repeat(here, count)
    step = np.arange(len(who)) - np.repeat(np.cumsum(count) - count, count)
    size = len(who)
    posted = between(rng, np.maximum(firm.begins[who], CUT_OFF - 180), np.full(size, CUT_OFF))
    low = rng.integers(5, 22, size) * 1_000
    ends = np.where(rng.random(size) < 0.7, posted + rng.integers(30, 150, size), OPEN)
    return Vacancies(
        who,
        (np.repeat(start, count) + step) % len(POSITIONS),
        rng.choice(len(DEGREES), size, p=[0.62, 0.2, 0.14, 0.04]),
        rng.integers(0, len(EXPERIENCE), size),
        low,
        low + rng.integers(2, 12, size) * 1_000,
        rng.integers(1, 6, size),
        posted,
        ends,
    )
