"""What changed since the last review: which day is compared with, who moved, and why an earlier figure is amended."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from parkdash import metrics
from parkdash.metrics.model import At, Number
from parkdash.metrics.signal import Signal
from parkdash.review import draft, freeze
from parkdash.review.importance import Then
from parkdash.telling.told import Teller
from parkdash.ui import cache, frozen
from parkdash.ui.review.live import Item, in_full
from parkdash.warehouse import Version
from tests.pages.figures import figure
from tests.pages.test_pages import html, opened
from tests.review.desk import Desk
from tests.world import LEADER, Rows, Scope

FRIDAY, NEXT = date(2026, 10, 16), date(2026, 10, 30)
STAYS: Rows = [{"enterprise": name, "park": "云岫", "starts_on": "2026-01-01"} for name in "甲乙丙"]
DEAL = {"enterprise": "甲", "deal_no": "1", "kind": "equity", "round": "a", "paid_on": "2026-03-01", "amount": "100"}
CERTIFICATE = {"enterprise": "甲", "tier": "high_tech", "valid_from": "2026-01-01", "valid_until": "2027-12-31"}
TARGET = {"metric": "equity_paid", "year": 2026, "value": 200.0, "unit": "yuan", "decided_on": "2026-01-01"}
PATIENCE = 20
NEQ = 'class="pd-neq"'


@pytest.fixture
def desk(home: Path) -> Desk:
    """A park of its own for a test that changes it."""
    return begun(home)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A review was held on the Friday. Two weeks later: a deal of April handed in late, the one of March corrected, a
    new one; two more firms high-tech. Not to be changed."""
    desk = begun(tmp_path_factory.mktemp("held") / "home")
    review_of(desk, FRIDAY)
    late = {**DEAL, "deal_no": "3", "enterprise": "乙", "paid_on": "2026-04-01", "amount": "30"}
    new = {**DEAL, "deal_no": "4", "enterprise": "丙", "paid_on": NEXT.isoformat(), "amount": "50"}
    more = [{**CERTIFICATE, "enterprise": name, "valid_from": "2026-10-20"} for name in "乙丙"]
    desk.take({"financing": [{**DEAL, "amount": "80"}, late, new], "recognition": more}, who="李")
    return desk


def begun(home: Path) -> Desk:
    """Three firms in one park, one of them high-tech, one deal of 100 yuan in March, one of 10 on the Friday."""
    desk = Desk(home)
    friday = {**DEAL, "deal_no": "2", "paid_on": FRIDAY.isoformat(), "amount": "10"}
    desk.take({"park": [{"name": "云岫"}], "residency": STAYS, "recognition": [CERTIFICATE]}, who="张")
    desk.take({"financing": [DEAL, friday], "target": [TARGET]}, who="张")
    return desk


def review_of(desk: Desk, day: date) -> None:
    """Freeze an edition of a day against the week before."""
    freeze(desk.home, draft(desk.home, desk.version, LEADER, day, day - timedelta(days=7)).id)


def page(desk: Desk, monkeypatch: pytest.MonkeyPatch, path: str, role: str = "leader", **params: str) -> str:
    """The page once it is known whether the review's figures still stand."""
    until = time.monotonic() + PATIENCE
    while True:
        drawn = opened(desk.home, monkeypatch, path, role, **params)
        assert not drawn.exception
        if "正在" not in html(drawn) or time.monotonic() > until:
            return html(drawn)
        time.sleep(0.05)


