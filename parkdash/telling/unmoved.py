"""What is said of a stock whose members are the same on both days that a bridge compares.

A bridge compares two days and does not see who came and went between them. The weeks of the trend do: where one of them
ends between the two days with another value, somebody came and went.
"""

from __future__ import annotations

from datetime import date

from parkdash.metrics import amounts
from parkdash.review import Figure, number_from
from parkdash.telling.words import short_day
from parkdash.text import text


def unmoved(figure: Figure, lang: str) -> str:
    """One sentence that names both days; "" for what has no bridge, or one with anybody on it."""
    found = figure.bridge
    if found is None or found["entered"] or found["left"]:
        return ""
    since, at = (date.fromisoformat(found[day]) for day in ("since", "at"))
    days = {"since": short_day(since, at, lang), "at": short_day(at, at, lang)}
    for week in reversed((figure.trend or {}).get("weeks", ())):
        last, value = date.fromisoformat(week["last"]), number_from(week["value"])
        if since < last < at and value is not None and value != found["closing"]:
            between = {"day": short_day(last, at, lang), "value": amounts.amount(value, figure.unit, lang)}
            return text("pack.said.came_and_went", lang, **days, **between)
    return text("pack.said.unmoved", lang, **days)
