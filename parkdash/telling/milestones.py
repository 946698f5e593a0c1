"""Targets with a date and no number, in words: one by one with due day, owner and how they stand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from parkdash.metrics.amounts import SHAPES
from parkdash.review import Content
from parkdash.telling.listing import Column, Listing
from parkdash.telling.words import clean
from parkdash.text import text

COLUMNS = (("milestone", 4.2), ("whose", 1.6), ("due_by", 1.4), ("owner", 1.7), ("status", 3.0), ("document", 2.3))


def milestone_listing(content: Content, lang: str) -> Listing | None:
    """What is open by its date, then what was reached in the year; None in an edition that keeps no such list."""
    found = content.milestones
    if found is None:
        return None
    columns = tuple(Column(text(f"screen.targets.{name}", lang), share) for name, share in COLUMNS)
    rows = tuple(_row(each, lang) for each in found)
    title = text("screen.targets.milestones", lang)
    return Listing("milestones", title, _said(found, content.as_of.year, lang), columns, rows)


def _said(found: tuple[Mapping[str, Any], ...], year: int, lang: str) -> str:
    if not found:
        return text("pack.milestones.none", lang)
    reached = sum(each["reached"] is not None for each in found)
    late = sum(each["reached"] is None and each["late"] > 0 for each in found)
    return text("pack.milestones.all", lang, open=len(found) - reached, late=late, year=year, reached=reached)


def _row(entry: Mapping[str, Any], lang: str) -> tuple[str, ...]:
    reached = date.fromisoformat(entry["reached"]) if entry["reached"] else None
    stands = f"{SHAPES.get(entry['light'], '')} {milestone_state(reached, entry['late'], lang)}".strip()
    park = clean(entry["park"]) if entry["park"] else text("screen.targets.whole", lang)
    given = (clean(entry[name] or "") for name in ("owner", "document"))
    owner, document = given
    return clean(entry["milestone"]), park, entry["due"], owner, stands, document


def milestone_state(reached: date | None, late: int, lang: str) -> str:
    """Overdue or still to come by how many days, or when it was reached; `late` is less than 0 before its date."""
    if reached is not None:
        key = "reached_late" if late > 0 else "reached"
        return text(f"screen.targets.{key}", lang, day=reached.isoformat(), days=late)
    return text("screen.targets.overdue" if late > 0 else "screen.targets.days_left", lang, days=abs(late))
