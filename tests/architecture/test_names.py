"""One name means one thing in the whole house, so that a system can be added without knowing all the others."""

from __future__ import annotations

from parkdash.contracts import contracts
from parkdash.metrics import catalogue
from parkdash.sql import facts, sources
from parkdash.ui.state import State, as_params, read_day
from tests.architecture.source import ROOT


def test_one_code_of_columns_with_one_name_has_one_title() -> None:
    titles: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for contract in contracts().values():
        for column in contract.columns:
            for choice in column.choices:
                said = (choice.title["zh"], choice.title["en"])
                titles.setdefault((column.name, choice.code), set()).add(said)
    assert not {name: said for name, said in titles.items() if len(said) > 1}


def test_tables_facts_and_sources_have_names_of_their_own() -> None:
    names = [*contracts(), *facts(), *sources(), "source", "meta", "enterprise_dim"]
    assert len(names) == len(set(names))
    assert {path.stem for path in (ROOT / "parkdash" / "contracts").glob("*.toml")} == set(contracts())
    assert len({contract.order for contract in contracts().values()}) == len(contracts())


def test_no_dimension_is_called_like_another_word_of_the_address() -> None:
    day = read_day("2026-10-31")
    full = State(
        "zh", 1, day, day, (), "m", "records", "park", day, "s", 2, "f", "q", ("c",), "1:2", "code", "t", "s", 3
    )
    assert not set(as_params(full)) & {name for metric in catalogue().values() for name in metric.dimensions}


def test_what_a_fact_adds_up_and_is_told_by_is_not_left_out_of_its_header() -> None:
    assert not [fact.name for fact in facts().values() if fact.time and not (fact.dimensions and fact.key)]
    assert not [fact.name for fact in facts().values() if set(fact.labels) - set(fact.dimensions)]
