"""Events, training and partners of an invented park: a plan mostly kept, results that vary, the four hundreds."""

from __future__ import annotations

import numpy as np
import pandas as pd

from parkdash.sample import names
from parkdash.sample.dates import CUT_OFF, OPEN, Days, as_dates, day, years
from parkdash.sample.parks import PARKS
from parkdash.sample.systems import Park

# Kind, its name, how many a year, people planned for, share of follow-ups that are done.
KINDS = (
    ("roadshow", "科技与资本路演", 8, 60, 0.7), ("job_fair", "园区人才招聘会", 4, 300, 0.9),
    ("competition", "创新创业大赛", 3, 120, 0.8), ("promotion", "双招双引推介会", 3, 150, 0.5),
    ("board", "企业家私董会", 6, 20, 0.85), ("lecture", "创新发展大讲堂", 6, 80, 0.3),
)  # fmt: skip
COURSES = (
    ("entrepreneur", "企业家研修班", 10, 95), ("worker", "产业工人技能实训", 24, 400), ("maker", "创客训练营", 3, 33),
    ("staff", "专业技术人员继续教育", 6, 120),
)  # fmt: skip
# Kind, how many since 2024, for how many years, of the four hundreds the target's metric.
PARTNERS = (
    ("enterprise", 86, 3, "partner_enterprises"), ("ambassador", 93, 3, "partner_ambassadors"),
    ("university", 68, 5, "partner_universities"), ("institute", 24, 3, ""),
)  # fmt: skip
WELL = {"enterprise": "集团有限公司", "ambassador": "科学院", "university": "大学", "institute": "技术研究院"}
FOUNDERS = "founders_titled"
FIRST, SIZE = day("2024-01-15"), 600
DOCUMENT, DECIDED = "霁园发〔{year}〕3号", "{year}-01-20"
AIMS = (
    ("events_held", 30, "item", "园区办公室"), ("competitions_held", 12, "item", "园区办公室"),
    ("entrepreneurs_trained", 1000, "person", "人才办"), ("workers_trained", 10_000, "person", "人才办"),
)  # fmt: skip


def tables(rng: np.random.Generator, park: Park) -> dict[str, pd.DataFrame]:
    """Three years of events and courses, partners since 2024, and the plan of this year."""
    return {
        "park_event": _events(rng), "training": _courses(rng), "partner": _partners(rng, len(park.firm)),
        "target": _targets(),
    }  # fmt: skip


def _events(rng: np.random.Generator) -> pd.DataFrame:
    """Three years of plans; one in seven comes late, some of last year's and this year's never came."""
    rows = []
    for year in (2024, 2025, 2026):
        for kind, name, count, people, keeps in KINDS:
            for number in range(count):
                planned = day(f"{year}-01-08") + int(350 * (number + rng.random()) / count)
                late = int(rng.integers(5, 40)) if rng.random() < 0.14 else 0
                held = planned + late if rng.random() > 0.05 and planned + late <= CUT_OFF else OPEN
                promised = int(rng.poisson(people / 25)) if held < OPEN else 0
                results = int(rng.binomial(promised, 0.35))
                rows.append({
                    "event": f"{year}年第{number + 1}期{name}", "event_kind": kind,
                    "park": PARKS[number % len(PARKS)].name,
                    "planned_on": planned, "held_on": held, "planned_attendance": people,
                    "attendance": int(people * rng.uniform(0.6, 1.2)) if held < OPEN else np.nan,
                    "follow_ups_promised": promised if held < OPEN else np.nan,
                    "follow_ups_done": int(rng.binomial(promised, keeps)) if held < OPEN else np.nan,
                    "results_reached": results if held < OPEN else np.nan,
                    "event_result": f"形成成果{results}项" if results else None,
                })  # fmt: skip
    frame = pd.DataFrame(rows)
    return frame.assign(**{name: as_dates(frame[name].to_numpy()) for name in ("planned_on", "held_on")})


def _courses(rng: np.random.Generator) -> pd.DataFrame:
    rows = []
    for year in (2024, 2025, 2026):
        for trainees, name, count, people in COURSES:
            for number in range(count):
                on = day(f"{year}-01-10") + int(350 * (number + rng.random()) / count)
                trained = int(people * rng.uniform(0.7, 1.2))
                rows.append({
                    "programme": f"{name}第{year % 100}{number + 1:02d}期", "trained_on": on, "trainees": trainees,
                    "park": PARKS[number % len(PARKS)].name, "persons_trained": trained,
                    "persons_passed": int(trained * rng.uniform(0.8, 0.99)),
                })  # fmt: skip
    frame = pd.DataFrame(rows)
    frame = frame[frame["trained_on"] <= CUT_OFF].reset_index(drop=True)
    return frame.assign(trained_on=as_dates(frame["trained_on"].to_numpy()))


def _partners(rng: np.random.Generator, firms: int) -> pd.DataFrame:
    """Signed since 2024; most are spoken to every few months, one in eight was forgotten."""
    frames = []
    for kind, wanted, term, _ in PARTNERS:
        count = max(round(wanted * min(firms, SIZE) / SIZE), 2)
        signed = np.sort(FIRST + ((CUT_OFF - FIRST) * rng.random(count) ** 0.9).astype(np.int64))
        ago = np.where(rng.random(count) < 0.12, rng.integers(181, 400, count), rng.integers(2, 170, count))
        people = names.person_names(rng, count)
        frames.append(pd.DataFrame({
            "partner": np.char.add(names.brands(rng, count), WELL[kind]), "partner_kind": kind,
            "person": people if kind == "ambassador" else None,
            "park": np.array([each.name for each in PARKS])[rng.integers(0, len(PARKS), count)],
            "signed": signed, "until": signed + term * 365, "contact": np.maximum(signed, CUT_OFF - ago),
            "referrals": rng.poisson(1.4, count),
        }))  # fmt: skip
    frame = pd.concat(frames, ignore_index=True).sort_values(["signed", "partner"], ignore_index=True)
    return frame.assign(
        agreement_no=names.numbered("HZ", np.arange(1, len(frame) + 1), 4), signed_on=_dated(frame["signed"]),
        partner_until=_dated(frame["until"]), last_contact_on=_dated(frame["contact"]),
    )  # fmt: skip


def _dated(days: pd.Series) -> np.ndarray:
    return as_dates(days.to_numpy(dtype=np.int64))


def _targets() -> pd.DataFrame:
    """The plans of this year, and a hundred each of four kinds at the end of three years."""
    year = int(years(_one(CUT_OFF))[0])
    people = ("partner_ambassadors", FOUNDERS)
    hundreds = [*(metric for *_, metric in PARTNERS if metric), FOUNDERS]
    aims = [*AIMS, *((each, 100, "person" if each in people else "item", "人才办") for each in hundreds)]
    return pd.DataFrame([
        {
            "metric": metric, "year": year, "value": float(value), "unit": unit, "curve": "even",
            "owner": owner, "document": DOCUMENT.format(year=year),
            "decided_on": pd.Timestamp(DECIDED.format(year=year)),
        }
        for metric, value, unit, owner in aims
    ])  # fmt: skip


def _one(value: int) -> Days:
    return np.array([value], dtype=np.int64)
