"""Few figures are exceptions: those large enough to be one, the most important first, a handful of each section."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from parkdash.review.content import content_from
from parkdash.review.importance import Then, attention, kept, noticed, reasons
from parkdash.rules import rules
from tests.review.test_agenda import content, figure


def moved(value: float, mean: float = 10.0, usual: float = 1.0, month: str = "2026-10-01") -> dict[str, Any]:
    """A signal that speaks: the month's value, the mean, and the usual monthly movement."""
    return {"kind": "outside", "side": 1, "speaks": True, "value": value, "mean": mean, "month": month,
            "upper": mean + 2.66 * usual, "lower": mean - 2.66 * usual}  # fmt: skip


def gap(shown: float, by: float) -> dict[str, float]:
    """What the last meeting showed of a figure, and by how much it differs now."""
    return {"shown": shown, "now": shown + by, "gap": by}


def why(figure: Any, gap: Any = None, then: Then = Then()) -> tuple[str, ...]:  # noqa: B008  an immutable value
    """Why a figure is an exception."""
    return reasons(figure, gap, then)


def test_a_signal_speaks_from_three_usual_movements_on() -> None:
    assert why(figure("listed", "tiers", signal=moved(13.0))) == ("signal",)
    assert why(figure("listed", "tiers", signal=moved(12.9))) == ()


def test_a_signal_that_is_small_beside_the_figure_stays_quiet() -> None:
    assert why(replace(figure("listed", "tiers", signal=moved(20.0)), value=200)) == ("signal",)
    assert why(replace(figure("listed", "tiers", signal=moved(20.0)), value=201)) == ()


def test_what_the_last_meeting_was_told_of_a_month_is_not_told_again() -> None:
    exceptional = figure("listed", "tiers", signal=moved(20.0))
    assert why(exceptional, then=Then(told_of="2026-10-01")) == ()
    assert why(exceptional, then=Then(told_of="2026-09-01")) == ("signal",)


def test_an_amended_figure_speaks_from_two_in_a_hundred_and_one_usual_movement_on() -> None:
    plain = figure("listed", "tiers", signal=moved(10.0, usual=2.0) | {"speaks": False})
    assert why(plain, gap(100, 2)) == ("restated",)
    assert why(plain, gap(101, 2)) == ()
    assert why(plain, gap(50, 1.9)) == ()


def test_an_amended_figure_with_a_target_always_speaks() -> None:
    assert why(figure("listed", "tiers", "on_track"), gap(1000, 1)) == ("restated",)


@pytest.mark.parametrize(
    ("metric", "behind_plan", "then", "speaks"),
    [("listed", -0.03, "warning", True), ("listed", -0.02, "warning", False), ("listed", -0.02, "on_track", True),
     ("listed", -0.02, "", False), ("high_tech", -0.02, "warning", True)],
)  # fmt: skip
def test_a_warning_near_its_plan_speaks_only_if_it_has_turned_or_stands_on_a_first_page(
    metric: str, behind_plan: float, then: str, speaks: bool
) -> None:
    assert bool(why(figure(metric, "tiers", "warning", behind_plan), then=Then(status=then))) is speaks


def test_targets_behind_come_first_then_headlines_on_warning_then_signals_then_amended_ones() -> None:
    found = noticed(
        content(
            figure("certificates", "tiers", "on_track"),
            figure("loans", "financing", signal=moved(20.0)),
            figure("gazelle", "tiers", "warning", -0.09),
            figure("above_scale", "enterprises", "warning", -0.01),
            figure("unicorn", "tiers", "behind", -0.2),
            figure("listed", "tiers", "behind", -0.3),
            restated={"edition": 1, "figures": {"certificates": gap(10, 1)}},
        ),
        None,
    )
    assert [(each.metric, each.points) for each in found] == [
        ("listed", 100), ("unicorn", 100), ("above_scale", 90), ("gazelle", 60), ("loans", 20), ("certificates", 10),
    ]  # fmt: skip


def test_few_of_one_section_and_few_in_all_are_said_by_themselves() -> None:
    rule = rules("attention")
    groups = [f"group{number}" for number in range(rule["in_all"])]
    figures = [figure(f"{group}_{place}", group, "behind") for group in groups for place in range(3)]
    alone = [each.metric for each in noticed(content(*figures), None) if each.alone]
    assert len(alone) == rule["in_all"]
    assert max(sum(metric.startswith(f"{group}_") for metric in alone) for group in groups) == rule["in_section"]


def test_a_status_is_news_against_the_edition_before() -> None:
    before = content(figure("listed", "tiers", "warning"), figure("unicorn", "tiers", "behind"))
    found = noticed(content(figure("listed", "tiers", "behind"), figure("unicorn", "tiers", "behind")), before)
    assert [(each.metric, each.points) for each in found] == [("listed", 120), ("unicorn", 100)]


def test_an_edition_opens_unchanged_under_another_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    loud = content(figure("listed", "tiers", "behind"), figure("unicorn", "tiers", "warning", -0.09))
    frozen = replace(loud, attention=attention(loud, None)).to_bytes()
    then = kept(content_from(frozen))
    monkeypatch.setitem(rules("attention"), "in_all", 1)
    monkeypatch.setitem(rules("attention")["points"], "warning", 500)
    assert kept(content_from(frozen)) == then
    assert [each.metric for each in then] == ["listed", "unicorn"]
    assert (content_from(frozen).attention or {})["rule"]["in_all"] == 20


def test_an_edition_from_before_the_rule_says_every_exception_by_itself() -> None:
    old = content(figure("listed", "tiers", "warning", -0.001), figure("unicorn", "tiers", signal=moved(10.1)))
    assert [(each.metric, each.alone) for each in kept(old)] == [("listed", True), ("unicorn", True)]
