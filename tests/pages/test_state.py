"""The address is the state of a screen: what is written into it is read out of it again."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from parkdash import metrics
from parkdash.ui.state import BAR, DRILL, State, address, as_params, month_end_before, parse, read_day

FULL = State(
    lang="en", version=3, at=date(2026, 10, 31), since=date(2025, 12, 31),
    filters=(("park", "甲园"), ("park", None), ("chain", "a&b=c"), ("round", "a")),
    metric="high_tech", view="records", by="park", first=date(2026, 1, 1), sort="-amount", page=2, firm="E1",
    query="量子 科技", columns=("enterprise", "tier"), source="12:345", lacking="code", attempt="a1", step="issues", batch=7,
)  # fmt: skip


def test_an_address_gives_back_the_state_it_was_made_from() -> None:
    assert parse(parse_qs(urlsplit(address("number", FULL)).query)) == FULL
    assert parse(as_params(FULL)) == FULL


def test_the_default_state_has_a_bare_address() -> None:
    assert address("tiers", State()) == "/tiers"
    assert address("", State()) == "/"


@pytest.mark.parametrize(
    "params",
    [
        {"at": ["2026-13-01"]},
        {"version": ["x"]},
        {"version": ["-1"]},
        {"view": ["drop"]},
        {"lang": ["fr"]},
        {"at": []},
        {"try": ["../../etc"]},
        {"step": ["nowhere"]},
    ],
)
def test_what_cannot_be_read_is_left_out(params: dict[str, list[str]]) -> None:
    assert parse(params) == State()


def test_another_page_keeps_the_bar_and_the_days_but_not_the_drill() -> None:
    kept = FULL.kept()
    assert kept.filters == (("park", "甲园"), ("park", None), ("chain", "a&b=c"))
    assert (kept.at, kept.since, kept.version) == (FULL.at, FULL.since, 3)
    assert (kept.metric, kept.page, kept.sort) == ("", 1, "")


def test_a_condition_is_added_and_taken_away() -> None:
    state = State().with_only("park", ["乙", "甲"])
    assert state.chosen("park") == ("乙", "甲")
    assert state.without("park", "甲").filters == (("park", "乙"),)
    assert state.with_only("park", []).filters == ()


def test_every_dimension_of_the_catalogue_has_its_place_in_the_address() -> None:
    known = {dimension for metric in metrics.catalogue().values() for dimension in metric.dimensions}
    assert known <= {*BAR, *DRILL}


@pytest.mark.parametrize(
    "written", ["2026-10-31", "2026/10/31", "2026.10.31", "20261031", "2026年10月31日", " 2026-10-31 "]
)
def test_a_day_is_read_as_people_type_it(written: str) -> None:
    assert read_day(written) == date(2026, 10, 31)


@pytest.mark.parametrize(
    "written", ["", "31", "2026-10", "2026-02-30", "十月", "2026-10-31-1", "0-0-0", "0001-01-01", "9999-12-31"]
)
def test_what_is_not_a_day_is_none(written: str) -> None:
    assert read_day(written) is None


def test_the_month_end_before_the_first_of_january_is_new_years_eve() -> None:
    assert month_end_before(date(2026, 1, 1)) == date(2025, 12, 31)
    assert month_end_before(date(2026, 3, 31)) == date(2026, 2, 28)
