"""The chain maps of the parks: links, the firms in them, what these buy where, and projects that would fill gaps."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from parkdash.sample.dates import CUT_OFF, OPEN, as_dates, between, day
from parkdash.sample.forms import chosen, named
from parkdash.sample.names import INDUSTRIES
from parkdash.sample.systems import Park

# chain → links with their place and how readily firms are found for them (0: none is there yet)
LINKS: dict[str, tuple[tuple[str, str, float], ...]] = {
    "人工智能与大数据": (
        ("数据采集与标注", "upstream", 1.0), ("智能芯片", "upstream", 0.0), ("算法与模型", "midstream", 2.0),
        ("云计算平台", "midstream", 1.2), ("机器视觉应用", "downstream", 2.0), ("行业解决方案", "downstream", 2.5),
    ),
    "新一代信息技术": (
        ("半导体材料", "upstream", 0.5), ("传感器件", "upstream", 1.5), ("芯片设计", "midstream", 0.6),
        ("封装测试", "midstream", 0.0), ("光电模组", "downstream", 1.2),
    ),
    "生物医药": (
        ("原料药", "upstream", 0.8), ("实验耗材", "upstream", 1.0), ("新药研发", "midstream", 2.0),
        ("体外诊断", "midstream", 1.5), ("高端制剂", "downstream", 0.05), ("医疗器械", "downstream", 1.6),
    ),
    "高端装备": (
        ("高性能轴承", "upstream", 0.0), ("精密减速器", "upstream", 0.15), ("控制系统", "midstream", 1.5),
        ("激光装备", "midstream", 1.2), ("工业机器人", "downstream", 1.8), ("成套产线", "downstream", 1.0),
    ),
    "新材料": (
        ("基础树脂", "upstream", 0.2), ("膜基材", "upstream", 0.8), ("膜组件", "midstream", 1.6),
        ("复合材料", "midstream", 1.0), ("过滤装备", "downstream", 1.4),
    ),
    "智能网联汽车": (
        ("车规级芯片", "upstream", 0.0), ("电驱动系统", "midstream", 1.2), ("智能座舱", "midstream", 0.8),
        ("车身部件", "midstream", 1.6), ("智慧出行服务", "downstream", 0.3),
    ),
    "新能源与储能": (
        ("电池材料", "upstream", 0.4), ("储能变流器", "midstream", 1.0), ("氢能装备", "midstream", 0.5),
        ("储能系统集成", "downstream", 1.4), ("节能环保服务", "downstream", 1.8),
    ),
}  # fmt: skip
INPUTS = ("批量采购", "定制开发", "小批试制", "检验测试")
ROLES, GAINS = ("leading", "backbone", "supplier"), ("fill", "strengthen", "extend")
MAPPED = day("2024-03-29")
SURVEYED = day("2025-06-30")
IN_A_LINK, WITH_NEEDS, COURTING = 0.6, 0.3, 0.45


class Member(NamedTuple):
    """A firm, by its number, in its link of a chain."""

    who: int
    chain: str
    chain_link: str


class Candidate(NamedTuple):
    """What decides for which link a project is meant, and from when on."""

    project_no: str
    project: str
    chain: str
    registered_on: pd.Timestamp


def tables(rng: np.random.Generator, park: Park) -> dict[str, pd.DataFrame]:
    """The map, its firms, their needs, the candidates, and what is aimed at."""
    firms = _firms(rng, park)
    return {
        "chain_link": _links(),
        "link_firm": firms,
        "link_need": _needs(rng, park, firms),
        "link_candidate": _candidates(rng, park),
        "target": _targets(),
    }


def _links() -> pd.DataFrame:
    rows = [
        (chain, link, tier, place) for chain, links in LINKS.items() for place, (link, tier, _) in enumerate(links, 1)
    ]
    frame = pd.DataFrame(rows, columns=["chain", "chain_link", "link_tier", "link_order"])
    begins, ends = np.full(len(frame), MAPPED), np.full(len(frame), OPEN)
    return frame.assign(mapped_from=as_dates(begins), mapped_until=as_dates(ends), link_note=None)


def _firms(rng: np.random.Generator, park: Park) -> pd.DataFrame:
    """Six firms in ten have a link of their chain; the best of them lead it."""
    firm = park.firm
    who, chains, links = [], [], []
    for number in np.flatnonzero((firm.ends > MAPPED) & (rng.random(len(firm)) < IN_A_LINK)):
        chain = INDUSTRIES[int(firm.industry[number])][2]
        if chain in LINKS:
            weights = np.array([ease for _, _, ease in LINKS[chain]])
            who.append(int(number))
            chains.append(chain)
            links.append(LINKS[chain][int(rng.choice(len(weights), p=weights / weights.sum()))][0])
    index = np.array(who, dtype=np.int64)
    role = np.select([firm.quality[index] > 0.93, firm.quality[index] > 0.6], [0, 1], 2)
    joined = between(rng, np.maximum(firm.begins[index], MAPPED), firm.until[index], bend=3.0)
    return pd.DataFrame(
        {
            **named(park.register, index), "chain": chains, "chain_link": links, "link_role": chosen(role, ROLES),
            "link_product": None, "in_link_from": as_dates(joined),
            "in_link_until": as_dates(np.where(firm.ends[index] > CUT_OFF, OPEN, firm.ends[index])), "who": index,
        }
    )  # fmt: skip


def _needs(rng: np.random.Generator, park: Park, firms: pd.DataFrame) -> pd.DataFrame:
    """What firms buy from the links before theirs; ever more of it is found nearby, seldom where nobody makes it."""
    rows = []
    buying = firms.loc[rng.random(len(firms)) < WITH_NEEDS, [*Member._fields]]
    for firm in map(Member._make, buying.itertuples(index=False, name=None)):
        others = [link for link in LINKS[firm.chain] if link[0] != firm.chain_link]
        link, _, ease = others[int(rng.integers(0, len(others)))]
        told = max(SURVEYED - int(rng.integers(0, 180)), int(park.firm.begins[firm.who]))
        told = min(told, int(park.firm.until[firm.who]))
        local = bool(rng.random() < 0.12 + 0.2 * min(ease, 1.5))
        since = told if rng.random() < 0.6 else told + int((CUT_OFF - told) * rng.random())
        amount = float(np.round(120 * rng.lognormal(0, 1.0) / 5) * 5 + 5) * 10_000
        item = f"{link}（{INPUTS[int(rng.integers(0, len(INPUTS)))]}）"
        rows.append((firm.who, firm.chain, link, item, amount, local, since if local else OPEN, told))
    columns = [
        "who", "chain", "chain_link", "needed_input", "yearly_purchase", "found_locally", "found_locally_from",
        "need_told_on",
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=columns)
    names = named(park.register, frame["who"].to_numpy(dtype=np.int64))
    days = {name: as_dates(frame[name].to_numpy(dtype=np.int64)) for name in ("found_locally_from", "need_told_on")}
    return frame.assign(**names, **days, need_until=as_dates(np.full(len(frame), OPEN)))


def _candidates(rng: np.random.Generator, park: Park) -> pd.DataFrame:
    """Some of the investment projects are meant for a link of their chain, most of them for one that is wanting."""
    rows = []
    projects = park.system("pipeline")["project"][[*Candidate._fields]]
    for project in map(Candidate._make, projects.itertuples(index=False, name=None)):
        chain = project.chain
        if chain not in LINKS or rng.random() > COURTING:
            continue
        wanting = np.array([1.6 - min(ease, 1.4) for _, _, ease in LINKS[chain]])
        link, _, ease = LINKS[chain][int(rng.choice(len(wanting), p=wanting / wanting.sum()))]
        gain = 0 if ease < 0.3 else int(rng.integers(1, 3))
        listed = max(project.registered_on, pd.Timestamp("2024-03-29"))
        rows.append((project.project_no, project.project, chain, link, GAINS[gain], listed))
    columns = ["project_no", "project", "chain", "chain_link", "link_gain", "proposed_on"]
    return pd.DataFrame(rows, columns=columns).astype({"proposed_on": "datetime64[s]"})


def _targets() -> pd.DataFrame:
    rows = [("chain_strong_share", 55.0), ("local_supply_share", 45.0)]
    frame = pd.DataFrame(rows, columns=["metric", "value"])
    return frame.assign(
        year=2026, base=0.0, unit="percent", curve="held", owner="经济发展局", document="霁园发〔2026〕5号",
        decided_on=pd.Timestamp("2026-03-02"),
    )  # fmt: skip
