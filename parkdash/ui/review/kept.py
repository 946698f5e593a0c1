"""The lines behind one figure of an edition, each with the row of the workbook that it rested on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from parkdash import review
from parkdash.packs import sheet
from parkdash.review.editions import kept_lines
from parkdash.review.lines import KeptLine
from parkdash.telling.model import Told
from parkdash.ui import empty, format, records
from parkdash.ui.markup import esc
from parkdash.ui.review.reading import PATH, Reading
from parkdash.ui.tables import Head, table
from parkdash.ui.view import home

PAGE_SIZE = 50
COLUMNS = ("name", "amount", "batch", "file", "sheet", "row")
RIGHT = ("amount", "row")
FIRST = "-amount"  # the order at first: the largest on top


def listing(look: Reading, told: Told) -> None:
    """Draw the lines as a table that can be sorted and taken along. A ratio has none of its own."""
    title = f'<h2 class="pd-h">{esc(look.say("lines"))}<small>{esc(told.title)}</small></h2>'
    if told.figure.parts:
        st.html(title + empty.box(esc(look.say("ratio_lines"))))
        return
    try:
        lines = in_order(kept_lines(home(), look.edition.id, told.figure.metric), look.state.sort)
    except review.NoEdition:
        lines = []
    if not lines:
        st.html(title + empty.box(esc(look.say("no_lines"))))
        return
    page = min(look.state.page, (len(lines) + PAGE_SIZE - 1) // PAGE_SIZE)
    shown = lines[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    named = titles(look, told)
    heads = [_head(look, name, named[name]) for name in COLUMNS]
    rows = [[esc(_plain(line, name)) for name in COLUMNS] for line in shown]
    below = records.pager(look, len(lines), page, PAGE_SIZE, PATH)
    st.html(f'{title}<div class="pd-tight">{table(look.say("lines"), heads, rows)}</div>{below}')
    _export(look, told, lines)


def in_order(lines: list[KeptLine], asked: str) -> list[KeptLine]:
    """The lines by one column, backwards after a minus; what the address names wrongly is the first order."""
    name = asked.lstrip("-") if asked.lstrip("-") in COLUMNS else ""
    backwards = asked.startswith("-") if name else FIRST.startswith("-")
    name = name or FIRST.lstrip("-")
    by: Callable[[KeptLine], Any] = (
        (lambda line: float(line.amount or 0)) if name == "amount" else (lambda line: getattr(line, name))
    )
    return sorted(sorted(lines, key=lambda line: (line.name, line.key)), key=by, reverse=backwards)


def titles(look: Reading, told: Told) -> dict[str, str]:
    """What the columns are called; amounts with the unit of the figure."""
    unit = format.unit_word(told.figure.unit, look.lang)
    return {name: look.say(f"line.{name}", unit=unit) for name in COLUMNS}


def _head(look: Reading, name: str, title: str) -> Head:
    now = look.state.sort or FIRST
    order = "descending" if now == f"-{name}" else "ascending" if now == name else ""
    following = f"-{name}" if order == "ascending" or (not order and name in RIGHT) else name
    return Head(title, name in RIGHT, href=look.here(PATH, sort=following, page=1), order=order)


def _plain(line: KeptLine, name: str) -> str:
    value = getattr(line, name)
    return format.exact(value) if name == "amount" else str(value)


def _export(look: Reading, told: Told, lines: list[KeptLine]) -> None:
    name = look.say("lines_file", edition=look.edition.id, title=told.title, day=format.day(look.at))
    label, content = look.text("records.export", kind="XLSX"), partial(workbook, look, told, lines)
    st.download_button(label, content, f"{name}.xlsx", on_click="ignore", key="kept_export")


def workbook(look: Reading, told: Told, lines: list[KeptLine]) -> bytes:
    """All lines in the order shown, as a workbook that says which edition they are of."""
    heads = [*titles(look, told).values(), look.say("whole_hash")]
    rows = [(*(getattr(line, name) for name in COLUMNS), look.edition.content_hash) for line in lines]
    return sheet.to_xlsx(heads, rows, told.title)
