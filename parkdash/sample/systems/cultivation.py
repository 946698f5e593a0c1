"""The pools of firms to be cultivated (百家成长、千家培育) and the yearly filings of those who hold a tier.

Whoever was recognised out of a pool holds the certificate that the list of recognitions has; the rest is invented.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from parkdash.sample.dates import CUT_OFF, OPEN, Days, as_dates, between, day, years
from parkdash.sample.forms import chosen, named
from parkdash.sample.systems import Park

BEGAN = day("2024-03-01")  # of the pools
AIMS = ("high_tech", "tech_sme", "specialized", "little_giant", "gazelle")
POOLS = ("growth", "nurture")
STAGES = ("diagnosing", "coaching", "preparing", "filed")
OUTCOMES = ("certified", "promoted", "dropped", "moved_away")
REASONS = ("研发费用归集不达标", "主营业务调整", "知识产权数量不足", "企业主动放弃", "营业收入下滑")
CERTIFIED, PROMOTED, DROPPED, MOVED, STILL = 0, 1, 2, 3, 4
DUTIES = {"high_tech": (5, 31), "tech_sme": (3, 31), "specialized": (5, 31)}
FILING_FROM = {"high_tech": 2025, "tech_sme": 2025, "specialized": 2026}
FILED = (2025, 2026)
# The published pools hold a hundred and a thousand firms; the second is what three years are to bring.
TARGETS = (
    ("pool_growth", 100.0, "firm", "held"), ("pool_nurture", 160.0, "firm", "even"),
    ("pool_conversion", 75.0, "percent", "held"), ("pool_certified", 60.0, "item", "q4"),
)  # fmt: skip


def tables(rng: np.random.Generator, park: Park) -> dict[str, pd.DataFrame]:
    """Who was in which pool, what was filed, and what is aimed at."""
    return {"cultivation_pool": _pools(rng, park), "yearly_filing": _filings(rng, park), "target": _targets()}


def _pools(rng: np.random.Generator, park: Park) -> pd.DataFrame:
    frame = pd.concat([_certified(rng, park), _others(rng, park)], ignore_index=True)
    frame = frame.sort_values(["pooled", "who"], kind="stable", ignore_index=True)
    frame = frame[~frame.duplicated(["who", "pool"])]
    outcome, who, pooled = (frame[name].to_numpy() for name in ("outcome", "who", "pooled"))
    here = outcome == STILL
    stage = np.minimum((CUT_OFF - pooled) // 110, 2) + (rng.random(len(frame)) < 0.18)
    reason = np.where(outcome == DROPPED, rng.integers(0, len(REASONS), len(frame)), len(REASONS))
    return pd.DataFrame(
        {
            **named(park.register, who), "pool_kind": chosen(frame["pool"].to_numpy(), POOLS),
            "aim_tier": chosen(frame["aim"].to_numpy(), AIMS), "pooled_on": as_dates(pooled),
            "pool_stage": chosen(np.where(here, stage, len(STAGES)), STAGES),
            "pool_last_day": as_dates(frame["left"].to_numpy()), "pool_outcome": chosen(outcome, OUTCOMES),
            "pool_reason": chosen(reason, REASONS),
        }
    )  # fmt: skip


def _rows(who: Days, pool: Days, aim: Days, pooled: Days, left: Days, outcome: Days) -> pd.DataFrame:
    return pd.DataFrame({"who": who, "pool": pool, "aim": aim, "pooled": pooled, "left": left, "outcome": outcome})


def _certified(rng: np.random.Generator, park: Park) -> pd.DataFrame:
    """Most of the first certificates of the last years went to firms that had been in a pool for some months."""
    held = park.frames["recognition"]
    place = pd.Series(np.arange(len(park.register)), index=park.register["credit_code"].to_numpy())
    first = held[held["tier"].isin(AIMS)].sort_values("valid_from", kind="stable")
    first = first[~first.duplicated(["credit_code", "tier"])]
    who = place[first["credit_code"].astype(str)].to_numpy().astype(np.int64)
    since = first["valid_from"].to_numpy().astype("M8[D]").astype(np.int64)
    aim = np.array([AIMS.index(each) for each in first["tier"]], dtype=np.int64)
    pooled = np.maximum(since - rng.integers(90, 420, len(since)), np.maximum(park.firm.begins[who] + 5, BEGAN))
    kept = (pooled < since - 30) & (since <= CUT_OFF) & (since <= park.firm.until[who]) & (rng.random(len(who)) < 0.8)
    pool = np.where(aim == 1, 1, (rng.random(len(who)) > 0.65).astype(np.int64))
    found = _rows(who, pool, aim, pooled, since, np.full(len(who), CERTIFIED))
    return found[kept]


def _others(rng: np.random.Generator, park: Park) -> pd.DataFrame:
    """Who has not got so far: still in a pool, moved up, dropped out, or gone from the park."""
    firm = park.firm
    who = np.flatnonzero((firm.until > BEGAN + 60) & (rng.random(len(firm)) < 0.62))
    pool = (rng.random(len(who)) > 0.38 + 0.2 * (firm.quality[who] > 0.6)).astype(np.int64)
    pooled = between(rng, np.maximum(firm.begins[who], BEGAN), firm.until[who], bend=0.8)
    aim = np.where(
        pool == 1,
        rng.choice(2, len(who), p=[0.45, 0.55]),
        rng.choice([0, 2, 3, 4], len(who), p=[0.45, 0.35, 0.08, 0.12]),
    )
    gone = firm.ends[who] <= CUT_OFF
    outcome = np.where(gone, MOVED, np.where((pool == 1) & (rng.random(len(who)) < 0.1), PROMOTED, STILL))
    outcome = np.where((outcome == STILL) & (rng.random(len(who)) < 0.13), DROPPED, outcome)
    ended = np.where(gone, firm.until[who], pooled + rng.integers(80, 500, len(who)))
    late = (ended > CUT_OFF) & (outcome != STILL) & ~gone
    outcome = np.where(late, STILL, outcome)
    return _rows(who, pool, aim.astype(np.int64), pooled, np.where(outcome == STILL, OPEN, ended), outcome)


def _filings(rng: np.random.Generator, park: Park) -> pd.DataFrame:
    """Most file in the last weeks before the day, some after it, a few not at all."""
    held = park.frames["recognition"]
    parts = []
    for year in FILED:
        for tier, (month, dom) in DUTIES.items():
            due = day(f"{year}-{month:02d}-{dom}")
            since, until = (
                held[name].fillna(pd.Timestamp("2199-12-31")).to_numpy().astype("M8[D]").astype(np.int64)
                for name in ("valid_from", "valid_until")
            )
            mine = held["tier"].eq(tier).to_numpy() & (since <= due) & (until >= due) & (years(since) < year)
            rows = held.loc[mine, ["enterprise", "credit_code"]]
            if year < FILING_FROM[tier] or rows.empty:
                continue
            on_day = due - (rng.random(len(rows)) ** 2 * 60).astype(np.int64)
            luck = rng.random(len(rows))
            on_day = np.where(luck < 0.06, due + rng.integers(2, 60, len(rows)), on_day)
            rows = rows.assign(
                filed_tier=tier, filing_year=year, filed_on=as_dates(np.where(luck > 0.955, OPEN, on_day))
            )
            parts.append(rows.drop_duplicates("credit_code"))
    blank = pd.DataFrame(columns=["enterprise", "credit_code", "filed_tier", "filing_year", "filed_on"])
    return pd.concat(parts, ignore_index=True) if parts else blank


def _targets() -> pd.DataFrame:
    frame = pd.DataFrame(TARGETS, columns=["metric", "value", "unit", "curve"])
    return frame.assign(
        year=2026, base=0.0, owner="科技创新局", document="霁园发〔2026〕7号", decided_on=pd.Timestamp("2026-03-05")
    )
