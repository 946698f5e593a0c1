"""A card says in words what its colours and pictures show, and names from data stay text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from parkdash import metrics
from parkdash.metrics.model import At, Between, Comparison, Coverage, Number, TargetStatus
from parkdash.ui import cards
from parkdash.ui.cards import Card
from parkdash.ui.spark import HEIGHT, MARGIN, points
from parkdash.ui.state import State
from parkdash.ui.tables import Head, table
from parkdash.ui.view import View
from tests.world import GUEST

DAY = date(2026, 11, 13)


def view(lang: str = "zh") -> View:
    """A look at a version of which nothing but the number and the cut-off is asked."""
    version = cast(Any, SimpleNamespace(number=7, cut_off=DAY, content_hash="", is_sample=False))
    return View(version, 7, GUEST, State(lang=lang))


def number(value: int | None, reason: str = "") -> Number:
    return Number("high_tech", value, "firm", At(DAY), value or 0, reason, DAY)


def card(now: int | None = 44, then: int = 42, reason: str = "", **target: Any) -> Card:
    change = None if now is None else now - then
    compared = Comparison("since", number(now), number(then), change, None if change is None else change / then, reason)
    status = TargetStatus("high_tech", target.pop("status", "none"), **target)
    trend = (number(40), number(42), number(now))
    metric = metrics.catalogue()["high_tech"]
    return Card(
        metric, number(now, reason), compared, replace(compared, kind="last_year"), trend, status, Coverage(0, 0)
    )


def test_a_card_shows_value_changes_and_owner() -> None:
    shown = cards.markup(view(), card())
    assert "44<small>家</small>" in shown
    assert "较 11-06</i> ↑ 增 2家" in shown
    assert "同比</i> ↑ 增 2家（4.8%）" in shown
    assert "科技创新局 · " in shown
    assert "最新 2026-11-13" in shown
    assert "metric=high_tech" in shown
    assert "version=7" in shown


@pytest.mark.parametrize(("then", "words"), [(44, "→ 持平"), (45, "↓ 减 1家"), (43, "↑ 增 1家")])
def test_a_change_has_an_arrow_and_a_word(then: int, words: str) -> None:
    assert words in cards.markup(view(), card(then=then))


@pytest.mark.parametrize(
    ("first", "words"), [(date(1, 1, 1), "<i>建园以来</i>"), (date(2026, 1, 1), "<i>本年累计</i>")]
)
def test_a_card_tells_from_when_a_figure_counts(first: date, words: str) -> None:
    counted = replace(number(44), when=Between(first, DAY))
    assert words in cards.span_of_time(view(), replace(card(), number=counted))


def test_where_there_is_no_number_the_reason_stands() -> None:
    assert "样本过少，不予显示" in cards.markup(view(), card(None, reason="suppressed"))
    assert "***" in cards.markup(view(), card(None, reason="suppressed"))


@pytest.mark.parametrize(
    ("status", "shape", "word"),
    [("on_track", "●", "正常"), ("warning", "▲", "预警"), ("behind", "■", "滞后"), ("unreported", "○", "未报")],
)
def test_a_status_has_a_shape_and_a_word(status: str, shape: str, word: str) -> None:
    shown = cards.markup(view(), card(status=status, completion=0.5, pace=0.8, target=50))
    assert f"{shape} {word}" in shown


def test_the_target_bar_carries_the_mark_of_the_pace_and_stays_within_the_card() -> None:
    status = TargetStatus("high_tech", "on_track", 50, 0, 75, 1.5, 0.8)
    shown = cards.target_bar(view(), metrics.catalogue()["high_tech"], status)
    assert "width:100.0%" in shown
    assert "left:80.0%" in shown
    assert "150.0%" in shown


def test_a_trend_goes_from_low_to_high_and_keeps_its_gaps() -> None:
    low, gap, high = points([1, None, 3])
    assert gap is None
    assert low is not None
    assert high is not None
    assert (low[1], high[1]) == (HEIGHT - MARGIN, MARGIN)


def test_names_from_data_stay_text() -> None:
    from parkdash.ui.markup import esc

    shown = table('"><script>', [Head("<b>")], [[esc("<img src=x onerror=alert(1)>")]])
    assert "<script>" not in shown
    assert "<img" not in shown
    assert "&lt;b&gt;" in shown
