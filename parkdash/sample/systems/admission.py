"""Applications for admission: of the firms that came in the last two and a half years, and of those that did not."""

from __future__ import annotations

import numpy as np
import pandas as pd

from parkdash.sample import names
from parkdash.sample.dates import CUT_OFF, OPEN, Days, as_dates, years
from parkdash.sample.forms import chosen, named, texts
from parkdash.sample.parks import PARKS
from parkdash.sample.systems import Park

REACH = 900  # days before the cut-off
REFUSED, WITHDRAWN = 0.24, 0.05  # for each application that ended in moving in
IN_REVIEW, TO_ENTER = 0.055, 0.065
REASONS = ("not_fitting", "immature", "no_space", "environment", "funds", "other")
SHARES = (0.34, 0.26, 0.12, 0.10, 0.14, 0.04)


def tables(rng: np.random.Generator, park: Park) -> dict[str, pd.DataFrame]:
    """The applications in the order in which they came: moved in, refused, withdrawn, before the review, passed."""
    begins = park.firm.begins
    came = np.flatnonzero(begins >= CUT_OFF - REACH)
    parts = [_moved_in(rng, park, came)] + [
        _others(rng, max(round(len(came) * share), 2), how)
        for how, share in (
            ("rejected", REFUSED),
            ("withdrawn", WITHDRAWN),
            ("review", IN_REVIEW),
            ("entry", TO_ENTER),
        )
    ]
    frame = pd.concat(parts, ignore_index=True).sort_values(["applied_on", "applicant"], ignore_index=True)
    numbers = names.numbered("RZ", np.arange(1, len(frame) + 1), 5)
    return {"admission": frame.assign(application_no=numbers)}


def _review_days(rng: np.random.Generator, applied: Days) -> Days:
    """The review has become faster every year, and some applications are sent back for more papers."""
    usual = 17.0 - 3.5 * np.clip(years(applied) - 2024, 0, 2)
    sent_back = (rng.random(len(applied)) < 0.08) * rng.integers(8, 30, len(applied))
    return np.maximum(1, np.round(usual * rng.lognormal(0, 0.35, len(applied)) + sent_back)).astype(np.int64)


def _entry_days(rng: np.random.Generator, count: int) -> Days:
    return np.maximum(1, np.round(26 * rng.lognormal(0, 0.55, count))).astype(np.int64)


def _moved_in(rng: np.random.Generator, park: Park, came: Days) -> pd.DataFrame:
    """One application of each firm that came; a third of them had no company yet when they applied."""
    begins = park.firm.begins[came]
    entry = _entry_days(rng, len(came))
    applied = begins - entry - _review_days(rng, begins - entry)
    register = park.register.iloc[came]
    team = rng.random(len(came)) < 0.34
    full = register["enterprise"].astype(str).to_numpy()
    first = np.array([text[:2] for text in full], dtype="U2")
    return pd.DataFrame(
        {
            **named(park.register, came),
            "applicant": np.where(team, np.char.add(first, "项目团队"), full),
            "applicant_kind": chosen(team.astype(np.int64), ["firm", "team"]),
            "park": chosen(park.firm.park[came], [each.name for each in PARKS]),
            "carrier": None,
            "chain": register["chain"].astype(str).to_numpy(),
            "industry": register["industry"].astype(str).to_numpy(),
            "applied_on": as_dates(applied),
            "reviewed_on": as_dates(begins - entry),
            "review_outcome": "passed",
            "refusal_reason": None,
            "moved_in_on": as_dates(begins),
            "withdrawn_on": as_dates(np.full(len(came), OPEN)),
        }
    )


def _others(rng: np.random.Generator, count: int, how: str) -> pd.DataFrame:
    """Applications of those that did not move in, or not yet."""
    industry = rng.integers(0, len(names.INDUSTRIES), count)
    open_ones = {"review": 26, "entry": 80}
    back, newest = open_ones.get(how, REACH), 40 if how == "withdrawn" else 0
    decided = (
        CUT_OFF - newest - np.floor(back * rng.random(count) ** (1.6 if how in open_ones else 1.0)).astype(np.int64)
    )
    applied = decided if how == "review" else decided - _review_days(rng, decided)
    far = np.full(count, OPEN)
    outcome = {"rejected": "rejected", "entry": "passed"}.get(how, "")
    reviewed, outcomes = (decided if outcome else far), np.full(count, outcome or None, dtype=object)
    if how == "review":  # one in five was put off once and waits again
        put_off = (rng.random(count) < 0.2) & (CUT_OFF - applied > 10)
        reviewed, outcomes = (
            np.where(put_off, applied + 9, OPEN),
            np.array([None, "deferred"], dtype=object)[put_off.astype(int)],
        )
    reason = np.array(REASONS)[rng.choice(len(REASONS), count, p=SHARES)]
    return pd.DataFrame(
        {
            "enterprise": None,
            "credit_code": None,
            "applicant": names.enterprise_names(rng, names.brands(rng, count), industry),
            "applicant_kind": "firm",
            "park": chosen(rng.choice(len(PARKS), count, p=[each.share for each in PARKS]), [p.name for p in PARKS]),
            "carrier": None,
            "chain": np.array([chain for _, _, chain in names.INDUSTRIES])[industry],
            "industry": np.array([name for name, _, _ in names.INDUSTRIES])[industry],
            "applied_on": as_dates(applied),
            "reviewed_on": as_dates(reviewed),
            "review_outcome": outcomes,
            "refusal_reason": texts(reason) if how == "rejected" else None,
            "moved_in_on": as_dates(far),
            "withdrawn_on": as_dates(applied + 4 if how == "withdrawn" else far),
        }
    )
