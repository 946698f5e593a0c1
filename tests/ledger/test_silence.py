"""A file that does not have a column leaves what others said in it; a blank cell in a column that it has takes it away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from parkdash import ledger
from parkdash.ingest import read
from parkdash.warehouse import refresh

REGISTER = "企业名称,统一社会信用代码,所属行业,注册资本(万元)\n甲公司,91000000MA003FYB00,软件,500\n乙公司,,制造,80\n"
CODES = "select enterprise, credit_code, industry, registered_capital from enterprise order by enterprise"


class Office:
    """Takes CSV texts as files of the table of enterprises."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def take(self, text: str) -> ledger.Accepted:
        content = text.encode()
        return ledger.accept(self.home, [("企业.csv", content, read(content, "企业.csv"))])

    def enterprises(self) -> list[tuple[Any, ...]]:
        return refresh(self.home).rows(CODES)


@pytest.fixture
def office(home: Path) -> Office:
    office = Office(home)
    office.take(REGISTER)
    return office


def test_a_list_with_fewer_columns_takes_nothing_away(office: Office) -> None:
    office.take("企业名称,所属行业\n甲公司,人工智能\n")
    assert [row[1:] for row in office.enterprises()] == [
        (None, "制造", 800_000),
        ("91000000MA003FYB00", "人工智能", 5_000_000),
    ]


def test_a_blank_cell_in_a_column_that_is_there_takes_the_value_away(office: Office) -> None:
    office.take("企业名称,注册资本(万元)\n乙公司,\n")
    assert office.enterprises()[0][1:] == (None, "制造", None)


def test_a_row_that_says_only_what_is_known_is_unchanged(office: Office) -> None:
    taken = office.take("企业名称,所属行业\n甲公司,软件\n")
    assert taken.batch is None
    assert (taken.tables["enterprise"].changed, taken.tables["enterprise"].unchanged) == (0, 1)


def test_an_undone_list_leaves_the_content_of_a_history_without_it(office: Office, tmp_path: Path) -> None:
    before = refresh(office.home).content_hash
    listed = office.take("企业名称,所属行业\n甲公司,人工智能\n")
    assert listed.batch is not None
    ledger.undo(office.home, listed.batch.number)
    assert refresh(office.home).content_hash == before


def test_what_several_lists_say_of_one_firm_comes_together(office: Office) -> None:
    office.take("企业名称,网址\n甲公司,http://a.example\n")
    office.take("企业名称,所属行业\n甲公司,芯片\n")
    version = refresh(office.home)
    assert version.rows("select credit_code, industry, website from enterprise where enterprise = '甲公司'") == [
        ("91000000MA003FYB00", "芯片", "http://a.example")
    ]
