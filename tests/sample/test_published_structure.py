"""The published figures, counted by the metric layer in a version built from the workbooks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from parkdash.access import scope_of
from parkdash.metrics import target, value
from parkdash.metrics.model import At
from parkdash.warehouse import Version, current

CUT_OFF = date(2026, 11, 13)
LEADER = scope_of("leader")
ONE, TWO = (("park", "云岫科技园"),), (("park", "澜汀数字大厦"),)


@pytest.fixture(scope="module")
def version(sample_home: Path) -> Iterator[Version]:
    """The version of the sample park."""
    return current(sample_home)


def test_the_cut_off_is_the_fixed_friday_and_the_data_are_marked_as_a_sample(version: Version) -> None:
    assert version.cut_off == CUT_OFF
    assert version.is_sample


@pytest.mark.parametrize(
    ("metric", "published"),
    [
        ("high_tech", 44),
        ("specialized", 5),
        ("hidden_champion", 4),
        ("gazelle", 11),
        ("regional_board", 12),
        ("listing_reserve", 2),
    ],
)
def test_park_one_shows_its_published_tiers(version: Version, metric: str, published: int) -> None:
    assert value(version, LEADER, metric, At(CUT_OFF), ONE).value == published


def test_the_tags_of_park_one_overlap(version: Version) -> None:
    distinct, tags = (value(version, LEADER, metric, At(CUT_OFF), ONE).value for metric in ("tiered", "tier_tags"))
    assert distinct < tags


@pytest.mark.parametrize(
    ("metric", "published"),
    [
        ("talent_total", 961),
        ("bachelor_plus", 592),
        ("masters", 75),
        ("doctors", 15),
        ("titled_provincial", 10),
        ("titled_national", 1),
        ("venture_funded", 12),
        ("fund_invested_total", 26_700_000),
    ],
)
def test_park_two_shows_its_published_people_and_money(version: Version, metric: str, published: int) -> None:
    assert value(version, LEADER, metric, At(CUT_OFF), TWO).value == published


def test_in_park_two_61_6_percent_have_a_bachelor_degree_or_more(version: Version) -> None:
    share = value(version, LEADER, "bachelor_share", At(CUT_OFF), TWO).value
    assert round(float(share or 0), 1) == 61.6


def test_targets_are_met_to_differing_degrees(version: Version) -> None:
    leading = ("enterprises", "high_tech", "little_giant", "talent_total", "above_scale", "fund_invested",
               "enterprises_exited", "tax_paid")  # fmt: skip
    assert {target(version, LEADER, metric, CUT_OFF).status for metric in leading} == {"on_track", "warning", "behind"}


def test_deals_with_fund_money_are_part_of_all_equity(version: Version) -> None:
    fund, joined, equity = (
        value(version, LEADER, metric, At(CUT_OFF)).value
        for metric in ("fund_invested", "fund_deals_amount", "equity_paid")
    )
    assert 0 < (fund or 0) < (joined or 0) < (equity or 0)
