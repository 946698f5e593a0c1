"""Mapping files: foreign columns become ours, and a wrong mapping says what is wrong with it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from parkdash.ingest import Unreadable, mapping_of, read
from tests.ingest.making import book_bytes, csv_bytes, mapped, told, values

PARK = '[tables.park.columns]\nname = "Name"\n'


def test_one_file_feeds_several_tables() -> None:
    mapping = """
        [tables.residency.columns]
        enterprise = "Firm"
        park = { constant = "一号园" }
        [tables.enterprise]
        repeats = "first"
        [tables.enterprise.columns]
        enterprise = "Firm"
        industry = "Sector"
    """
    intake = mapped(mapping, "Firm,Sector", "A,x", "B,y")
    assert values(intake, "residency", "park") == ["一号园", "一号园"]
    assert values(intake, "enterprise", "industry") == ["x", "y"]
    assert intake.columns["residency", "foreign.csv"] == {"enterprise": "A"}


@pytest.mark.parametrize(("repeats", "kept"), [("first", "x"), ("last", "z")])
def test_of_repeated_keys_the_mapping_may_choose_the_first_or_last(repeats: str, kept: str) -> None:
    mapping = f"""
        [tables.park]
        repeats = "{repeats}"
        [tables.park.columns]
        name = "Name"
        region = "Region"
    """
    intake = mapped(mapping, "Name,Region", "A,x", "A,y", "A,z", "A,z")
    assert values(intake, "park", "region") == [kept]
    assert [each.code for each in intake.issues] == ["repeated_key"]
    assert not intake.has_errors


@pytest.mark.parametrize(
    ("dates", "text", "day"),
    [
        ("minguo_date", "1140816", date(2025, 8, 16)),
        ("minguo_month", "11407", date(2025, 7, 1)),
        ("excel_serial", "45670", date(2025, 1, 13)),
        ("epoch_ms", "1736697600000", date(2025, 1, 13)),
        ("year", "2014", date(2014, 1, 1)),
        ("%m/%d/%y", "1/7/19", date(2019, 1, 7)),
        ("%b-%y", "Aug-15", date(2015, 8, 1)),
    ],
)
def test_a_mapping_names_the_form_of_dates(dates: str, text: str, day: date) -> None:
    mapping = PARK + f'opened_on = {{ from = "Day", dates = "{dates}" }}'
    assert values(mapped(mapping, "Name,Day", f"A,{text}"), "park", "opened_on") == [day]


def test_several_columns_are_joined_without_their_blank_parts() -> None:
    mapping = (
        'missing = ["NA"]\n' + PARK + 'opened_on = { from = ["Y", "M"], dates = ["%Y-%m", "year"], missing = ["0"] }'
    )
    intake = mapped(mapping, "Name,Y,M", "A,2014,7", "B,2014,NA", "C,NA,NA", "D,2014,0")
    assert values(intake, "park", "opened_on") == [date(2014, 7, 1), date(2014, 1, 1), None, date(2014, 1, 1)]


def test_a_code_book_translates_and_otherwise_stands_for_the_rest() -> None:
    mapping = PARK + 'region = { from = "R", codes = { "1" = "东区" }, otherwise = "外地", default = "不详" }'
    assert values(mapped(mapping, "Name,R", "A,1", "B,2", "C,"), "park", "region") == ["东区", "外地", "不详"]


@pytest.mark.parametrize(("unit", "yuan"), [('"千元"', 2_000), ('"亿元"', 200_000_000), ("1000000000", 2_000_000_000)])
def test_a_mapping_names_the_unit_of_bare_numbers(unit: str, yuan: int) -> None:
    mapping = f'[tables.enterprise.columns]\nenterprise = "N"\nregistered_capital = {{ from = "C", unit = {unit} }}'
    assert values(mapped(mapping, "N,C", "A,2"), "enterprise", "registered_capital") == [Decimal(yuan)]


def test_sheet_and_header_row_are_found_where_the_mapping_says() -> None:
    content = book_bytes(a=[["x"]], b=[["一览表"], [], ["Name"], ["A"]])
    intake = read(content, "f.xlsx", mapping_of('header_row = 3\n[tables.park]\nsheet = "b"\n' + PARK))
    assert values(intake, "park", "source_row") == [4]
    lines = csv_bytes("title", "", "Name,Region", "A,x")
    assert values(read(lines, "f.csv", mapping_of("header_row = 3\nignore='*'\n" + PARK)), "park", "source_row") == [4]


def test_headers_that_do_not_fit_the_mapping_are_named() -> None:
    intake = mapped("ignore = ['b']\n" + PARK, "Nome,a,b", "A,1,2")
    assert told(intake.issues) == [
        (0, "Name", "unmapped_header"),
        (0, "Nome", "unmapped_column"),
        (0, "a", "unmapped_column"),
    ]
    assert intake.tables["park"].num_rows == 0


def test_a_missing_sheet_is_named() -> None:
    intake = read(book_bytes(a=[["Name"]]), "f.xlsx", mapping_of('[tables.park]\nsheet = "b"\n' + PARK))
    assert [(each.sheet, each.code) for each in intake.issues if each.severity == "error"] == [("b", "unmapped_sheet")]


@pytest.mark.parametrize(
    ("toml", "code"),
    [
        ("= 1", "mapping_syntax"),
        ("", "mapping_value"),
        ('[tables.parc.columns]\nname = "a"', "mapping_table"),
        ('[tables.park.columns]\nname = "a"\ncolour = "b"', "mapping_column"),
        ('[tables.park.columns]\nregion = "a"', "mapping_required"),
        ('[tables.park.columns]\nname = { from = "a", constant = "b" }', "mapping_source"),
        ("[tables.park.columns]\nname = { }", "mapping_source"),
        ("[tables.park.columns]\nname = 1", "mapping_value"),
        ('[tables.park.columns]\nname = { from = "a", colour = 1 }', "mapping_key"),
        ("[tables.park.columns]\nname = { from = [1] }", "mapping_value"),
        ('[tables.park.columns]\nname = { from = "a", unit = "两" }', "mapping_value"),
        ('[tables.park.columns]\nname = { from = "a", unit = -1 }', "mapping_value"),
        ('[tables.park.columns]\nname = { from = "a", dates = "ISO" }', "mapping_value"),
        ('encoding = "klingon"\n' + PARK, "mapping_value"),
        ("header_row = 0\n" + PARK, "mapping_value"),
        ('[tables.park]\nrepeats = "all"\n' + PARK, "mapping_value"),
        ("[tables]\npark = 1", "mapping_value"),
        ("colour = 1\n" + PARK, "mapping_key"),
    ],
)
def test_a_wrong_mapping_says_what_is_wrong(toml: str, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        mapping_of(toml)
    assert caught.value.code == code
    assert caught.value.text("zh")
