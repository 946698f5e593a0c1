"""One metric's movement: what was shown, what was amended, who came and went, what is new, and where it stands."""

from __future__ import annotations

import re
from datetime import date, timedelta

from parkdash import metrics
from parkdash.metrics.amounts import SHAPES
from parkdash.metrics.model import Between, Bridge, Metric, Records, Value
from parkdash.metrics.records import columns_of, lead
from parkdash.text import text
from parkdash.ui import cells, format, restated, signals, tiers
from parkdash.ui.markup import esc, link, span
from parkdash.ui.review import live
from parkdash.ui.review.explained import signed
from parkdash.ui.review.live import Item
from parkdash.ui.view import View

EVENTS = 5  # of a flow in its strip
COLUMNS = ("on_day", "enterprise", "person", "kind")  # what tells of an event, before its size
SUMMED = re.compile(r"sum\((\w+)\)")


def status(view: View, item: Item) -> str:
    """The shape and word of the target's status; nothing without a target."""
    if item.told.goal is None:
        return ""
    return _before(view, item) + span(f"pd-status pd-{item.told.status}", esc(item.told.status_said)) + " "


def shape(view: View, item: Item) -> str:
    """The shape alone, before a sentence that ends with the word; behind what it was where it has turned."""
    if item.told.goal is None:
        return ""
    shown = f'<span class="pd-status pd-{item.told.status}" aria-hidden="true">{SHAPES[item.told.status]}</span> '
    return _before(view, item) + shown


def _before(view: View, item: Item) -> str:
    if not item.turned:
        return ""
    before = text("changes.turned", view.lang, before=view.text(f"status.{item.status_then}"))
    return span("pd-turned", esc(before)) + " "


def marks(view: View, item: Item) -> str:
    """◆ where the movement is exceptional, ≠ where an earlier figure was amended."""
    said = signals.said(view, item.signal) if item.changed else ""
    mark = restated.mark(view, item.told.figure.metric) if item.restatement else ""
    mark = f" {mark}" if mark else ""
    return (" " + span("pd-signal", esc(said)) if said else "") + mark


def strip(view: View, item: Item) -> str:
    """One metric: its name and figure, then the steps from what was shown to what is."""
    metric = metrics.catalogue()[item.told.figure.metric]
    title = link(view.href("changes", metric=metric.id), esc(item.told.title))
    head = f'<h3 class="pd-move">{status(view, item)}{title} <b>{esc(item.told.value)}</b>{marks(view, item)}</h3>'
    return f'<section class="pd-strip-of">{head}{steps(view, item, metric)}</section>'


def steps(view: View, item: Item, metric: Metric, size: int = EVENTS) -> str:
    """The steps as a list: opening, amended, each cause with its names, closing."""
    if metrics.has_bridge(metric):
        try:
            found: Bridge = view.ask(metrics.bridge, metric.id, view.since, view.at, view.bar)
        except metrics.Withheld:
            return f'<p class="pd-soft">{esc(text("changes.withheld", view.lang))}</p>'
        return _list(_bridge_steps(view, item, metric, found))
    return _list(_flow_steps(view, item, metric)) + events(view, metric, size)


def _list(lines: list[str]) -> str:
    return f'<ol class="pd-steps-of">{"".join(f"<li>{line}</li>" for line in lines)}</ol>' if lines else ""


def _bridge_steps(view: View, item: Item, metric: Metric, found: Bridge) -> list[str]:
    lines = _opening(view, item, metric, found.opening, found.since)
    for moved, sign, name in ((found.entered, "+", "entered"), (found.left, "−", "left")):
        for movement in moved:
            cause = text(f"metrics.causes.{movement.cause}", view.lang)
            label = f"{text(f'changes.{name}', view.lang)} · {cause}"
            names = f" {tiers.named(view, movement.members)}" if movement.members else ""
            lines.append(f"<b>{sign}{movement.count:,}</b> {esc(label)}{names}")
    return [*lines, _total(view, found.at, found.closing, metric)]


