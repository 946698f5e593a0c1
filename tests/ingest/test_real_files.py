"""Public files that nobody on the project wrote, through the mappings in data/mappings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pyarrow.compute as pc
import pytest

from parkdash.ingest import Intake, mapping_of, read
from tests.ingest.making import values

ROOT = Path(__file__).parents[2]
DATASETS = ROOT.parent / "shared" / "datasets"


@cache
def intake(mapping: str, file: str) -> Intake:
    """A dataset read through a mapping of ours."""
    if not DATASETS.is_dir():
        pytest.fail(f"the public files are not there: put the folder 'shared/datasets' beside the project ({DATASETS})")
    toml = (ROOT / "data" / "mappings" / f"{mapping}.toml").read_text(encoding="utf-8")
    return read(DATASETS / file, Path(file).name, mapping_of(toml))


def qualifications() -> Intake:
    return intake("bdci_qualification", "bdci-enterprise/10qualification.csv")


def deals() -> Intake:
    return intake("itjuzi_events", "itjuzi-events/invest_event.csv")


def tenants() -> Intake:
    return intake("cyberport_tenants", "cyberport-startups/Result.xlsx")


def revenues() -> Intake:
    return intake("twse_monthly_revenue", "tw-monthly-revenue/t187ap05_L.csv")


def test_all_qualifications_are_taken_without_an_issue() -> None:
    assert qualifications().issues == []
    assert qualifications().tables["recognition"].num_rows == 6_693


def test_qualifications_in_force_in_december_2015_and_expired_before_add_up() -> None:
    ends = values(qualifications(), "recognition", "valid_until")
    expired = sum(1 for day in ends if day and day < date(2015, 12, 1))
    assert (expired, len(ends) - expired) == (2_305, 4_388)


def test_deals_lose_only_their_exact_copies() -> None:
    assert not deals().has_errors
    assert deals().tables["financing"].num_rows == 15_298
    days = values(deals(), "financing", "paid_on")
    assert sum(1 for day in days if day.year == 2015) == 5_744


def test_exact_renminbi_amounts_add_up_to_the_fen() -> None:
    table = deals().tables["financing"]
    exact = table.filter(pc.equal(table["currency"], "CNY")).filter(pc.field("amount").is_valid())
    assert exact.num_rows == 4_422
    assert pc.sum(exact["amount"]).as_py() == Decimal("562227680000.00")


def test_an_inexact_amount_keeps_its_text() -> None:
    table = deals().tables["financing"]
    inexact = table.filter(pc.field("amount").is_null())
    assert inexact.num_rows == 9_163
    assert inexact["amount_text"].null_count == 0


def test_the_row_that_slipped_has_an_unknown_round() -> None:
    table = deals().tables["financing"]
    slipped = table.filter(pc.equal(table["enterprise"], "RockPlayer")).to_pylist()
    assert [(row["round"], row["source_row"]) for row in slipped] == [("unknown", 14_336)]


def test_tenants_are_all_read_and_the_two_repeated_names_told() -> None:
    assert not tenants().has_errors
    assert [(each.code, each.params["count"]) for each in tenants().issues] == [
        ("repeated_key", 2),
        ("duplicate_row", 1),
    ]
    assert tenants().tables["residency"].num_rows == 1_410
    assert tenants().tables["enterprise"].num_rows == 1_409


def test_unknown_starts_of_tenants_stay_unknown() -> None:
    starts = values(tenants(), "residency", "starts_on")
    assert starts.count(None) == 646
    assert max(day for day in starts if day) == date(2024, 3, 1)


def test_revenues_are_read_in_thousands_and_minguo_months() -> None:
    assert revenues().issues == []
    table = revenues().tables["monthly_report"]
    assert table.num_rows == 1_048
    assert pc.sum(table["revenue"]).as_py() == Decimal(3_822_682_531_000)
    assert set(table["month"].to_pylist()) == {date(2025, 7, 1)}
