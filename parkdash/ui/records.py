"""The rows behind a number: chosen columns, sorting, pages, export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from parkdash import metrics
from parkdash.metrics.model import Filters, Metric, Records, When
from parkdash.metrics.records import columns_of, lead
from parkdash.packs import sheet
from parkdash.ui import cells, empty
from parkdash.ui.markup import esc, link
from parkdash.ui.review.entry import row_link
from parkdash.ui.tables import Head, table
from parkdash.ui.view import Look, View, go, state

PAGE_SIZE = 50
SHOWN_FIRST = 9  # columns, before the reader chooses
# What tells most about a record, in this order; the other columns follow.
TELLING = (
    "project", "title_name", "title_applicant", "platform", "enterprise", "person", "project_stage", "entered_on",
    "agreed_yuan", "tier", "title", "level", "degree", "institution", "asked_at", "opened_at", "severity",
    "promise_state", "reply_minutes", "solve_hours", "specialist", "service_role", "last_visited_on", "visit_way",
    "submitted_on", "title_outcome", "title_age", "last_served_on", "month", "on_day", "kind", "round", "amount_yuan",
    "platform_service_kind", "services", "planned_services", "delivered_services", "plan_percent", "funding", "fund",
    "fund_amount", "size_yuan", "revenue", "output", "tax_paid", "rd_expense", "headcount", "starts_on", "ends_on",
    "in_cause", "out_cause", "stayed", "certificate_no", "park", "carrier", "chain", "industry",
)  # fmt: skip
EXPORT_ROWS = 200_000


def choices(view: View, metric: Metric) -> tuple[str, ...]:
    """The columns that the reader can choose from."""
    known = view.ask(_columns, metric.id)
    return tuple(sorted((name for name in known if name not in cells.HIDDEN), key=_telling))


def _telling(name: str) -> int:
    return TELLING.index(name) if name in TELLING else len(TELLING)


def _columns(version: object, scope: object, id: str) -> tuple[str, ...]:
    return columns_of(version, lead(metrics.catalogue()[id]))  # type: ignore[arg-type]


def listing(view: View, metric: Metric, when: When, filters: Filters, path: str) -> None:
    """Draw the records of a number with everything one can do with them."""
    known = choices(view, metric)
    chosen = tuple(name for name in view.state.columns if name in known) or known[:SHOWN_FIRST]
    sort = view.state.sort if view.state.sort.lstrip("-") in known else None
    asked = (*(name for name in ("enterprise_id", "project_id") if name in view.ask(_columns, metric.id)), *chosen)
    found = view.ask(metrics.records, metric.id, when, filters, asked, sort, view.state.page, PAGE_SIZE)
    if not found.total:
        st.html(empty.nothing(view))
        return
    st.html(markup(view, found, path))
    left, right = st.columns((3, 2), vertical_alignment="bottom")
    with left:
        _column_choice(view, known, chosen)
    with right:
        _export(view, metric, when, filters, chosen, sort)


def markup(view: View, found: Records, path: str) -> str:
    """One page of records as a table, with the count and the way to other pages."""
    names = [name for name in found.columns if name not in cells.HIDDEN]
    numbers = cells.numbers(found)
    heads = [_head(view, name, name in numbers, path) for name in names] + [Head(view.text("source.title"))]
    rows = [_row(view, found, row, names) for row in found.rows]
    return table(view.text("records.title"), heads, rows) + pager(view, found.total, found.page, found.size, path)


def _head(view: View, name: str, right: bool, path: str) -> Head:
    now = view.state.sort
    order = "descending" if now == f"-{name}" else "ascending" if now == name else ""
    following = name if order == "descending" else f"-{name}"
    href = view.here(path, sort=following, page=1, view="records")
    return Head(cells.heading(view, name), right, href=href, order=order)


def _row(view: View, found: Records, row: Sequence, names: Sequence[str]) -> list[str]:
    values = _said(found.columns, row)
    firm, project = values.get("enterprise_id"), values.get("project_id")
    shown = [cells.cell(view, name, values[name], firm, project) for name in names]
    origin = values["source_id"], values["source_row"], view.state.metric
    return [*shown, cells.origin(view, *origin) + row_link(view, *origin)]


def _said(names: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    return {name: cells.typed(name, value) for name, value in zip(names, row, strict=False)}


def pager(view: Look, total: int, page: int, size: int, path: str, counted: str = "") -> str:
    """共 N 条 (or `counted`), and links to the page before and after."""
    pages = max((total + size - 1) // size, 1)
    parts = [f"<span>{esc(counted or view.text('records.total', n=f'{total:,}'))}</span>"]
    if pages > 1:
        parts.append(f"<span>{esc(view.text('records.page', page=page, pages=pages))}</span>")
        if page > 1:
            parts.append(link(view.here(path, page=page - 1), esc(view.text("records.before"))))
        if page < pages:
            parts.append(link(view.here(path, page=page + 1), esc(view.text("records.after"))))
    return f'<div class="pd-pager">{"".join(parts)}</div>'


def _column_choice(view: View, known: tuple[str, ...], chosen: tuple[str, ...]) -> None:
    key = "record_columns"
    st.session_state[key] = list(chosen)
    with st.expander(view.text("records.columns")):
        st.multiselect(
            view.text("records.columns"),
            known,
            format_func=lambda name: cells.heading(view, name),
            key=key,
            label_visibility="collapsed",
            placeholder=view.text("records.columns"),
            select_all=False,
            on_change=_columns_chosen,
            args=(key,),
        )


def _columns_chosen(key: str) -> None:
    go(replace(state(), columns=tuple(st.session_state[key]), view="records"))


def _export(
    view: View, metric: Metric, when: When, filters: Filters, chosen: tuple[str, ...], sort: str | None
) -> None:
    def content(kind: str) -> bytes:
        found = metrics.records(view.version, view.scope, metric.id, when, filters, chosen, sort, 1, EXPORT_ROWS)
        origin = [(ref.file, ref.sheet, number) for ref, number in _origins(view, found)]
        heads = [cells.heading(view, name) for name in chosen] + [
            view.text(f"source.{n}") for n in ("file", "sheet", "number")
        ]
        rows = [
            (*(_exported(view, n, v) for n, v in _said(chosen, row).items()), *o)
            for row, o in zip(found.rows, origin, strict=True)
        ]
        return sheet.to_csv(heads, rows) if kind == "csv" else sheet.to_xlsx(heads, rows, view.title(metric.title))

    stem = f"{metric.id}_{view.at.isoformat()}_v{view.version.number}"
    with st.container(horizontal=True, horizontal_alignment="right"):
        for kind in ("xlsx", "csv"):
            label = view.text("records.export", kind=kind.upper())
            st.download_button(label, partial(content, kind), f"{stem}.{kind}", on_click="ignore", key=f"export_{kind}")


def _origins(view: View, found: Records) -> list[tuple]:
    id_at, row_at = found.columns.index("source_id"), found.columns.index("source_row")
    return [(view.version.source(row[id_at]), row[row_at]) for row in found.rows]


def _exported(view: View, name: str, value: object) -> object:
    """Numbers and days stay what they are; codes get their names."""
    if isinstance(value, date):
        return cells.last_day(name, value)
    return cells.plain(view, name, value) if isinstance(value, (str, bool)) else value