def _flow_steps(view: View, item: Item, metric: Metric) -> list[str]:
    """Of a flow, a sum or a ratio: then, by how much it moved, now."""
    told = item.told
    if told.then is None or told.change is None:
        return []
    days = tuple(told.figure.since["days"])
    before, now = (_period(view, each) for each in (days, told.figure.days))
    lines = _opening(view, item, metric, told.then, None, before)
    lines.append(f"<b>{esc(signed(view, told.change, metric.unit))}</b>")
    return [*lines, f"{esc(now)} <b>{esc(told.value)}</b>"]


def _period(view: View, days: tuple[str, ...]) -> str:
    """The last day of a span, or its month where it is one whole month."""
    first, last = days[0], days[-1]
    whole = first[:7] == last[:7] and first != last and first.endswith("-01")
    return last[:7] if whole else format.day_near(date.fromisoformat(last), view.at)


def _opening(view: View, item: Item, metric: Metric, opening: Value, day: date | None, label: str = "") -> list[str]:
    """The opening; where it is not what was shown, first what was, and what was amended since."""
    content = live.shown_then(view)
    named = label or format.day_near(day, view.at) if day else label
    then = f"{esc(named)} <b>{esc(view.amount(opening, metric.unit))}</b>"
    if content is None or item.restatement is None or item.restatement.shown in (None, opening):
        return [then]
    shown = item.restatement.shown
    amended = link(view.href("changes", metric=metric.id), esc(text("changes.restated_step", view.lang)))
    step = f"{amended} <b>{esc(signed(view, item.restatement.gap, metric.unit))}</b>"
    said = esc(text("changes.shown_then", view.lang))
    return [f"{esc(named)} {said} <b>{esc(view.amount(shown, metric.unit))}</b>", step, then]


def _total(view: View, day: date, value: Value, metric: Metric) -> str:
    return f"{esc(format.day_near(day, view.at))} <b>{esc(view.amount(value, metric.unit))}</b>"


def new_records(view: View, metric: Metric, size: int) -> Records | None:
    """The newest records of a flow since the day compared with; None of what is no flow of events."""
    if metric.kind != "flow":
        return None
    since = Between(view.since + timedelta(days=1), view.at)
    known = view.ask(_columns, metric.id)
    columns = tuple(name for name in (*COLUMNS, *_summed(metric)) if name in known)
    sort = "-on_day" if "on_day" in columns else None
    return view.ask(metrics.records, metric.id, since, view.bar, ("enterprise_id", *columns), sort, 1, size)


def _summed(metric: Metric) -> tuple[str, ...]:
    """The column that the metric adds up; none for counts."""
    found = SUMMED.fullmatch(metric.measure)
    return (found.group(1),) if found else ()


def _cell(view: View, metric: Metric, name: str, value: object, firm: str) -> str:
    if name in _summed(metric) and value != format.MASK:
        return f"<b>{esc(view.amount(value, metric.unit))}</b>"
    if name == "on_day" and isinstance(value, date):
        return span("pd-nowrap", esc(format.day_near(value, view.at)))
    return cells.cell(view, name, cells.typed(name, value), firm)


def _columns(version: object, scope: object, id: str) -> tuple[str, ...]:
    return columns_of(version, lead(metrics.catalogue()[id]))  # type: ignore[arg-type]


def events(view: View, metric: Metric, size: int) -> str:
    """The new events of a flow, the newest first, each with the way to its row; "" of what is no flow of events."""
    found = new_records(view, metric, size)
    if found is None or not found.rows:
        return ""
    lines = []
    for row in found.rows:
        values = dict(zip(found.columns, row, strict=True))
        firm = values.pop("enterprise_id")
        source = cells.origin(view, values.pop("source_id"), values.pop("source_row"), metric.id)
        shown = (_cell(view, metric, name, value, firm) for name, value in values.items() if value is not None)
        lines.append(f"<li>{' '.join(shown)} {source}</li>")
    more = ""
    if found.total > len(found.rows):
        href = view.number_href(metric.id, view="records", first=view.since + timedelta(days=1))
        more = f"<li>{link(href, esc(text('changes.all_records', view.lang, n=f'{found.total:,}')))}</li>"
    return f'<ul class="pd-events">{"".join(lines)}{more}</ul>'
