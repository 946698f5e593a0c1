"""The sample park as it came in: what its offices knew on three Fridays, and the workbooks they handed in for each.

It ends with the tables as they are at the cut-off. On the way there facts come late, some are wrong and put right a
week later, one is handed in by mistake and taken back, one office misses a week, one target was written down too high.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from parkdash.batch import CHINA
from parkdash.sample.workbooks import offices, write_workbook

Frames = dict[str, pd.DataFrame]

FRIDAYS = tuple(pd.Timestamp(day) for day in ("2026-10-30", "2026-11-06", "2026-11-13"))
WEEK = pd.Timedelta(days=7)
PARK_OFFICE, TALENT_OFFICE = "园区办公室", "人才办"
MISTAKEN = f"{PARK_OFFICE}-补充"

# From which day on a row is a fact, and by table which day ends or decides it and what is told with that day: both are
# blank until it has come.
BEGINS = {
    "residency": "starts_on", "recognition": "awarded_on", "talent": "arrived_on", "talent_title": "awarded_on",
    "financing": "paid_on", "platform": "established_on", "vacancy": "posted_on", "target": "decided_on",
    "project": "registered_on", "project_stage": "entered_on", "project_progress": "reported_on",
    "project_visit": "visited_on", "admission": "applied_on", "rent": "rent_due_on",
    "market_listing": "posted_on", "tech_contract": "contract_signed_on", "tech_expert": "joined_on",
    "expert_activity": "active_on",
    "service_request": "opened_at", "service_visit": "visited_on", "service_assignment": "assigned_from",
    "question": "asked_at", "foreign_contact": "contacted_on",
    "policy_payout": "applied_on", "voucher": "issued_on",
    "cultivation_pool": "pooled_on",
    "training": "trained_on", "partner": "signed_on",
    "title_application": "submitted_on", "platform_service": "served_on",
    "link_firm": "in_link_from", "link_candidate": "proposed_on", "enclave_pair": "paired_on",
}  # fmt: skip
ENDS = (
    ("residency", "last_day", "exit_reason"), ("talent", "last_day", "leave_reason"),
    ("recognition", "revoked_on", "revoke_reason"), ("admission", "reviewed_on", "review_outcome"),
    ("admission", "reviewed_on", "refusal_reason"), ("admission", "moved_in_on", "enterprise"),
    ("admission", "moved_in_on", "credit_code"), ("service_request", "solved_at", "rating"),
    ("service_assignment", "assigned_until", "assigned_until"),
    ("question", "answered_at", "answered_at"),
    ("policy_payout", "approved_on", "amount_approved"), ("policy_payout", "paid_on", "amount_paid"),
    ("voucher", "used_on", "service_value"), ("voucher", "redeemed_on", "amount_redeemed"),
    ("link_firm", "in_link_until", "in_link_until"),
    ("title_application", "title_decided_on", "title_outcome"),
    ("title_application", "title_decided_on", "title_reason"),
    ("title_application", "title_decided_on", "title_document"),
    ("lease", "surrendered_on", "surrendered_on"),
    ("rent", "rent_paid_on", "rent_paid"),
    ("cultivation_pool", "pool_last_day", "pool_outcome"), ("cultivation_pool", "pool_last_day", "pool_reason"),
)  # fmt: skip
LATE = ("recognition", "financing", "talent")
ONE_IN = 5  # of a week's new rows comes a week late
LATE_PARK = 1  # its reports of October miss the second Friday


@dataclass(frozen=True)
class Handing:
    """An office handing in one workbook, `file` below the folder of the weeks, or, with `takes_back`, taking back what
    that one had brought."""

    at: datetime
    office: str
    why: str
    file: str
    takes_back: bool = False


def write_weeks(out: Path, frames: Frames) -> list[Handing]:
    """Writes out/<Friday>/<office>.xlsx for each of the three weeks; returns what was done with them, in its order.

    The first week has the whole tables, the later ones what is new or changed since.
    """
    done = []
    for step in _steps(frames):
        handing, content = step
        if content:
            path = out / handing.file
            path.parent.mkdir(parents=True, exist_ok=True)
            write_workbook(path, content)
        done.append(handing)
    return done


def known(frames: Frames, week: int) -> Frames:
    """The tables as the offices had them on one of the three Fridays, the last being the tables themselves."""
    friday, final = FRIDAYS[week], week == len(FRIDAYS) - 1
    if final:
        return frames
    found = {name: _begun(name, frame, friday) for name, frame in frames.items()}
    found["monthly_report"] = _reported(frames, friday)
    for wrong in WRONG:
        if week < wrong.until:
            found[wrong.table] = wrong.applied(found[wrong.table])
    return found


def _begun(name: str, frame: pd.DataFrame, friday: pd.Timestamp) -> pd.DataFrame:
    """The rows that were facts by then and had been handed in, without the ends that came later."""
    here = pd.Series(True, frame.index)
    if name in BEGINS:
        begins = frame[BEGINS[name]]
        here = begins.isna() | (begins <= friday)
    if name in LATE:
        here[frame.index[here & (begins > friday - WEEK)][::ONE_IN]] = False
    rows = frame[here]
    for last, told in [(last, told) for table, last, told in ENDS if table == name]:
        ended = frame.loc[rows.index, last] <= friday
        rows = rows.assign(**{last: rows[last].where(ended), told: rows[told].where(ended)})
    return rows


def _reported(frames: Frames, friday: pd.Timestamp) -> pd.DataFrame:
    """The reports of months that are over; those of one park come a week later than the others'."""
    reports, stays = frames["monthly_report"], frames["residency"]
    over = reports["month"] + pd.offsets.MonthEnd(0) <= friday
    newest = reports["month"].max()
    park = frames["park"]["name"].iloc[LATE_PARK]
    of_park = reports["enterprise"].isin(stays.loc[stays["park"] == park, "enterprise"])
    return reports[over & ~((reports["month"] == newest) & of_park)]


