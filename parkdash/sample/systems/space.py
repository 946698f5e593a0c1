"""Space: what of the carriers can be let, the leases of the firms that stay in them, and this year's rent."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from parkdash.sample.dates import CUT_OFF, OPEN, add_years, as_dates, day
from parkdash.sample.systems import Park

FULL = (0.93, 0.81, 0.88, 0.72, 0.96, 0.64, 0.85)  # how full carriers are at the cut-off, in turn
PRICES = {"makerspace": 38.0, "incubator": 32.0, "accelerator": 26.0, "industrial_park": 19.0, "office": 41.0}
QUARTERS = tuple(day(f"2026-{month:02d}-01") for month in (1, 4, 7, 10))
LATE, PARTLY, NEVER = 0.10, 0.02, 0.03  # of the bills
TWO_ROOMS, RENEWED = 0.07, 0.45
LETTABLE = 0.85  # of a building's floor area, at most
REACH = 540  # days before the cut-off for which ended leases are kept


def tables(rng: np.random.Generator, park: Park) -> dict[str, pd.DataFrame]:
    """Lettable areas, leases, bills of four quarters and this year's target."""
    leases = _fitted(park, _leases(rng, park))
    return {
        "carrier_space": _space(park, leases),
        "lease": _dated(leases, "lease_from", "lease_until", "surrendered_on", "lease_signed_on"),
        "rent": _dated(_bills(rng, leases), "rent_month", "rent_due_on", "rent_paid_on"),
        "target": _targets(),
    }


