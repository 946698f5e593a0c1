"""A figure of an edition as the card that the same figure had when it was live: drawn from what is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, Literal, cast

import streamlit as st

from parkdash.metrics.amounts import URGENCY
from parkdash.metrics.model import At, Between, Comparison, Coverage, Metric, Number, TargetStatus, When
from parkdash.metrics.signal import Signal
from parkdash.review import Figure, number_from
from parkdash.ui import cards, restated
from parkdash.ui.cards import Card
from parkdash.ui.review.reading import Reading

BEGINNING = "0001-01-01"
NUMBERS = ("target", "base", "value", "remaining")  # of a target: kept as decimals


def row(look: Reading, figures: Sequence[Figure]) -> None:
    """Draw the cards of these figures, those that need attention first."""
    found = sorted((card(figure) for figure in figures), key=lambda c: URGENCY[c.target.status])
    drawn = "".join(cards.markup(look, c, restated.mark_in(look, look.edition, c.metric.id)) for c in found)
    st.html(f'<div class="pd-cards" role="list">{drawn}</div>')


def card(figure: Figure) -> Card:
    """Everything that the card of a figure shows."""
    metric, number = metric_of(figure), number_of(figure)
    return Card(
        metric, number, compared(figure, "since"), compared(figure, "last_year"), _trend(figure), target_of(figure),
        coverage_of(figure), _to_date(figure), signal_of(figure),
    )  # fmt: skip


def metric_of(figure: Figure) -> Metric:
    """The catalogue entry as it was, as far as it is told: today's catalogue may have lost it."""
    return Metric(
        figure.metric, figure.title, figure.explains, figure.group, figure.unit, cast(Any, figure.better), figure.owner,
        cast(Any, figure.kind), cumulative=figure.days[0] == BEGINNING, version=figure.definition,
    )  # fmt: skip


def number_of(figure: Figure) -> Number:
    """The value with what it stands for."""
    newest = date.fromisoformat(figure.newest) if figure.newest else None
    return Number(figure.metric, figure.value, figure.unit, figure.when, figure.rows, figure.reason, newest)


def compared(figure: Figure, kind: Literal["since", "last_year"]) -> Comparison:
    """The comparison with the day before or with last year."""
    kept: Mapping[str, Any] = figure.since if kind == "since" else figure.last_year
    then = Number(figure.metric, number_from(kept["then"]), figure.unit, _when(kept["days"]), 0)
    return Comparison(kind, number_of(figure), then, number_from(kept["change"]), kept["share"], kept["reason"])


def target_of(figure: Figure) -> TargetStatus:
    """How the figure stood against its target; status none where it had no target."""
    if figure.target is None:
        return TargetStatus(figure.metric, "none")
    known = {field.name for field in fields(TargetStatus)}
    kept = {name: value for name, value in figure.target.items() if name in known}
    return TargetStatus(**{**kept, **{name: number_from(kept[name]) for name in NUMBERS}})


def coverage_of(figure: Figure) -> Coverage:
    """Who had handed in; nothing expected where nothing is handed in."""
    if figure.coverage is None:
        return Coverage(0, 0)
    kept = figure.coverage
    return Coverage(kept["reported"], kept["expected"], tuple(kept["missing"]), kept["late_days"])


def signal_of(figure: Figure) -> Signal:
    """Whether its last movement was exceptional; quiet where that was not kept."""
    known = {field.name for field in fields(Signal)}
    kept = {name: value for name, value in (figure.signal or {}).items() if name in known}
    if not kept:
        return cards.QUIET
    month = date.fromisoformat(kept["month"]) if kept.get("month") else None
    return Signal(**{**kept, "month": month, "value": number_from(kept.get("value"))})


def _trend(figure: Figure) -> tuple[Number, ...]:
    """The twelve points of the small picture: months, of a yearly figure years. None were kept before form 2."""
    kept = figure.trend or {}
    points = kept.get("months") or kept.get("years") or []
    return tuple(
        Number(figure.metric, number_from(point["value"]), figure.unit, _when([point["first"], point["last"]]), 0)
        for point in points
    )


def _to_date(figure: Figure) -> Number | None:
    """Of a monthly figure that adds up: the year so far."""
    spans = [each for each in (figure.trend or {}).get("to_date", ()) if each["period"] == "year"]
    if figure.kind != "month_flow" or not spans:
        return None
    (year,) = spans
    return Number(figure.metric, number_from(year["value"]), figure.unit, _when([year["first"], year["last"]]), 0)


def _when(days: Sequence[str]) -> When:
    read = [date.fromisoformat(day) for day in days]
    return At(read[0]) if len(read) == 1 else Between(read[0], read[-1])
