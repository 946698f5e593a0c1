"""The rows that a try brings, changes or ends, old beside new, page by page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import streamlit as st

from parkdash.contracts import contracts
from parkdash.intake.model import Cell, Change, Draft, Preview, What
from parkdash.intake.preview import changes
from parkdash.text import text
from parkdash.ui import format
from parkdash.ui.markup import esc, link, span
from parkdash.ui.state import address
from parkdash.ui.tables import Head, table
from parkdash.ui.view import home, state

KINDS: tuple[What, ...] = ("changed", "missing", "new")
PAGE_SIZE = 25
CELLS_SHOWN = 6
MONTH_DAY = 7


def show(draft: Draft, looked: Preview, lang: str) -> None:
    """Chips for what there is to see, and the rows of the one chosen; changed ones first, as they need most care."""
    ways = [
        (name, kind, getattr(count, kind))
        for kind in KINDS
        for name, count in looked.counts.items()
        if getattr(count, kind)
    ]
    if not ways:
        return
    asked = state()
    chosen = next((way for way in ways if asked.by == f"{way[0]}.{way[1]}"), ways[0])
    st.html(f'<h2 class="pd-h">{esc(text("import.the_rows", lang))}</h2>{_chips(ways, chosen, lang)}')
    name, kind, total = chosen
    found = changes(home(), draft, name, kind, asked.page, PAGE_SIZE)
    rows = found.rows or tuple(one for one in looked.rows if (one.table, one.what) == (name, kind))
    if rows:
        st.html(_table(rows, name, kind, lang) + _pager(asked.page, found.total or total, lang))


def _chips(ways: list[tuple[str, What, int]], chosen: tuple[str, What, int], lang: str) -> str:
    links = []
    for name, kind, count in ways:
        title = contracts()[name].title[lang]
        said = text("import.way", lang, title=title, kind=text(f"import.{kind}", lang), n=f"{count:,}")
        href = address("import", replace(state(), step="preview", by=f"{name}.{kind}", page=1))
        links.append(link(href, esc(said), "pd-chip", current=(name, kind) == chosen[:2]))
    return f'<div class="pd-chips">{"".join(links)}</div>'


def _table(rows: tuple[Change, ...], name: str, kind: What, lang: str) -> str:
    filled = {column for row in rows for column, value in row.key if value is not None}
    columns = [column for column, _ in rows[0].key if column in filled]
    titles = [contracts()[name].column(column).title[lang] for column in columns]
    heads = [*map(Head, titles), Head(text(f"import.what_{kind}", lang)), Head(text("import.stands_in", lang))]
    body = [
        [
            *(esc(shown(name, column, value, lang)) for column, value in row.key if column in filled),
            _cells(row, lang),
            _where(row, lang),
        ]
        for row in rows
    ]
    label = f"{contracts()[name].title[lang]} {text(f'import.{kind}', lang)}"
    return f'<div class="pd-tight">{table(label, heads, body)}</div>'


def _cells(row: Change, lang: str) -> str:
    """营业收入：1,000 → 1,200; of new rows what is filled."""
    known = {column for column, _ in row.key}
    lines = [_cell(row.table, cell, row.what, lang) for cell in row.cells if cell.column not in known]
    more = len(lines) - CELLS_SHOWN
    said = lines[:CELLS_SHOWN] + ([span("pd-soft", esc(text("import.more_cells", lang, n=more)))] if more > 0 else [])
    between = "<br>" if row.what == "changed" else esc(text("import.between", lang))
    return between.join(said) or format.DASH


def _cell(name: str, cell: Cell, what: What, lang: str) -> str:
    title = esc(titled(name, cell.column, lang))
    new = f"<strong>{esc(shown(name, cell.column, cell.new, lang))}</strong>"
    if what == "new":
        return text("screen.mark.pair", lang, name=title, value=new)
    old = f"<s>{esc(shown(name, cell.column, cell.old, lang))}</s>"
    return text("screen.mark.pair", lang, name=title, value=f"{old} → {new}")


def titled(name: str, column: str, lang: str) -> str:
    """A stored column's title; money is kept in yuan, whatever the workbook's unit."""
    contract = contracts()[name]
    known = {one.name: one for one in contract.columns}
    one = known.get(column) or known.get(column.removesuffix("_text")) or known.get(column.removesuffix("_key"))
    if one is None:
        return column
    unit = text("screen.mark.brackets", lang, inner=text("metrics.units.yuan", lang)) if one.kind == "money" else ""
    return one.title[lang] + unit


def shown(name: str, column: str, value: object, lang: str) -> str:
    """A stored value as people read it."""
    if value is None or value == "":
        return format.DASH
    one = next((one for one in contracts()[name].columns if one.name == column), None)
    if isinstance(value, bool):
        return text(f"metrics.values.{'yes' if value else 'no'}", lang)
    if isinstance(value, date):
        return value.isoformat()[:MONTH_DAY] if one and one.kind == "month" else format.day(value)
    if isinstance(value, int | float | Decimal):
        is_name = one is not None and one.name == "year"  # 2,026 is no year
        return str(value) if is_name else format.exact(value)
    if isinstance(value, list | tuple):
        return text("screen.card.comma", lang).join(shown(name, column, part, lang) for part in value)
    choices = {choice.code: choice.title[lang] for choice in one.choices} if one else {}
    return choices.get(str(value), str(value))


def _where(row: Change, lang: str) -> str:
    place = f"{row.sheet} {text('screen.source.row', lang, row=row.row)}" if row.row else row.sheet
    return span("pd-soft", esc(place))


def _pager(page: int, total: int, lang: str) -> str:
    pages = max((total + PAGE_SIZE - 1) // PAGE_SIZE, 1)
    parts = [f"<span>{esc(text('screen.records.total', lang, n=f'{total:,}'))}</span>"]
    if pages > 1:
        parts.append(f"<span>{esc(text('screen.records.page', lang, page=page, pages=pages))}</span>")
        around = (("before", page - 1, page > 1), ("after", page + 1, page < pages))
        parts += [
            link(address("import", replace(state(), page=to)), esc(text(f"screen.records.{name}", lang)))
            for name, to, there in around
            if there
        ]
    return f'<div class="pd-pager">{"".join(parts)}</div>'
