"""The technology market: needs, results and capital of three years, their contracts, and a pool of 80 experts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from parkdash.sample import names
from parkdash.sample.dates import CUT_OFF, OPEN, as_dates, day, years
from parkdash.sample.enterprises import Firms
from parkdash.sample.parks import PARKS
from parkdash.sample.systems import Park

# Field → what is sought there, as a firm says it, and as those say it who have it.
TOPICS: dict[str, tuple[tuple[str, str], ...]] = {
    "智能装备": (
        ("产线焊缝靠人工目检，漏检多，求在线视觉检测", "基于机器视觉的焊缝缺陷在线检测系统"),
        ("机床主轴突发停机，需提前预判轴承故障", "旋转机械振动监测与轴承故障诊断方法"),
        ("多品种小批量装配，机器人示教时间过长", "面向装配的机器人免示教编程软件"),
        ("薄壁件加工变形超差，求夹具与工艺方案", "薄壁零件加工变形预测与自适应夹具"),
    ),
    "新材料": (
        ("超纯水用过滤膜依赖进口，求国产替代", "高通量超纯水过滤膜制备技术"),
        ("铝合金压铸件气孔率高，需改进配方与工艺", "高强韧压铸铝合金及真空压铸工艺"),
        ("涂层耐盐雾不足五百小时", "石墨烯改性重防腐涂层，耐盐雾两千小时"),
        ("降解塑料成本高、韧性差", "增韧改性聚乳酸生物降解材料"),
    ),
    "生物医药": (
        ("体外诊断试剂原料抗体批间差大", "重组抗体稳定表达与纯化工艺"),
        ("中药提取能耗高，有效成分损失多", "中药有效成分低温连续提取技术"),
        ("细胞培养放大后活率下降", "悬浮细胞培养过程放大与在线控制"),
        ("缓释制剂释放曲线不稳定", "微球缓释制剂制备平台"),
    ),
    "人工智能": (
        ("客服人工成本高，求行业知识问答模型", "面向垂直行业的知识问答大模型"),
        ("仓库盘点差错多，求无人机自动盘点", "室内无人机视觉定位与自动盘点系统"),
        ("党建工作台账分散，求一体化信息化系统", "党建信息化系统"),
        ("能耗数据没有用起来，求用能预测", "工业企业用能预测与优化调度算法"),
    ),
    "新能源": (
        ("储能电池簇间不均衡，容量衰减快", "储能电池主动均衡管理系统"),
        ("氢气管路微漏难以发现", "氢气泄漏光纤传感监测技术"),
        ("光伏组件热斑巡检靠人工", "光伏组件热斑红外巡检与识别"),
        ("电驱动控制器高温降额明显", "碳化硅电驱动控制器散热结构"),
    ),
    "节能环保": (
        ("高盐废水处理费用高，求减量方案", "高盐废水膜浓缩与分盐零排放工艺"),
        ("有机废气浓度波动大，达标不稳", "有机废气吸附浓缩催化燃烧装置"),
        ("污泥含水率高、外运成本大", "污泥低温干化与资源化利用技术"),
        ("余热温度低，不知如何利用", "低温余热有机朗肯循环发电机组"),
    ),
}  # fmt: skip
SOUGHT = ("{topic}。年产能提升后问题突出，希望半年内见效。", "{topic}。已有试验条件，可提供样品和现场数据。",
          "{topic}。接受委托开发或技术许可。")  # fmt: skip
OFFERED = ("{topic}。已完成中试，寻求产业化合作。", "{topic}。获授权发明专利，可许可实施。",
           "{topic}。已在同行企业试用。")  # fmt: skip
INVESTS = "关注{field}方向早期项目，单笔投资三百万元至两千万元，优先考虑已完成中试的成果。"
INSTITUTES = ("霁川大学", "云溪理工大学", "霁川先进制造研究院", "沅阳化工研究所", "岚洲医学院", "璟港能源研究院")
FIRST, EXPERTS = day("2023-12-01"), 80
SERVICES = ("diagnosis", "consulting", "assessment", "matching")
TOLD = ("提出工艺改进建议三条", "确定试验方案", "推荐两项成果", "形成诊断报告", "建议暂缓立项")


@dataclass(frozen=True)
class _Posted:
    """A listing as it is made: of which field and topic, when and by whom."""

    side: str
    field: str
    topic: int
    on: int
    firm: int | None
    park: int


def tables(rng: np.random.Generator, park: Park) -> dict[str, pd.DataFrame]:
    """The four tables of the market and its targets."""
    needs = _posted(rng, park.firm, "need", max(len(park.firm) // 6, 6))
    results = _posted(rng, park.firm, "result", max(len(park.firm) // 6, 6))
    capital = _posted(rng, park.firm, "capital", max(len(park.firm) // 30, 2))
    contracts = _contracts(rng, needs, results)
    experts = _experts(rng, min(EXPERTS, len(park.firm)))
    return {
        "market_listing": _listings(rng, park, needs + results + capital, {need for need, _, _ in contracts}),
        "tech_contract": _signed(rng, park, contracts, needs, results),
        "tech_expert": experts,
        "expert_activity": _served(rng, park, experts),
        "target": _targets(contracts),
    }


def _posted(rng: np.random.Generator, firm: Firms, side: str, count: int) -> list[_Posted]:
    """Listings in the order of their days, more of late; those of firms from their stay in the park."""
    days = np.sort(CUT_OFF - ((CUT_OFF - FIRST) * rng.random(count) ** 1.3).astype(np.int64))
    fields = list(TOPICS)
    found = []
    for on in days:
        here = np.flatnonzero((firm.begins <= on) & (firm.ends >= on))
        own = side == "need" or (side == "result" and rng.random() < 0.35)
        who = int(rng.choice(here)) if own and len(here) else None
        field = str(rng.choice(fields))
        place = int(firm.park[who]) if who is not None else int(rng.integers(0, len(PARKS)))
        found.append(_Posted(side, field, int(rng.integers(0, len(TOPICS[field]))), int(on), who, place))
    return found


def _no(posted: list[_Posted], place: int) -> str:
    prefix = {"need": "XQ", "result": "CG", "capital": "ZB"}[posted[place].side]
    return f"{prefix}{int(years(np.array([posted[place].on]))[0])}-{place + 1:03d}"


def _listings(rng: np.random.Generator, park: Park, every: list[_Posted], contracted: set[int]) -> pd.DataFrame:
    """All listings; of the needs that found nobody (`contracted` are the places of the others) some were withdrawn."""
    sides = {side: [one for one in every if one.side == side] for side in ("need", "result", "capital")}
    register = park.register
    rows = []
    for side, posted in sides.items():
        for place, one in enumerate(posted):
            sought, offered = TOPICS[one.field][one.topic]
            title = sought if side == "need" else offered if side == "result" else f"{one.field}产业投资意向"
            words = rng.choice(SOUGHT if side == "need" else OFFERED).format(topic=title)
            given_up = side == "need" and place not in contracted and one.on + 120 < CUT_OFF - 60 and rng.random() < 0.2
            rows.append({
                "listing_no": _no(posted, place), "listing_side": side, "listing_title": title, "tech_field": one.field,
                "listing_text": INVESTS.format(field=one.field) if side == "capital" else words,
                "enterprise": None if one.firm is None else register["enterprise"].iloc[one.firm],
                "credit_code": None if one.firm is None else register["credit_code"].iloc[one.firm],
                "institute": _owner(rng, one), "park": PARKS[one.park].name, "posted_on": one.on,
                "listing_amount": np.nan if rng.random() < 0.25 else float(rng.integers(6, 120)) * 50_000,
                "closes_on": one.on + 720 if side != "capital" else OPEN,
                "withdrawn_on": one.on + 120 if given_up else OPEN,
            })  # fmt: skip
    frame = pd.DataFrame(rows)
    days = {name: as_dates(frame[name].to_numpy()) for name in ("posted_on", "closes_on", "withdrawn_on")}
    return frame.assign(**days)


def _owner(rng: np.random.Generator, one: _Posted) -> str | None:
    if one.side == "capital":
        return PARKS[one.park].fund
    return str(rng.choice(INSTITUTES)) if one.firm is None else None


Contract = tuple[int, int | None, int]  # place of the need, of the result, day


def _contracts(rng: np.random.Generator, needs: list[_Posted], results: list[_Posted]) -> list[Contract]:
    """Two in five needs find somebody after one to ten months, most of them a listed result of their own topic."""
    found: list[Contract] = []
    for place, need in enumerate(needs):
        on = need.on + int(rng.integers(25, 300))
        fitting = [i for i, one in enumerate(results)
                   if (one.field, one.topic) == (need.field, need.topic) and one.on <= on]  # fmt: skip
        if on <= CUT_OFF and rng.random() < 0.45:
            found.append((place, int(rng.choice(fitting)) if fitting and rng.random() < 0.8 else None, on))
    return sorted(found, key=lambda one: one[2])


def _signed(
    rng: np.random.Generator, park: Park, contracts: list[Contract], needs: list[_Posted], results: list[_Posted]
) -> pd.DataFrame:
    register = park.register
    rows = []
    for number, (need, result, on) in enumerate(contracts, 1):
        buyer = needs[need].firm
        seller = None if result is None else results[result].firm
        rows.append({
            "contract_no": f"JS{int(years(np.array([on]))[0])}-{number:03d}", "need_no": _no(needs, need),
            "result_no": None if result is None else _no(results, result),
            "enterprise": None if buyer is None else register["enterprise"].iloc[buyer],
            "credit_code": None if buyer is None else register["credit_code"].iloc[buyer],
            "seller": str(rng.choice(INSTITUTES)) if seller is None else register["enterprise"].iloc[seller],
            "park": PARKS[needs[need].park].name, "contract_signed_on": on,
            "contract_amount": np.nan if rng.random() < 0.08 else float(rng.integers(4, 90)) * 50_000,
        })  # fmt: skip
    columns = ("contract_no", "need_no", "result_no", "enterprise", "credit_code", "seller", "park",
               "contract_signed_on", "contract_amount")  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(columns))
    return frame.assign(contract_signed_on=as_dates(frame["contract_signed_on"].to_numpy(dtype=np.int64)))


def _experts(rng: np.random.Generator, count: int) -> pd.DataFrame:
    """As many as one park says it keeps in touch with; a few have left the pool."""
    gone = max(count // 12, 1)
    joined = np.sort(FIRST + ((CUT_OFF - FIRST) * rng.random(count + gone) ** 1.5).astype(np.int64))
    left = np.full(count + gone, OPEN)
    left[:gone] = np.minimum(joined[:gone] + 400, CUT_OFF - 40)
    return pd.DataFrame({
        "expert_no": [f"ZJ{place:03d}" for place in range(1, count + gone + 1)],
        "expert": names.person_names(rng, count + gone),
        "institute": rng.choice(INSTITUTES, count + gone), "tech_field": rng.choice(list(TOPICS), count + gone),
        "park": [PARKS[place].name for place in rng.integers(0, len(PARKS), count + gone)],
        "joined_on": as_dates(joined), "left_on": as_dates(left),
    })  # fmt: skip


def _served(rng: np.random.Generator, park: Park, experts: pd.DataFrame) -> pd.DataFrame:
    """What the pool did: some of it much, a third of it nothing."""
    register, firm = park.register, park.firm
    rows = []
    for _, one in experts.iterrows():
        first = int(one["joined_on"].to_datetime64().astype("M8[D]").astype(np.int64))
        last = CUT_OFF if pd.isna(one["left_on"]) else int(one["left_on"].to_datetime64().astype("M8[D]").astype(int))
        for _ in range(int(rng.poisson(3.0) * (rng.random() > 0.3))):
            on = int(rng.integers(first, last + 1))
            here = np.flatnonzero((firm.begins <= on) & (firm.ends >= on))
            who = int(rng.choice(here)) if len(here) else None
            rows.append({
                "expert_no": one["expert_no"], "active_on": on, "expert_service": str(rng.choice(SERVICES)),
                "enterprise": None if who is None else register["enterprise"].iloc[who],
                "credit_code": None if who is None else register["credit_code"].iloc[who],
                "service_result": str(rng.choice(TOLD)),
            })  # fmt: skip
    columns = ["expert_no", "active_on", "expert_service", "enterprise", "credit_code", "service_result"]
    frame = pd.DataFrame(rows, columns=columns).sort_values(["active_on", "expert_no"], ignore_index=True)
    frame = frame.drop_duplicates(columns[:4], ignore_index=True)
    return frame.assign(active_on=as_dates(frame["active_on"].to_numpy(dtype=np.int64)))


def _targets(contracts: list[Contract]) -> pd.DataFrame:
    """As many contracts as were wanted in 2025, somewhat fewer than wanted in 2026."""
    rows = []
    for year, last, share in ((2025, day("2025-12-31"), 1.02), (2026, CUT_OFF, 0.78)):
        signed = sum(day(f"{year}-01-01") <= on <= last for _, _, on in contracts)
        rows.append({
            "metric": "tech_contracts", "year": year, "value": float(max(round(signed / share), 2)), "unit": "item",
            "curve": "even", "owner": "科技创新局", "document": f"霁园科〔{year}〕3号",
            "decided_on": pd.Timestamp(f"{year}-02-20"),
        })  # fmt: skip
    return pd.DataFrame(rows)
