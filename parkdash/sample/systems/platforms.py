"""Titles that the invented park applies for, its public platforms, and what platforms do for others against a plan."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from parkdash.sample import names
from parkdash.sample.dates import CUT_OFF, OPEN, Days, as_dates, day, years
from parkdash.sample.forms import named
from parkdash.sample.innovation import KIND_NAMES, LEVEL_NAMES
from parkdash.sample.parks import PARKS
from parkdash.sample.systems import Park

# Name, park, kind, level, since, services a year (one has promised two hundred), what it mostly does, how much of its
# plan it keeps, and from when on nothing has been heard of it.
PUBLIC: tuple[tuple[str, int, str, str, str, int, str, float, str], ...] = (
    ("青梧增材制造验证中心", 2, "innovation_centre", "national", "2023-06-20", 200, "pilot", 0.94, ""),
    ("青梧工业设计公共平台", 2, "design_centre", "municipal", "2024-04-18", 36, "advice", 1.02, ""),
    ("云岫检验检测公共平台", 0, "public_service", "provincial", "2022-09-09", 80, "testing", 1.08, ""),
    ("云岫新媒体孵化平台", 0, "public_service", "municipal", "2023-11-16", 30, "practice", 0.8, ""),
    ("云岫虚拟仿真实训平台", 0, "public_service", "municipal", "2024-03-22", 40, "practice", 1.0, ""),
    ("云岫手工创作研发平台", 0, "public_service", "municipal", "2024-08-30", 24, "advice", 0.9, "2026-08-12"),
    ("云岫数字版权服务平台", 0, "public_service", "municipal", "2026-10-28", 10, "advice", 1.2, ""),
    ("澜汀算力公共服务平台", 1, "public_service", "provincial", "2025-05-27", 60, "computing", 1.12, ""),
    ("望汐微生物工程实验室", 3, "laboratory", "provincial", "2023-03-15", 28, "testing", 0.98, ""),
    ("望汐影像探针诊断实验室", 3, "laboratory", "municipal", "2023-10-12", 24, "testing", 0.85, ""),
    ("望汐基因测序实验室", 3, "laboratory", "municipal", "2024-06-06", 32, "testing", 1.05, ""),
    ("望汐药物分析实验室", 3, "laboratory", "provincial", "2026-04-21", 20, "testing", 0.9, ""),
    ("望汐细胞制备实验室", 3, "laboratory", "municipal", "2025-02-19", 18, "research", 0.7, "2026-05-20"),
    ("砚屏新材料中试平台", 4, "pilot_base", "provincial", "2024-10-10", 26, "pilot", 0.75, ""),
)  # fmt: skip
SERVING = ("laboratory", "engineering_centre", "new_institute")  # of the firms' platforms, those that work for others
KINDS = ("testing", "equipment", "research", "pilot", "computing", "advice", "practice")
FEES = {
    "testing": 0.4,
    "equipment": 0.6,
    "research": 9.0,
    "pilot": 4.0,
    "computing": 1.5,
    "advice": 1.0,
    "practice": 0.3,
}
ALSO_DRAWN = 1.15  # some of the firms drawn have not come yet on the day
YEARS, SIZE, WAN = (2025, 2026), 600, 10_000
OWNER, DOCUMENT, DECIDED = "科技创新局", "霁园发〔2026〕6号", "2026-02-12"
NATIONAL, LOCAL, MORE = 3, 5, 10  # titles and platforms, provincial and above, to be won this year, as published
APPLIED = Path(__file__).parents[1] / "titles_applied.csv"
REFUSED = "研发投入强度未达到申报要求"


def tables(rng: np.random.Generator, park: Park) -> dict[str, pd.DataFrame]:
    """Public platforms beside the firms' own, plans and services of two years, applications of three, targets."""
    public, own = _public(), park.frames["platform"]
    plans = _plans(rng, public, own, len(park.firm))
    every = pd.concat([own, public], ignore_index=True)
    return {
        "platform": public,
        "platform_plan": plans[["platform", "host", "park", "year", "planned_services"]],
        "platform_service": _services(rng, park, plans),
        "title_application": _applications(rng, own),
        "target": _targets(plans, every, len(park.firm)),
    }


