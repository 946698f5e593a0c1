"""The time a number is counted over, chosen on its page: the month, the year so far, the last twelve months."""

from __future__ import annotations

from datetime import date

from parkdash import metrics
from parkdash.metrics.model import Metric
from parkdash.ui.markup import esc, link
from parkdash.ui.view import View


def kind_of(metric: Metric) -> str:
    """The kind of a metric; of a ratio that of its numerator."""
    return metrics.catalogue()[metric.ratio[0]].kind if metric.ratio else metric.kind


def choices(metric: Metric, at: date) -> dict[str, date | None]:
    """Name → first day (None: what the metric counts by itself). Nothing to choose for what holds at a date."""
    kind = kind_of(metric)
    if kind in ("stock", "year_flow") or metric.cumulative:
        return {}
    twelve_months = date(at.year - 1, at.month % 12 + 1, 1) if at.month < 12 else date(at.year, 1, 1)
    if kind == "flow":
        return {"year": None, "month": at.replace(day=1), "twelve": twelve_months}
    return {"month": None, "year": date(at.year, 1, 1), "twelve": twelve_months}


def chooser(look: View, metric: Metric, path: str) -> str:
    """A line of links, the chosen one marked; empty where there is nothing to choose."""
    offered = choices(metric, look.at)
    if not offered:
        return ""
    links = []
    for name, first in offered.items():
        href = look.here(path, first=first, page=1)
        links.append(link(href, esc(look.text(f"span.{name}")), "pd-chip", current=first == look.state.first))
    return f'<div class="pd-chips">{esc(look.text("span.over"))} {"".join(links)}</div>'
