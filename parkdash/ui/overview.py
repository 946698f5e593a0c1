"""What the first page says beside its cards: what needs attention, what changed, how healthy the data are."""

from __future__ import annotations

from datetime import date

import streamlit as st

from parkdash import metrics
from parkdash.metrics.model import At, Bridge, Movement, TargetStatus
from parkdash.text import text
from parkdash.ui import cards, format, frozen, lights, plot
from parkdash.ui.markup import esc, link, span
from parkdash.ui.tables import Head, folded, table
from parkdash.ui.view import View, home

URGENT = 6  # lines in sight on a shared screen


def attention(view: View, groups: tuple[str, ...]) -> None:
    """Every target of these groups that is behind or warned, with what is still needed, beside the count of those on
    track."""
    targeted = lights.targets(view, groups)
    if not targeted:
        return
    late = lights.late(targeted)
    note = view.text("overview.targets", good=len(targeted) - len(late), all=len(targeted))
    plot.heading(view.text("overview.attention"), note)
    if late:
        st.html(_late_first(view, [_late(view, status) for status in late]))


def _late_first(view: View, rows: list[list[str]]) -> str:
    """The most urgent in sight, the others behind a fold."""
    names = ("status", "metric", "done", "gap", "to_go", "owner")
    heads = [Head(view.text(f"overview.{name}"), right=name in ("done", "gap")) for name in names]
    label = view.text("overview.attention")
    html = folded(label, heads, rows, URGENT, lambda n: view.text("overview.others", n=n))
    return f'<div class="pd-tight">{html}</div>'


def _late(view: View, status: TargetStatus) -> list[str]:
    metric = metrics.catalogue()[status.metric]
    titled = link(view.number_href(metric.id), esc(view.title(metric.title)))
    owner = esc(cards.owner_of(view, metric))
    if status.completion is None:
        return [lights.standing(view, status), titled, format.DASH, format.DASH, format.DASH, owner]
    done = format.share(status.completion)
    if format.is_ceiling(metric.better, status.base, status.target):
        done = view.text("overview.used", done=done)
    elif status.completion < 0:
        done = view.text("overview.fallen")  # a share below zero says nothing to a reader
    gap = format.DASH if status.completion < 0 else lights.gap(view, status.gap)
    needed = esc(_needed(view, status, metric.unit))
    return [lights.standing(view, status), titled, esc(done), esc(gap), needed, owner]


def _needed(view: View, status: TargetStatus, unit: str) -> str:
    """What is left to do, and how much of it a month until December; firms and people are whole."""
    if not status.needed_per_month or status.remaining is None:
        return format.DASH
    remaining, each = (format.to_bring(abs(float(size)), unit) for size in (status.remaining, status.needed_per_month))
    said = format.change(remaining, unit, view.lang)
    monthly = view.text("overview.each_month", each=format.change(each, unit, view.lang))
    return said if each >= remaining else said + monthly


def changes(view: View, *ids: str) -> None:
    """Opening, in, out and closing of the leading stocks since the day compared with; each row adds up."""
    plot.heading(view.text("overview.changes", day=format.day(view.since)), view.text("overview.adds_up"))
    heads = [
        Head(view.text("overview.metric")),
        Head(view.text("overview.opening"), right=True),
        Head(view.text("overview.entered")),
        Head(view.text("overview.left")),
        Head(view.text("overview.closing"), right=True),
    ]
    rows = [_change(view, id) for id in ids]
    whole = table(view.text("overview.changes", day=format.day(view.since)), heads, rows)
    onward = link(view.href("changes"), esc(text("changes.to_changes", view.lang)))
    st.html(f'<div class="pd-tight">{whole}</div><div class="pd-pager">{onward}</div>')


def _change(view: View, id: str) -> list[str]:
    named = link(view.number_href(id), esc(view.title(metrics.catalogue()[id].title)))
    try:
        found: Bridge = view.ask(metrics.bridge, id, view.since, view.at, view.bar)
    except metrics.Withheld:
        return [named, *[format.MASK] * 4]
    return [
        named,
        f"{found.opening:,}",
        esc(moved(view, found.entered, "+")),
        esc(moved(view, found.left, "−")),
        f"<strong>{found.closing:,}</strong>",
    ]


def moved(view: View, movements: tuple[Movement, ...], sign: str) -> str:
    """+6（新认定 4、迁入 2）, +26 新到岗, or a dash where nothing moved."""
    if not movements:
        return format.DASH
    causes = [text(f"metrics.causes.{m.cause}", view.lang) for m in movements]
    whole = f"{sign}{sum(m.count for m in movements):,}"
    if len(causes) == 1:
        return f"{whole} {causes[0]}"
    parts = (f"{cause} {m.count:,}" for cause, m in zip(causes, movements, strict=True))
    return whole + view.text("mark.brackets", inner=view.text("card.comma").join(parts))


def health(view: View, *ids: str) -> None:
    """The newest fact of each group of metrics, and who has not reported."""
    newest: dict[str, date | None] = {}
    reports: list[str] = []
    for id in ids:
        metric = metrics.catalogue()[id]
        number = view.ask(metrics.value, id, At(view.at), view.bar)
        known = [day for day in (newest.get(metric.group), number.newest) if day]
        newest[metric.group] = max(known, default=None)
        handed_in = view.ask(metrics.coverage, metric, number.when, view.bar)
        if handed_in.expected:
            reports.append(f"{esc(view.text('overview.reports'))} {esc(cards.reported(view, handed_in))}")
    parts = [
        esc(view.text("overview.newest", group=metrics.group_title(group, view.lang), day=format.day(day)))
        for group, day in newest.items()
    ]
    if not frozen.reachable(home()):
        reports.append(span("pd-warning", f"▲ {esc(text('changes.no_office', view.lang))}"))
    said = "".join(f"<span>{part}</span>" for part in [*parts, *dict.fromkeys(reports)])
    st.html(f'<div class="pd-strip"><strong>{esc(view.text("overview.health"))}</strong>{said}</div>')
