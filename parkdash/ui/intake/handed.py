"""The files of a try: what was handed in, and whether it was there before. The whole try can be dropped here."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from parkdash import jobs
from parkdash.batch import batch_id
from parkdash.intake import drafts
from parkdash.intake.model import Draft, Seen, Study
from parkdash.text import text
from parkdash.ui.format import DASH, size
from parkdash.ui.intake.steps import at_step
from parkdash.ui.markup import esc, link
from parkdash.ui.state import State, address
from parkdash.ui.tables import Head, table
from parkdash.ui.view import go, home, state


def show(draft: Draft, found: Study, lang: str) -> None:
    """List the files and offer the next step."""
    before = {seen.sha256: seen for seen in found.seen}
    heads = [Head(text(f"import.{name}", lang), right=name == "bytes") for name in ("file", "bytes", "seen")]
    rows = [[esc(file.name), size(file.bytes), _seen(before.get(file.sha256), lang)] for file in draft.files]
    st.html(table(text("import.step_files", lang), heads, rows))
    onward = link(at_step("columns"), esc(text("import.next", lang)), "pd-next")
    st.html(onward)
    dropping(draft, lang)


def dropping(draft: Draft, lang: str) -> None:
    """The way out: nothing of the try is kept."""
    if st.button(text("import.drop", lang), key="import_drop", type="tertiary"):
        running = jobs.find(draft.id)
        if running is not None:
            running.cancel()
        drafts.drop(home(), draft.id)
        go(replace(state(), attempt="", step=""))
        st.rerun()


def _seen(seen: Seen | None, lang: str) -> str:
    if seen is None:
        return DASH
    if seen.batch:
        said = text("import.seen_batch", lang, batch=batch_id(seen.batch))
        return link(address("batches", State(lang=lang, batch=seen.batch)), esc(said))
    return link(address("import", State(lang=lang, attempt=seen.draft)), esc(text("import.seen_try", lang)))
