"""What a meeting opens with is what its edition keeps, as its pack tells it; what has changed since stands beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from parkdash.review import draft, freeze
from parkdash.review.actions import assign, close, postpone, report
from parkdash.review.editions import load
from parkdash.review.memory import About
from parkdash.telling.story import story
from tests.pages.test_pages import html, opened
from tests.review.desk import Desk
from tests.world import LEADER

LAST, DAY = date(2026, 10, 16), date(2026, 10, 23)
STAY = {"enterprise": "甲", "park": "云岫", "starts_on": "2026-01-01"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Two reviews. The first asked for two things; a third, a week late, was asked for in none."""
    desk = Desk(tmp_path / "home")
    desk.take({"park": [{"name": "云岫"}], "residency": [STAY]})
    first = freeze(desk.home, draft(desk.home, desk.version, LEADER, LAST, date(2026, 10, 9)).id)
    assign(desk.home, "走访企业", "科技创新局", date(2026, 10, 30), "王主任", About("metric", "high_tech"), first.id)
    assign(desk.home, "补报月报", "经济发展局", date(2026, 10, 22), "王主任", edition=first.id)
    assign(desk.home, "核对名单", "人才办", LAST, "王主任")
    freeze(desk.home, draft(desk.home, desk.version, LEADER, DAY, LAST).id)
    return desk.home


def shown(home: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    page = opened(home, monkeypatch, "meeting")
    assert not page.exception
    return html(page)


def test_a_meeting_tells_the_promises_of_its_pack_with_those_carried_over(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = story(*load(home, 2), {}, "zh")
    said = shown(home, monkeypatch)
    assert told.promises_said == "交办事项共3项：未办结3项，其中逾期2项"
    assert told.promises_said in said
    for promised in told.promised:
        assert promised.title in said
        assert promised.stands in said
    assert "■ 未办结、逾期7天" in said
    assert "现：" not in said


def test_what_has_become_of_a_promise_since_the_edition_was_frozen_stands_beside_it(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report(home, 3, "已核对", "人才办")
    close(home, 3, "王主任")
    postpone(home, 1, date(2026, 11, 6), "企业改期", "王主任")
    said = shown(home, monkeypatch)
    assert "交办事项共3项：未办结3项，其中逾期2项" in said
    assert '■ 未办结、逾期7天</span> <span class="pd-soft">现：已办结' in said
    assert '○ 未办结</span> <span class="pd-soft">现：期限 11月6日' in said