def _dated(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    return frame.assign(**{name: as_dates(frame[name].to_numpy(dtype=np.int64)) for name in columns})


def _days(column: pd.Series) -> np.ndarray:
    """Days as whole numbers; blank is OPEN."""
    found = column.to_numpy().astype("M8[D]")
    return np.where(np.isnat(found), OPEN, found.astype(np.int64))


def _leases(rng: np.random.Generator, park: Park) -> pd.DataFrame:
    """Of each stay of the last year and a half its leases, one after another for one to three years each."""
    stays, carrier = park.frames["residency"], park.frames["carrier"]
    kinds = dict(zip(carrier["name"], carrier["kind"], strict=True))
    begins, ends = _days(stays["starts_on"]), _days(stays["last_day"])
    rows: list[dict[str, Any]] = []
    for place in np.flatnonzero(ends >= CUT_OFF - REACH):
        stay, term = stays.iloc[place], int(rng.choice((1, 2, 3), p=(0.45, 0.35, 0.2)))
        price = round(PRICES[str(kinds[stay["carrier"]])] * float(rng.uniform(0.85, 1.15)), 1)
        rooms = 2 if rng.random() < TWO_ROOMS else 1
        who = {name: stay[name] for name in ("enterprise", "credit_code", "park", "carrier")}
        for first, last in _terms(rng, int(begins[place]), int(ends[place]), term):
            number = f"ZL{len(rows) + 1:05d}"
            gone = int(ends[place]) if ends[place] < last else OPEN
            for room in range(rooms):
                share = 1.0 if rooms == 1 else (0.6, 0.4)[room]
                rows.append({
                    **who, "lease_no": number, "room": str(stay["room"]) if room == 0 else f"副{stay['room']}",
                    "leased_sqm": round(float(stay["area_sqm"]) * share), "lease_from": first, "lease_until": last,
                    "rent_price": price, "surrendered_on": gone,
                    "lease_signed_on": min(first, CUT_OFF) - int(rng.integers(3, 75)),
                })  # fmt: skip
    return pd.DataFrame(rows)


def _terms(rng: np.random.Generator, begins: int, ends: int, term: int) -> list[tuple[int, int]]:
    """First and last days of the leases one after another that reach into the last year and a half."""
    found, first = [], begins
    while first <= min(ends, CUT_OFF):
        last = int(add_years(np.array([first]), term)[0]) - 1
        found.append((first, last))
        first = last + 1
    soon = found[-1][1] - CUT_OFF if found else 0
    if ends == OPEN and 0 <= soon <= 180 and rng.random() < RENEWED:  # signed ahead
        found.append((first, int(add_years(np.array([first]), term)[0]) - 1))
    return [(first, last) for first, last in found if last >= CUT_OFF - REACH]


def _let(leases: pd.DataFrame) -> pd.Series:
    """What is let in each carrier at the cut-off."""
    holds = (leases["lease_from"] <= CUT_OFF) & (leases[["lease_until", "surrendered_on"]].min(axis=1) >= CUT_OFF)
    return leases[holds].groupby(leases["carrier"].astype(str))["leased_sqm"].sum()


def _fitted(park: Park, leases: pd.DataFrame) -> pd.DataFrame:
    """The leases, smaller where more is let than the building holds."""
    let, full = _let(leases), dict(zip(park.frames["carrier"]["name"], _fullness(park), strict=True))
    area = dict(zip(park.frames["carrier"]["name"], park.frames["carrier"]["area_sqm"], strict=True))
    scale = {name: min(1.0, full[name] * area[name] * LETTABLE / sqm) for name, sqm in let.items()}
    by = leases["carrier"].astype(str).map(scale).fillna(1.0)
    return leases.assign(leased_sqm=(leases["leased_sqm"] * by).round().clip(lower=10))


def _fullness(park: Park) -> list[float]:
    return [FULL[place % len(FULL)] for place in range(len(park.frames["carrier"]))]


def _space(park: Park, leases: pd.DataFrame) -> pd.DataFrame:
    """Of each carrier what can be let, so that it is as full as said; every third one has grown last year."""
    let, grown, opens = _let(leases), day("2025-07-01"), _days(park.frames["carrier"]["opened_on"])
    rows: list[tuple[object, object, float, int]] = []
    for place, (carrier, full) in enumerate(
        zip(park.frames["carrier"].itertuples(index=False), _fullness(park), strict=True)
    ):
        area = max(float(np.ceil(let.get(carrier.name, 0.0) / full / 50) * 50), 500.0)
        opened = int(opens[place])
        if place % 3 == 1 and opened < grown:
            rows += [(carrier.name, carrier.park, area - 200.0, opened), (carrier.name, carrier.park, area, grown)]
        else:
            rows.append((carrier.name, carrier.park, area, opened))
    frame = pd.DataFrame(rows, columns=["carrier", "park", "lettable_sqm", "space_from"])
    return _dated(frame, "space_from")


def _bills(rng: np.random.Generator, leases: pd.DataFrame) -> pd.DataFrame:
    """A bill a quarter of each lease that holds on its tenth day; some are paid late, in part or not at all."""
    rows: list[dict[str, Any]] = []
    names = ("lease_no", "enterprise", "credit_code", "park", "carrier", "room")
    for lease in leases.to_dict("records"):
        for quarter in QUARTERS:
            due_on = quarter + 9
            if not lease["lease_from"] <= due_on <= min(lease["lease_until"], lease["surrendered_on"]):
                continue
            due, draw = round(3 * lease["leased_sqm"] * lease["rent_price"], 2), rng.random()
            paid_on = due_on - int(rng.integers(0, 9))
            if draw < LATE:
                paid_on = due_on + int(rng.integers(2, 75))
            paid = round(due * 0.4, 2) if LATE <= draw < LATE + PARTLY else due
            if LATE + PARTLY <= draw < LATE + PARTLY + NEVER or paid_on > CUT_OFF:
                paid, paid_on = np.nan, OPEN
            rows.append({
                **{name: lease[name] for name in names}, "rent_month": quarter, "rent_due_on": due_on, "rent_due": due,
                "rent_paid": paid, "rent_paid_on": paid_on,
            })  # fmt: skip
    return pd.DataFrame(rows)


def _targets() -> pd.DataFrame:
    """At least eight tenths let (a published figure) is the floor of last year; more is asked for this year."""
    rows = [("occupancy", 2025, 80.0, "2025-02-18", "even"), ("occupancy", 2026, 86.0, "2026-02-27", "even"),
            ("rent_collection_rate", 2026, 97.0, "2026-02-27", "held")]  # fmt: skip
    return pd.DataFrame(
        {
            "metric": metric, "year": year, "value": value, "unit": "percent", "curve": curve, "owner": "园区办公室",
            "document": f"霁园发〔{year}〕{5 if year == 2026 else 6}号", "decided_on": pd.Timestamp(decided),
        }
        for metric, year, value, decided, curve in rows
    )  # fmt: skip
