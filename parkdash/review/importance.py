"""Which figures of a week are exceptions, how important each is, and which of them a meeting walks one by one.

The rule is rules/attention.toml. An edition keeps what came of it together with the rule's numbers, so that it opens
unchanged under another rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from parkdash.metrics.model import Value
from parkdash.metrics.signal import LIMIT
from parkdash.review.content import Content, Figure, number_from
from parkdash.rules import rules

Why = Literal["behind", "warning", "unreported", "signal", "restated"]
URGENT: tuple[Why, ...] = ("behind", "warning", "unreported")
DESKLESS = "most_cards"  # the one entry of rules/landing.toml that is no desk


@dataclass(frozen=True)
class Noticed:
    """An exception: why it is one, its points, and whether a meeting gives it a step of its own."""

    metric: str
    why: tuple[Why, ...]
    points: int
    alone: bool = False


@dataclass(frozen=True)
class Then:
    """What the last meeting showed of a metric: its status, and the month of the signal that it was told, if any."""

    status: str = ""
    told_of: str = ""


def then_of(figure: Figure | None) -> Then:
    """What was shown in an edition; of a metric that it did not know nothing."""
    if figure is None:
        return Then()
    signal = figure.signal or {}
    return Then(_status(figure), str(signal["month"]) if signal.get("speaks") else "")


def noticed(content: Content, before: Content | None) -> tuple[Noticed, ...]:
    """The exceptions of an edition, the most important first. `before` is the edition of the last meeting."""
    shown = before.figures if before else {}
    found = []
    for figure in content.figures.values():
        then = then_of(shown.get(figure.metric))
        why = reasons(figure, restated(content).get(figure.metric), then)
        if why:
            found.append(Noticed(figure.metric, why, points(figure, why, then)))
    found.sort(key=lambda each: (-each.points, _gap(content.figures[each.metric]), each.metric))
    return tuple(_chosen(found, content.figures))


def kept(content: Content) -> tuple[Noticed, ...]:
    """The exceptions as the edition keeps them. Before form 3 it kept none: then all that once were are, one by one."""
    if content.attention is None:
        every = [(figure.metric, _all_reasons(figure, restated(content))) for figure in content.figures.values()]
        found = [Noticed(metric, why, 0, alone=True) for metric, why in every if why]
        return tuple(sorted(found, key=lambda each: _urgency(content.figures[each.metric])))
    return tuple(Noticed(**{**entry, "why": tuple(entry["why"])}) for entry in content.attention["noticed"])


def attention(content: Content, before: Content | None) -> dict[str, Any]:
    """What an edition keeps of it, in plain JSON values: the rule, and the exceptions in their order."""
    found = [asdict(each) | {"why": list(each.why)} for each in noticed(content, before)]
    return {"rule": rule(), "noticed": found}


def rule() -> dict[str, Any]:
    """The rule in force."""
    return rules("attention")


def restated(content: Content) -> dict[str, dict[str, Any]]:
    """Metrics of the edition before of which the data now say something else than was shown in the last meeting."""
    found: dict[str, dict[str, Any]] = (content.restated or {}).get("figures", {})
    return {id: each for id, each in found.items() if each["gap"] not in (None, 0, "0")}


def reasons(figure: Figure, gap: Mapping[str, Any] | None, then: Then) -> tuple[Why, ...]:
    """Why a figure is an exception; () for one that is none. `gap` holds what was shown of it and by how much that
    differs now (`shown`, `gap`), None where it stands."""
    status = _status(figure)
    found: list[Why] = [each for each in URGENT if each == status]
    if status == "warning" and not _warns(figure, then):
        found = []
    if signals(figure, then):
        found.append("signal")
    if gap is not None and _reads_otherwise(figure, number_from(gap["shown"]), number_from(gap["gap"])):
        found.append("restated")
    return tuple(found)


def points(figure: Figure, why: Iterable[Why], then: Then) -> int:
    """How important an exception is."""
    worth: dict[str, int] = rule()["points"]
    why = tuple(why)
    turned = bool(set(why) & set(URGENT)) and _turned(figure, then)
    return (
        sum(worth[each] for each in why)
        + worth["headline"] * (figure.metric in headlines())
        + worth["turned"] * turned
    )  # fmt: skip


def alone(groups: Iterable[str]) -> list[bool]:
    """Of figures of these sections, the most important first, which are told by themselves: few in all, few of one."""
    most, of_one = rule()["in_all"], rule()["in_section"]
    taken: Counter[str] = Counter()
    told = []
    for group in groups:
        told.append(taken.total() < most and taken[group] < of_one)
        taken[group] += told[-1]
    return told


def headlines() -> frozenset[str]:
    """The metrics that stand on the first page of some desk, or take a free place there."""
    desks = [desk for name, desk in rules("landing").items() if name != DESKLESS]
    return frozenset(id for desk in desks for id in (*desk["always"], *desk["else"]))


def signals(figure: Figure, then: Then) -> bool:
    """True for an exceptional movement that is large enough and was not told last time."""
    found, asked = figure.signal or {}, rule()["signal"]
    if not found.get("speaks") or found["month"] == then.told_of:
        return False
    size = abs(float(number_from(found["value"]) or 0) - found["mean"])
    return size >= asked["of_usual"] * _usual(figure) and size >= asked["of_figure"] * abs(float(figure.value or 0))


def _chosen(found: Sequence[Noticed], figures: Mapping[str, Figure]) -> list[Noticed]:
    """The most important of them, few of one section, as steps of their own."""
    told = alone(figures[each.metric].group for each in found)
    return [Noticed(each.metric, each.why, each.points, one) for each, one in zip(found, told, strict=True)]


def _warns(figure: Figure, then: Then) -> bool:
    return _gap(figure) <= rule()["warning"]["gap"] or _turned(figure, then) or figure.metric in headlines()


def _turned(figure: Figure, then: Then) -> bool:
    return then.status not in ("", "none", _status(figure))


def _reads_otherwise(figure: Figure, shown: Value, gap: Value) -> bool:
    if figure.target is not None:
        return True
    size, asked = abs(float(gap or 0)), rule()["restated"]
    return size >= asked["of_figure"] * abs(float(shown or 0)) and size >= asked["of_usual"] * _usual(figure)


def _usual(figure: Figure) -> float:
    """The mean moving range of the months before; 0 where too few are known."""
    found = figure.signal or {}
    return (found["upper"] - found["mean"]) / LIMIT if found.get("upper") is not None else 0.0


def _status(figure: Figure) -> str:
    return str(figure.target["status"]) if figure.target else ""


def _gap(figure: Figure) -> float:
    return float((figure.target or {}).get("gap") or 0.0)


def _all_reasons(figure: Figure, gaps: Mapping[str, Any]) -> tuple[Why, ...]:
    """The rule of the forms before: whatever its size."""
    found: list[Why] = [each for each in URGENT if each == _status(figure)]
    found += ["signal"] if figure.signal and figure.signal["speaks"] else []
    found += ["restated"] if figure.metric in gaps else []
    return tuple(found)


def _urgency(figure: Figure) -> tuple[int, float]:
    place = URGENT.index(_status(figure)) if _status(figure) in URGENT else len(URGENT)
    return place, _gap(figure)
