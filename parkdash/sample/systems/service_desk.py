"""The service centres of the parks: specialists with their firms, requests by day and night, visits, what is on offer.

Eleven specialists serve the first park and 688 services in 13 modules are on offer, as published; the rest is invented.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from parkdash.sample.dates import CUT_OFF, OPEN, Days, Floats, as_dates, between, day
from parkdash.sample.forms import chosen, named, texts
from parkdash.sample.names import numbered, person_names
from parkdash.sample.parks import PARKS
from parkdash.sample.systems import Park

MODULES = (
    ("企业开办", 42), ("项目审批", 96), ("资质认定", 61), ("知识产权", 48), ("人才服务", 72), ("科技金融", 45),
    ("成果转化", 52), ("检验检测", 64), ("政策兑付", 58), ("载体入驻", 36), ("创业孵化", 40), ("国际合作", 28),
    ("生活配套", 46),
)  # fmt: skip
SUBJECTS = ("设立", "变更", "备案", "申报", "年审", "查询", "补证", "延期", "注销", "咨询", "预审", "验收")
OBJECTS = ("登记", "许可", "证明", "补贴", "对接", "培训", "评估", "代办", "指导")
OPENED_HALL = day("2021-03-15")  # the hall with its catalogue
BEGAN, WALKED = day("2025-02-01"), day("2025-04-01")  # of the records of requests and of visits
PROMISED, TO_VISIT = day("2025-01-01"), day("2025-08-01")
DOCUMENT = "霁园发〔2024〕21号"
TEAM = 11  # specialists of the first park, as published
FIRMS_EACH = 22
ROLES, CHANNELS = (
    ("nurse", "pacer", "pilot", "orderly"),
    ("window", "hotline", "online", "official_account", "specialist"),
)
SEVERITIES, WAYS = ("urgent", "important", "normal"), ("door", "invited", "call")
MINUTES = 1440
CLOSING = (CUT_OFF * MINUTES) + 14 * 60 + 20  # when the last list was drawn up
# Of 24 hours, how many requests of a working day come in each, and of a day off.
WORKDAY = np.array([1, 1, 0, 0, 0, 1, 2, 5, 16, 24, 22, 15, 7, 12, 21, 22, 18, 12, 7, 6, 5, 4, 3, 2], dtype=np.float64)
DAY_OFF = np.array([1, 0, 0, 0, 0, 0, 1, 2, 4, 5, 5, 4, 3, 4, 4, 4, 3, 3, 3, 3, 2, 2, 1, 1], dtype=np.float64)


@dataclass(frozen=True)
class Team:
    """One entry per specialist."""

    name: np.ndarray
    number: np.ndarray
    park: Days

    def columns(self, who: Days) -> dict[str, object]:
        """The two columns by which the centre names its specialists."""
        return {"specialist_no": texts(self.number[who]), "specialist": texts(self.name[who])}


def tables(rng: np.random.Generator, park: Park) -> dict[str, pd.DataFrame]:
    """What the service centres keep, and what is aimed at."""
    team = _team(rng, park)
    of_firm = _specialist_of(rng, park, team)
    return {
        "service_item": _items(),
        "service_promise": _promises(),
        "service_request": _requests(rng, park, team, of_firm),
        "service_assignment": _assignments(rng, park, team, of_firm),
        "service_visit": _visits(rng, park, team, of_firm),
        "target": _targets(),
    }


def _team(rng: np.random.Generator, park: Park) -> Team:
    """Specialists of each park, no two of one name."""
    here = np.bincount(park.firm.park[park.firm.present], minlength=len(PARKS))
    sizes = np.maximum(2, -(-here // FIRMS_EACH))
    sizes[0] = TEAM
    found = list(dict.fromkeys(person_names(rng, 4 * int(sizes.sum()))))[: int(sizes.sum())]
    of_park = np.repeat(np.arange(len(PARKS)), sizes)[: len(found)]
    return Team(np.array(found), numbered("FW", np.arange(1, len(found) + 1), 3), of_park)


def _specialist_of(rng: np.random.Generator, park: Park, team: Team) -> Days:
    """Who looks after each firm. Work is not spread evenly: the first of a team have more of it."""
    found = np.zeros(len(park.firm), dtype=np.int64)
    for number in range(len(PARKS)):
        mine, members = np.flatnonzero(park.firm.park == number), np.flatnonzero(team.park == number)
        found[mine] = members[(rng.random(len(mine)) ** 1.35 * len(members)).astype(np.int64)]
    return found


def _items() -> pd.DataFrame:
    rows = []
    for number, (module, count) in enumerate(MODULES, start=1):
        for place in range(count):
            name = f"{module}{SUBJECTS[place % len(SUBJECTS)]}{OBJECTS[place // len(SUBJECTS)]}"
            nature = "approval" if number in (1, 2) else ("public", "agency", "public")[place % 3]
            rows.append((f"BT{number:02d}{place + 1:03d}", name, module, nature))
    frame = pd.DataFrame(rows, columns=["item_no", "service_item", "service_module", "service_nature"])
    return frame.assign(
        offered_from=as_dates(np.full(len(frame), OPENED_HALL)), offered_until=as_dates(np.full(len(frame), OPEN))
    )


def _promises() -> pd.DataFrame:
    rows = [
        ("first_reply", None, 30, "minute", PROMISED), ("visit", None, 120, "day", TO_VISIT),
        ("answer", None, 48, "hour", PROMISED), ("solution", "urgent", 4, "hour", PROMISED),
        ("solution", None, 24, "hour", PROMISED),
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["promise", "severity", "promised_within", "promise_unit", "promised_from"])
    begins, stops = as_dates(frame["promised_from"].to_numpy()), as_dates(np.full(len(frame), OPEN))
    return frame.assign(promised_from=begins, promised_until=stops, promise_document=DOCUMENT)


def _assignments(rng: np.random.Generator, park: Park, team: Team, of_firm: Days) -> pd.DataFrame:
    """Each firm has its specialist soon after it came; a few newcomers wait for one."""
    firm = park.firm
    begins = np.maximum(firm.begins + rng.integers(0, 15, len(firm)), PROMISED)
    who = np.flatnonzero((firm.ends > begins) & (begins <= CUT_OFF) & (rng.random(len(firm)) > 0.03))
    age = (CUT_OFF - firm.begins[who]) / 365
    role = np.select([rng.random(len(who)) < 0.06, age < 2.5, firm.quality[who] > 0.72], [3, 0, 2], 1)
    ends = np.where(firm.ends[who] > CUT_OFF, OPEN, firm.ends[who])
    frame = pd.DataFrame(
        {
            **team.columns(of_firm[who]), **named(park.register, who), "service_role": chosen(role, ROLES),
            "assigned_from": as_dates(begins[who]), "assigned_until": as_dates(ends),
        }
    )  # fmt: skip
    return frame.sort_values("assigned_from", kind="stable", ignore_index=True)


def _requests(rng: np.random.Generator, park: Park, team: Team, of_firm: Days) -> pd.DataFrame:
    """Ever more requests, most of them in working hours; nights are answered more slowly, and one team lags behind."""
    firm, count = park.firm, 2 * len(park.firm)
    who = rng.integers(0, len(firm), count)
    on_day = between(rng, np.maximum(firm.begins[who], BEGAN), firm.until[who], bend=0.7)
    kept = (on_day >= firm.begins[who]) & (on_day <= firm.until[who]) & (on_day >= BEGAN)
    who, on_day = who[kept], on_day[kept]
    opened = _moments(rng, on_day, np.maximum(firm.begins[who], BEGAN))
    order = np.argsort(opened, kind="stable")
    who, opened = who[order], opened[order]
    size = len(who)
    severity = rng.choice(3, size, p=[0.12, 0.33, 0.55])
    hour = opened % MINUTES // 60
    slow = 1 + 1.4 * ((hour < 8) | (hour >= 19)) + 0.9 * (firm.park[who] == 2) * (opened > CLOSING - 45 * MINUTES)
    reply = opened + np.maximum(1, rng.lognormal(1.9, 0.75, size) * slow * (0.7 + 0.25 * severity)).astype(np.int64)
    solve = reply + (rng.lognormal(5.6, 1.1, size) * (0.4 + 0.5 * severity)).astype(np.int64)
    solve[rng.random(size) < 0.015] = OPEN * MINUTES
    reply[(solve >= CLOSING) & (rng.random(size) < 0.15)] = OPEN * MINUTES
    again = np.where(solve <= CLOSING, rng.choice(3, size, p=[0.94, 0.05, 0.01]), 0)
    rating = np.clip(np.round(rng.normal(4.75, 0.6, size) - 0.6 * (reply - opened > 30) - 0.7 * (again > 0)), 1, 5)
    rated = (solve <= CLOSING) & (rng.random(size) < 0.55)
    items = _items()["item_no"].tolist()
    return pd.DataFrame(
        {
            "request_no": numbered("SQ", np.arange(1, size + 1), 5), **named(park.register, who),
            "item_no": chosen(rng.integers(0, len(items), size), items),
            "service_channel": chosen(rng.choice(5, size, p=[0.27, 0.2, 0.25, 0.1, 0.18]), CHANNELS),
            "severity": chosen(severity, SEVERITIES), "opened_at": _clock(opened),
            "first_reply_at": _clock(reply), "solved_at": _clock(solve), "reopened_times": again,
            "rating": np.where(rated, rating, np.nan), **team.columns(of_firm[who]),
        }
    )  # fmt: skip


def _moments(rng: np.random.Generator, on_day: Days, earliest: Days) -> Days:
    """Minutes since 1970 within each day, none after the lists were drawn up and none at midnight itself."""
    off = (on_day + 3) % 7 >= 5  # 1970-01-01 was a Thursday
    moved = np.where(off & (rng.random(len(on_day)) < 0.62), on_day - 2, on_day)
    moved = np.where(moved < earliest, on_day, moved)
    off = (moved + 3) % 7 >= 5
    hours = np.where(
        off,
        rng.choice(24, len(moved), p=DAY_OFF / DAY_OFF.sum()),
        rng.choice(24, len(moved), p=WORKDAY / WORKDAY.sum()),
    )
    moments = moved * MINUTES + hours * 60 + rng.integers(1, 60, len(moved))
    return np.where(moments > CLOSING, moments - 3 * MINUTES, moments)


def _clock(minutes: Days | Floats) -> np.ndarray:
    """Minutes since 1970 as moments; what comes after the lists were drawn up is blank."""
    known = np.where(minutes <= CLOSING, minutes, 0).astype("M8[m]").astype("M8[s]")
    known[minutes > CLOSING] = np.datetime64("NaT")
    return known


def _visits(rng: np.random.Generator, park: Park, team: Team, of_firm: Days) -> pd.DataFrame:
    """A round of all firms about every eleven weeks; some are seldom seen, a few hardly ever."""
    firm = park.firm
    eager = np.where(rng.random(len(firm)) < 0.05, 400.0, rng.lognormal(4.35, 0.3, len(firm)))
    who, days = [], []
    for number in np.flatnonzero(firm.until >= WALKED):
        at = max(firm.begins[number], WALKED) + rng.exponential(eager[number] * 0.6)
        while at <= firm.until[number]:
            who.append(number)
            days.append(int(at))
            at += eager[number] * rng.uniform(0.7, 1.5)
    firms = np.array(who, dtype=np.int64)
    way = rng.choice(3, len(firms), p=[0.68, 0.14, 0.18])
    frame = pd.DataFrame(
        {
            **team.columns(of_firm[firms]), **named(park.register, firms),
            "visited_on": as_dates(np.array(days, dtype=np.int64)), "visit_way": chosen(way, WAYS),
            "needs_raised": rng.poisson(0.5, len(firms)),
        }
    )  # fmt: skip
    return frame.sort_values("visited_on", kind="stable", ignore_index=True)


def _targets() -> pd.DataFrame:
    rows = [("service_promise_rate", 95.0), ("service_satisfaction", 95.0), ("service_coverage", 100.0)]
    frame = pd.DataFrame(rows, columns=["metric", "value"])
    return frame.assign(
        year=2026, base=0.0, unit="percent", curve="held", owner="企业服务中心", document="霁园发〔2026〕5号",
        decided_on=pd.Timestamp("2026-03-02"),
    )  # fmt: skip
