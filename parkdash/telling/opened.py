"""What an edition opens with, in words: what the meeting before asked for, how its figures read now, what was noted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from parkdash.metrics import amounts
from parkdash.metrics.model import Between, Value
from parkdash.review import Content, Figure, number_from
from parkdash.telling.model import Amended, Noted, Promised, Reason
from parkdash.telling.moved import Course, course_said
from parkdash.telling.words import clean, joined, listed, short_day, signed, word
from parkdash.text import text

DONE = ("closed", "dropped")


def promised(content: Content, lang: str) -> tuple[Promised, ...]:
    """What was asked for before, in the order in which the edition keeps it."""
    return tuple(_promised(entry, content, lang) for entry in content.promises)


def _promised(entry: dict[str, Any], content: Content, lang: str) -> Promised:
    figure = content.figures.get(entry["id"]) if entry["kind"] == "metric" else None
    due = date.fromisoformat(entry["due"])
    stands = _say("late", lang, days=(content.as_of - due).days) if entry["late"] else ""
    state = word("pack.promise", entry["state"], lang)
    edition = entry["edition"]
    found = Promised(
        action=entry["action"],
        title=clean(entry["title"]),
        owner=clean(entry["owner"]),
        due=short_day(due, content.as_of, lang),
        state=entry["state"],
        late=entry["late"],
        stands=listed([each for each in (state, stands) if each], lang),
        given=text("pack.issue", lang, edition=edition) if edition is not None else "",
        about=clean(figure.title[lang]) if figure else "",
        moved=_moved(entry, figure, lang) if figure else "",
        said=clean(entry["said"]),
        said_by=clean(entry["said_by"]),
        told="",
    )
    return found._replace(told=_told(found, lang))


def _told(found: Promised, lang: str) -> str:
    said = _say("promise", lang, title=found.title, owner=found.owner, due=found.due, stands=found.stands)
    if found.moved:
        said += _say("promise_moved", lang, about=found.about, moved=found.moved)
    if found.said:
        said += _say("promise_said", lang, said=found.said, said_by=found.said_by)
    return said


def _moved(entry: dict[str, Any], figure: Figure, lang: str) -> str:
    """As the edition keeps it: an older one knows neither what is restated nor the days of then."""
    if entry["moved"] is None:
        return ""
    then, now, restated = (number_from(entry.get(name)) for name in ("then", "now", "restated"))
    days = [date.fromisoformat(day) for day in entry.get("days", ())]
    before = Between(days[0], days[1]) if len(days) == 2 else None
    handed = figure.coverage or {"reported": 0, "expected": 0}
    course = Course(then, now, figure.unit, restated, before, figure.when, handed["reported"], handed["expected"])
    return course_said(course, lang)


def promises_said(found: Sequence[Promised], lang: str) -> str:
    """How many were done and how many are late, in one sentence; "" where nothing was asked for."""
    if not found:
        return ""
    counts = {
        "closed": sum(each.state in DONE for each in found),
        "reported": sum(each.state == "reported" for each in found),
        "open": sum(each.state == "open" for each in found),
    }
    said = [_say(f"count_{state}", lang, count=count) for state, count in counts.items() if count]
    late = sum(each.late for each in found)
    key = "all_late" if late else "all"
    return _say(key, lang, total=len(found), counts=listed(said, lang), late=late)


def amended(content: Content, lang: str) -> tuple[Amended, ...]:
    """The figures of the edition before that read otherwise today: those with a target first, then the largest gaps."""
    found = (content.restated or {}).get("figures", {})
    told = [
        _amended(content.figures[metric], entry, lang) for metric, entry in found.items() if metric in content.figures
    ]

    def weight(each: Amended) -> tuple[bool, float]:
        shown = abs(float(each.shown or 0))
        return content.figures[each.metric].target is None, -abs(float(each.gap or 0)) / shown if shown else 0.0

    return tuple(sorted(told, key=weight))


def amended_said(content: Content, found: Sequence[Amended], lang: str) -> str:
    """Of which edition how many figures were amended; "" where none was."""
    if not found or content.restated is None:
        return ""
    day = short_day(date.fromisoformat(content.restated["as_of"]), content.as_of, lang)
    return _say("amended", lang, day=day, edition=content.restated["edition"], count=len(found))


def _amended(figure: Figure, entry: dict[str, Any], lang: str) -> Amended:
    shown, now, gap = (number_from(entry[name]) for name in ("shown", "now", "gap"))
    target = ""
    if entry["target_shown"] != entry["target_now"]:
        then, today = (number_from(entry[name]) for name in ("target_shown", "target_now"))
        target = _say("target", lang, shown=_target(then, figure, lang), now=_target(today, figure, lang))
    said = _figure_said(figure, shown, now, lang)
    why = listed([_kind(each, figure, lang) for each in entry["kinds"]], lang)
    why_said = _say("why", lang, said=said, why=why) if said and why else said
    return Amended(
        metric=figure.metric,
        title=clean(figure.title[lang]),
        unit=figure.unit,
        shown=shown,
        now=now,
        gap=gap,
        said=said,
        why=why,
        target=target,
        reasons=tuple(_reason(each, lang) for each in entry["causes"]),
        total=entry["total"],
        told=joined([why_said, target], lang),
    )


def _target(value: Value, figure: Figure, lang: str) -> str:
    return amounts.amount(value, figure.unit, lang) if value is not None else _say("no_target", lang)


def _figure_said(figure: Figure, shown: Value, now: Value, lang: str) -> str:
    if shown == now:
        return ""
    then, today = (amounts.amount(value, figure.unit, lang) for value in (shown, now))
    key = "figure_close" if then == today else "figure"
    return _say(key, lang, shown=then, now=today)


def _kind(entry: dict[str, Any], figure: Figure, lang: str) -> str:
    kind, amount = word("metrics.restated", entry["kind"], lang), number_from(entry["amount"])
    if entry["kind"] in ("numerator", "denominator", "definition", "unexplained") or amount is None:
        return kind
    return _say("kind", lang, kind=kind, count=entry["count"], amount=signed(amount, figure.unit, lang))


def _reason(entry: dict[str, Any], lang: str) -> Reason:
    kind = word("metrics.restated", entry["kind"], lang)
    return Reason(kind, clean(entry["name"]), number_from(entry["amount"]), clean(entry["batch"]), clean(entry["who"]))


def noted(content: Content, lang: str) -> tuple[Noted, ...]:
    """What was noted while the edition was prepared; what is about no metric of it has an empty title."""
    return tuple(_noted(entry, content, lang) for entry in content.notes)


def _noted(entry: dict[str, Any], content: Content, lang: str) -> Noted:
    figure = content.figures.get(entry["id"]) if entry["kind"] == "metric" else None
    title = clean(figure.title[lang]) if figure else ""
    said, who = clean(entry["text"]), clean(entry["who"])
    told = _say("noted", lang, said=said, who=who) if who else said
    return Noted(figure.metric if figure else "", title, said, who, told)


def _say(key: str, lang: str, **places: object) -> str:
    return text(f"pack.opening.{key}", lang, **places)  # keys below [opening] of pack.toml
