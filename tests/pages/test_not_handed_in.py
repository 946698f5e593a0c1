"""A page whose tables were never handed in says which they are and whose, and gives their templates."""

from __future__ import annotations

from pathlib import Path

import pytest

from parkdash.contracts import contracts
from parkdash.ui.frame import PAGES, Entry
from tests.pages.test_pages import html, opened
from tests.review.desk import Desk

RESTING = [entry for entry in PAGES if entry.tables]


@pytest.fixture(scope="module")
def bare_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    desk = Desk(tmp_path_factory.mktemp("bare"))
    desk.take({"park": [{"name": "甲园"}], "enterprise": [{"enterprise": "一号"}]})
    return desk.home


@pytest.mark.parametrize("entry", RESTING, ids=lambda entry: entry.path)
def test_the_page_names_its_tables_with_their_offices_and_templates(
    bare_home: Path, monkeypatch: pytest.MonkeyPatch, entry: Entry
) -> None:
    page = opened(bare_home, monkeypatch, entry.path)
    assert not page.exception
    for table in entry.tables:
        assert f"《{contracts()[table].title['zh']}》" in html(page)
        assert contracts()[table].owner["zh"] in html(page)
    assert len(page.get("download_button")) == len(entry.tables)
    assert "/import" in html(page)


def test_every_table_that_a_page_rests_on_is_one() -> None:
    assert {table for entry in RESTING for table in entry.tables} <= {*contracts()}
    assert len(RESTING) > 15