def _public() -> pd.DataFrame:
    columns = ["name", "place", "platform_kind", "platform_level", "since", "number", "does", "keeps", "silent"]
    rows = pd.DataFrame(PUBLIC, columns=columns)
    return pd.DataFrame({
        "name": rows["name"], "host": [PARKS[place].operator for place in rows["place"]],
        "park": [PARKS[place].name for place in rows["place"]], "platform_kind": rows["platform_kind"],
        "platform_level": rows["platform_level"], "established_on": pd.to_datetime(rows["since"]).to_numpy("M8[s]"),
    })  # fmt: skip


def _plans(rng: np.random.Generator, public: pd.DataFrame, own: pd.DataFrame, firms: int) -> pd.DataFrame:
    """One row per platform and year since it exists, with what its services follow from."""
    share = min(firms, SIZE) / SIZE
    serving = own[own["platform_kind"].isin(SERVING)]
    count = len(serving)
    of_firms = pd.DataFrame({
        "platform": serving["name"], "host": serving["host"].astype(object), "park": None,
        "since": serving["established_on"], "number": rng.integers(5, 21, count),
        "does": np.array(KINDS)[rng.choice(4, count, p=[0.4, 0.25, 0.25, 0.1])],
        "keeps": rng.uniform(0.6, 1.25, count), "silent": np.where(rng.random(count) < 0.12, "2026-05-31", ""),
    })  # fmt: skip
    of_parks = public.rename(columns={"name": "platform", "established_on": "since"}).assign(
        number=[max(round(row[5] * share), 1) for row in PUBLIC], does=[row[6] for row in PUBLIC],
        keeps=[row[7] for row in PUBLIC], silent=[row[8] for row in PUBLIC],
    )  # fmt: skip
    every = pd.concat([of_firms, of_parks[of_firms.columns]], ignore_index=True)
    found = []
    for year in YEARS:
        there = every[every["since"] <= pd.Timestamp(f"{year}-11-30")]
        found.append(there.assign(year=year, planned_services=there["number"] + 2 * (year - YEARS[0])))
    return pd.concat(found, ignore_index=True)


def _services(rng: np.random.Generator, park: Park, plans: pd.DataFrame) -> pd.DataFrame:
    """Services over the year up to the cut-off, for firms that are there on the day; what a firm pays varies much."""
    begins = np.maximum(_as_days(plans["since"]), [day(f"{year}-01-06") for year in plans["year"]])
    last = np.array([day(f"{year}-12-24") for year in plans["year"]])
    until = np.minimum(np.minimum(last, CUT_OFF), [day(text) if text else OPEN for text in plans["silent"]])
    whole = np.array([day(f"{year}-12-31") - day(f"{year}-01-01") + 1 for year in plans["year"]])
    wanted = plans["planned_services"].to_numpy() * plans["keeps"].to_numpy() * (until - begins) / whole
    count = np.where(until >= begins, rng.poisson(np.maximum(wanted * ALSO_DRAWN, 0)), 0)
    which = np.repeat(np.arange(len(plans)), count)
    on = begins[which] + ((until - begins)[which] * rng.random(len(which))).astype(np.int64)
    staying = np.flatnonzero(park.firm.present)
    who = rng.choice(staying if len(staying) else np.arange(len(park.firm)), len(which))
    there = (park.firm.begins[who] <= on) & (park.firm.ends[who] > on)
    order = np.lexsort((which[there], on[there]))
    which, on, who = which[there][order], on[there][order], who[there][order]
    does = plans["does"].to_numpy()[which].astype(str)
    does = np.where(rng.random(len(does)) < 0.7, does, np.array(KINDS)[rng.integers(0, len(KINDS), len(does))])
    fee = np.array([FEES[each] for each in does]) * rng.lognormal(0, 0.5, len(does))
    return pd.DataFrame({
        "platform_service_no": names.numbered("PT", np.arange(1, len(which) + 1), 5),
        **{name: plans[name].to_numpy(dtype=object)[which] for name in ("platform", "host", "park")},
        "platform_service_kind": does,
        **named(park.register, who), "served_on": as_dates(on), "service_count": 1,
        "service_fee": np.where(rng.random(len(does)) < 0.25, np.nan, np.round(fee, 2) * WAN),
    })  # fmt: skip


