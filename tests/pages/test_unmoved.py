"""A bridge compares two days; what is said of one with nobody on it does not deny what happened between them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from parkdash.telling.told import Teller
from tests.pages.figures import figure

BRIDGE: dict[str, Any] = {
    "metric": "high_tech", "since": "2026-10-16", "at": "2026-10-23", "opening": 79, "entered": [], "left": [],
    "closing": 79,
}  # fmt: skip


def said(week_ends: str, value: int | None, lang: str = "zh", **bridge: Any) -> str:
    """What is said where the trend had this value at the end of a week."""
    week = {"first": "2026-10-12", "last": week_ends, "value": value, "last_year": None, "reason": ""}
    trend = {"weeks": [week], "months": [], "years": [], "targets": [], "to_date": []}
    found = replace(figure("high_tech", 79, 0), bridge=BRIDGE | bridge, trend=trend)
    return Teller(lang, "10月16日").told(found, None).unmoved


@pytest.mark.parametrize(("week_ends", "value"), [("2026-10-18", 79), ("2026-10-18", None), ("2026-10-11", 80)])
def test_who_is_the_same_on_both_days_is_said_of_these_two_days(week_ends: str, value: int | None) -> None:
    assert said(week_ends, value) == "10月23日与10月16日相比无进出"


def test_who_came_and_went_between_them_is_told_with_the_day_that_shows_it() -> None:
    assert said("2026-10-18", 80) == "10月23日与10月16日相比净增0，期间有进有出（10月18日为80家）"
    assert "80 firms on 10-18" in said("2026-10-18", 80, "en")


def test_where_somebody_moved_nothing_is_said_to_be_unmoved() -> None:
    moved = [{"cause": "awarded", "count": 1, "members": []}]
    assert said("2026-10-18", 80, entered=moved, closing=80) == ""
