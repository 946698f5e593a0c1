"""The projects that an edition keeps as stuck, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from parkdash.metrics import amounts
from parkdash.metrics.labels import choices
from parkdash.review import Content
from parkdash.telling.listing import Column, Listing
from parkdash.telling.model import Stalled
from parkdash.telling.words import clean, joined, listed, short_day
from parkdash.text import text

COLUMNS = (
    ("project", 2.8), ("park", 1.8), ("stage", 1.6), ("stays", 1.5), ("silent", 1.0), ("trouble", 2.9), ("level", 2.5),
    ("officer", 1.1),
)  # fmt: skip


def stalled(content: Content, lang: str) -> tuple[Stalled, ...]:
    """What is stuck, in the order in which the edition keeps it: the longest first. () before form 3."""
    return tuple(_stalled(entry, content.as_of, lang) for entry in content.stuck or ())


def stalled_said(content: Content, lang: str) -> str:
    """How many there are, in one sentence; "" in an edition that keeps no such list."""
    found = content.stuck
    if found is None:
        return ""
    if not found:
        return _say("none", lang)
    over, silent = (sum(bool(each[name]) for each in found) for name in ("over_days", "is_silent"))
    return _say("all", lang, n=len(found), over=over, silent=silent)


def stalled_listing(found: Sequence[Stalled], said: str, lang: str) -> Listing | None:
    """All that is stuck as a list; None where nothing is said of it."""
    if not said:
        return None
    columns = tuple(Column(text(f"pack.column.{name}", lang), share) for name, share in COLUMNS)
    return Listing("stalled", _say("title", lang), said, columns, tuple(_row(each, lang) for each in found))


def _row(found: Stalled, lang: str) -> tuple[str, ...]:
    stays = listed([each for each in (found.stays, found.over) if each], lang)
    return (
        found.project, found.park, found.stage, stays, found.silent, found.trouble, found.level, found.officer,
    )  # fmt: skip


def _stalled(entry: Mapping[str, Any], as_of: date, lang: str) -> Stalled:
    return Stalled(
        project=clean(entry["name"] or ""),
        park=clean(entry["park"] or ""),
        stage=_word("project_stage", entry["stage"], lang),
        stays=_days(entry["stage_days"], lang),
        over=_say("over", lang, n=entry["over_days"]) if entry["over_days"] else "",
        silent=_days(entry["silent_days"], lang),
        is_silent=bool(entry["is_silent"]),
        trouble=_trouble(entry, lang),
        level=_level(entry, as_of, lang),
        officer=clean(entry["officer"] or ""),
    )


def _days(count: int | None, lang: str) -> str:
    return amounts.DASH if count is None else _say("days", lang, n=count)


def _trouble(entry: Mapping[str, Any], lang: str) -> str:
    """What kind of trouble, and what is said of it."""
    kind, said = _word("problem_type", entry["problem_type"], lang), clean(entry["problem"] or "")
    return text("screen.mark.pair", lang, name=kind, value=said) if said else kind


def _level(entry: Mapping[str, Any], as_of: date, lang: str) -> str:
    """To which level it was taken, who answers for it and by when."""
    due = short_day(date.fromisoformat(entry["due"]), as_of, lang) if entry["due"] else ""
    inner = joined([clean(entry["responsible"] or ""), _say("due", lang, due=due) if due else ""], lang)
    level = _word("escalated_to", entry["escalated_to"], lang)
    return level + (text("screen.mark.brackets", lang, inner=inner) if inner else "")


def _word(column: str, code: str | None, lang: str) -> str:
    """A code in words; a dash where there is none."""
    if code is None:
        return amounts.DASH
    named = choices(column).get(code)
    return named[lang] if named else clean(code)


def _say(key: str, lang: str, **places: object) -> str:
    return text(f"pack.stalled.{key}", lang, **places)  # keys below [stalled] of pack.toml
