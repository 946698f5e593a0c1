"""The history of the data: batches with their files, and the versions that came of them."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from parkdash.access import own_scope
from parkdash.batch import CHINA, Batch, batch_id, in_force
from parkdash.contracts import contracts
from parkdash.history import VersionEntry, batches, versions
from parkdash.home import Home
from parkdash.text import text
from parkdash.ui import empty, format, turn
from parkdash.ui.markup import esc, link, span
from parkdash.ui.state import State, address
from parkdash.ui.tables import Head, table
from parkdash.ui.view import home, state

NEWEST = 50


def show(lang: str) -> None:
    """Draw all batches, the newest first, or the one in the address; and the files that this reader may take home."""
    kept = batches(home())
    if not kept:
        empty.no_data(lang)
        return
    asked = state().batch
    shown = [batch for batch in kept if batch.number == asked] if asked else list(reversed(kept))[:NEWEST]
    if not shown:
        st.html(empty.box(esc(text("screen.batches.none_such", lang)), _to_all(lang)))
        return
    found = {entry.number: entry for entry in versions(home())}
    names = ("batch", "accepted", "who", "why", "files", "rows", "version")
    heads = [Head(text(f"screen.batches.{name}", lang)) for name in names]
    holding = {batch.number for batch in in_force(kept)}
    by_number = {batch.number: batch for batch in kept}
    rows = [_row(batch, found.get(batch.number), lang, batch.number in holding, by_number) for batch in shown]
    above = _to_all(lang) if asked else esc(text("screen.batches.count", lang, n=len(kept)))
    st.html(f'<p class="pd-soft">{above}</p>' + table(text("screen.page.batches", lang), heads, rows))
    if own_scope().sees_everything:
        if asked:
            turn.one(shown[0], kept, lang)
        else:
            turn.offer(shown, kept, lang)
        _originals(shown, lang)


def _to_all(lang: str) -> str:
    return link(address("batches", replace(state(), batch=None)), esc(text("screen.batches.all", lang)))


def _row(batch: Batch, version: VersionEntry | None, lang: str, holds: bool, by_number: dict[int, Batch]) -> list[str]:
    told = [_counted(table_name, batch, lang) for table_name in batch.tables]
    told += [_turned(by_number[number], lang) for number in batch.undoes if number in by_number]
    counts = "<br>".join(esc(line) for line in told)
    undone = "" if holds else f"<br>{span('pd-badge', esc(text('screen.batches.undone', lang)))}"
    when = batch.accepted_at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
    named = link(address("batches", replace(state(), batch=batch.number)), esc(batch.id))
    return [
        named + undone,
        span("pd-nowrap", when),
        esc(batch.who or None),
        esc(batch.why or None) if own_scope().sees_everything else format.DASH,  # may name a file or a firm
        _files(batch, lang),
        counts,
        _version(version, lang),
    ]


def _files(batch: Batch, lang: str) -> str:
    """The names of the files, for those who may see what is in them: a name often says as much as a row."""
    if not batch.files:
        return format.DASH
    if not own_scope().sees_everything:
        return esc(text("screen.batches.files_counted", lang, n=len(batch.files)))
    return "<br>".join(f"{esc(file.name)} {span('pd-soft', format.size(file.bytes))}" for file in batch.files)


def _turned(batch: Batch, lang: str) -> str:
    """What an undo took back; taking back an undo brings its batch back."""
    if batch.undoes:
        return text("screen.batches.redoes", lang, batch=batch_id(batch.undoes[0]))
    return text("screen.batches.undoes", lang, batch=batch.id)


def _counted(name: str, batch: Batch, lang: str) -> str:
    count = batch.tables[name]
    kinds = ("new", "changed", "unchanged", "missing", "left_out")
    said = [
        text(f"screen.batches.{kind}", lang, n=f"{getattr(count, kind):,}") for kind in kinds if getattr(count, kind)
    ]
    mode = batch.mode(name).kind
    title = contracts()[name].title[lang]
    if mode != "update":
        title += text("screen.mark.brackets", lang, inner=text(f"import.way_short_{mode}", lang))
    return text("screen.batches.counted", lang, title=title, counts=text("screen.card.comma", lang).join(said))


def _version(version: VersionEntry | None, lang: str) -> str:
    if version is None:
        return format.DASH
    name = esc(text("screen.batches.version_no", lang, n=version.number))
    hash_ = (
        f'<br><small class="pd-soft">{esc(text("screen.batches.hash", lang, hash=version.content_hash[:12]))}</small>'
    )
    if version.current:
        return f"{name} · {esc(text('screen.batches.current', lang))}{hash_}"
    if not version.kept:
        return f"{name} · {esc(text('screen.batches.thinned', lang))}{hash_}"
    return link(address("", State(lang=lang, version=version.number)), name) + hash_


def _originals(shown: list[Batch], lang: str) -> None:
    kept = {f"{batch.id} · {file.name}": file for batch in shown for file in batch.files}
    if not kept:
        return
    with st.expander(text("screen.batches.originals", lang)):
        name = st.selectbox(
            text("screen.batches.files", lang), list(kept), index=None, key="original",
            placeholder=text("screen.batches.choose", lang), label_visibility="collapsed",
        )  # fmt: skip
        if name:
            file = kept[name]
            st.download_button(
                text("screen.batches.download", lang),
                lambda: (Home(home()).files / file.sha256).read_bytes(),
                file.name,
                on_click="ignore",
            )
