"""Whatever was handed in before it, an edition says the same of its own version; whatever is imported, corrected or
taken back after it, the causes add up to the gap of every number.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parkdash.review import draft, freeze, load, restated
from tests.review.desk import Desk
from tests.world import LEADER

FRIDAY, NEXT = date(2026, 10, 16), date(2026, 10, 23)
firms = st.sampled_from("甲乙丙")
days = st.dates(date(2025, 6, 1), date(2026, 12, 1)).map(str)


def stays(firm: str, start: str, end: str | None) -> dict[str, Any]:
    row = {"enterprise": firm, "park": "云岫", "carrier": "楼", "starts_on": min(start, end or start), "last_day": end}
    return {"residency": [row]}


def certificates(firm: str, start: str, end: str) -> dict[str, Any]:
    row = {"enterprise": firm, "tier": "high_tech", "valid_from": min(start, end), "valid_until": max(start, end)}
    return {"recognition": [row]}


def deals(firm: str, number: int, day: str, amount: int) -> dict[str, Any]:
    row = {"enterprise": firm, "deal_no": str(number), "kind": "equity", "paid_on": day, "amount": str(amount)}
    return {"financing": [row]}


def reports(firm: str, month: int, revenue: int) -> dict[str, Any]:
    return {
        "monthly_report": [{"enterprise": firm, "month": date(2026, month, 1), "revenue": str(revenue), "headcount": 3}]
    }


def leases(firm: str, start: str, sqm: int) -> dict[str, Any]:
    row = {"lease_no": firm, "enterprise": firm, "park": "云岫", "carrier": "楼", "room": firm, "leased_sqm": sqm}
    return {"lease": [{**row, "lease_from": start, "lease_until": "2027-12-31"}]}


imports = st.one_of(
    st.builds(stays, firms, days, st.none() | days),
    st.builds(certificates, firms, days, days),
    st.builds(deals, firms, st.integers(1, 3), days, st.integers(1, 9)),
    st.builds(reports, firms, st.integers(7, 10), st.integers(1, 9)),
    st.builds(leases, firms, days, st.integers(1, 9)),
)
START = {
    "park": [{"name": "云岫"}],
    "carrier": [{"name": "楼", "park": "云岫", "kind": "incubator"}],
    **leases("甲", "2026-10-20", 2),  # after the last whole month, before the day of the edition
    **stays("甲", "2025-01-01", None),
    **certificates("甲", "2025-01-01", "2027-01-01"),
    **deals("甲", 1, "2026-02-01", 5),
    **reports("甲", 9, 4),
}


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    before=st.lists(imports, max_size=2), after=st.lists(st.one_of(imports, st.integers(1, 3)), min_size=1, max_size=4)
)
def test_own_version_restates_nothing_and_later_ones_are_explained_to_the_gap(
    before: list[dict[str, Any]], after: list[Any]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        numbers = [desk.take(START), *(number for each in before if (number := desk.offer(each)))]
        edition = freeze(desk.home, draft(desk.home, desk.version, LEADER, NEXT, FRIDAY).id)
        content = load(desk.home, edition.id)[1]
        assert restated(desk.home, edition, content, desk.version) == {}
        for step in after:
            if isinstance(step, int):
                number = numbers.pop() if len(numbers) > 1 else None
                if number:
                    desk.undo(number)
            elif number := desk.offer(step):
                numbers.append(number)
        for restatement in restated(desk.home, edition, content, desk.version).values():
            if restatement.gap is not None:
                told = sum(float(cause.amount or 0) for cause in restatement.causes)
                assert all(int(cause.batch) > edition.version for cause in restatement.causes if cause.batch)
                assert abs(told - float(restatement.gap)) < 1e-6, restatement
        assert load(desk.home, edition.id)[1].to_bytes() == content.to_bytes()
