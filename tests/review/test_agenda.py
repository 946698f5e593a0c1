"""The order of a meeting is fixed: promises, group by group with exceptions first, stuck, expiring, decisions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from parkdash.review import Content, Figure
from parkdash.ui.review.agenda import agenda, at, inside, walked


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
        content(
            figure("unicorn", "tiers", "behind"), figure("high_tech", "tiers"), figure("gazelle", "tiers"),
            figure("revenue", "economy", "behind"),
        )
    )  # fmt: skip
    rest = at(steps, "section:tiers").rest
    assert at(steps, "section:tiers").following == "metric:revenue"
    assert at(steps, "metric:revenue").before == "section:tiers"
    assert at(steps, f"metric:{rest[0]}").following == f"metric:{rest[1]}"
    assert at(steps, f"metric:{rest[0]}").before == "section:tiers"
    assert at(steps, f"metric:{rest[1]}").following == "metric:revenue"
    assert [at(steps, f"metric:{id}").within for id in rest] == [1, 2]


def test_steps_are_numbered_as_they_are_walked_and_a_folded_one_has_the_number_of_its_fold() -> None:
    steps = agenda(content(figure("high_tech", "tiers"), figure("revenue", "economy", "behind")))
    assert [step.place for step in walked(steps)] == [1, 2, 3, 4, 5]
    assert at(steps, "metric:high_tech").place == at(steps, "section:tiers").place == 3


def test_walking_from_the_first_step_reaches_the_last_and_back() -> None:
    steps = agenda(
        content(
            figure("high_tech", "tiers", "behind"), figure("gazelle", "tiers"), figure("revenue", "economy", "behind")
        )
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
    steps = agenda(content(figure("high_tech", "tiers", signal={"kind": "run", "side": 1, "speaks": speaks})))
    assert at(steps, "metric:high_tech").why == why


def kept(*found: tuple[str, bool]) -> dict[str, Any]:
    """What an edition of form 3 keeps: metrics behind their plan, and whether each is said by itself."""
    return {"rule": {}, "noticed": [
        {"metric": metric, "why": ["behind"], "points": 100, "alone": alone} for metric, alone in found
    ]}  # fmt: skip


def test_what_an_edition_keeps_decides_what_is_said_by_itself_and_in_which_order() -> None:
    figures = (figure("high_tech", "tiers"), figure("gazelle", "tiers"), figure("unicorn", "tiers", "behind"))
    steps = agenda(content(*figures, attention=kept(("gazelle", True), ("high_tech", True))))
    assert [step.token for step in walked(steps)][1:4] == ["metric:gazelle", "metric:high_tech", "section:tiers"]


def test_an_exception_that_is_not_said_by_itself_stands_first_in_the_fold_and_says_why() -> None:
    figures = (figure("high_tech", "tiers"), figure("gazelle", "tiers"), figure("unicorn", "tiers"))
    steps = agenda(content(*figures, attention=kept(("gazelle", True), ("unicorn", False))))
    assert at(steps, "section:tiers").rest == ("unicorn", "high_tech")
    assert at(steps, "metric:unicorn").why == ("behind",)


QUIET = (figure("high_tech", "tiers"), figure("gazelle", "tiers"), figure("revenue", "economy"))


def test_groups_of_which_nothing_is_said_by_itself_are_one_step() -> None:
    steps = agenda(content(*QUIET))
    assert [step.token for step in walked(steps)] == ["promises", "quiet", "stuck:actions", "decisions"]
    assert [step.token for step in inside(steps, "quiet")] == ["section:tiers", "section:economy"]


def test_inside_the_quiet_groups_the_next_step_goes_from_group_to_group_and_then_on() -> None:
    steps = agenda(content(*QUIET))
    assert at(steps, "quiet").following == "stuck:actions"
    assert at(steps, "section:tiers").following == "section:economy"
    last_of_tiers = inside(steps, "section:tiers")[-1]
    assert last_of_tiers.following == "section:economy"
    assert at(steps, "section:economy").following == "stuck:actions"
    assert at(steps, "metric:revenue").before == "section:economy"


def test_everything_in_the_quiet_groups_has_their_number() -> None:
    steps = agenda(content(*QUIET))
    assert {at(steps, token).place for token in ("quiet", "section:economy", "metric:revenue")} == {2}
    assert at(steps, "section:economy").within == 2


def test_every_metric_is_a_step_however_few_are_said_by_themselves() -> None:
    figures = [figure(id, "pipeline", "behind") for id in ("projects_signed", "projects_started", "signed_ever")]
    steps = agenda(content(*figures, *QUIET, attention=kept(("projects_signed", True))))
    assert {step.metric for step in steps if step.metric} == {each.metric for each in (*figures, *QUIET)}


def test_an_unknown_token_opens_the_first_step() -> None:
    assert at(agenda(content()), "metric:none").token == "promises"
