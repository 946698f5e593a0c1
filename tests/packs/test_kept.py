"""The pack of a frozen edition is made once and kept; that of a draft is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from parkdash.metrics.amounts import amount
from parkdash.packing import NotKept, packed
from parkdash.packs.pack import FORMATS
from parkdash.review import draft, freeze, load
from tests.packs import parsed
from tests.review.desk import Desk
from tests.world import LEADER

FRIDAY, NEXT = date(2026, 10, 16), date(2026, 10, 23)
NAMES = ("甲", "乙", "=1+1")


@pytest.fixture
def desk(home: Path) -> Desk:
    """Three firms in one park; the third came in the week."""
    desk = Desk(home)
    firms = {"park": [{"name": "云岫"}], "enterprise": [{"enterprise": name} for name in NAMES]}
    days = ("2026-01-01", "2026-01-01", "2026-10-20")
    stays = [{"enterprise": n, "park": "云岫", "starts_on": d} for n, d in zip(NAMES, days, strict=True)]
    desk.take({**firms, "residency": stays})
    draft(home, desk.version, LEADER, NEXT, FRIDAY)
    return desk


def test_all_figures_of_a_real_edition_are_the_same_in_all_five_files(desk: Desk) -> None:
    freeze(desk.home, 1)
    files = {form: path.read_bytes() for form, path in packed(desk.home, 1, FORMATS, "zh").items()}
    book, deck = parsed.of_workbook(files["xlsx"]), parsed.of_slides(files["pptx"])
    paper, page, report = (
        parsed.of_briefing(files["docx"]),
        parsed.of_page(files["html"]),
        parsed.of_report(files["pdf"]),
    )
    figures = load(desk.home, 1)[1].figures
    assert book["在园企业"]["本期数"] == 3
    assert len(book) == len(deck) == len(paper) == len(page.figures) == len(figures)
    for figure in figures.values():
        title, shown = figure.title["zh"], amount(figure.value, figure.unit, "zh")
        row = book[title]
        assert row["本期数"] == (None if figure.value is None else float(figure.value))
        shown = str(row["无数原因"]) if figure.value is None else shown
        for table in (deck, paper):
            assert [cells[0] for head, cells in table.items() if head.startswith(title)][:1] == [shown]
        assert page.figures[figure.metric][0] == ("" if figure.value is None else str(figure.value))
        assert "".join((title + shown).split()) in report


def test_a_pack_is_made_once(desk: Desk) -> None:
    freeze(desk.home, 1)
    kept = packed(desk.home, 1, ["html"], "zh")["html"]
    assert kept.parent == desk.home / "packs"
    kept.write_bytes(b"kept")
    assert packed(desk.home, 1, ["html"], "zh", desk.home / "out")["html"].read_bytes() == b"kept"
    assert packed(desk.home, 1, ["html"], "en")["html"].read_bytes() != b"kept"


def test_a_draft_has_a_pack_that_says_so_and_is_not_kept(desk: Desk) -> None:
    with pytest.raises(NotKept):
        packed(desk.home, 1, ["html"], "zh")
    file = packed(desk.home, 1, ["html"], "zh", desk.home / "out")["html"]
    assert "第1期（草稿，未定稿）" in "".join(parsed.of_page(file.read_bytes()).text)
    assert not (desk.home / "packs").exists()
