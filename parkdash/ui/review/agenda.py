"""The order of a meeting, the same every week: last week's promises, the metrics group by group, what is stuck, what
expires, what was decided.

Of a group, the few exceptions that matter most come first, each as a step of its own; the others fold into one step,
the other exceptions on top. Groups without a step of their own fold into one step together, a line each. → passes a
fold by, Enter opens it: inside, → walks what is in it and goes on behind the last. Where a meeting stands is the token
of one step, `agenda=metric:high_tech` in the address; nothing else needs to be remembered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from parkdash.review import Content, Figure
from parkdash.review.importance import Noticed, Why, kept
from parkdash.telling.story import ordered

Kind = Literal["promises", "metric", "fold", "quiet", "stuck", "expiring", "decisions"]
LOOKS_AHEAD = "$at + interval"  # in a definition: it counts what will end after the day, not what holds on it
QUIET = "quiet"


@dataclass(frozen=True)
class Step:
    """One screen of the meeting. `section` is what its clock counts for; `why` is why a metric is an exception.

    `rest` are the metrics in a fold, those that are exceptions first, or the groups in the fold of quiet groups; `fold`
    is the token of the fold in which a step lies, "" for one that stands by itself. `place` counts the steps that →
    walks, `within` what is in an open fold.
    """

    token: str
    kind: Kind
    section: str
    metric: str = ""
    why: tuple[Why, ...] = ()
    rest: tuple[str, ...] = ()
    fold: str = ""
    place: int = 0
    within: int = 0
    following: str = ""
    before: str = ""


def agenda(content: Content, stuck: Sequence[str] = ("actions",)) -> tuple[Step, ...]:
    """All steps in order, the folded ones behind their fold. `stuck` names the lists of what does not move."""
    noticed = {each.metric: each for each in kept(content)}
    found = [Step("promises", "promises", "promises")]
    quiet: list[list[Step]] = []
    for group, figures in groupby(ordered(content.figures.values()), key=lambda figure: figure.group):
        steps = _group(group, list(figures), noticed)
        if steps[0].kind == "fold":
            quiet.append(steps)
        else:
            found += steps
    found += _quiet(quiet)
    found += [Step(f"stuck:{name}", "stuck", "stuck") for name in stuck]
    if expiring(content):
        found.append(Step("expiring", "expiring", "expiring"))
    found.append(Step("decisions", "decisions", "decisions"))
    return _linked(found)


def expiring(content: Content) -> list[Figure]:
    """The figures that count what will end soon, by their own definition."""
    return [figure for figure in ordered(content.figures.values()) if LOOKS_AHEAD in figure.formula]


def walked(steps: Iterable[Step]) -> list[Step]:
    """The steps that → goes through when no fold is opened."""
    return [step for step in steps if not step.fold]


def at(steps: Sequence[Step], token: str) -> Step:
    """The step of a token; the first one for a token that there is not."""
    return next((step for step in steps if step.token == token), steps[0])


def inside(steps: Iterable[Step], fold: str) -> list[Step]:
    """What Enter opens of a fold."""
    return [step for step in steps if step.fold == fold]


def _group(group: str, figures: list[Figure], noticed: Mapping[str, Noticed]) -> list[Step]:
    """What is said one by one, in its order of importance, then the fold with the others behind it."""
    ids = [figure.metric for figure in figures]
    known = [each for each in noticed.values() if each.metric in ids]
    loud = [each for each in known if each.alone]
    marked = [each.metric for each in known if not each.alone]
    rest = (*marked, *(id for id in ids if id not in noticed))
    found = [_metric(group, each.metric, noticed) for each in loud]
    if rest:
        fold = f"section:{group}"
        found.append(Step(fold, "fold", group, rest=rest))
        found += [replace(_metric(group, id, noticed), fold=fold) for id in rest]
    return found


def _metric(group: str, id: str, noticed: Mapping[str, Noticed]) -> Step:
    return Step(f"metric:{id}", "metric", group, id, noticed[id].why if id in noticed else ())


def _quiet(groups: list[list[Step]]) -> list[Step]:
    """Groups of which nothing is said by itself, as one step; one alone is its own."""
    if len(groups) < 2:
        return [step for group in groups for step in group]
    found = [Step(QUIET, "quiet", QUIET, rest=tuple(group[0].section for group in groups))]
    for group in groups:
        found += [replace(group[0], fold=QUIET), *group[1:]]
    return found


def _linked(steps: list[Step]) -> tuple[Step, ...]:
    """Each step with its number and with what lies before and after it."""
    places = {step.token: place for place, step in enumerate(walked(steps), start=1)}
    folds = {step.token: step.fold for step in steps}
    within = _within(steps)
    found = []
    for number, step in enumerate(steps):
        around = _around(step.token, folds)
        near = [each.token for each in steps[:number] if each.fold in around]
        far = [each.token for each in steps[number + 1 :] if each.fold in around]
        place = next(places[token] for token in (step.token, *around) if token in places)
        found.append(
            replace(
                step, place=place, within=within.get(step.token, 0),
                before=near[-1] if near else "", following=far[0] if far else "",
            )
        )  # fmt: skip
    return tuple(found)


def _around(token: str, folds: Mapping[str, str]) -> tuple[str, ...]:
    """The folds in which a step lies, the innermost first, and "": what lies in those → and ← stop at from here."""
    found = [folds[token]]
    while found[-1]:
        found.append(folds[found[-1]])
    return tuple(found)


def _within(steps: Iterable[Step]) -> Mapping[str, int]:
    """The number of each folded step in its fold."""
    counted: dict[str, int] = {}
    places = {}
    for step in steps:
        if step.fold:
            counted[step.fold] = places[step.token] = counted.get(step.fold, 0) + 1
    return places
