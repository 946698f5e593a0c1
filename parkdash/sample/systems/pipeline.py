"""Investment promotion: about 120 projects in three years with their stages, weekly reports, values and visits."""

from __future__ import annotations

import numpy as np
import pandas as pd

from parkdash.sample import names
from parkdash.sample.dates import CUT_OFF, OPEN, as_dates, day, years
from parkdash.sample.parks import PARKS
from parkdash.sample.projects import KINDS, OFFICERS, PROJECTS, PROMISED, PUBLISHED, WAY, Project, projects
from parkdash.sample.systems import Park

PLACES = ("岚洲市", "璟港市", "云溪市", "霁海市", "沅阳市")
PROGRESS = {
    "lead": ("与投资方取得联系，发送园区资料", "了解投资意向，约定考察时间"),
    "planning": ("完成项目建议书初稿", "组织专班研究选址与产业匹配度"),
    "negotiating": ("就厂房租赁与奖补条款第二轮磋商", "投资方来园考察，答复要素清单"),
    "assessing": ("提交项目评审会，补充环保论证", "完成尽职调查，等待评审意见"),
    "signed": ("协助办理公司注册", "对接设计单位，推进用地手续"),
    "landed": ("办理规划许可，施工图审查中", "完成土地平整，准备进场"),
    "started": ("主体结构施工，完成年度投资计划", "设备陆续进场安装"),
}  # fmt: skip
NEXT = {
    "lead": "安排首次拜访", "planning": "完成可行性论证", "negotiating": "形成协议文本", "assessing": "提交评审会审议",
    "signed": "完成注册落地", "landed": "具备开工条件", "started": "设备安装调试",
}  # fmt: skip
PROBLEMS = {
    "funds": "投资方首期资金未到位", "land": "用地指标尚未落实", "policy": "奖补条款尚未明确",
    "approval": "环评手续未办结",
    "utilities": "供电容量不足", "labour": "熟练技工招聘困难",
}  # fmt: skip
OFFICES = {
    "funds": "金融服务中心", "land": "自然资源局", "policy": "招商局", "approval": "行政审批局",
    "utilities": "园区办公室",
    "labour": "人才办",
}  # fmt: skip
LEVELS = ("team", "bureau", "committee", "district", "city")
LOST = ("选址他处", "投资方资金困难", "产业政策不符", "要素成本过高")
SHELVED = ("投资方内部调整", "等待用地指标", "市场变化，暂缓推进")
TALKS = ("call", "event", "business", "agency", "referral")
AIMS = (
    ("projects_signed", "signed", 0.9),
    ("projects_started", "started", 0.72),
    ("projects_producing", "producing", 0.84),
)
VISITED = ("达成初步意向", "约定来园考察", "交换资料，继续跟踪", "意向不明确", "签订保密协议")


