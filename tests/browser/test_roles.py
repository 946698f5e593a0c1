"""Who may not see persons or single firms sees none on any page; who may see some parks sees no other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from parkdash import metrics, warehouse
from parkdash.access import scope_of
from tests.browser.guards import OpenPage
from tests.browser.idle import settled
from tests.browser.reading import main, table
from tests.browser.serving import serving

OURS, OTHERS = "云岫科技园", "澜汀数字大厦"


@pytest.fixture(scope="module")
def guests(sample_home: Path) -> Iterator[str]:
    """The sample park as a guest sees it."""
    with serving(sample_home, PARKDASH_ROLE="guest") as url:
        yield url


@pytest.fixture(scope="module")
def one_park(sample_home: Path) -> Iterator[str]:
    """The sample park for those of one park alone."""
    with serving(sample_home, PARKDASH_PARKS=OURS) as url:
        yield url


@pytest.fixture(scope="module")
def people(sample_home: Path) -> frozenset[str]:
    """Every person's name in the sample's workbooks."""
    names: set[str] = set()
    batch = json.loads((sample_home / "ledger/batches/000001/batch.json").read_text(encoding="utf-8"))
    for place in batch["columns"]:
        for column in {"person", "legal_person"} & place["letters"].keys():
            kept = sample_home / "ledger/files" / batch["files"][place["file_no"]]["sha256"]
            with kept.open("rb") as content:
                sheet = openpyxl.load_workbook(content, read_only=True)[place["sheet"]]
                number = openpyxl.utils.column_index_from_string(place["letters"][column])
                cells = sheet.iter_rows(min_row=2, min_col=number, max_col=number, values_only=True)
                names |= {str(value) for (value,) in cells if value}
    assert len(names) > 500
    return frozenset(names)


def a_firm_of(home: Path, park: str) -> metrics.firms.Firm:
    """A financed firm in a park."""
    version = warehouse.current(home)
    found = metrics.find(version, scope_of("leader"), "", version.cut_off, (("park", park),), 1)
    return found.firms[0]


PEOPLE_PAGES = (
    "/talent",
    "/number?metric=talent_total&view=records&cols=person,enterprise,degree",
    "/number?metric=titled_provincial&view=records",
    "/number?metric=talent_departures&view=records",
    "/number?metric=talent_total&by=enterprise",
)


def test_a_guest_sees_no_person_on_any_page(
    open_page: OpenPage, guests: str, sample_home: Path, people: frozenset[str]
) -> None:
    firm = a_firm_of(sample_home, OURS)
    page = open_page("/", at=guests)
    for path in (*PEOPLE_PAGES, f"/enterprise?firm={firm.id}", "/source?source=1:5", "/batches"):
        page.goto(guests + path)
        settled(page)
        words = set(_cells(page)) | set(main(page).split())
        assert (path, words & people) == (path, set())
        if "view=records" in path:
            assert "***" in main(page)


def _cells(page) -> list[str]:
    return page.locator("td, dd, li, text").evaluate_all("all => all.map(one => one.textContent.trim())")


def test_those_names_would_be_found_if_they_were_there(open_page: OpenPage, people: frozenset[str]) -> None:
    page = open_page(PEOPLE_PAGES[1])
    assert set(_cells(page)) & people
    assert "***" not in main(page)


MONEY_PAGES = (
    "/number?metric=revenue&view=records&cols=enterprise,revenue,tax_paid,headcount",
    "/number?metric=equity_paid&view=records&cols=enterprise,amount_yuan",
)


@pytest.mark.parametrize("path", MONEY_PAGES)
def test_a_guest_sees_no_figure_of_a_single_firm_in_the_records(open_page: OpenPage, guests: str, path: str) -> None:
    rows = table(open_page(path, at=guests))
    assert rows
    for row in rows:
        assert set(row[1:-1]) == {"***"}, row
    assert any(row[1] != "***" for row in table(open_page(path)))


@pytest.mark.parametrize("metric", ["equity_paid", "revenue", "fund_invested"])
def test_a_guest_sees_no_figure_of_a_single_firm_in_the_parts(open_page: OpenPage, guests: str, metric: str) -> None:
    rows = table(open_page(f"/number?metric={metric}&by=enterprise", at=guests))
    assert rows
    assert {row[1] for row in rows if row[4] in ("1", "2")} <= {"***"}
    assert not [row for row in rows if row[0].endswith("有限公司")]
    assert "（按企业）" not in main(open_page("/financing", at=guests))


def test_a_guest_narrowing_a_number_to_one_firm_sees_no_figure(
    open_page: OpenPage, guests: str, sample_home: Path
) -> None:
    firm = a_firm_of(sample_home, OURS)
    page = open_page("/", at=guests)
    for view in ("parts", "receipt", "trend", "records"):
        page.goto(f"{guests}/number?metric=revenue&enterprise={firm.id}&view={view}")
        settled(page)
        assert "企业名单仅对" in main(page)
        assert page.locator(".pd-big, .pd-table, .js-plotly-plot").count() == 0


def test_a_guest_may_not_import_and_reads_no_original_row(open_page: OpenPage, guests: str) -> None:
    assert open_page("/import", at=guests).locator("input[type=file]").count() == 0
    assert open_page("/source?source=1:5", at=guests).locator(".pd-table").count() == 0
    assert open_page("/batches", at=guests).locator(".st-key-original").count() == 0


def test_those_of_one_park_see_no_other(open_page: OpenPage, one_park: str, sample_home: Path) -> None:
    ours, theirs = a_firm_of(sample_home, OURS), a_firm_of(sample_home, OTHERS)
    page = open_page("/", at=one_park)
    page.locator(".st-key-filter_park input").click()
    expect(page.get_by_role("option")).to_have_text([OURS])
    page.keyboard.press("Escape")
    for path in (
        "/tiers",
        "/talent",
        "/financing",
        "/number?metric=enterprises&by=park",
        "/number?metric=enterprises&by=carrier",
    ):
        page.goto(one_park + path)
        settled(page)
        assert OTHERS not in main(page), path
    for query, found in ((ours.name, True), (theirs.name, False), (theirs.credit_code, False)):
        page.goto(f"{one_park}/enterprises?q={query}")
        settled(page)
        assert (page.locator(".pd-table").count() > 0) == found
    page.goto(f"{one_park}/enterprise?firm={theirs.id}")
    settled(page)
    told = main(page)
    assert page.locator("dl.pd-facts").count() == 0
    page.goto(f"{one_park}/enterprise?firm=nobody")
    settled(page)
    assert main(page) == told
    assert theirs.name not in told


def test_a_pasted_filter_on_another_park_gives_nothing_of_it(open_page: OpenPage, one_park: str) -> None:
    page = open_page(f"/number?metric=enterprises&park={OTHERS}", at=one_park)
    assert not any(sign in "123456789" for sign in page.locator(".pd-big").inner_text())
    assert page.locator(".pd-table").count() == 0
