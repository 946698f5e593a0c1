"""Public files that nobody on the project wrote go in without a mapping, after the questions a person would be asked."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pyarrow.compute as pc
import pytest

from parkdash.ingest import Intake, Understanding, mapping_of, read, understood
from tests.ingest.making import values

ROOT = Path(__file__).parents[2]
DATASETS = ROOT.parent / "shared" / "datasets"

Answers = Dict[str, "str | Dict[str, str]"]

# Every question that each file raises, optional ones included, with what a person would answer.
ASKED: dict[str, Answers] = {
    "cyberport-startups/Result.xlsx": {
        "value:residency.park": "Cyberport",
        "codes:residency.starts_on": {"20113-9": "-", "2106-01-01": "-"},
    },
    "bdci-enterprise/10qualification.csv": {
        "column:recognition.enterprise": "EID",
        "repeats:recognition": "each",
        "codes:recognition.tier": {"1": "high_tech", "2": "tech_sme", "3": "other"},
    },
    "itjuzi-events/invest_event.csv": {
        "codes:financing.round": {"盛大资本-盛大网络": "unknown"},
        "blank:invest_event.csv:company": "(未填企业名称)",
    },
    "itjuzi-companies-merged/公司列表_17条_2018年12月24日22时28分41秒.xlsx": {
        "column:financing.enterprise": "公司名称",
        "codes:financing.round": {"并购": "strategic"},
    },
    "unicorns-2020/unicorns.csv": {},
    "a-share-companies/companiesForTableau.csv": {"codes:enterprise.registered_capital": {"薪酬：": "-"}},
    "a-share-companies/industryCoding.csv": {
        "table:industryCoding.csv": "enterprise",
        "column:enterprise.enterprise": "stockName",
    },
    "enterprise-annual/year_report_train_sum.csv": {
        "column:annual_report.enterprise": "ID",
        "unit:annual_report.main_revenue": "元",
    },
    "enterprise-annual/base_train_sum.csv": {
        "column:enterprise.enterprise": "ID",
        "unit:enterprise.registered_capital": "万元",
    },
    "tw-monthly-revenue/t187ap05_L.csv": {"unit:monthly_report.revenue": "千元"},
    "dev-zones-2018/gaoxin_zones_230_268.csv": {},
    "cn-registration/2003_陕西.csv": {},
    "embodied-ai-map/高校.xlsx": {},
    "talent-demand-jobs/lagou_blank_rows.csv": {},
}
NOT_OURS = {
    "bdci-enterprise/6project.csv": 49_601,
    "bdci-enterprise/4invest.csv": 84_189,
    "enterprise-annual/knowledge_train_sum.csv": 15_050,
    "enterprise-annual/money_report_train_sum.csv": 45_150,
}


def content(file: str) -> bytes:
    """A public file's bytes."""
    if not DATASETS.is_dir():
        pytest.fail(f"the public files are not there: put the folder 'shared/datasets' beside the project ({DATASETS})")
    return (DATASETS / file).read_bytes()


def asked(file: str) -> list[str]:
    """The ids of all questions until none is left, in the order in which they come up."""
    found: list[str] = []
    answers: dict[str, str | Dict[str, str]] = {}
    for _ in range(3):
        for question in understood(content(file), Path(file).name, answers=answers).questions:
            if question.id not in found:
                found.append(question.id)
        answers |= {name: answer for name, answer in ASKED[file].items() if name in found}
    return found


@cache
def settled(file: str) -> Understanding:
    """A file after its questions."""
    return understood(content(file), Path(file).name, answers=ASKED[file])


@cache
def intake(file: str) -> Intake:
    """What a file gives, read through what was understood of it."""
    understanding = settled(file)
    assert understanding.mapping
    assert not understanding.questions
    return read(content(file), Path(file).name, understanding.mapping)


@pytest.mark.parametrize("file", ASKED)
def test_a_public_file_asks_what_is_open_and_nothing_else(file: str) -> None:
    assert sorted(asked(file)) == sorted(ASKED[file])


@pytest.mark.parametrize("file", ASKED)
def test_the_same_file_next_week_asks_nothing(file: str) -> None:
    again = understood(content(file), Path(file).name, memory=settled(file).mapping)
    assert not again.questions
    assert again.mapping == settled(file).mapping


@pytest.mark.parametrize(("file", "rows"), NOT_OURS.items())
def test_a_file_that_is_none_of_our_tables_is_refused_with_what_was_seen(file: str, rows: int) -> None:
    understanding = understood(content(file), Path(file).name)
    assert understanding.mapping is not None
    assert not understanding.mapping.tables
    assert not understanding.questions
    assert [(each.code, each.params["rows"]) for each in understanding.refused] == [("not_ours", rows)]


def test_tenants_are_read_with_their_intake_in_two_columns_and_the_repeated_names_told() -> None:
    tenants = intake("cyberport-startups/Result.xlsx")
    assert not tenants.has_errors
    copies = [each.params["count"] for each in tenants.issues if each.code == "duplicate_row"]
    assert (tenants.tables["residency"].num_rows, copies) == (1_409, [2])
    assert tenants.tables["enterprise"].num_rows == 1_409
    starts = values(tenants, "residency", "starts_on")
    assert starts.count(None) == 645
    assert max(day for day in starts if day) == date(2024, 3, 1)


