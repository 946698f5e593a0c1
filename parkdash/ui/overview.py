"""What the first page says beside its cards: what needs attention, what changed, how healthy the data are."""

from __future__ import annotations

import streamlit as st

from parkdash import metrics
from parkdash.metrics.model import At, Bridge, Movement, TargetStatus
from parkdash.text import text
from parkdash.ui import cards, format, plot
from parkdash.ui.markup import esc, link, span
from parkdash.ui.tables import Head, table
from parkdash.ui.view import View


def attention(view: View) -> None:
    """Every target that is behind or warned, with what is still needed, beside the count of those on track."""
    found = [(id, view.ask(metrics.target, id, view.at, view.bar)) for id in metrics.catalogue()]
    targeted = [(id, status) for id, status in found if status.status != "none"]
    if not targeted:
        return
    late = sorted(
        ((id, status) for id, status in targeted if status.status in ("behind", "warning", "unreported")),
        key=lambda item: (cards.URGENCY[item[1].status], item[1].gap or 0.0),
    )
    note = view.text("overview.targets", good=len(targeted) - len(late), all=len(targeted))
    plot.heading(view.text("overview.attention"), note)
    if late:
        st.html(f'<ul class="pd-list">{"".join(f"<li>{_late(view, id, status)}</li>" for id, status in late[:6])}</ul>')


def _late(view: View, id: str, status: TargetStatus) -> str:
    metric = metrics.catalogue()[id]
    word = f"{cards.SHAPES[status.status]} {view.text(f'status.{status.status}')}"
    titled = link(view.number_href(id), esc(view.title(metric.title)))
    line = f"{span(f'pd-status pd-{status.status}', esc(word))} {titled}"
    if status.completion is None:
        return line
    ceiling = cards.is_ceiling(metric, status)
    said = view.text(
        "overview.late_ceiling" if ceiling else "overview.late",
        done=format.share(status.completion),
        gap=f"{abs(status.gap or 0) * 100:.1f}",
    )
    needed = _needed(view, status, metric.unit)
    owner = cards.owner_of(view, metric)
    return f"{line} {esc(said)}{esc(needed)} <span class='pd-soft'>{esc(owner)}</span>"


def _needed(view: View, status: TargetStatus, unit: str) -> str:
    if not status.needed_per_month or status.remaining is None:
        return ""
    remaining = view.amount(_rounded(float(status.remaining)), unit)
    each = view.amount(_rounded(status.needed_per_month), unit)
    return view.text("overview.needed", remaining=remaining, each=each)


def _rounded(value: float) -> float:
    return round(value, 1) if value < 1000 else round(value)


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
    rows = [_change(view, view.ask(metrics.bridge, id, view.since, view.at, view.bar)) for id in ids]
    st.html(table(view.text("overview.changes", day=format.day(view.since)), heads, rows))


def _change(view: View, found: Bridge) -> list[str]:
    metric = metrics.catalogue()[found.metric]
    return [
        link(view.number_href(found.metric), esc(view.title(metric.title))),
        f"{found.opening:,}",
        esc(moved(view, found.entered, "+")),
        esc(moved(view, found.left, "−")),
        f"<strong>{found.closing:,}</strong>",
    ]


def moved(view: View, movements: tuple[Movement, ...], sign: str) -> str:
    """+6 (新认定 4, 迁入 2), or a dash where nothing moved."""
    if not movements:
        return format.DASH
    causes = view.text("card.comma").join(
        f"{text(f'metrics.causes.{m.cause}', view.lang)} {m.count:,}" for m in movements
    )
    return f"{sign}{sum(m.count for m in movements):,} ({causes})"


def health(view: View, *ids: str) -> None:
    """The newest fact of each source, and who has not reported."""
    parts = [f"<strong>{esc(view.text('overview.health'))}</strong>"]
    for id in ids:
        metric = metrics.catalogue()[id]
        number = view.ask(metrics.value, id, At(view.at), view.bar)
        group = text(f"metrics.groups.{metric.group}", view.lang)
        parts.append(f"<span>{esc(view.text('overview.newest', group=group, day=format.day(number.newest)))}</span>")
        handed_in = cards.coverage(view, metric, number.when)
        if handed_in.expected:
            parts.append(f"<span>{esc(view.text('overview.reports'))} {esc(cards.reported(view, handed_in))}</span>")
    st.html(f'<div class="pd-strip">{"".join(parts)}</div>')