def tables(rng: np.random.Generator, park: Park) -> dict[str, pd.DataFrame]:
    """The five tables of investment promotion, and its targets."""
    count = min(PROJECTS, max(len(park.firm) // 4, 12))
    people = names.person_names(rng, OFFICERS + len(PARKS))
    found = projects(rng, count)
    return {
        "project": _ledger(rng, park, found, people),
        "project_stage": _stages(rng, found),
        "project_progress": _progress(rng, found),
        "project_value": _values(rng, found),
        "project_visit": _visits(rng, found, people),
        "target": _targets(found),
    }


def _ledger(rng: np.random.Generator, park: Park, found: list[Project], people: np.ndarray) -> pd.DataFrame:
    companies = _companies(park, found)
    register = park.register
    rows = []
    for project in found:
        firm = companies.get(project.number)
        _, _, chain = names.INDUSTRIES[project.industry]
        outside, foreign = rng.random() < 0.55, rng.random() < 0.08
        rows.append({
            "project_no": project.no, "project": project.name,
            "enterprise": None if firm is None else register["enterprise"].iloc[firm],
            "credit_code": None if firm is None else register["credit_code"].iloc[firm],
            "project_investor": f"{project.name[:2]}{rng.choice(('控股', '投资', '实业'))}集团有限公司",
            "origin_place": str(rng.choice(PLACES)), "park": PARKS[project.park].name, "chain": chain,
            "industry": names.INDUSTRIES[project.industry][0], "source_channel": project.channel,
            "officer": people[project.officer], "leader": people[OFFICERS + project.park],
            "agreed_investment": np.nan if project.undisclosed else project.agreed * 10_000,
            "planned_area_sqm": float(np.round(project.agreed / 100 * rng.uniform(1.5, 5)) * 100),
            "is_foreign": foreign, "is_outside_province": outside or foreign,
            "registered_on": project.began,
            "content": f"建设{names.INDUSTRIES[project.industry][0]}{rng.choice(KINDS)[:-2]}",
        })  # fmt: skip
    frame = pd.DataFrame(rows)
    return frame.assign(registered_on=as_dates(frame["registered_on"].to_numpy()))


def _companies(park: Park, found: list[Project]) -> dict[int, int]:
    """Firms that came to the park within four months after a project had landed there are the project's companies."""
    taken: dict[int, int] = {}
    for project in found:
        landed = project.reached("landed")
        if landed is None:
            continue
        near = np.flatnonzero(
            (park.firm.park == project.park) & (park.firm.begins >= landed) & (park.firm.begins <= landed + 120)
        )
        free = [int(firm) for firm in near if int(firm) not in taken.values()]
        if free:
            taken[project.number] = free[0]
    return taken


def _stages(rng: np.random.Generator, found: list[Project]) -> pd.DataFrame:
    rows = []
    for project in found:
        for stage, on in project.entries:
            usual = WAY[stage][0] if stage in WAY else 0
            reasons = LOST if stage == "lost" else SHELVED if stage == "shelved" else ("",)
            rows.append({
                "project_no": project.no, "project": project.name, "project_stage": stage, "entered_on": on,
                "planned_next_on": on + int(usual * 1.2) if usual else OPEN,
                "stage_amount": project.amounts.get(on, np.nan) * 10_000, "stage_reason": str(rng.choice(reasons)),
            })  # fmt: skip
    frame = pd.DataFrame(rows)
    days = {name: as_dates(frame[name].to_numpy()) for name in ("entered_on", "planned_next_on")}
    return frame.assign(**days, stage_reason=frame["stage_reason"].replace("", None))


def _progress(rng: np.random.Generator, found: list[Project]) -> pd.DataFrame:
    """What was reported on the Fridays of the last half year, and amounts that changed between two stages."""
    rows = []
    for project in found:
        told = {on for _, on in project.entries}
        rows += [
            _said(project, on, "投资规模调整", "", {"progress_amount": amount * 10_000})
            for on, amount in project.amounts.items() if on not in told
        ]  # fmt: skip
        rows += _weekly(rng, project)
    frame = pd.DataFrame(rows).drop_duplicates(["project_no", "reported_on"], keep="first")
    days = {
        name: as_dates(frame[name].fillna(OPEN).to_numpy(dtype=np.int64))
        for name in ("reported_on", "due_on", "solved_on")
    }
    return frame.assign(**days)


def _weekly(rng: np.random.Generator, project: Project) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    quiet_from = CUT_OFF - int(rng.integers(36, 90)) if project.is_silent else CUT_OFF + 1
    limit = {"planning": 45, "negotiating": 30, "signed": 20}
    for friday in range(CUT_OFF - 182, CUT_OFF + 1, 7):
        held = [(stage, on) for stage, on in project.entries if on <= friday]
        if not held or held[-1][0] not in PROGRESS or friday >= quiet_from or rng.random() < 0.2:
            continue
        stage, on = held[-1]
        late = friday - on > limit.get(stage, 120)
        trouble = {}
        if late or rng.random() < 0.08:
            kind = list(PROBLEMS)[project.number % len(PROBLEMS)]
            trouble = {
                "problem_type": kind, "problem": PROBLEMS[kind], "responsible": OFFICES[kind],
                "escalated_to": LEVELS[min(int((friday - on) / 60) + int(rng.random() < 0.3), len(LEVELS) - 1)],
                "due_on": friday + 14,
                "solved_on": friday + 5 if rng.random() < 0.3 and friday + 5 <= CUT_OFF else None,
            }  # fmt: skip
        rows.append(_said(project, friday, str(rng.choice(PROGRESS[stage])), NEXT[stage], trouble))
    return rows


def _said(project: Project, on: int, words: str, following: str, more: dict[str, object]) -> dict[str, object]:
    fixed: dict[str, object] = dict.fromkeys(
        ("problem_type", "problem", "escalated_to", "responsible", "due_on", "solved_on", "progress_amount")
    )
    said = {
        "project_no": project.no,
        "project": project.name,
        "reported_on": on,
        "progress": words,
        "next_step": following or None,
    }
    return {**fixed, **said, **more}


def _values(rng: np.random.Generator, found: list[Project]) -> pd.DataFrame:
    """What was promised for each year since signing and what has come; of this year up to the end of October."""
    rows = []
    for project in found:
        signed = project.reached("signed")
        if signed is None or project.stage == "lost":
            continue
        promised = PROMISED[project.number] if project.number < len(PUBLISHED) else None
        keeps = float(np.clip(rng.normal(0.82, 0.22), 0.15, 1.25))
        first = int(years(np.array([signed]))[0])
        for step, year in enumerate(range(first, 2027)):
            rows.append(_year(project, year, step, keeps, promised))
    frame = pd.DataFrame(rows)
    return frame.assign(as_of=as_dates(np.where(frame["year"] == 2026, day("2026-10-31"), OPEN)))


def _year(
    project: Project, year: int, step: int, keeps: float, promised: tuple[float, float | None, int] | None
) -> dict[str, object]:
    share = (0.3, 0.4, 0.3)[step] if step < 3 else 0.0
    produces = project.reached("producing")
    runs = produces is not None and produces <= day(f"{year}-12-31")
    output, tax, jobs = promised or (project.agreed * 1.1, project.agreed * 0.05, int(project.agreed / 90) + 8)
    part = 10 / 12 if year == 2026 else 1.0
    begun = project.reached("landed")
    spent = share * keeps * part if begun is not None and begun <= day(f"{year}-12-31") else 0.0
    grown = min(1.0, 0.5 + 0.25 * step) * keeps * part if runs else 0.0
    wan = 10_000
    return {
        "project_no": project.no, "project": project.name, "year": year,
        "promised_investment": round(project.agreed * share) * wan,
        "realised_investment": round(project.agreed * spent) * wan,
        "promised_output": round(output) * wan if step else np.nan, "realised_output": round(output * grown) * wan,
        "promised_tax": round(tax) * wan if step and tax is not None else np.nan,
        "realised_tax": round((tax or 0.0) * grown) * wan,
        "promised_jobs": jobs if step else 0, "realised_jobs": int(jobs * grown),
    }  # fmt: skip


def _visits(rng: np.random.Generator, found: list[Project], people: np.ndarray) -> pd.DataFrame:
    """Two years of visits; in summer two officers stood a month in another city and met forty firms."""
    station = [(day("2026-06-01") + place, "stationed", place % 2) for place in range(42)]
    usual = [
        (
            int(CUT_OFF - 730 * rng.random() ** 1.2),
            str(rng.choice(("outbound", "inbound"), p=[0.55, 0.45])),
            int(rng.integers(0, OFFICERS)),
        )
        for _ in range(3 * len(found))
    ]
    firms = names.enterprise_names(
        rng, names.brands(rng, len(station) + len(usual)), rng.integers(0, 12, len(station) + len(usual))
    )
    rows = []
    for (on, kind, officer), firm in zip(station + usual, firms, strict=True):
        mine = [p for p in found if p.officer == officer and on <= p.began <= on + 45]
        project = mine[0] if mine and rng.random() < 0.5 else None
        rows.append({
            "visited_on": on, "visit_kind": kind, "officer": people[officer],
            "source_channel": "stationed" if kind == "stationed" else str(rng.choice(TALKS)),
            "firm_visited": str(firm), "visit_place": "本园" if kind == "inbound" else str(rng.choice(PLACES)),
            "park": PARKS[officer % len(PARKS)].name,
            "project_no": project.no if project else None, "project": project.name if project else None,
            "outcome": str(rng.choice(VISITED)),
        })  # fmt: skip
    frame = pd.DataFrame(rows).sort_values(["visited_on", "firm_visited"], ignore_index=True)
    return frame.assign(visited_on=as_dates(frame["visited_on"].to_numpy()))


def _targets(found: list[Project]) -> pd.DataFrame:
    """Targets of signing, starts and production; of this year so that some keep pace and some do not."""
    rows: list[tuple[str, str, float, int, str]] = []
    for year, last, decided in ((2025, day("2025-12-31"), "2025-02-18"), (2026, CUT_OFF, "2026-02-27")):
        for metric, stage, share in AIMS:
            reached = [p for p in found if (on := p.reached(stage)) is not None and day(f"{year}-01-01") <= on <= last]
            rows.append((metric, "item", max(round(len(reached) / share), 2), year, decided))
            if stage == "signed":
                money = sum(p.amounts.get(p.reached("signed") or 0, 0.0) for p in reached)
                rows.append(("signed_money", "yi", round(money / 10_000 / 0.97, 1), year, decided))
    return pd.DataFrame(
        {
            "metric": metric, "year": year, "value": float(value), "unit": unit, "curve": "even", "owner": "招商局",
            "document": f"霁园发〔{year}〕{5 if year == 2026 else 6}号", "decided_on": pd.Timestamp(decided),
        }
        for metric, unit, value, year, decided in rows
    )  # fmt: skip