def known(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait until it is."""
    page(desk, monkeypatch, "changes")


def test_without_a_review_the_page_compares_with_a_week_before_and_says_how_to_hold_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = page(desk, monkeypatch, "changes")
    assert "还没有定稿的期次，暂与 2026-10-09 对比" in shown
    assert "/editions?" in shown
    assert NEQ not in shown


def test_numbers_compare_with_the_day_of_the_last_review(held: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = page(held, monkeypatch, "")
    assert "上次例会（10-16）" in shown
    assert "2026-10-16 以来的变化" in shown
    assert "自第 1 期例会（2026-10-16）以来" in page(held, monkeypatch, "changes")
    assert "2026-10-23 以来" in page(held, monkeypatch, "changes", since="2026-10-23")


def test_who_came_and_what_is_new_stands_there_by_name(held: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = page(held, monkeypatch, "changes")
    assert "<b>+2</b> 进入 · 新认定" in shown
    assert "firm=n%3A%E4%B8%99" in shown  # a link to 丙
    assert "<b>50元</b>" in shown
    assert "例会所示 <b>110元</b>" in shown
    assert "<b>+10元</b>" in shown  # amended
    assert "<b>+50元</b>" in shown  # new
    assert "10-30 <b>170元</b>" in shown


def test_what_has_not_moved_is_counted_in_its_own_unit(held: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "没有变化，现有 0个。" in page(held, monkeypatch, "changes", metric="projects_pipeline")


def test_an_amended_figure_is_explained_by_record_batch_and_person_and_the_parts_add_up(
    held: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    known(held, monkeypatch)
    assert "≠ 2026-10-16 例会所示 110元，按现有数据为 120元" in page(held, monkeypatch, "financing")
    shown = page(held, monkeypatch, "changes", metric="equity_paid")
    for words in ("迟报", "+30元", "更正", "−20元", "李", "000003", "合计 +10元 = 差额 +10元 ✓", "第 2 行"):
        assert words in shown


def test_a_changed_target_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    review_of(desk, FRIDAY)
    deal = {**DEAL, "deal_no": "4", "paid_on": NEXT.isoformat()}
    desk.take({"target": [{**TARGET, "value": 300.0}], "financing": [deal]})
    shown = page(desk, monkeypatch, "changes", metric="equity_paid")
    assert "目标调整" in shown
    assert "200元 → 300元" in shown


@pytest.mark.parametrize("role", ["guest", "analyst"])
def test_who_may_not_open_the_edition_sees_no_sign_of_it(
    held: Desk, monkeypatch: pytest.MonkeyPatch, role: str
) -> None:
    known(held, monkeypatch)
    for path in ("", "changes", "financing"):
        shown = page(held, monkeypatch, path, role)
        assert NEQ not in shown
        assert "上次例会（" not in shown
    assert "差额" not in page(held, monkeypatch, "changes", role, metric="equity_paid", edition="1")


def test_an_edition_says_nothing_of_a_part_of_the_parks(held: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    known(held, monkeypatch)
    assert NEQ not in page(held, monkeypatch, "financing", park="云岫")
    assert "例会所示" not in page(held, monkeypatch, "changes", park="云岫")


def test_pages_go_on_without_the_office_store_and_say_so(
    held: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PARKDASH_OFFICE", f"sqlite:///{tmp_path / 'nowhere' / 'office.sqlite'}")
    shown = page(held, monkeypatch, "")
    assert "例会库暂不可用" in shown
    assert "2026-10-23 以来的变化" in shown
    assert NEQ not in shown


def test_every_clause_leads_to_its_proof(held: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = page(held, monkeypatch, "changes", metric="equity_paid")
    sentence = shown.split('<p class="pd-lead">')[1].split("</p>")[0]
    assert "view=receipt" in sentence.split("股权融资")[0]
    assert "/changes?" in sentence.split("新增")[0]
    assert "view=trend" in sentence.split("完成年度目标")[0].rpartition("<a ")[2]


def test_a_new_version_is_asked_for_the_day_that_it_compares_with(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARKDASH_HOME", str(desk.home))
    review_of(desk, date(2026, 10, 9))
    review_of(desk, FRIDAY)
    old = desk.version
    desk.take({"financing": [{**DEAL, "deal_no": "4", "paid_on": NEXT.isoformat()}]})
    new, asked = desk.version, []

    def count(version: Version, scope: Scope, when: At) -> Number:
        asked.append(when.day)
        return metrics.value(version, scope, "enterprises", when)

    assert (frozen.since(desk.home, LEADER, old.cut_off), frozen.since(desk.home, LEADER, NEXT)) == (
        date(2026, 10, 9),
        FRIDAY,
    )
    for day in (old.cut_off, date(2026, 10, 9)):
        cache.ask(count, old, LEADER, At(day))
    cache.carry_over(old, new)
    assert asked[2:] == [NEXT, FRIDAY]


ODD = {
    "kind": "outside",
    "side": 1,
    "speaks": True,
    "month": "2026-09-01",
    "value": 40,
    "mean": 10.0,
    "lower": 0.0,
    "upper": 20.0,
}


def test_targets_in_need_come_first_then_signals_then_what_has_turned_then_the_larger_move() -> None:
    def item(metric: str, change: int, status: str = "none", then: str = "", odd: bool = False) -> Item:
        shown = replace(figure(metric, 100, change, status), signal=ODD if odd else None)
        return Item(Teller("zh", "10月16日").told(shown, None), Then(then), Signal("none"), None)

    behind, turned = item("a", 1, "behind", "behind"), item("b", 0, "on_track", "warning")
    odd, large, small = item("c", 1, odd=True), item("d", 20), item("e", 2)
    found = sorted([small, large, odd, turned, behind], key=lambda each: each.weight)
    assert found == [behind, odd, turned, large, small]
    assert [each.stands_out for each in found] == [True, True, True, True, False]
    assert not item("e", 0, odd=True).stands_out
    assert in_full(found) == [behind, odd]  # two of one section
