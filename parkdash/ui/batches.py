"""The history of the data: batches with their files, and the versions that came of them."""

from __future__ import annotations

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
from parkdash.ui.view import home

NEWEST = 50


def show(lang: str) -> None:
    """Draw all batches, the newest first, and the files that this reader may take home."""
    accepted = batches(home())
    if not accepted:
        empty.no_data(lang)
        return
    found = {entry.number: entry for entry in versions(home())}
    newest = list(reversed(accepted))[:NEWEST]
    names = ("batch", "accepted", "who", "why", "files", "rows", "version")
    heads = [Head(text(f"screen.batches.{name}", lang)) for name in names]
    holding = {batch.number for batch in in_force(accepted)}
    rows = [_row(batch, found.get(batch.number), lang, batch.number in holding) for batch in newest]
    counted = text("screen.batches.count", lang, n=len(accepted))
    st.html(f'<p class="pd-soft">{esc(counted)}</p>' + table(text("screen.page.batches", lang), heads, rows))
    if own_scope().sees_everything:
        turn.offer(newest, holding, lang)
        _originals(newest, lang)


def _row(batch: Batch, version: VersionEntry | None, lang: str, holds: bool) -> list[str]:
    files = "<br>".join(f"{esc(file.name)} <span class='pd-soft'>{_size(file.bytes)}</span>" for file in batch.files)
    told = [_counted(table_name, batch, lang) for table_name in batch.tables]
    told += [text("screen.batches.undoes", lang, batch=batch_id(number)) for number in batch.undoes]
    counts = "<br>".join(esc(line) for line in told)
    state = "" if holds else f"<br>{span('pd-badge', esc(text('screen.batches.undone', lang)))}"
    when = batch.accepted_at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
    return [
        batch.id + state,
        when,
        esc(batch.who or None),
        esc(batch.why or None),
        files,
        counts,
        _version(version, lang),
    ]


def _counted(name: str, batch: Batch, lang: str) -> str:
    count = batch.tables[name]
    title = contracts()[name].title[lang]
    said = [
        text(f"screen.batches.{name}", lang, n=f"{n:,}")
        for name, n in (("new", count.new), ("changed", count.changed), ("unchanged", count.unchanged))
        if n
    ]
    return text("screen.batches.counted", lang, title=title, counts=text("screen.card.comma", lang).join(said))


def _version(version: VersionEntry | None, lang: str) -> str:
    if version is None:
        return format.DASH
    name = esc(text("screen.batches.version_no", lang, n=version.number))
    hash_ = f"<br><code>{esc(version.content_hash[:12])}</code>"
    if version.current:
        return f"{name} · {esc(text('screen.batches.current', lang))}{hash_}"
    if not version.kept:
        return f"{name} · {esc(text('screen.batches.thinned', lang))}{hash_}"
    return link(address("", State(lang=lang, version=version.number)), name) + hash_


def _size(count: int) -> str:
    return f"{count / 1024:,.0f} KB" if count < 1024**2 else f"{count / 1024**2:,.1f} MB"


def _originals(newest: list[Batch], lang: str) -> None:
    kept = {f"{batch.id} · {file.name}": file for batch in newest for file in batch.files}
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
