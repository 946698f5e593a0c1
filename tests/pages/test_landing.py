"""The first page by desk: what always stands there, and what the week's exceptions bring."""

from __future__ import annotations

from pathlib import Path

import pytest

from parkdash import metrics
from parkdash.rules import rules
from parkdash.ui.state import DESKS, State, parse
from tests.pages.test_pages import html, opened

RULE = rules("landing")


@pytest.mark.parametrize("desk", DESKS)
def test_what_a_desk_is_to_see_is_in_the_catalogue(desk: str) -> None:
    named = {id for part in ("always", "else", "changes", "health") for id in RULE[desk][part]}
    assert named <= set(metrics.catalogue())
    assert all(metrics.has_bridge(metrics.catalogue()[id]) for id in RULE[desk]["changes"])
    assert set(RULE[desk].get("exceptions", ())) <= set(metrics.GROUPS)
    assert len(RULE[desk]["always"]) < RULE["most_cards"] <= len([*RULE[desk]["always"], *RULE[desk]["else"]])


@pytest.mark.parametrize("desk", DESKS)
def test_a_desk_shows_eight_cards_with_its_own_always_among_them(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch, desk: str
) -> None:
    page = opened(sample_home, monkeypatch, "", desk=desk)
    assert not page.exception
    drawn = html(page)
    assert drawn.count('<div role="listitem"') == RULE["most_cards"]
    cards = drawn[drawn.index('class="pd-cards') : drawn.index("需要关注")]
    assert all(f"metric={id}&amp;" in cards or f'metric={id}"' in cards for id in RULE[desk]["always"])


def test_exceptions_stand_before_what_is_only_usual(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = html(opened(sample_home, monkeypatch, "", desk="director"))
    cards = drawn[drawn.index('class="pd-cards') : drawn.index("需要关注")]
    assert cards.index("滞后") < cards.index("正常")


def test_the_desk_goes_along_from_page_to_page_and_a_wrong_one_is_none() -> None:
    assert State(desk="talent").kept().desk == "talent"
    assert parse({"desk": ["cleaner"]}).desk == ""


def test_the_usual_desk_of_a_process_can_be_set(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARKDASH_DESK", "talent")
    drawn = html(opened(sample_home, monkeypatch, ""))
    assert "metric=talent_arrivals" in drawn[drawn.index('class="pd-cards') : drawn.index("需要关注")]