@dataclass(frozen=True)
class Wrong:
    """One cell of one row that is said wrongly until the week of number `until`."""

    table: str
    until: int
    chosen: Callable[[pd.DataFrame], pd.Series]  # the rows of which the first is wrong
    column: str
    said: Callable[[pd.Series], Any]  # what is said, from the row as it should be

    def applied(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The table with the wrong word in it; as it is where there is no such row."""
        rows = frame.index[self.chosen(frame)]
        if not len(rows):
            return frame
        frame = frame.copy()
        frame.loc[rows[0], self.column] = self.said(frame.loc[rows[0]])
        return frame


def _of_month(month: str) -> Callable[[pd.DataFrame], pd.Series]:
    return lambda reports: (reports["month"] == pd.Timestamp(month)) & (reports["revenue"] >= 10_000_000)


def _deals(frame: pd.DataFrame) -> pd.Series:
    paid = frame["paid_on"]
    recent = (paid > FRIDAYS[0] - 5 * WEEK) & (paid <= FRIDAYS[0] - WEEK)
    return recent & (frame["kind"] == "equity") & frame["amount"].notna() & frame["rate"].isna()


def _certificates(frame: pd.DataFrame) -> pd.Series:
    last = FRIDAYS[-1]
    young = (frame["valid_until"] > last + 52 * WEEK) & (frame["awarded_on"] <= FRIDAYS[0] - 52 * WEEK)
    return (frame["tier"] == "high_tech") & young & frame["revoked_on"].isna()


def _loans(frame: pd.DataFrame) -> pd.Series:
    return (frame["metric"] == "loans") & frame["park"].isna() & (frame["year"] == FRIDAYS[-1].year)


WRONG = (
    Wrong("financing", 1, _deals, "amount", lambda row: row["amount"] * 10),  # a figure in the wrong unit
    Wrong("monthly_report", 1, _of_month("2026-09"), "revenue", lambda row: row["revenue"] / 10),
    Wrong("monthly_report", 2, _of_month("2026-10"), "revenue", lambda row: row["revenue"] * 10),
    Wrong("recognition", 2, _certificates, "valid_until", lambda row: row["awarded_on"] + 2 * WEEK),
    Wrong("target", 2, _loans, "value", lambda row: round(row["value"] * 1.15, 2)),
)


def _steps(frames: Frames) -> Iterator[tuple[Handing, Frames]]:
    """What was done in the three weeks, with the rows that each workbook brings."""
    before: dict[str, set[int]] = {}
    for week, friday in enumerate(FRIDAYS):
        now = known(frames, week)
        if week == 2:
            missed = {name: known(frames, 1)[name] for name in offices()[TALENT_OFFICE]}
            yield from _handed_in(missed, before, friday, -4, TALENT_OFFICE, "补报第45周人才数据", "-补报")
            file = f"{_folder(FRIDAYS[1])}/{MISTAKEN}.xlsx"
            yield _done(friday, -4, PARK_OFFICE, "误报：该企业未重新入驻，撤回", file, True), {}
        if week == 1:
            rows = {"residency": _mistaken(now["residency"], friday)}
            mark = MISTAKEN.removeprefix(PARK_OFFICE)
            yield from _handed_in(rows, before, friday, -1, PARK_OFFICE, "补充11月4日入驻企业", mark)
        for office, tables in offices().items():
            if (week, office) == (1, TALENT_OFFICE):
                continue
            why = "首次报送全部台账" if week == 0 else f"第{friday.isocalendar().week}周报送"
            yield from _handed_in({name: now[name] for name in tables}, before, friday, 0, office, why)


def _handed_in(
    tables: Frames, before: dict[str, set[int]], friday: pd.Timestamp, day: int, office: str, why: str, mark: str = ""
) -> Iterator[tuple[Handing, Frames]]:
    """One workbook with the rows that the office has not said before; nothing if there are none."""
    said = {}
    for name, frame in tables.items():
        marks = pd.util.hash_pandas_object(_plain(frame), index=False)
        fresh = frame[~marks.isin(before.setdefault(name, set())).to_numpy()]
        before[name] |= set(marks)
        if len(fresh):
            said[name] = fresh
    if said:
        yield _done(friday, day, office, why, f"{_folder(friday)}/{office}{mark}.xlsx"), said


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Repeated texts as ordinary ones, so that the same row has the same mark in every cut of its table."""
    return frame.astype({name: object for name, kind in frame.dtypes.items() if isinstance(kind, pd.CategoricalDtype)})


def _mistaken(stays: pd.DataFrame, friday: pd.Timestamp) -> pd.DataFrame:
    """One firm that had left and is said to be back since Wednesday."""
    staying = stays.loc[stays["last_day"].isna(), "enterprise"]
    gone = stays[~stays["enterprise"].isin(staying)].tail(1)
    since = friday - pd.Timedelta(days=2)
    said: dict[str, Any] = {"starts_on": since, "last_day": pd.NaT, "exit_reason": None, "entry_kind": "moved_in"}
    return gone.assign(**said)


def _folder(friday: pd.Timestamp) -> str:
    return friday.date().isoformat()


def _done(friday: pd.Timestamp, day: int, office: str, why: str, file: str, takes_back: bool = False) -> Handing:
    """`day` counts from the Friday."""
    at = datetime.combine(friday.date() + timedelta(days=day), time(15), CHINA)
    return Handing(at.astimezone(UTC), office, why, file, takes_back)
