"""Invented investment projects on their way from lead to full capacity, in days since 1970.

A few carry the figures that two real parks have published of projects; all names are invented.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from parkdash.sample import names
from parkdash.sample.dates import CUT_OFF
from parkdash.sample.parks import ONE, PARKS, TWO

CHANNELS = {
    "stationed": 0.16, "chain": 0.18, "capital": 0.1, "business": 0.12, "event": 0.11, "call": 0.09, "institute": 0.07,
    "agency": 0.06, "linked": 0.04, "referral": 0.05, "walk_in": 0.02,
}  # fmt: skip
KINDS = ("产业化项目", "生产基地项目", "研发中心项目", "区域总部项目", "智能工厂项目", "中试基地项目")

PROJECTS, OFFICERS = 120, 9
FIRST = CUT_OFF - 1095
# stage: usual days in it, chance to be lost and to be shelved at its end
WAY = {
    "lead": (20, 0.10, 0.02), "planning": (34, 0.10, 0.03), "negotiating": (25, 0.12, 0.03),
    "assessing": (16, 0.05, 0.01),
    "signed": (16, 0.03, 0.02), "landed": (55, 0.02, 0.02), "started": (190, 0.0, 0.02), "producing": (210, 0.0, 0.0),
    "full": (0, 0.0, 0.0),
}  # fmt: skip
STAGES = list(WAY)
STUCK, SILENT, AGREED_WAN = 0.22, 0.2, 9_000


@dataclass
class Project:
    """One project on its way: what has happened to it, in days since 1970."""

    number: int
    name: str
    park: int
    industry: int
    officer: int
    channel: str
    began: int
    agreed: float  # in 万元
    entries: list[tuple[str, int]] = field(default_factory=list)
    amounts: dict[int, float] = field(default_factory=dict)  # day → 万元
    undisclosed: bool = False
    is_silent: bool = False

    @property
    def no(self) -> str:
        return f"ZS{self.number + 1:04d}"

    @property
    def stage(self) -> str:
        return self.entries[-1][0]

    def reached(self, stage: str) -> int | None:
        """The day on which it came to this stage or further; None if it has not."""
        rank = STAGES.index(stage)
        return min((on for at, on in self.entries if at in WAY and STAGES.index(at) >= rank), default=None)


# What two parks have published of single projects: park, what, stage reached, agreed 万元 (None: "数千万元"), days ago
PUBLISHED = (
    (ONE, "高科技智造产业园项目", "started", 150_000.0, 620, "chain"),
    (ONE, "先进膜材料与过滤装备产业化项目", "landed", None, 400, "capital"),
    (TWO, "智慧出行产业园项目", "started", 480_000.0, 700, "linked"),
    (TWO, "原研药分装基地项目", "producing", 62_000.0, 1050, "linked"),
    (TWO, "三千吨膜基材项目", "full", 9_800.0, 1080, "linked"),
)
# Promised a year by the projects above: output, tax in 万元, jobs
PROMISED = (
    (70_000.0, 1_800.0, 900),
    None,
    (2_000_000.0, 100_000.0, 2_000),
    (100_000.0, 12_000.0, 160),
    (24_000.0, None, 80),
)


def projects(rng: np.random.Generator, count: int) -> list[Project]:
    """`count` projects, each with what has happened to it up to the cut-off."""
    brands = names.brands(rng, count)
    industries = rng.integers(0, len(names.INDUSTRIES), count)
    found = []
    for number in range(count):
        industry = int(industries[number])
        word = str(rng.choice(names.INDUSTRIES[industry][1]))
        project = Project(
            number, f"{brands[number]}{word}{rng.choice(KINDS)}",
            int(rng.choice(len(PARKS), p=[0.3, 0.16, 0.24, 0.16, 0.14])),
            industry, int(rng.integers(0, OFFICERS)), str(rng.choice(list(CHANNELS), p=list(CHANNELS.values()))),
            _began(rng),
            float(np.round(AGREED_WAN * rng.lognormal(0, 0.9) / 100) * 100 + 500),
        )  # fmt: skip
        if number < len(PUBLISHED):
            _publish(project)
        _go(rng, project)
        _agree(rng, project)
        found.append(project)
    return found


def _began(rng: np.random.Generator) -> int:
    """One in five in the last five months, so that every stage has some today."""
    if rng.random() < 0.2:
        return int(CUT_OFF - 2 - 150 * rng.random())
    return int(FIRST + (CUT_OFF - 2 - FIRST) * rng.random() ** 0.75)


def _publish(project: Project) -> None:
    project.park, project.name, _, agreed, ago, project.channel = PUBLISHED[project.number]
    project.began, project.undisclosed = CUT_OFF - ago, agreed is None
    project.agreed = agreed or 4_000.0


def _go(rng: np.random.Generator, project: Project) -> None:
    """Walk from stage to stage up to the cut-off; some get stuck, fall back, are shelved or lost."""
    wanted = STAGES.index(PUBLISHED[project.number][2]) if project.number < len(PUBLISHED) else None
    stuck = STAGES[int(rng.integers(1, 6))] if rng.random() < STUCK and wanted is None else ""
    project.is_silent = wanted is None and rng.random() < SILENT
    place, on = 0, project.began
    while on <= CUT_OFF - 1:
        stage = STAGES[place]
        project.entries.append((stage, on))
        usual, lost, shelved = WAY[stage]
        if stage == "full" or place == wanted:
            return
        on += max(2, int(usual * rng.lognormal(0, 0.45) * (5 if stage == stuck else 1)))
        chance = rng.random()
        if wanted is None and chance < lost + shelved:
            if on > CUT_OFF - 1:
                return
            project.entries.append(("lost" if chance < lost else "shelved", on))
            if chance < lost or rng.random() < 0.5:
                return
            on += int(rng.integers(40, 150))
            continue  # taken up again where it was
        falls_back = wanted is None and stage in ("assessing", "signed") and rng.random() < 0.05
        place += -1 if falls_back else 1


def _agree(rng: np.random.Generator, project: Project) -> None:
    """The amount is first told in negotiation, settled at signing, and now and then changed later."""
    first, signed = project.reached("negotiating"), project.reached("signed")
    if first is None or project.undisclosed:
        return
    settled = signed is not None and rng.random() < 0.6
    project.amounts[first] = (
        float(np.round(project.agreed * rng.uniform(0.7, 1.3) / 100) * 100) if settled else project.agreed
    )
    if signed is not None:
        project.amounts[signed] = project.agreed
        if rng.random() < 0.2 and project.number >= len(PUBLISHED):
            later = min(signed + int(rng.integers(20, 200)), CUT_OFF - 1)
            project.agreed = float(np.round(project.agreed * rng.uniform(0.8, 1.25) / 100) * 100)
            project.amounts[later] = project.agreed
