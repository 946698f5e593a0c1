"""The same workbook back, with the reasons in it: what the clerk corrects and hands in again."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath

import streamlit as st

from parkdash.intake.model import Draft, DraftFile, Studied, Study
from parkdash.intake.returned import IN_PLACE, returned
from parkdash.text import text
from parkdash.ui.markup import esc

OFFERED = 20


def offer(draft: Draft, found: Study, lang: str) -> None:
    """A download for each file with issues."""
    faulty = [
        (file, studied)
        for file, studied in zip(draft.files, found.files, strict=True)
        if studied.issues and studied.unreadable is None
    ]
    if not faulty:
        return
    if len(faulty) == 1:
        _button(draft, *faulty[0], lang)
        return
    chosen = st.selectbox(
        text("import.give_back_file", lang), range(min(len(faulty), OFFERED)), key="give_back_file",
        format_func=lambda number: faulty[number][0].name,
    )  # fmt: skip
    _button(draft, *faulty[chosen], lang)


def _button(draft: Draft, file: DraftFile, studied: Studied, lang: str) -> None:
    """The workbook is made when it is asked for."""
    st.download_button(
        text("import.give_back", lang), partial(_made, draft.id, file, studied, lang),
        _name(file, lang), on_click="ignore", key="give_back",
    )  # fmt: skip
    st.html(f'<p class="pd-soft">{esc(text("import.give_back_note", lang))}</p>')


def _made(id: str, file: DraftFile, studied: Studied, lang: str) -> bytes:
    content, _ = returned(file.path.read_bytes(), file.name, studied.issues, lang, try_id=id)
    return content


def _name(file: DraftFile, lang: str) -> str:
    """A macro workbook stays one; anything but a workbook of Excel comes back as one."""
    path = PurePath(file.name)
    suffix = path.suffix if path.suffix.lower() in IN_PLACE else ".xlsx"
    return text("returned.name", lang, file=path.stem) + suffix
