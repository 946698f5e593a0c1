"""The filter bar: park, carrier, chain, as-of day and the day compared with; and the chips of what is in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from parkdash import metrics
from parkdash.metrics.model import At
from parkdash.text import text
from parkdash.ui import cells, format
from parkdash.ui.markup import esc, link
from parkdash.ui.state import BAR, NOT_REGISTERED, State, address, month_end_before, read_day, week_before
from parkdash.ui.view import View, go, state

WIDTHS = (3, 3, 3, 2, 2)


def bar(view: View, path: str) -> None:
    """Draw the bar and, below it, the chips."""
    columns = st.columns(WIDTHS, vertical_alignment="bottom", gap="small")
    for column, dimension in zip(columns, BAR, strict=False):
        with column:
            _choice(view, dimension)
    with columns[3]:
        _day(view, path, "at", view.at, _at_presets(view))
    with columns[4]:
        _day(view, path, "since", view.since, _since_presets(view))
    chips(view, path)


def options(view: View, dimension: str) -> dict[str, str]:
    """Address value → label of everything that this reader can choose of a dimension, as of the day shown."""
    others = view.state.with_only(dimension, []).kept().filters
    found = view.ask(metrics.breakdown, "enterprises", At(view.at), dimension, others)
    named = {token(group.key): view.title(group.label) for group in found.groups}
    for value in view.state.chosen(dimension):
        named.setdefault(token(value), label(view, dimension, value))
    return named


def token(value: str | None) -> str:
    """A dimension's value as a widget and the address hold it."""
    return NOT_REGISTERED if value is None else value


def _choice(view: View, dimension: str) -> None:
    named = options(view, dimension)
    key = f"filter_{dimension}"
    st.session_state[key] = [token(value) for value in view.state.chosen(dimension)]
    st.multiselect(
        cells.dimension(view, dimension),
        list(named),
        format_func=lambda value: named.get(value, value),
        key=key,
        placeholder=view.text(f"filter.all_{dimension}"),
        label_visibility="collapsed",
        select_all=False,
        wrap=False,
        on_change=_chosen,
        args=(dimension, key),
    )


def _chosen(dimension: str, key: str) -> None:
    values = [None if value == NOT_REGISTERED else value for value in st.session_state[key]]
    go(state().with_only(dimension, values))


def _day(view: View, path: str, name: str, chosen: date, presets: dict[str, date | None]) -> None:
    with st.popover(view.text(f"filter.{name}", day=format.day(chosen)), width="stretch"):
        links = []
        for title, day in presets.items():
            href = address(path, with_day(view.state, name, day))
            links.append(link(href, esc(title), current=getattr(view.state, name) == day))
        st.html(f'<div class="pd-presets">{"".join(links)}</div>')
        key = f"filter_{name}"
        st.session_state[key] = format.day(chosen)
        st.text_input(
            view.text("filter.any_day"), key=key, placeholder="2026-10-31", on_change=_typed, args=(name, key)
        )
        if st.session_state.get("filter_problem") == name:
            st.html(f'<span class="pd-error" role="alert">{esc(view.text("filter.bad_day"))}</span>')


def with_day(now: State, name: str, day: date | None) -> State:
    """The state with another as-of day ("at") or day compared with ("since")."""
    return replace(now, at=day) if name == "at" else replace(now, since=day)


def _typed(name: str, key: str) -> None:
    day = read_day(st.session_state[key])
    st.session_state["filter_problem"] = "" if day else name
    if day:
        go(with_day(state(), name, day))


def _at_presets(view: View) -> dict[str, date | None]:
    cut_off = view.version.cut_off
    found: dict[str, date | None] = {view.text("filter.cut_off", day=format.day(cut_off)): None}
    end = month_end_before(cut_off)
    for _ in range(6):
        found[view.text("filter.month_end", day=format.day(end))] = end
        end = month_end_before(end)
    year_end = date(cut_off.year - 1, 12, 31)
    found[view.text("filter.year_end", day=format.day(year_end))] = year_end
    return found


def _since_presets(view: View) -> dict[str, date | None]:
    at = view.at
    week, found = week_before(at), dict[str, date | None]()
    if view.last_review:
        day = format.day_near(view.last_review.as_of, at)
        found[text("changes.last_review", view.lang, day=day)] = None
    found[view.text("filter.last_week", day=format.day(week))] = week if view.last_review else None
    month_end = month_end_before(at)
    found[view.text("filter.last_month", day=format.day(month_end))] = month_end
    quarter = date(at.year, 3 * ((at.month - 1) // 3) + 1, 1)
    quarter_end = date.fromordinal(quarter.toordinal() - 1)
    found[view.text("filter.last_quarter", day=format.day(quarter_end))] = quarter_end
    year_end = date(at.year - 1, 12, 31)
    found[view.text("filter.last_year", day=format.day(year_end))] = year_end
    return found


def label(view: View, dimension: str, value: str | None) -> str:
    """What a value is called on the screen."""
    return view.title(metrics.labels(view.version, metrics.catalogue()["enterprises"], dimension, [value])[value])


def condition(view: View, dimension: str, value: str | None) -> str:
    """园区：云岫科技园; one condition in words."""
    return view.text("mark.pair", name=cells.dimension(view, dimension), value=label(view, dimension, value))


def chips(view: View, path: str) -> None:
    """Every condition in force, each removed by a click. Nothing where there is none."""
    if not view.state.filters:
        return
    html = [esc(view.text("filter.in_force"))]
    for dimension, value in view.state.filters:
        name = condition(view, dimension, value)
        href = address(path, view.state.without(dimension, value))
        html.append(
            link(
                href, f'{esc(name)}<span aria-hidden="true">×</span>', "pd-chip", view.text("filter.remove", name=name)
            )
        )
    if len(view.state.filters) > 1:
        html.append(link(address(path, replace(view.state, filters=(), page=1)), esc(view.text("filter.clear"))))
    st.html(f'<div class="pd-chips">{" ".join(html)}</div>')
