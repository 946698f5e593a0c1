"""The row of key figures: one st.html for all of them, each card a link to what stands behind its number."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from parkdash import metrics
from parkdash.metrics.amounts import URGENCY
from parkdash.metrics.model import At, Between, Comparison, Coverage, Metric, Number, TargetStatus
from parkdash.metrics.signal import Signal
from parkdash.telling.words import word
from parkdash.ui import format, lights, restated, signals, spans
from parkdash.ui.markup import esc, link, span
from parkdash.ui.review import notes
from parkdash.ui.spark import spark
from parkdash.ui.view import Look, View

QUIET = Signal("too_few")
PARKS = 2  # named on a card


@dataclass(frozen=True)
class Card:
    """Everything one card shows."""

    metric: Metric
    number: Number
    since: Comparison
    last_year: Comparison
    trend: tuple[Number, ...]
    target: TargetStatus
    coverage: Coverage
    to_date: Number | None = None  # of a monthly figure that adds up: the year so far
    signal: Signal = QUIET
    told: str = ""  # markup: that something was noted or is to be done about it
    of_parks: str = ""  # what single parks are to reach, where the whole has no target


def card(view: View, id: str) -> Card:
    """The card of one metric under the filter bar."""
    found = view.ask(metrics.value, id, At(view.at), view.bar)
    since, last_year = view.ask(metrics.compare, id, view.at, view.since, view.bar)
    trend = view.ask(metrics.series, id, view.at, 12, view.bar)
    target = view.ask(metrics.target, id, view.at, view.bar)
    metric = metrics.catalogue()[id]
    adds_up = spans.kind_of(metric) == "month_flow"
    to_date = (
        view.ask(metrics.value, id, Between(view.at.replace(month=1, day=1), view.at), view.bar) if adds_up else None
    )
    handed_in = view.ask(metrics.coverage, metric, found.when, view.bar)
    parted = _of_parks(view, metric) if target.status == "none" and not view.bar else ""
    return Card(
        metric, found, since, last_year, trend, target, handed_in, to_date, signals.of(view, id), of_parks=parted
    )


def _of_parks(view: View, metric: Metric) -> str:
    """What single parks are to reach, in words: a target may be set for some of them only."""
    parks = [
        view.text("card.of_park", park=park, size=view.amount(size, metric.unit))
        for park, size in view.ask(metrics.of_parks, metric.id, view.at)
    ]
    if not parks:
        return ""
    more = view.text("card.more_parks", n=len(parks) - PARKS) if len(parks) > PARKS else ""
    return view.text("card.of_parks", parks=view.text("card.comma").join(parks[:PARKS]) + more)


def row(view: View, *ids: str, exceptions_first: bool = False) -> None:
    """Draw the cards of these metrics; those that need attention come first if asked."""
    told = notes.marks("metric", view.lang)
    view.ask(metrics.read_cards, ids, view.at, view.since, view.bar)
    cards = [replace(card(view, id), told=told.get(id, "")) for id in ids]
    if exceptions_first:
        cards.sort(key=lambda c: URGENCY[c.target.status])
    drawn = "".join(markup(view, c, restated.mark(view, c.metric.id)) for c in cards)
    st.html(f'<div class="pd-cards pd-n-{len(cards)}" role="list">{drawn}</div>')


def markup(view: Look, c: Card, amended: str = "") -> str:
    """One card as a link; the label says in words what the eye sees. `amended` is a ≠ with its own link."""
    shown = format.number(c.number.value, c.number.unit, view.lang)
    parts = (
        span("pd-t", f"<span>{esc(view.title(c.metric.title))}{c.told}</span>" + span_of_time(view, c)),
        span(
            "pd-v",
            f'<span class="pd-n" title="{esc(exact(view, c.number))}">{_digits(view, c, shown)}</span>'
            + (spark(view, c.trend) if c.number.value is not None else ""),
        ),
        span(
            "pd-cs",
            span("pd-c", to_date_line(view, c.to_date) or since_line(view, c.metric, c.since))
            + span("pd-c", last_year_line(view, c.last_year))
            + signal_word(view, c.signal),
        ),
        target_bar(view, c.metric, c.target) or (span("pd-g pd-soft", esc(c.of_parks)) if c.of_parks else ""),
        span("pd-o", footnote(view, c)),
    )
    css = f"pd-card pd-s-{c.target.status}"
    css += " pd-amended" if amended else ""  # beside the card, as a link holds no other
    whole = link(view.number_href(c.metric.id), "".join(parts), css)
    return f'<div role="listitem" class="pd-item">{whole}{amended}</div>'


def signal_word(view: Look, found: Signal) -> str:
    """◆ 异常偏高 for a movement beyond the usual; what is usual stays quiet."""
    said = signals.said(view, found)
    return span("pd-c pd-signal", esc(said)) if said else ""


def _digits(view: Look, c: Card, shown: format.Shown) -> str:
    if c.number.value is None:
        sign = format.MASK if c.number.reason == "suppressed" else format.DASH
        return f"{sign}<small>{esc(reason(view, c.number.reason))}</small>"
    return f"{esc(shown.digits)}<small>{esc(shown.unit)}</small>"


def exact(view: Look, number: Number) -> str:
    """All digits and the span they stand for, as a tooltip."""
    unit = format.unit_word(number.unit, view.lang)
    return f"{format.exact(number.value)} {unit} · {format.period(number.when, view.lang)}"


def reason(view: Look, code: str) -> str:
    """Why there is no number or no comparison."""
    return view.text(f"reason.{code or 'no_data'}")


def since_line(view: Look, metric: Metric, found: Comparison) -> str:
    """What changed since the day compared with; of a flow: what was added after it."""
    added = metric.kind == "flow" and not metric.cumulative and found.change is not None
    day = format.day_near(view.since, view.at)
    against = view.text("card.added_since" if added else "card.since", day=day)
    return f"<i>{esc(against)}</i> {esc(movement(view, found, metric.unit, added))}"


def to_date_line(view: Look, found: Number | None) -> str:
    """A monthly figure's year so far, which says more than that no new month has come since last week."""
    if found is None or found.value is None:
        return ""
    return f"<i>{esc(view.text('card.to_date'))}</i> {esc(view.amount(found.value, found.unit))}"


