"""The order of a meeting is fixed: promises, group by group with exceptions first, stuck, expiring, decisions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from parkdash.review import Content, Figure
from parkdash.ui.review.agenda import agenda, at, reasons, walked


def figure(metric: str, group: str, status: str = "", gap: float = 0.0, **more: Any) -> Figure:
    """A figure with a target of this status, or without one."""
    target = {"status": status, "gap": gap} if status else None
    nothing: dict[str, Any] = {"then": None, "days": ["2026-11-06"], "change": None, "share": None, "reason": ""}
    titles = {"zh": metric, "en": metric}
    return Figure(
        metric, titles, titles, group, "stock", "firm", "higher", "economy", more.pop("formula", "count(*)"), 1, 1, "",
        1, ("2026-11-13",), None, nothing, nothing, target, None, None, **more,
    )  # fmt: skip


def content(*figures: Figure, **more: Any) -> Content:
    """An edition of 13 November 2026 with these figures."""
    found = {each.metric: each for each in figures}
    return Content(date(2026, 11, 13), date(2026, 11, 6), 1, "", "leader", None, found, **more)


def tokens(*figures: Figure, **more: Any) -> list[str]:
    """The tokens of all steps in order."""
    return [step.token for step in agenda(content(*figures, **more))]


def test_an_empty_edition_still_has_promises_stuck_and_decisions() -> None:
    assert tokens() == ["promises", "stuck:actions", "decisions"]


def test_groups_come_in_the_order_of_the_catalogue_whatever_the_edition_lists_first() -> None:
    found = tokens(figure("revenue", "economy", "behind"), figure("high_tech", "tiers", "behind"))
    assert found[1:3] == (["metric:high_tech", "metric:revenue"])


def test_exceptions_come_first_the_most_urgent_and_farthest_behind_before_the_others() -> None:
    found = tokens(
        figure("high_tech", "tiers"),
        figure("gazelle", "tiers", "warning", -0.05),
        figure("unicorn", "tiers", "behind", -0.2),
        figure("listed", "tiers", "behind", -0.4),
        figure("tiered", "tiers", "unreported"),
        figure("certificates", "tiers", "on_track", 0.1, signal={"kind": "outside", "side": 1, "speaks": True}),
    )
    assert found[1:8] == [
        "metric:listed", "metric:unicorn", "metric:gazelle", "metric:tiered", "metric:certificates", "section:tiers",
        "metric:high_tech",
    ]  # fmt: skip


def test_a_group_without_exceptions_is_one_step() -> None:
    steps = agenda(content(figure("high_tech", "tiers", "on_track"), figure("gazelle", "tiers")))
    assert [step.token for step in walked(steps)] == ["promises", "section:tiers", "stuck:actions", "decisions"]
    assert set(at(steps, "section:tiers").rest) == {"high_tech", "gazelle"}


def test_a_group_of_exceptions_only_has_nothing_to_fold() -> None:
    assert "section:tiers" not in tokens(figure("high_tech", "tiers", "behind"))


def test_the_next_step_passes_a_fold_by_and_walks_it_from_inside() -> None:
    steps = agenda(
        content(figure("high_tech", "tiers"), figure("gazelle", "tiers"), figure("revenue", "economy", "behind"))
    )
    inside = at(steps, "section:tiers").rest
    assert at(steps, "section:tiers").following == "metric:revenue"
    assert at(steps, "metric:revenue").before == "section:tiers"
    assert at(steps, f"metric:{inside[0]}").following == f"metric:{inside[1]}"
    assert at(steps, f"metric:{inside[0]}").before == "section:tiers"
    assert at(steps, f"metric:{inside[1]}").following == "metric:revenue"
    assert [at(steps, f"metric:{id}").within for id in inside] == [1, 2]


def test_steps_are_numbered_as_they_are_walked_and_a_folded_one_has_the_number_of_its_fold() -> None:
    steps = agenda(content(figure("high_tech", "tiers"), figure("revenue", "economy", "behind")))
    assert [step.place for step in walked(steps)] == [1, 2, 3, 4, 5]
    assert at(steps, "metric:high_tech").place == at(steps, "section:tiers").place == 2


def test_walking_from_the_first_step_reaches_the_last_and_back() -> None:
    steps = agenda(
        content(figure("high_tech", "tiers", "behind"), figure("gazelle", "tiers"), figure("revenue", "economy"))
    )
    there = [steps[0].token]
    while following := at(steps, there[-1]).following:
        there.append(following)
    back = [there[-1]]
    while before := at(steps, back[-1]).before:
        back.append(before)
    assert there == back[::-1] == [step.token for step in walked(steps)]


def test_what_expires_is_told_by_the_definitions_that_look_ahead() -> None:
    soon = figure("certificates_expiring", "tiers", formula="count(*) where ends_on <= $at + interval 181 day")
    assert tokens(soon)[-3:] == ["stuck:actions", "expiring", "decisions"]
    assert "expiring" not in tokens(figure("high_tech", "tiers"))


def test_lists_of_what_is_stuck_come_in_their_order() -> None:
    steps = agenda(content(), ["actions", "pipeline"])
    assert [step.token for step in steps if step.kind == "stuck"] == ["stuck:actions", "stuck:pipeline"]


@pytest.mark.parametrize(("gap", "why"), [("3", ("restated",)), ("0", ()), (None, ())])
def test_a_figure_that_was_shown_otherwise_last_time_is_an_exception(gap: str | None, why: tuple[str, ...]) -> None:
    shown = {"edition": 1, "figures": {"high_tech": {"shown": 1, "now": 4, "gap": gap}}}
    steps = agenda(content(figure("high_tech", "tiers"), restated=shown))
    assert at(steps, "metric:high_tech").why == why
    assert at(steps, "metric:high_tech").fold == ("" if why else "section:tiers")


@pytest.mark.parametrize(("speaks", "why"), [(True, ("signal",)), (False, ())])
def test_only_a_signal_that_speaks_is_an_exception(speaks: bool, why: tuple[str, ...]) -> None:
    assert reasons(figure("high_tech", "tiers", signal={"kind": "run", "side": 1, "speaks": speaks})) == why


def test_an_unknown_token_opens_the_first_step() -> None:
    assert at(agenda(content()), "metric:none").token == "promises"
