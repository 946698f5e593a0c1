"""Three weeks of the sample park in a data home: what a new user finds, and that it ends where the final tables are."""

from __future__ import annotations

from pathlib import Path

import pytest

from parkdash import demo, ingest, ledger, metrics
from parkdash.metrics.model import At
from parkdash.review import editions, load, restated
from parkdash.review.actions import promises
from parkdash.sql import facts
from parkdash.warehouse import Version, current
from tests.world import LEADER

ORIGIN = {"id", "source_id", "source_row", "enterprise_no"}  # where a row came from, and how it is numbered


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The home and the folder of the workbooks, of 120 enterprises and 26 months."""
    folder = tmp_path_factory.mktemp("demo")
    demo.build(folder / "home", folder / "workbooks", 120, 26)
    return folder / "home", folder / "workbooks"


@pytest.fixture(scope="module")
def at_once(built: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Version:
    """What importing the final workbooks in one go gives."""
    home = tmp_path_factory.mktemp("at-once") / "home"
    files = [(path.name, path.read_bytes(), ingest.read(path, path.name)) for path in sorted(built[1].glob("*.xlsx"))]
    ledger.accept(home, files)
    return current(home)


def rows_of(version: Version, fact: str) -> list[tuple]:
    """The rows of a fact table without where they came from and how things are numbered."""
    listed = version.rows("select column_name from duckdb_columns() where table_name = $fact", {"fact": fact})
    told = [f"f.{name}" for (name,) in listed if name not in ORIGIN]
    firms = ""
    if ("enterprise_no",) in listed:
        told.append("e.enterprise_id")
        firms = "left join enterprise_dim as e using (enterprise_no)"
    return sorted(version.rows(f"select {', '.join(told)} from {fact} as f {firms}"), key=repr)


def test_three_weeks_end_with_the_facts_of_the_final_workbooks(built: tuple[Path, Path], at_once: Version) -> None:
    grown = current(built[0])
    assert grown.cut_off == at_once.cut_off
    for fact in facts():
        assert rows_of(grown, fact) == rows_of(at_once, fact), fact


def test_three_weeks_end_with_every_figure_of_the_final_workbooks(built: tuple[Path, Path], at_once: Version) -> None:
    grown, day = current(built[0]), at_once.cut_off
    assert day is not None
    ids = list(metrics.catalogue())
    found, wanted = (metrics.values(version, LEADER, ids, At(day)) for version in (grown, at_once))
    assert {id: number.value for id, number in found.items()} == {id: number.value for id, number in wanted.items()}


def test_three_editions_are_frozen_on_three_fridays(built: tuple[Path, Path]) -> None:
    found = editions(built[0])
    assert [(str(e.as_of), str(e.since), e.state) for e in found] == [
        ("2026-10-30", "2026-10-23", "frozen"),
        ("2026-11-06", "2026-10-30", "frozen"),
        ("2026-11-13", "2026-11-06", "frozen"),
    ]
    assert [e.frozen_at and e.frozen_at.date() for e in found] == [e.as_of for e in found]


def test_the_earlier_editions_are_restated_for_every_kind_of_reason(built: tuple[Path, Path]) -> None:
    kinds, targets = set(), set()
    for edition in editions(built[0])[:2]:
        found = restated(built[0], edition, load(built[0], edition.id)[1], current(built[0]))
        kinds |= {cause.kind for each in found.values() for cause in each.causes}
        targets |= {each.metric for each in found.values() if each.target_shown != each.target_now}
    assert {"late_fact", "correction", "deletion", "re_tiering", "numerator", "denominator"} <= kinds
    assert targets == {"loans"}


def test_the_last_edition_says_what_its_own_version_says_of_every_metric(built: tuple[Path, Path]) -> None:
    last, content = load(built[0], 3)
    assert last.version == current(built[0]).number
    assert content.figures.keys() == metrics.catalogue().keys()
    assert restated(built[0], last, content, current(built[0])) == {}


def test_the_third_meeting_opens_with_what_the_second_asked_for(built: tuple[Path, Path]) -> None:
    third = load(built[0], 3)[1]
    found = promises(built[0], third.as_of, 2, third)
    assert [(promise.action.state, promise.late) for promise in found] == [
        ("reported", True),
        ("open", True),
        ("open", False),
        ("closed", False),
    ]
    assert any(promise.moved for promise in found)


def test_a_home_with_data_is_not_built_over(built: tuple[Path, Path]) -> None:
    with pytest.raises(demo.NotEmpty):
        demo.build(*built)
