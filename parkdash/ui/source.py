"""The workbook's own row behind a record: file, sheet, row, and every cell as it was written."""

from __future__ import annotations

import re

import streamlit as st

from parkdash.history import batches
from parkdash.ledger import source_row
from parkdash.metrics.model import Metric, SourceRef
from parkdash.metrics.records import lead
from parkdash.ui import empty, format
from parkdash.ui.markup import esc
from parkdash.ui.tables import Head, table
from parkdash.ui.view import View, home, metric_of

NAMES = re.compile(r"[a-z_]+")


def show(view: View) -> None:
    """Draw the row in the address. Only those who may see persons and firms see the cells themselves."""
    given = view.state.source.split(":")
    known = len(given) == 2 and all(part.isascii() and part.isdigit() for part in given)
    if not known or int(given[0]) not in view.version.sources:
        st.html(empty.box(esc(view.text("empty.no_source"))))
        return
    ref, row = view.version.source(int(given[0])), int(given[1])
    st.html(_where(view, ref, row))
    if not view.scope.sees_everything:
        st.html(empty.box(esc(view.text("source.not_for_you"))))
        return
    cells = source_row(home(), ref, row)
    if not cells:
        st.html(empty.box(esc(view.text("empty.no_source"))))
        return
    heads = [Head(view.text(f"source.{name}")) for name in ("cell", "header", "written")]
    metric = metric_of(view.state.metric)
    letters = counted_letters(ref, lead(metric)) if metric else frozenset()
    rows = [_cell(view, metric if cell.rstrip("0123456789") in letters else None, cell, header, raw)
            for cell, header, raw in cells]  # fmt: skip
    st.html(table(view.text("source.cells"), heads, rows))


def _cell(view: View, counted: Metric | None, cell: str, header: str, raw: str) -> list[str]:
    """One cell; the one that a number counts stands out in weight and in words."""
    shown = [f"<code>{esc(cell)}</code>", esc(header), esc(raw)]
    if counted is None:
        return shown
    said = view.text("source.counted_by", title=view.title(counted.title))
    mark = f'<mark class="pd-mark">{esc(said)}</mark>'
    return [shown[0], f"<strong>{shown[1]}</strong> {mark}", f"<strong>{shown[2]}</strong>"]


def counted_letters(ref: SourceRef, metric: Metric) -> frozenset[str]:
    """The sheet's columns that the metric adds up or, where it counts rows, those that decide whether a row counts."""
    batch = next((batch for batch in batches(home()) if batch.id == ref.batch), None)
    for sheet in batch.columns if batch else ():
        if sheet.sheet == ref.sheet and batch and batch.files[sheet.file_no].name == ref.file:
            for said in (metric.measure, metric.where):
                named = {name.removesuffix("_yuan") for name in NAMES.findall(said)} & set(sheet.letters)
                if named:
                    return frozenset(sheet.letters[name] for name in named)
    return frozenset()


def _where(view: View, ref: SourceRef, row: int) -> str:
    batch = next((batch for batch in batches(home()) if batch.id == ref.batch), None)
    facts = [("file", ref.file), ("sheet", ref.sheet), ("number", row), ("batch", ref.batch)]
    if batch is not None:
        facts += [("accepted", format.day(batch.accepted_on)), ("who", batch.who or None), ("why", batch.why or None)]
    facts.append(("hash", ref.sha256))
    lines = "".join(f"<dt>{esc(view.text(f'source.{name}'))}</dt><dd>{esc(value)}</dd>" for name, value in facts)
    return f'<dl class="pd-facts">{lines}</dl>'
