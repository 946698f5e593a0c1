"""What the parks say to the outside: public accounts by month, questions and answers, institutions they talk with.

133 institutions intend to settle, as published; their names and all else are invented.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from parkdash.sample.dates import CUT_OFF, LAST_MONTH, OPEN, Days, as_dates, between, day
from parkdash.sample.forms import chosen
from parkdash.sample.names import brands, numbered
from parkdash.sample.parks import PARKS
from parkdash.sample.systems import Park

MONTHS = 24
BEGAN = day("2025-03-01")  # of the records of questions and contacts
INTENDING = 133
QUESTIONS = 420
MINUTES = 1440
CLOSING = CUT_OFF * MINUTES + 14 * 60 + 20  # when the last list was drawn up
CHANNELS, TOPICS, ASKERS = (
    ("official_account", "website", "phone", "mail"),
    ("policy", "settling", "talent", "services", "other"),
    ("enterprise", "individual", "institution", "foreign"),
)
KINDS, OUTCOMES = ("university", "institute", "company", "association"), ("in_touch", "intent", "settled", "declined")
SUFFIXES = ("大学", "研究院", "研发中心", "技术协会")
HOME, ABROAD = "", "国际"
SHARES = np.array([0.34, 0.2, 0.22, 0.14, 0.1])  # of what is asked, by park


def tables(rng: np.random.Generator, park: Park) -> dict[str, pd.DataFrame]:
    """Accounts, questions, contacts, and what is aimed at."""
    return {
        "outreach_month": _accounts(rng),
        "question": _questions(rng),
        "foreign_contact": _contacts(rng),
        "target": _targets(),
    }


def _accounts(rng: np.random.Generator) -> pd.DataFrame:
    """One account a park; more readers year by year, fewer around the Spring Festival."""
    count = len(PARKS) * MONTHS
    number, month = np.repeat(np.arange(len(PARKS)), MONTHS), np.tile(np.arange(MONTHS), len(PARKS))
    months = LAST_MONTH - (MONTHS - 1) + month
    size = SHARES[number] / SHARES.max()
    spring = np.where(months.astype("M8[M]").astype(np.int64) % 12 == 1, 0.55, 1.0)
    articles = np.maximum(2, rng.poisson(15 * (0.5 + size) * spring))
    reads = np.round(articles * 620 * size * (1 + 0.022 * month) * rng.lognormal(0, 0.2, count)).astype(np.int64)
    gained = np.round(150 * size * (1 + 0.02 * month) * spring * rng.lognormal(0, 0.3, count)).astype(np.int64)
    followers = (9_000 * size).astype(np.int64) + gained.reshape(len(PARKS), MONTHS).cumsum(axis=1).ravel()
    names = [park.name for park in PARKS]
    return pd.DataFrame(
        {
            "account": chosen(number, [f"{name}发布" for name in names]), "park": chosen(number, names),
            "reach_month": months.astype("M8[s]"), "articles": articles, "reads": reads,
            "shares": (reads * rng.uniform(0.02, 0.05, count)).astype(np.int64), "followers": followers,
        }
    )  # fmt: skip


def _questions(rng: np.random.Generator) -> pd.DataFrame:
    """Most are answered within two days, those asked at the week's end later; a few are forgotten."""
    on_day = np.sort(between(rng, np.full(QUESTIONS, BEGAN), np.full(QUESTIONS, CUT_OFF), bend=0.75))
    asked = on_day * MINUTES + rng.integers(8 * 60, 14 * 60, QUESTIONS)
    topic = rng.choice(5, QUESTIONS, p=[0.36, 0.22, 0.16, 0.18, 0.08])
    slow = np.where((on_day + 3) % 7 >= 4, 1.9, 1.0) * np.where(topic == 0, 1.5, 1.0)
    answered = asked + np.maximum(5, rng.lognormal(6.1, 1.0, QUESTIONS) * slow).astype(np.int64)
    answered[rng.random(QUESTIONS) < 0.015] = OPEN * MINUTES
    return pd.DataFrame(
        {
            "question_no": numbered("ZX", np.arange(1, QUESTIONS + 1), 4),
            "park": chosen(rng.choice(5, QUESTIONS, p=SHARES), [park.name for park in PARKS]),
            "question_channel": chosen(rng.choice(4, QUESTIONS, p=[0.52, 0.2, 0.2, 0.08]), CHANNELS),
            "question_topic": chosen(topic, TOPICS),
            "asker_kind": chosen(rng.choice(4, QUESTIONS, p=[0.55, 0.3, 0.1, 0.05]), ASKERS),
            "asked_at": _clock(asked), "answered_at": _clock(answered),
        }
    )  # fmt: skip


def _clock(minutes: Days) -> np.ndarray:
    """Minutes since 1970 as moments; what comes after the lists were drawn up is blank."""
    known = np.where(minutes <= CLOSING, minutes, 0).astype("M8[m]").astype("M8[s]")
    known[minutes > CLOSING] = np.datetime64("NaT")
    return known


def _contacts(rng: np.random.Generator) -> pd.DataFrame:
    """First contacts, and for those that intend to settle a second one on which they say so; 30 have settled since."""
    count = INTENDING + 62
    kind, abroad = rng.choice(4, count, p=[0.25, 0.35, 0.3, 0.1]), rng.random(count) < 0.22
    where = np.where(abroad, ABROAD, HOME)
    names = [
        f"{brand}{place}{SUFFIXES[form]}" for brand, place, form in zip(brands(rng, count), where, kind, strict=True)
    ]
    at_park = rng.choice(5, count, p=SHARES)
    first = between(rng, np.full(count, BEGAN), np.full(count, CUT_OFF - 40))
    said = np.where(rng.random(count) < 0.2, 3, 0)
    said[:INTENDING] = 0
    second = np.minimum(first[:INTENDING] + rng.integers(10, 120, INTENDING), CUT_OFF - rng.integers(0, 25, INTENDING))
    settled = np.flatnonzero(second < CUT_OFF - 60)[:30]
    third = np.minimum(second[settled] + rng.integers(30, 60, len(settled)), CUT_OFF)
    who = np.concatenate([np.arange(count), np.arange(INTENDING), settled])
    days = np.concatenate([first, second, third])
    outcome = np.concatenate([said, np.full(INTENDING, 1), np.full(len(settled), 2)])
    frame = pd.DataFrame(
        {
            "institution": chosen(who, names), "institution_kind": chosen(kind[who], KINDS), "is_foreign": abroad[who],
            "park": chosen(at_park[who], [park.name for park in PARKS]), "contacted_on": as_dates(days),
            "contact_outcome": chosen(outcome, OUTCOMES),
        }
    )  # fmt: skip
    return frame.sort_values("contacted_on", kind="stable", ignore_index=True)


def _targets() -> pd.DataFrame:
    rows = [("question_answer_rate", 90.0, "percent", "held"), ("outreach_articles", 1_000.0, "item", "even")]
    frame = pd.DataFrame(rows, columns=["metric", "value", "unit", "curve"])
    return frame.assign(
        year=2026, base=0.0, owner="宣传中心", document="霁园发〔2026〕5号", decided_on=pd.Timestamp("2026-03-02")
    )
