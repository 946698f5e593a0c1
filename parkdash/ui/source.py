"""The workbook's own row behind a record: file, sheet, row, and every cell as it was written."""

from __future__ import annotations

import re

import streamlit as st

from parkdash.batch import Batch
from parkdash.history import batches
from parkdash.home import Home
from parkdash.ledger import source_row
from parkdash.ledger.corrections import Correction, corrections
from parkdash.metrics.model import Metric, SourceRef
from parkdash.metrics.records import lead
from parkdash.ui import empty, format
from parkdash.ui.intake.changes import shown, titled
from parkdash.ui.markup import esc, link, quoted, span
from parkdash.ui.review import notes
from parkdash.ui.review.about import about_row
from parkdash.ui.review.entry import action_entry, links, note_entry
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
    st.html(f'<div class="pd-sum">{links(view)}</div>{_where(view, ref, row)}')
    about = about_row(ref, row)
    action_entry(view, about)
    note_entry(view, about)
    notes.memory(view, about)
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
    read = read_letters(ref)
    rows = [
        _cell(view, metric if _letter(cell) in letters else None, _letter(cell) in read, (cell, header, raw))
        for cell, header, raw in cells
        if header or raw
    ]
    st.html(table(view.text("source.cells"), heads, rows))
    _corrections(view, ref, row)
    _file(view, ref)


def _letter(cell: str) -> str:
    return cell.rstrip("0123456789")


def _cell(view: View, counted: Metric | None, is_read: bool, written: tuple[str, str, str]) -> list[str]:
    """One cell; one that a number counts stands out in weight and in words, one kept aside says so."""
    cell, header, raw = written
    shown = [f"<code>{esc(cell)}</code>", quoted(header) if header else esc(view.text("source.no_header")), quoted(raw)]
    if counted is not None:
        said = view.text("source.counted_by", title=view.title(counted.title))
        mark = f'<mark class="pd-mark">{esc(said)}</mark>'
        return [shown[0], f"<strong>{shown[1]}</strong> {mark}", f"<strong>{shown[2]}</strong>"]
    if not is_read:
        shown[1] += " " + span("pd-soft", esc(view.text("source.aside")))
    return shown


def _batch_of(ref: SourceRef) -> Batch | None:
    return next((batch for batch in batches(home()) if batch.id == ref.batch), None)


def read_letters(ref: SourceRef) -> frozenset[str]:
    """The sheet's columns that any column of ours was read from."""
    batch = _batch_of(ref)
    return frozenset(
        letter
        for sheet in (batch.columns if batch else ())
        if batch and sheet.sheet == ref.sheet and batch.files[sheet.file_no].name == ref.file
        for letter in sheet.letters.values()
    )


def _corrections(view: View, ref: SourceRef, row: int) -> None:
    """What other batches have said of the same thing, before and after."""
    found = corrections(home(), ref, row)
    title = view.text("source.corrections")
    heading = f'<h2 class="pd-h">{esc(title)}</h2>'
    if len(found) < 2:
        st.html(heading + f'<p class="pd-soft">{esc(view.text("source.no_corrections"))}</p>')
        return
    heads = [Head(view.text(f"source.{name}")) for name in ("batch", "accepted", "place", "correction")]
    st.html(heading + table(title, heads, [_correction(view, ref.table, one) for one in found]))


def _correction(view: View, name: str, one: Correction) -> list[str]:
    batch = link(view.href("batches", batch=one.batch.number), esc(one.batch.id))
    place = esc(f"{one.file} › {one.sheet} › {view.text('source.row', row=one.row)}")
    if one.is_own:
        place += f' <mark class="pd-mark">{esc(view.text("source.own_row"))}</mark>'
    told = [
        view.text(
            "mark.pair",
            name=esc(titled(name, column, view.lang)),
            value=f"<s>{esc(shown(name, column, before, view.lang))}</s> → "
            f"<strong>{esc(shown(name, column, now, view.lang))}</strong>",
        )
        for column, before, now in one.changed
    ]
    return [batch, format.day(one.batch.accepted_on), place, "<br>".join(told) or format.DASH]


def _file(view: View, ref: SourceRef) -> None:
    """The file itself, byte for byte as it was handed in."""
    kept = Home(home()).files / ref.sha256
    if kept.is_file():
        st.download_button(
            view.text("source.download"), kept.read_bytes, ref.file, on_click="ignore", key="source_file"
        )


def counted_letters(ref: SourceRef, metric: Metric) -> frozenset[str]:
    """The sheet's columns that the metric adds up or, where it counts rows, those that decide whether a row counts."""
    batch = _batch_of(ref)
    for sheet in batch.columns if batch else ():
        if sheet.sheet == ref.sheet and batch and batch.files[sheet.file_no].name == ref.file:
            for said in (metric.measure, metric.where):
                named = {name.removesuffix("_yuan") for name in NAMES.findall(said)} & set(sheet.letters)
                if named:
                    return frozenset(sheet.letters[name] for name in named)
    return frozenset()


def _where(view: View, ref: SourceRef, row: int) -> str:
    """Where the row stands; who may not see what is in it is not told the names of file and sheet either."""
    batch = _batch_of(ref)
    named = [("file", esc(ref.file)), ("sheet", esc(ref.sheet))] if view.scope.sees_everything else []
    facts = [*named, ("number", str(row)), ("batch", link(view.href("batches", batch=int(ref.batch)), esc(ref.batch)))]
    if batch is not None:
        said = [("accepted", format.day(batch.accepted_on)), ("who", batch.who or None)]
        said += [("why", batch.why or None)] if view.scope.sees_everything else []  # may name a file or a firm
        facts += [(name, esc(value)) for name, value in said]
    facts.append(("hash", esc(ref.sha256)))
    lines = "".join(f"<dt>{esc(view.text(f'source.{name}'))}</dt><dd>{value}</dd>" for name, value in facts)
    return f'<dl class="pd-facts">{lines}</dl>'
