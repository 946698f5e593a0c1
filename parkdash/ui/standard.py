"""The trend of a number on its page: the standard figure, what the plan asks for, and every period up to now."""

from __future__ import annotations

import streamlit as st

from parkdash import charts, metrics
from parkdash.metrics import amounts
from parkdash.metrics.model import Filters, Metric, TargetStatus, ToDate, Trend, Value
from parkdash.text import text
from parkdash.ui import cards, empty, format, plot, spans
from parkdash.ui.markup import esc
from parkdash.ui.tables import Head, table
from parkdash.ui.view import View

SUMS = ("flow", "month_flow", "year_flow")


def draw(look: View, metric: Metric, conditions: Filters) -> None:
    """Draw the trend of a metric under these conditions, or say that there is none yet."""
    found = look.ask(metrics.trend, metric.id, look.at, conditions)
    if sum(point.value is not None for row in charts.rows_of(found) for point in row.points) < 2:
        st.html(empty.nothing(look, "no_trend"))
        return
    title, sums = look.title(metric.title), adds_up(metric)
    unit = amounts.scale(charts.largest(found), metric.unit, look.lang)[1]
    key = "trend.title" if unit else "trend.title_plain"
    plot.heading(text(key, look.lang, title=title, unit=unit), _note(metric, look.lang))
    plot.draw(charts.standard(found, metric.unit, look.lang, sums), "trend", in_words(found, metric, title, look.lang))
    status = look.ask(metrics.target, metric.id, look.at, conditions)
    st.html(plan_line(metric, status, look.lang) + to_date_table(look, metric, found))


def _note(metric: Metric, lang: str) -> str:
    if adds_up(metric):
        return text("trend.note.sums", lang)
    is_level = metric.cumulative or spans.kind_of(metric) in ("stock", "month_stock")
    return text("trend.note.levels" if is_level else "trend.note.each", lang)


def adds_up(metric: Metric) -> bool:
    """True for what is drawn as bars: its periods are sums of their own and not a level or a ratio."""
    return not metric.ratio and not metric.cumulative and spans.kind_of(metric) in SUMS


def in_words(trend: Trend, metric: Metric, title: str, lang: str) -> str:
    """What the figure shows, for those who do not see it: where each row begins and ends, and last year's end."""
    said = []
    for row in charts.rows_of(trend):
        known = [point for point in row.points if point.value is not None]
        if known:
            start, end = known[0], known[-1]
            sizes = [format.amount(size, metric.unit, lang) for size in (start.value, end.value, end.last_year)]
            said.append(text(
                "trend.alt_row", lang, row=text(f"trend.row.{row.name}", lang), first=start.last, low=sizes[0],
                last=end.last, high=sizes[1], then=sizes[2],
            ))  # fmt: skip
    return text("trend.alt", lang, title=title, rows=text("trend.alt_join", lang).join(said))


def plan_line(metric: Metric, status: TargetStatus, lang: str) -> str:
    """Target, planned by now, expected at the year's end, and what each week or month must still bring; as markup."""
    if status.target is None:
        return ""
    weekly = metric.kind not in ("month_flow", "month_stock")
    needed = ("week", status.needed_per_week) if weekly else ("month", status.needed_per_month)
    parts = [("target", status.target), ("planned", status.planned), ("expected", status.expected)]
    said = [
        text(
            f"trend.plan.{name}", lang, size=format.amount(format.foreseen(float(size), metric.unit), metric.unit, lang)
        )
        for name, size in parts
        if size is not None
    ]
    if needed[1]:
        size = format.change(format.to_bring(needed[1], metric.unit), metric.unit, lang)
        said.append(text(f"trend.plan.{needed[0]}", lang, size=size))
    return f'<p class="pd-soft">{esc(" · ".join(said))}</p>'


def to_date_table(look: View, metric: Metric, trend: Trend) -> str:
    """Week, month, quarter and year up to now beside the same days last year; of what holds at a day its growth too."""
    if not trend.to_date:
        return ""
    grows = any(each.added is not None for each in trend.to_date)
    names = ["added", "then_added"] if grows else []
    kind = "sum" if adds_up(metric) else "level" if grows else "value"
    heads = [Head(text("trend.to_date.period", look.lang)), Head(text("trend.to_date.days", look.lang))]
    heads += [
        Head(text(f"trend.to_date.{name}", look.lang), right=True) for name in (kind, *names, "then", "change", "share")
    ]
    rows = [_row(look, metric, each, grows) for each in trend.to_date]
    return table(text("trend.to_date.title", look.lang), heads, rows)


def _row(look: View, metric: Metric, each: ToDate, grows: bool) -> list[str]:
    days = look.text("period.between", first=format.day(each.first), last=format.day_near(each.last, each.first))
    grown = [esc(_signed(look, metric, size)) for size in (each.added, each.then_added)] if grows else []
    change = cards.reason(look, each.reason) if each.change is None else _signed(look, metric, each.change)
    share = format.DASH if metric.unit in format.PERCENT_UNITS else format.share(each.share)
    return [
        esc(text(f"trend.to_date.{each.period}", look.lang)), esc(days),
        esc(look.amount(each.value, metric.unit)), *grown, esc(look.amount(each.then, metric.unit)),
        esc(change), esc(share),
    ]  # fmt: skip


def _signed(look: View, metric: Metric, size: Value) -> str:
    """+3家, −1.2个百分点, 0家."""
    if size is None:
        return format.DASH
    sign = "" if not size else "+" if size > 0 else "−"
    return sign + format.change(size, metric.unit, look.lang)
