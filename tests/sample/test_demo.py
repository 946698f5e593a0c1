"""Three weeks of the sample park in a data home: what a new user finds, and that it ends where the final tables are."""

from __future__ import annotations

from pathlib import Path

import pytest

from parkdash import demo, metrics
from parkdash.metrics.model import At
from parkdash.review import editions, load, restated
from parkdash.review.promises import promises
from parkdash.sql import facts
from parkdash.warehouse import Version, current
from tests.world import LEADER

ORIGIN = {"id", "source_id", "source_row", "enterprise_no"}  # where a row came from, and how it is numbered


@pytest.fixture
def at_once(sample_home: Path) -> Version:
    """What importing the final workbooks in one go gives."""
    return current(sample_home)


def rows_of(version: Version, fact: str) -> list[tuple]:
    """The rows of a fact table without where they came from and how things are numbered."""
    listed = version.rows("select column_name from duckdb_columns() where table_name = $fact", {"fact": fact})
    told = [f"f.{name}" for (name,) in listed if name not in ORIGIN]
    firms = ""
    if ("enterprise_no",) in listed:
        told.append("e.enterprise_id")
        firms = "left join enterprise_dim as e using (enterprise_no)"
    return sorted(version.rows(f"select {', '.join(told)} from {fact} as f {firms}"), key=repr)


def test_three_weeks_end_with_the_facts_of_the_final_workbooks(weeks_home: Path, at_once: Version) -> None:
    grown = current(weeks_home)
    assert grown.cut_off == at_once.cut_off
    for fact in facts():
        assert rows_of(grown, fact) == rows_of(at_once, fact), fact


def test_three_weeks_end_with_every_figure_of_the_final_workbooks(weeks_home: Path, at_once: Version) -> None:
    grown, day = current(weeks_home), at_once.cut_off
    assert day is not None
    ids = list(metrics.catalogue())
    found, wanted = (metrics.values(version, LEADER, ids, At(day)) for version in (grown, at_once))
    assert {id: number.value for id, number in found.items()} == {id: number.value for id, number in wanted.items()}


def test_three_editions_are_frozen_on_three_fridays(weeks_home: Path) -> None:
    found = editions(weeks_home)
    assert [(str(e.as_of), str(e.since), e.state) for e in found] == [
        ("2026-10-30", "2026-10-23", "frozen"),
        ("2026-11-06", "2026-10-30", "frozen"),
        ("2026-11-13", "2026-11-06", "frozen"),
    ]
    assert [e.frozen_at and e.frozen_at.date() for e in found] == [e.as_of for e in found]


def test_the_earlier_editions_are_restated_for_every_kind_of_reason(weeks_home: Path) -> None:
    kinds, targets = set(), set()
    for edition in editions(weeks_home)[:2]:
        found = restated(weeks_home, edition, load(weeks_home, edition.id)[1], current(weeks_home))
        kinds |= {cause.kind for each in found.values() for cause in each.causes}
        targets |= {each.metric for each in found.values() if each.target_shown != each.target_now}
    assert {"late_fact", "correction", "deletion", "re_tiering", "numerator", "denominator"} <= kinds
    assert targets == {"loans"}


def test_the_last_edition_says_what_its_own_version_says_of_every_metric(weeks_home: Path) -> None:
    last, content = load(weeks_home, 3)
    assert last.version == current(weeks_home).number
    assert content.figures.keys() == metrics.catalogue().keys()
    assert restated(weeks_home, last, content, current(weeks_home)) == {}


def test_the_third_meeting_opens_with_what_the_second_asked_for(weeks_home: Path) -> None:
    third = load(weeks_home, 3)[1]
    found = promises(weeks_home, third.as_of, 2, third)
    assert [(promise.action.state, promise.late) for promise in found] == [
        ("reported", True),
        ("open", True),
        ("open", False),
        ("closed", False),
    ]
    assert any(promise.moved for promise in found)


def test_a_home_with_data_is_not_built_over(weeks_home: Path, tmp_path: Path) -> None:
    with pytest.raises(demo.NotEmpty):
        demo.build(weeks_home, tmp_path)
    assert not list(tmp_path.iterdir())
