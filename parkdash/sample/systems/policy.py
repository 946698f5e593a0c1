"""What an invented park pays out under its policies, most of it in time, and its innovation vouchers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from parkdash.sample import names
from parkdash.sample.dates import CUT_OFF, OPEN, Days, as_dates, day
from parkdash.sample.forms import chosen, named
from parkdash.sample.parks import PARKS, TWO
from parkdash.sample.systems import Park

FIRST = day("2023-03-01")
WAN = 10_000
ECONOMY, SCIENCE = "经济发展局", "科技创新局"


@dataclass(frozen=True)
class Policy:
    """One policy: what a payout is usually worth (in 万元), and how many days after approval it may take."""

    name: str
    level: str
    number: int  # of its document
    within: int
    worth: tuple[float, ...]
    share: float  # of all payouts


POLICIES = (
    Policy("高新技术企业认定奖补", "municipal", 12, 60, (10, 20, 30), 0.2),
    Policy("专精特新企业认定奖补", "provincial", 8, 90, (10, 20, 50), 0.1),
    Policy("研发投入后补助", "municipal", 12, 60, (5, 8, 15, 30, 60), 0.16),
    Policy("首次升规纳统奖励", "district", 5, 45, (10, 20), 0.08),
    Policy("贷款贴息", "municipal", 21, 60, (3, 6, 12, 18), 0.14),
    Policy("设备购置补助", "district", 9, 60, (10, 25, 40, 80), 0.08),
    Policy("知识产权奖励", "park", 3, 30, (0.5, 1, 2, 5), 0.12),
    Policy("入驻企业房租补贴", "park", 2, 30, (2, 4, 8), 0.12),
)
HOUSING = Policy("人才安家补贴", "municipal", 16, 60, (3, 5, 10), 0.0)
# Five projects of talents were put forward this year; three of them are due this year, with 520 together, two are paid.
PROGRAMME = Policy("创业人才项目资助", "municipal", 17, 90, (), 0.0)
CHOSEN: tuple[tuple[float, str, str, str], ...] = (
    (200, "2026-02-24", "2026-05-18", "2026-07-30"), (160, "2026-02-24", "2026-05-18", "2026-08-06"),
    (160, "2026-03-02", "2026-06-22", ""), (np.nan, "2026-08-18", "", ""), (np.nan, "2026-09-03", "", ""),
)  # fmt: skip
SERVICES = ("research", "testing", "equipment", "pilot", "advice")
FACES = (1, 2, 5, 10, 20)


def tables(rng: np.random.Generator, park: Park) -> dict[str, pd.DataFrame]:
    """Policies, payouts, vouchers, and what of them is planned for the year."""
    payouts = pd.concat([_to_firms(rng, park), _to_people(rng, park), _to_talents(rng, park)], ignore_index=True)
    payouts = payouts.sort_values(["applied_on", "policy", "payout_no"], ignore_index=True)
    payouts["payout_no"] = names.numbered("DX", np.arange(len(payouts)), 5)
    vouchers = _vouchers(rng, park)
    return {
        "policy_item": _items(),
        "policy_payout": payouts,
        "voucher": vouchers,
        "target": _targets(payouts, vouchers),
    }


def _items() -> pd.DataFrame:
    every = (*POLICIES, HOUSING, PROGRAMME)
    return pd.DataFrame({
        "policy": [p.name for p in every],
        "policy_document": [f"霁园政〔2023〕{p.number}号" for p in every],
        "policy_level": [p.level for p in every],
        "pay_within_days": [p.within for p in every],
        "in_force_from": as_dates(np.full(len(every), day("2023-01-01"))),
        "in_force_until": as_dates(np.full(len(every), day("2027-12-31"))),
    })  # fmt: skip


def _to_firms(rng: np.random.Generator, park: Park) -> pd.DataFrame:
    """About two for three firms: what firms of good quality get more of."""
    firm = park.firm
    count = max(12, int(len(firm) * 0.65))
    who = rng.choice(len(firm), count, p=(firm.quality + 0.1) / (firm.quality + 0.1).sum())
    first = np.maximum(firm.begins[who] + 60, FIRST)
    good = first < firm.until[who]
    who, first = who[good], first[good]
    applied = first + ((firm.until[who] - first) * rng.random(len(who)) ** 0.7).astype(np.int64)
    kinds = rng.choice(len(POLICIES), len(who), p=[p.share for p in POLICIES])
    worth = np.array([float(rng.choice(POLICIES[kind].worth)) for kind in kinds])
    within = np.array([POLICIES[kind].within for kind in kinds])
    frame = _course(rng, applied, worth, within)
    firms = pd.DataFrame(named(park.register, who))
    return frame.join(firms).assign(policy=[POLICIES[kind].name for kind in kinds], person=None, park=None)


def _to_people(rng: np.random.Generator, park: Park) -> pd.DataFrame:
    """Housing money for people who came with a doctorate or a master's degree."""
    came = park.frames["talent"]
    came = came[came["degree"].isin(["doctor", "master"]) & (came["arrived_on"] >= "2023-03-01")]
    came = came[came["arrived_on"] <= "2026-10-01"]
    some = came.iloc[rng.permutation(len(came))[: max(3, len(park.firm) // 10)]]
    arrived = some["arrived_on"].to_numpy().astype("M8[D]").astype(np.int64)
    applied = np.minimum(arrived + rng.integers(20, 90, len(some)), CUT_OFF)
    worth = np.where(some["degree"].astype(str) == "doctor", 10.0, 5.0)
    frame = _course(rng, applied, worth, np.full(len(some), HOUSING.within))
    return frame.assign(
        policy=HOUSING.name, park=None,
        **{name: some[name].astype(object).to_numpy() for name in ("enterprise", "credit_code", "person")},
    )  # fmt: skip


def _to_talents(rng: np.random.Generator, park: Park) -> pd.DataFrame:
    people = names.person_names(rng, len(CHOSEN))
    applied, approved, paid = zip(*(days for _, *days in CHOSEN), strict=True)
    amounts = np.array([row[0] for row in CHOSEN]) * WAN
    return pd.DataFrame({
        "policy": PROGRAMME.name, "person": people, "park": PARKS[TWO].name, "enterprise": None, "credit_code": None,
        "applied_on": _days(applied), "approved_on": _days(approved), "due_on": _days([""] * len(CHOSEN)),
        "amount_approved": amounts, "paid_on": _days(paid),
        "amount_paid": np.where([bool(each) for each in paid], amounts, np.nan), "payout_no": "",
    })  # fmt: skip


def _course(rng: np.random.Generator, applied: Days, worth: np.ndarray, within: Days) -> pd.DataFrame:
    """Approved after some weeks, paid mostly in time; one in eight late, few not at all or in part."""
    count = len(applied)
    approved = applied + rng.integers(12, 75, count)
    refused = rng.random(count) < 0.05
    approved = np.where(refused | (approved > CUT_OFF), OPEN, approved)
    luck = rng.random(count)
    due = approved + within
    paid = approved + np.maximum((within * rng.uniform(0.3, 1.0, count)).astype(np.int64), 5)
    paid = np.where(luck < 0.13, due + rng.integers(3, 150, count), paid)
    paid = np.where((luck > 0.97) | (paid > CUT_OFF) | (approved == OPEN), OPEN, paid)
    amounts = np.where(approved == OPEN, np.nan, worth * WAN)
    part = np.where((luck > 0.955) & (luck <= 0.97), 0.5, 1.0)
    explicit = np.where((rng.random(count) < 0.1) & (approved < OPEN), due, OPEN)
    return pd.DataFrame({
        "payout_no": names.numbered("", rng.permutation(count), 5),
        "applied_on": as_dates(applied), "approved_on": as_dates(approved), "due_on": as_dates(explicit),
        "amount_approved": amounts, "paid_on": as_dates(paid),
        "amount_paid": np.where(paid == OPEN, np.nan, amounts * part),
    })  # fmt: skip


def _vouchers(rng: np.random.Generator, park: Park) -> pd.DataFrame:
    """Handed out each March and December for a year; seven in ten are used, most of these redeemed."""
    firm, rows = park.firm, max(8, len(park.firm) // 14)
    issues = [day(f"{year}-{month}-10") for year in (2023, 2024, 2025, 2026) for month in ("03", "12")]
    found = []
    for at in (at for at in issues if at <= CUT_OFF):
        here = np.flatnonzero((firm.begins < at) & (firm.ends > at))
        some = rng.permutation(here)[: int(rows * rng.uniform(0.8, 1.2))]
        found.append((some, np.full(len(some), at)))
    who, issued = (np.concatenate([part[place] for part in found]).astype(np.int64) for place in (0, 1))
    count = len(who)
    face = np.array(FACES)[rng.choice(len(FACES), count, p=[0.2, 0.3, 0.25, 0.17, 0.08])] * float(WAN)
    used = issued + 15 + (335 * rng.random(count)).astype(np.int64)
    used = np.where((rng.random(count) > 0.72) | (used > CUT_OFF), OPEN, used)
    redeemed = used + rng.integers(20, 150, count)
    redeemed = np.where((used == OPEN) | (redeemed > CUT_OFF) | (rng.random(count) < 0.06), OPEN, redeemed)
    value = np.round(face * rng.uniform(2, 6, count), -2)
    amount = np.minimum(face, value * 0.4)
    kinds = np.where(used == OPEN, len(SERVICES), rng.integers(0, len(SERVICES), count))
    return pd.DataFrame({
        "voucher_no": names.numbered("CXQ", np.arange(count), 5), **named(park.register, who),
        "issued_on": as_dates(issued), "face_value": face, "expires_on": as_dates(issued + 364),
        "used_on": as_dates(used), "service_provider": _providers(rng, used),
        "voucher_service": chosen(kinds, SERVICES),
        "service_value": np.where(used == OPEN, np.nan, value), "redeemed_on": as_dates(redeemed),
        "amount_redeemed": np.where(redeemed == OPEN, np.nan, amount),
    })  # fmt: skip


def _providers(rng: np.random.Generator, used: Days) -> pd.Series:
    every = [f"{brand}{word}" for brand, word in zip(
        names.brands(rng, 9), ("检测技术研究院", "分析测试中心", "工业设计研究院") * 3, strict=True
    )]  # fmt: skip
    return pd.Series(rng.choice(every, len(used))).where(used < OPEN)


def _targets(payouts: pd.DataFrame, vouchers: pd.DataFrame) -> pd.DataFrame:
    """What is to be paid out and redeemed in the year: of the first a little less is done than planned."""
    rows = []
    for year, last in ((2025, "2025-12-31"), (2026, "2026-11-13")):
        for metric, frame, on, amount, part, owner in (
            ("payout_paid_money", payouts, "paid_on", "amount_paid", 0.9, ECONOMY),
            ("voucher_redeemed_money", vouchers, "redeemed_on", "amount_redeemed", 0.76, SCIENCE),
        ):
            done = frame.loc[frame[on].between(pd.Timestamp(f"{year}-01-01"), pd.Timestamp(last)), amount].sum() / WAN
            rows.append({
                "metric": metric, "year": year, "value": float(max(round(done / part, -1), 10)), "unit": "wan",
                "curve": "even", "owner": owner, "document": f"霁园发〔{year}〕{7 if year == 2026 else 8}号",
                "decided_on": pd.Timestamp(f"{year}-02-20"),
            })  # fmt: skip
    return pd.DataFrame(rows)


def _days(written: Sequence[str]) -> np.ndarray:
    return as_dates(np.array([day(each) if each else OPEN for each in written]))