def test_qualifications_in_force_in_december_2015_and_expired_before_add_up() -> None:
    qualifications = intake("bdci-enterprise/10qualification.csv")
    ends = values(qualifications, "recognition", "valid_until")
    expired = sum(1 for day in ends if day and day < date(2015, 12, 1))
    assert (len(ends), expired, len(ends) - expired) == (6_693, 2_305, 4_388)


def test_deals_lose_only_their_exact_copies() -> None:
    deals = intake("itjuzi-events/invest_event.csv").tables["financing"]
    days = values(intake("itjuzi-events/invest_event.csv"), "financing", "paid_on")
    assert deals.num_rows == 15_298
    assert sum(1 for day in days if day.year == 2015) == 5_744
    exact = deals.filter(pc.equal(deals["currency"], "CNY")).filter(pc.field("amount").is_valid())
    assert exact.num_rows == 4_422
    assert pc.sum(exact["amount"]).as_py() == Decimal("562227680000.00")


def test_rounds_stay_with_the_company_under_which_they_are_nested() -> None:
    merged = intake("itjuzi-companies-merged/公司列表_17条_2018年12月24日22时28分41秒.xlsx")
    assert not merged.has_errors
    assert merged.tables["enterprise"].num_rows == 17
    assert merged.tables["financing"].num_rows == 29


def test_unicorns_are_recognitions_from_the_day_they_joined() -> None:
    unicorns = intake("unicorns-2020/unicorns.csv")
    assert values(unicorns, "recognition", "tier") == ["unicorn"] * 393
    assert dict(
        zip(values(unicorns, "recognition", "enterprise"), values(unicorns, "recognition", "valid_from"), strict=True)
    )["10X Genomics"] == date(2019, 1, 7)


def test_listed_companies_are_enterprises_after_the_one_bad_capital_was_asked_for() -> None:
    listed = intake("a-share-companies/companiesForTableau.csv")
    assert not listed.has_errors
    assert listed.tables["enterprise"].num_rows == 3_969
    assert Decimal("29352000000.00") in values(listed, "enterprise", "registered_capital")


def test_stock_codes_get_their_lost_zeros_back() -> None:
    codes = values(intake("a-share-companies/industryCoding.csv"), "enterprise", "stock_code")
    assert "000998" in codes
    assert {len(code) for code in codes} == {6}


def test_annual_reports_of_2017_add_up() -> None:
    table = intake("enterprise-annual/year_report_train_sum.csv").tables["annual_report"]
    of_2017 = table.filter(pc.equal(table["year"], 2017))
    assert of_2017.num_rows == 14_891
    assert pc.sum(of_2017["revenue"]).as_py() == Decimal("5576301203.00")


def test_monthly_revenues_are_read_in_thousands_and_minguo_months() -> None:
    table = intake("tw-monthly-revenue/t187ap05_L.csv").tables["monthly_report"]
    assert table.num_rows == 1_048
    assert pc.sum(table["revenue"]).as_py() == Decimal(3_822_682_531_000)
    assert set(table["month"].to_pylist()) == {date(2025, 7, 1)}


def test_zones_keep_their_hectares_and_their_october() -> None:
    table = intake("dev-zones-2018/gaoxin_zones_230_268.csv").tables["park"]
    assert table.num_rows == 39
    assert round(pc.sum(table["planned_area_ha"]).as_py(), 2) == 37_259.39
    assert date(2014, 10, 1) in table["approved_on"].to_pylist()


def test_registrations_have_valid_codes_and_amounts_in_several_ways() -> None:
    registry = intake("cn-registration/2003_陕西.csv")
    table = registry.tables["enterprise"]
    assert not [each for each in registry.issues if each.code == "bad_credit_code"]
    assert Decimal("25000000.00") in table["registered_capital"].to_pylist()


def test_laboratories_are_platforms() -> None:
    assert intake("embodied-ai-map/高校.xlsx").tables["platform"].num_rows == 79


def test_adverts_between_blank_rows_are_vacancies() -> None:
    adverts = intake("talent-demand-jobs/lagou_blank_rows.csv")
    copies = [each.params["count"] for each in adverts.issues if each.code == "duplicate_row"]
    assert (adverts.tables["vacancy"].num_rows, copies) == (433, [2])


@pytest.mark.parametrize(
    ("mapping", "file", "table", "rows"),
    [
        ("bdci_qualification", "bdci-enterprise/10qualification.csv", "recognition", 6_693),
        ("itjuzi_events", "itjuzi-events/invest_event.csv", "financing", 15_298),
        ("cyberport_tenants", "cyberport-startups/Result.xlsx", "residency", 1_410),
        ("twse_monthly_revenue", "tw-monthly-revenue/t187ap05_L.csv", "monthly_report", 1_048),
    ],
)
def test_a_mapping_written_by_hand_still_reads_its_file(mapping: str, file: str, table: str, rows: int) -> None:
    toml = (ROOT / "data" / "mappings" / f"{mapping}.toml").read_text(encoding="utf-8")
    by_hand = read(content(file), Path(file).name, mapping_of(toml))
    assert not by_hand.has_errors
    assert by_hand.tables[table].num_rows == rows
