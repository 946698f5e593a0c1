"""The order of a meeting, the same every week: last week's promises, the metrics group by group, what is stuck, what
expires, what was decided.

Of a group, exceptions come first, each as a step of its own; the others fold into one step. → passes a fold by, Enter
opens it: inside, → walks its metrics one by one and goes on behind the last. Where a meeting stands is the token of one
step, `agenda=metric:high_tech` in the address; nothing else needs to be remembered.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Literal

from parkdash.metrics.amounts import URGENCY
from parkdash.review import Content, Figure
from parkdash.telling.story import ordered

Kind = Literal["promises", "metric", "fold", "stuck", "expiring", "decisions"]
Why = Literal["behind", "warning", "unreported", "signal", "restated"]
URGENT: tuple[Why, ...] = ("behind", "warning", "unreported")
LOOKS_AHEAD = "$at + interval"  # in a definition: it counts what will end after the day, not what holds on it


@dataclass(frozen=True)
class Step:
    """One screen of the meeting. `section` is what its clock counts for; `why` is why a metric is an exception.

    `rest` are the metrics in a fold; `fold` is the token of the fold in which a metric lies, "" for one that stands
    by itself. `place` counts the steps that → walks, `within` the metrics of an open fold.
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
    found = [Step("promises", "promises", "promises")]
    for group, figures in groupby(ordered(content.figures.values()), key=lambda figure: figure.group):
        found += _group(group, list(figures), restated(content))
    found += [Step(f"stuck:{name}", "stuck", "stuck") for name in stuck]
    if expiring(content):
        found.append(Step("expiring", "expiring", "expiring"))
    found.append(Step("decisions", "decisions", "decisions"))
    return _linked(found)


def expiring(content: Content) -> list[Figure]:
    """The figures that count what will end soon, by their own definition."""
    return [figure for figure in ordered(content.figures.values()) if LOOKS_AHEAD in figure.formula]


def restated(content: Content) -> dict[str, dict[str, Any]]:
    """Metrics of the edition before of which the data now say something else than was shown in the last meeting."""
    found: dict[str, dict[str, Any]] = (content.restated or {}).get("figures", {})
    return {id: each for id, each in found.items() if each["gap"] not in (None, 0, "0")}


def reasons(figure: Figure, restated: Collection[str] = ()) -> tuple[Why, ...]:
    """Why a figure is an exception; () for one that is none."""
    status = figure.target["status"] if figure.target else ""
    found: list[Why] = [each for each in URGENT if each == status]
    found += ["signal"] if figure.signal and figure.signal["speaks"] else []
    found += ["restated"] if figure.metric in restated else []
    return tuple(found)


def walked(steps: Iterable[Step]) -> list[Step]:
    """The steps that → goes through when no fold is opened."""
    return [step for step in steps if not step.fold]


def at(steps: Sequence[Step], token: str) -> Step:
    """The step of a token; the first one for a token that there is not."""
    return next((step for step in steps if step.token == token), steps[0])


def _group(group: str, figures: list[Figure], restated: Collection[str]) -> list[Step]:
    """Exceptions by urgency, then the fold with the others behind it."""
    why = {figure.metric: reasons(figure, restated) for figure in figures}
    loud = sorted((figure for figure in figures if why[figure.metric]), key=lambda figure: _urgency(figure))
    quiet = tuple(figure.metric for figure in figures if not why[figure.metric])
    found = [Step(f"metric:{f.metric}", "metric", group, f.metric, why[f.metric]) for f in loud]
    if quiet:
        fold = f"section:{group}"
        found.append(Step(fold, "fold", group, rest=quiet))
        found += [Step(f"metric:{id}", "metric", group, id, fold=fold) for id in quiet]
    return found


def _urgency(figure: Figure) -> tuple[int, float]:
    target = figure.target or {}
    status = target.get("status", "none")
    rank = URGENCY.get(status, len(URGENCY)) if status != "on_track" else URGENCY["none"]
    return rank, target.get("gap") or 0.0


def _linked(steps: list[Step]) -> tuple[Step, ...]:
    """Each step with its number and with what lies before and after it."""
    places = {step.token: place for place, step in enumerate(walked(steps), start=1)}
    within = _within(steps)
    found = []
    for number, step in enumerate(steps):
        near = [each.token for each in steps[:number] if _is_seen(each, step)]
        far = [each.token for each in steps[number + 1 :] if _is_seen(each, step)]
        place = places.get(step.token) or places[step.fold]
        found.append(
            replace(
                step, place=place, within=within.get(step.token, 0),
                before=near[-1] if near else "", following=far[0] if far else "",
            )
        )  # fmt: skip
    return tuple(found)


def _is_seen(other: Step, here: Step) -> bool:
    """Whether → and ← stop at the other step from here: folded ones are seen from inside their fold only."""
    return not other.fold or other.fold == here.fold


def _within(steps: Iterable[Step]) -> Mapping[str, int]:
    return {
        metric.token: number
        for _, inside in groupby((step for step in steps if step.fold), key=lambda step: step.fold)
        for number, metric in enumerate(inside, start=1)
    }