def _applications(rng: np.random.Generator, own: pd.DataFrame) -> pd.DataFrame:
    """What parks and carriers applied for, and what the firms' platforms did."""
    rows = pd.read_csv(APPLIED, encoding="utf-8")
    submitted, decided = (_as_days(pd.to_datetime(rows[name])) for name in ("submitted_on", "title_decided_on"))
    of_parks = rows.drop(columns=["submitted_on", "title_decided_on"]).assign(
        submitted=submitted, decided=np.where(rows["title_decided_on"].isna(), OPEN, decided), enterprise=None,
        credit_code=None, carrier=rows["title_applicant"].where(rows["title_applicant_kind"].eq("carrier"), None),
    )  # fmt: skip
    made = pd.concat([of_parks, _founded(rng, own), _upgrades(rng, own)], ignore_index=True)
    won = made["title_outcome"].eq("won").to_numpy()
    in_year = years(made["decided"].to_numpy(dtype=np.int64))
    said = pd.Series([f"霁科发〔{year}〕{11 + number}号" for number, year in enumerate(in_year.tolist())])
    made = made.assign(
        owner=OWNER, submitted_on=_dated(made["submitted"]), title_decided_on=_dated(made["decided"]),
        title_document=said.where(won),
    )  # fmt: skip
    return made.sort_values(["submitted_on", "title_applicant"], ignore_index=True)


def _founded(rng: np.random.Generator, own: pd.DataFrame) -> pd.DataFrame:
    """The firms' platforms of the last three years that the province or the state has recognised."""
    high = own[own["platform_level"].isin(["provincial", "national"]) & (own["established_on"] >= "2024-01-01")]
    decided = _as_days(high["established_on"])
    return _of_firms(high, _called(high), decided - rng.integers(70, 260, len(high)), decided, "won", None)


def _upgrades(rng: np.random.Generator, own: pd.DataFrame) -> pd.DataFrame:
    """Municipal platforms of firms that want to be provincial: of ten some are refused, the others still wait."""
    low = own[own["platform_level"].eq("municipal") & (own["established_on"] < "2025-06-01")].head(10)
    submitted = CUT_OFF - rng.integers(20, 260, len(low))
    refused = np.arange(len(low)) % 3 == 0
    decided = submitted + rng.integers(90, 180, len(low))
    decided = np.where(refused & (decided <= CUT_OFF), decided, OPEN)
    lost = decided < OPEN
    outcome, why = np.where(lost, "lost", "pending"), [REFUSED if each else None for each in lost]
    called = [f"省级{name}" for name in _kinds(low)]
    return _of_firms(low.assign(platform_level="provincial"), called, submitted, decided, outcome, why)


def _of_firms(
    own: pd.DataFrame, called: list[str], submitted: Days, decided: Days, outcome: object, why: object
) -> pd.DataFrame:
    firms = {name: own[name].astype(object).to_numpy() for name in ("enterprise", "credit_code")}
    return pd.DataFrame({
        "title_name": called, "level": own["platform_level"].astype(str).to_numpy(), "title_kind": "innovation",
        "title_applicant": firms["enterprise"], "title_applicant_kind": "platform", "park": None, "carrier": None,
        **firms,
        "submitted": submitted, "decided": decided, "title_outcome": outcome, "title_reason": why,
    })  # fmt: skip


def _called(own: pd.DataFrame) -> list[str]:
    """The title of a platform: its name without the firm's before it."""
    levels = dict(zip(("municipal", "provincial", "national"), LEVEL_NAMES, strict=True))
    of = own["platform_level"].astype(str).map(levels)
    return [f"{level}{kind}" for level, kind in zip(of, _kinds(own), strict=True)]


def _kinds(own: pd.DataFrame) -> list[str]:
    return [next(kind for kind in KIND_NAMES if name.endswith(kind)) for name in own["name"]]


def _targets(plans: pd.DataFrame, every: pd.DataFrame, firms: int) -> pd.DataFrame:
    """Titles and platforms to be won this year, and the services that platforms have planned together."""
    now = YEARS[-1]
    planned = float(plans.loc[plans["year"] == now, "planned_services"].sum())
    before = every["platform_level"].isin(["provincial", "national"]) & (every["established_on"] < f"{now}-01-01")
    base = float(before.sum())
    more = max(round(MORE * min(firms, SIZE) / SIZE), 1)
    rows = [
        ("park_titles_national", float(NATIONAL), None), ("park_titles_local", float(LOCAL), None),
        ("platform_services", planned, None), ("platforms_provincial", base + more, base),
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["metric", "value", "base"])
    return frame.assign(
        year=now, unit="item", curve="even", owner=OWNER, document=DOCUMENT, decided_on=pd.Timestamp(DECIDED)
    )


def _as_days(dates: pd.Series) -> Days:
    return dates.to_numpy().astype("M8[D]").astype(np.int64)


def _dated(days: pd.Series) -> np.ndarray:
    return as_dates(days.to_numpy(dtype=np.int64))
