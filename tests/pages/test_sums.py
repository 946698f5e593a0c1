"""What a reader adds up in the head adds up, and no line says more than its number."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from parkdash import metrics
from parkdash.metrics.model import Movement, TargetStatus
from parkdash.ui import cards, lights, overview
from parkdash.ui.tiers import in_lines
from tests.pages.test_cards import view
from tests.pages.test_pages import html, opened

STOCK = metrics.catalogue()["high_tech"]


def cells(markup: str, column: int) -> list[int]:
    """The whole numbers in one column of the table's body."""
    body = re.search(r"<tbody>(.*?)</tbody>", markup, re.S)
    assert body
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.S) for row in re.findall(r"<tr>(.*?)</tr>", body[1], re.S)]
    return [int(re.sub(r"<[^>]+>|,", "", row[column])) for row in rows]


def test_the_rungs_add_up_to_the_total_below_them(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = html(opened(sample_home, monkeypatch, "tiers"))
    ladder = page[page.index('aria-label="企业梯队"') :]
    foot = re.search(r"<tfoot><tr><td>合计</td><td[^>]*>([\d,]+)</td>", ladder)
    assert foot
    assert sum(cells(ladder, 1)) == int(foot[1].replace(",", "")) > 0


@pytest.mark.parametrize("ladder", ["cultivation", "growth", "listing"])
def test_the_moves_of_every_ladder_can_be_seen(sample_home: Path, monkeypatch: pytest.MonkeyPatch, ladder: str) -> None:
    page = opened(sample_home, monkeypatch, "tiers", by=ladder, since="2025-12-31")
    assert not page.exception
    assert html(page).count('class="pd-chip" aria-current="true"') == 1


def test_a_target_of_a_stock_says_where_it_started() -> None:
    status = TargetStatus("high_tech", "behind", 87, 57, 79, 22 / 30, 0.868, -0.135, 8, 5.1)
    said = cards.target_bar(view(), STOCK, status)
    assert "增量完成 73.3%" in said
    assert "目标 87家" in said
    assert "年初 57家" in said


def test_a_light_held_back_says_why() -> None:
    status = TargetStatus("revenue", "warning", 100, 0, 86, 0.86, 0.83, 0.03, 14, 7, reason="incomplete")
    assert "预警（未报齐）" in lights.standing(view(), status)


@pytest.mark.parametrize(
    ("remaining", "each", "words"), [(8, 5.1, "8家，月均 6家"), (1, 0.6, "1家"), (2, 1.3, "2家"), (0, 0.0, "—")]
)
def test_firms_to_go_are_whole(remaining: int, each: float, words: str) -> None:
    status = TargetStatus("high_tech", "behind", remaining=remaining, needed_per_month=each)
    assert overview._needed(view(), status, "firm") == words


def test_causes_of_a_movement_are_counted_only_where_there_are_several() -> None:
    one, two = Movement("awarded", 4, ()), Movement("moved_in", 2, ())
    assert overview.moved(view(), (one,), "+") == "+4 新认定"
    assert overview.moved(view(), (one, two), "+") == "+6（新认定 4、迁入 2）"


@pytest.mark.parametrize(
    ("label", "lines"), [("11-06", "11-06"), ("2025-12-31", "2025<br>12-31"), ("到期未续", "到期<br>未续")]
)
def test_a_day_below_a_column_is_not_torn_apart(label: str, lines: str) -> None:
    assert in_lines(label) == lines


@pytest.mark.parametrize(("metric", "header"), [("equity_paid", "到账金额"), ("high_tech", "资质类型")])
def test_the_cell_that_counts_is_marked_in_words(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch, metric: str, header: str
) -> None:
    records = html(opened(sample_home, monkeypatch, "number", metric=metric, view="records"))
    source = re.search(r"/source\?[^\"]*source=(\d+)%3A(\d+)", records)
    assert source
    page = html(opened(sample_home, monkeypatch, "source", metric=metric, source=f"{source[1]}:{source[2]}"))
    assert page.count("的计入依据") == 1
    assert re.search(rf"<strong><span[^>]*>{header}[^<]*</span></strong>", page)
