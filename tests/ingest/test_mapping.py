"""Mapping files: foreign columns become ours, and a wrong mapping says what is wrong with it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdash.contracts import contracts
from parkdash.ingest import Mapping, Unreadable, mapping_of, mapping_toml, read
from parkdash.ingest.mapping import ColumnMap, TableMap
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


def test_sheets_of_one_table_each_have_their_part() -> None:
    content = book_bytes(a=[["N"], ["x"]], b=[["N"], ["y"]])
    toml = "".join(f'[[tables.park]]\nsheet = "{name}"\n[tables.park.columns]\nname = "N"\n' for name in "ab")
    assert values(read(content, "f.xlsx", mapping_of(toml)), "park", "name") == ["x", "y"]


@pytest.mark.parametrize(
    ("place", "pattern"), [("file", "(2025年[0-9]+月)"), ("sheet", "^(2025-08)$"), ("title", "截至(.*?)的")]
)
def test_a_value_may_stand_in_the_name_of_the_file_or_sheet_or_in_the_title(place: str, pattern: str) -> None:
    rows = [
        ["截至2025年8月的企业情况"],
        ["企业", "收入(万元)", "税(万元)"],
        ["甲公司", "10", "20"],
        ["乙公司", "30", "40"],
    ]
    toml = f"""
        ignore = "*"
        [tables.monthly_report.columns]
        enterprise = "企业"
        month = {{ found_in = "{place}", pattern = '{pattern}' }}
    """
    intake = read(book_bytes(**{"2025-08": rows}), "月报2025年8月.xlsx", mapping_of(toml))
    assert values(intake, "monthly_report", "month") == [date(2025, 8, 1)] * 2


def test_a_value_that_is_not_where_it_should_be_is_named() -> None:
    toml = '[tables.monthly_report.columns]\nenterprise = "N"\nmonth = { found_in = "file", pattern = "(2025-[0-9]+)" }'
    intake = mapped(toml, "N", "甲")
    first = next(each for each in intake.issues if each.severity == "error")
    assert (first.code, first.column) == ("not_found_beside", "月份")
    assert intake.tables["monthly_report"].num_rows == 0


def test_headers_that_stand_there_twice_or_not_at_all_have_names() -> None:
    toml = '[tables.park.columns]\nname = "N"\nregion = "N#2"\noperator = "列B"'
    intake = mapped("header_rows = 1\n" + toml, "N,,N", "甲,某公司,东区")
    assert [values(intake, "park", name) for name in ("name", "region", "operator")] == [["甲"], ["东区"], ["某公司"]]


def test_rows_that_hold_no_record_of_a_table_are_passed_over() -> None:
    toml = """
        [tables.financing]
        present = ["paid_on", "amount"]
        [tables.financing.columns]
        enterprise = "N"
        kind = { constant = "equity" }
        paid_on = "D"
        amount = { from = "A", unit = "元" }
    """
    intake = mapped(toml, "N,D,A", "甲,2024-01-01,1", "乙,-,", "丙,,5")
    assert values(intake, "financing", "enterprise") == ["甲"]
    assert [(each.row, each.code) for each in intake.issues if each.severity == "error"] == [(4, "missing_value")]


def test_columns_kept_aside_are_not_warned_of() -> None:
    assert mapped('aside = ["a"]\n' + PARK, "Name,a", "甲,1").issues == []


def test_an_area_is_converted_from_the_unit_that_the_mapping_names() -> None:
    intake = mapped(PARK + 'area_sqm = { from = "A", unit = "公顷" }', "Name,A", "甲,2")
    assert values(intake, "park", "area_sqm") == [20_000.0]


texts = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=8)
rules = st.builds(
    ColumnMap,
    sources=st.lists(texts, min_size=1, max_size=3).map(tuple),
    unit=st.sampled_from([None, 1000, "万元", "公顷", "%"]),
    forms=st.lists(st.sampled_from(["year", "mdy", "%Y/%m"]), max_size=2).map(tuple),
    codes=st.dictionaries(texts, texts, max_size=3).map(lambda book: tuple(book.items())),
    otherwise=st.none() | texts,
    missing=st.lists(texts, max_size=2).map(tuple),
    separator=texts,
    default=texts | st.just(""),
)
beside = st.builds(
    ColumnMap, found_in=st.sampled_from(["file", "sheet", "title"]), pattern=st.sampled_from(["(x)", "(\\d+)月"])
)
constants = st.builds(ColumnMap, constant=texts)


@given(
    tables=st.lists(
        st.builds(
            TableMap,
            contract=st.just(contracts()["park"]),
            columns=st.fixed_dictionaries(
                {"name": rules | beside | constants}, optional={"region": rules, "operator": rules}
            ),
            sheet=texts | st.just(""),
            repeats=st.sampled_from(["error", "first", "last"]),
        ),
        min_size=1,
        max_size=3,
    ),
    aside=st.lists(texts, max_size=3),
    rows=st.lists(st.integers(1, 9), max_size=2),
)
def test_a_mapping_is_written_as_it_is_read(tables: list[TableMap], aside: list[str], rows: list[int]) -> None:
    mapping = Mapping(tuple(tables), "gb18030", tuple(rows), (), tuple(aside))
    assert mapping_of(mapping_toml(mapping)) == mapping
