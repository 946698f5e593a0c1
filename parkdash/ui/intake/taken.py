"""A try that was taken: its batch and version, where to look now, and the way back."""

from __future__ import annotations

import streamlit as st

from parkdash.batch import batch_id
from parkdash.history import batches
from parkdash.intake.model import Draft
from parkdash.text import text
from parkdash.ui import turn
from parkdash.ui.intake.effects import counts_table
from parkdash.ui.intake.steps import stepper
from parkdash.ui.markup import esc, link
from parkdash.ui.state import State, address
from parkdash.ui.view import home


def show(draft: Draft, lang: str) -> None:
    """What came of the try."""
    stepper(draft, None, "accept", lang)
    kept = batches(home())
    batch = next(batch for batch in kept if batch.number == draft.batch)
    name = batch_id(draft.batch)
    said = esc(text("import.taken", lang, batch=name, version=batch.number))
    onward = [
        link(address("", State(lang=lang)), esc(text("import.look", lang))),
        link(address("batches", State(lang=lang, batch=batch.number)), esc(text("import.to_batch", lang, batch=name))),
        link(address("import", State(lang=lang)), esc(text("import.next_files", lang))),
    ]
    st.html(f'<div class="pd-note" role="status">{said} {" · ".join(onward)}</div>')
    st.html(counts_table(batch.tables, lang))
    turn.one(batch, kept, lang)