def last_year_line(view: Look, found: Comparison) -> str:
    """What changed against the same days last year, with the share of it."""
    unit = found.now.unit
    with_share = found.change and found.share is not None and unit not in format.PERCENT_UNITS
    tail = view.text("mark.brackets", inner=format.share(abs(found.share or 0.0))) if with_share else ""
    return f"<i>{esc(view.text('card.last_year'))}</i> {esc(movement(view, found, unit) + tail)}"


def movement(view: Look, found: Comparison, unit: str, added: bool = False) -> str:
    """↑ 增2家, ↓ 减1.2个百分点, → 持平, or the reason why there is none."""
    if found.change is None:
        return reason(view, found.reason or "no_previous")
    size = format.change(found.change, unit, view.lang)
    return view.text(f"card.{format.direction(found.change, unit, added)}", size=size)


def span_of_time(view: Look, c: Card) -> str:
    """Beside the title: which month or year, or whether it counts this year or all time. Nothing for a stock."""
    when = c.number.when
    if isinstance(when, At):
        return ""
    if when.first == metrics.BEGINNING:
        return f"<i>{esc(view.text('card.all_time'))}</i>"
    so_far = when.first.month == 1 and when.last.month > 1 and when.last == view.at
    return f"<i>{esc(view.text('card.this_year') if so_far else format.period(when, view.lang))}</i>"


def target_bar(view: Look, metric: Metric, status: TargetStatus) -> str:
    """The bar with the mark of the planned pace, and the status in a word and a shape. Nothing without a target."""
    if status.status == "none":
        return ""
    line = lights.standing(view, status)
    if status.completion is None:
        return span("pd-g", line)
    form = format.goal_form(metric.kind, metric.better, metric.cumulative, status.base, status.target)
    clauses = view.text(
        f"card.{form}",
        done=format.share(status.completion),
        pace=format.share(status.pace),
        target=view.amount(status.target, metric.unit),
        base=view.amount(status.base, metric.unit),
    )
    told = [*clauses.split("|"), *pace_clauses(view, metric, status)]
    said = "".join(span("pd-k", esc(clause) + " ") for clause in told)
    return lights.bar(status.status, status.completion, status.pace) + span("pd-g", f"{line} {said}")


def pace_clauses(view: Look, metric: Metric, status: TargetStatus) -> list[str]:
    """Of a target that lags: what each week (or month, where a week's share is less than one) must bring, and where the
    year ends if it goes on like this."""
    if status.status not in ("behind", "warning"):
        return []
    found, week, month = [], status.needed_per_week or 0.0, status.needed_per_month or 0.0
    monthly = metric.kind.startswith("month") or abs(week) < 1
    if month:
        needed = format.to_bring(month if monthly else week, metric.unit)
        size = format.change(needed, metric.unit, view.lang)
        found.append(view.text("card.needed_month" if monthly else "card.needed_week", size=size))
    if status.expected is not None:
        found.append(
            view.text("card.expected", size=view.amount(format.foreseen(status.expected, metric.unit), metric.unit))
        )
    return found


def footnote(view: Look, c: Card) -> str:
    """Whose figure it is and up to when the data go, as markup; a line breaks only between the two."""
    foot = esc(owner_of(view, c.metric))
    if c.number.newest:
        foot += " · " + span("pd-k", esc(view.text("card.newest", day=format.day(c.number.newest))))
    return f"{foot} · {esc(reported(view, c.coverage))}" if c.coverage.expected else foot


def reported(view: Look, found: Coverage) -> str:
    """4/5 parks have reported, and who has not, with how late they are."""
    counted = view.text("card.reported", reported=found.reported, expected=found.expected)
    if not found.missing:
        return counted
    late = view.text("card.late", days=found.late_days) if found.late_days else ""
    return counted + view.text("card.missing", names=view.text("card.comma").join(found.missing)) + late


def owner_of(view: Look, metric: Metric) -> str:
    """The office that answers for a metric; its code where an edition names one that is no longer known."""
    return word("metrics.owners", metric.owner, view.lang)
