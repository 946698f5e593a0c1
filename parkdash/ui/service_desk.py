"""Services to firms: the hours of a week, who bears how much, ways in, promises broken, firms not seen."""

from __future__ import annotations

import streamlit as st

from parkdash import metrics
from parkdash.metrics.labels import worded
from parkdash.metrics.model import At, Between, Group
from parkdash.ui import cells, empty, format, plot, short
from parkdash.ui.markup import esc, link
from parkdash.ui.tables import Head, table
from parkdash.ui.view import View

WEEKDAYS = [str(number) for number in range(1, 8)]
HOURS = [f"{number:02d}" for number in range(24)]
DEEPEST = 45  # percent of colour under the busiest hour: its count is still read on it, in both themes
SPECIALISTS = 12
WITHIN = "visit_within_days"
TOLD = ("service_requests", "service_promise_rate", "service_reply_p90", "service_visits")  # of each of them
BROKEN = ("enterprise_id", "enterprise", "opened_at", "reply_minutes", "service_channel")
UNVISITED = ("enterprise_id", "enterprise", "park", "last_visited_on", "starts_on")


def _year(view: View) -> Between:
    return Between(view.at.replace(month=1, day=1), view.at)


def round_the_clock(view: View) -> None:
    """Requests by weekday and hour, this year; a small figure tells how many of them were answered late."""
    when = _year(view)
    days = {"first": format.day(when.first), "last": format.day_near(when.last, when.first)}
    plot.heading(view.text("services.clock"), view.text("services.clock_note", **days))
    asked = {day: (("opened_weekday", day),) for day in WEEKDAYS}
    made = {day: short.parts(view, "service_requests", "opened_hour", more) for day, more in asked.items()}
    late = {day: short.parts(view, "service_promise_broken", "opened_hour", more) for day, more in asked.items()}
    most = max((float(group.value or 0) for found in made.values() for group in found.values()), default=0)
    if not most:
        st.html(empty.nothing(view))
        return
    heads = [Head(view.text("services.day")), *(Head(str(int(hour)), right=True) for hour in HOURS)]
    rows = [
        [esc(_weekday(view, day)), *(_hour(view, (day, hour), made[day].get(hour), late[day].get(hour), most)
                                     for hour in HOURS)]
        for day in WEEKDAYS
    ]  # fmt: skip
    st.html(f'<div class="pd-clock">{table(view.text("services.clock"), heads, rows)}</div>')


def _weekday(view: View, day: str) -> str:
    return view.title(worded("opened_weekday", day) or {"zh": day, "en": day})


def _hour(view: View, at: tuple[str, str], made: Group | None, late: Group | None, most: float) -> str:
    """One hour of the week: the deeper its ground, the more requests; it opens them."""
    if made is None or not (made.value or made.suppressed):
        return ""
    count = format.MASK if made.suppressed else f"{int(made.value or 0):,}"
    broken = "" if late is None or not (late.value or late.suppressed) else (
        format.MASK if late.suppressed else f"{int(late.value or 0):,}"
    )  # fmt: skip
    label = view.text("services.cell", day=_weekday(view, at[0]), hour=int(at[1]), n=count, late=broken or "0")
    narrowed = (("opened_weekday", at[0]), ("opened_hour", at[1]))
    depth = round(DEEPEST * float(made.value or 0) / most)
    inner = f"{count}<sup>{broken}</sup>" if broken else count
    opened = link(view.number_href("service_requests", narrowed, view="records"), inner, "pd-hour", label)
    return f'<span class="pd-heat" style="--pd-depth:{depth}%">{opened}</span>'


def specialists(view: View) -> None:
    """Who looks after how many firms and how they answer; those who may not see persons are told so."""
    id, by = "service_assigned", "specialist"
    plot.heading(view.text("services.load"), view.text("services.load_note"))
    if metrics.personal(view.scope, by):
        st.html(empty.box(esc(view.text("services.for_those"))))
        return
    load = view.ask(metrics.breakdown, id, At(view.at), by, view.bar, SPECIALISTS)
    if not load.groups:
        st.html(empty.nothing(view))
        return
    found = {name: short.parts(view, name, by) for name in TOLD}
    heads = [Head(cells.dimension(view, by)), *(short.head(view, name) for name in (id, *TOLD))]
    rows = [
        [short.opens(view, id, by, group), short.said(view, {group.key: group}, group.key, id),
         *(short.said(view, found[name], group.key, name) for name in TOLD)]
        for group in load.groups
    ]  # fmt: skip
    everything = link(view.number_href(id, by=by), esc(view.text("services.all", n=_count(view))))
    listed = table(view.text("services.load"), heads, rows)
    st.html(f'<div class="pd-tight">{listed}</div><div class="pd-pager">{everything}</div>')


def _count(view: View) -> str:
    found = view.ask(metrics.value, "service_specialists", At(view.at), view.bar)
    return format.exact(found.value)


def roles(view: View) -> None:
    """The four roles in one line each: firms, specialists, firms for each of them."""
    ids = ("service_assigned", "service_specialists", "service_load")
    short.by_parts(view, view.text("services.roles"), "service_role", ids)


def ways_in(view: View) -> None:
    """Requests by channel with the promises kept and the time that nine in ten took to be solved."""
    ids = ("service_requests", "service_promise_rate", "service_solve_rate", "service_solve_p90")
    short.by_parts(view, view.text("services.channels"), "service_channel", ids)


def broken(view: View) -> None:
    """The latest requests whose first reply came too late, or has not come."""
    short.first_records(view, "service_promise_broken", view.text("services.broken"), BROKEN, "-opened_at")


def unvisited(view: View) -> None:
    """The firms that have waited longest for a visit."""
    said = {"starts_on": view.text("services.overdue_since")}
    blank = {"last_visited_on": view.text("services.never")}
    title, note = view.text("services.unvisited"), _promised(view)
    short.first_records(view, "service_unvisited", title, UNVISITED, "starts_on", said, blank, note)


def _promised(view: View) -> str:
    """Within how many days a visit is promised, as those promises say that were broken."""
    found = view.ask(metrics.records, "service_unvisited", At(view.at), view.bar, (WITHIN,), None, 1, 1)
    days = [row[0] for row in found.rows if isinstance(row[0], int)]
    return view.text("services.unvisited_note", days=days[0]) if days else ""
