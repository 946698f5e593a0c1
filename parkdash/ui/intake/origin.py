"""Who hands these files in: a known source or a new one, whose it is, and whether the inbox may take it by itself."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from pathlib import PurePath

import streamlit as st

from parkdash.intake import drafts, sources
from parkdash.intake.model import Draft, Study
from parkdash.intake.sources import Source
from parkdash.text import text
from parkdash.ui.markup import esc
from parkdash.ui.view import home

NUMBERED = re.compile(r"第?\d+\s*[年月日期号批]?|[\s_\-.()（）]+")
SHORTEST = 2  # letters of a name that says something


def panel(draft: Draft, found: Study, lang: str) -> None:
    """A fold with the source's name, owner and inbox."""
    known = {source.name: source for source in sources.all_sources(home())}
    now = current(draft, found)
    title = text("import.source_is", lang) if now else text("import.source_new", lang)
    with st.expander(title, expanded=now is None and found.is_complete):
        if now is not None:
            st.html(f'<p class="pd-said"><b>{esc(now.name)}</b> {esc(now.owner)}</p>')
        st.html(f'<p class="pd-soft">{esc(text("import.source_note", lang))}</p>')
        with st.form("source", border=False):
            suggested = now.name if now else suggestion(draft)
            options = list(dict.fromkeys([*known, *([suggested] if suggested else [])]))
            left, right = st.columns(2)
            with left:
                name = st.selectbox(
                    text("import.source_name", lang), options, key="source_name", accept_new_options=True,
                    index=options.index(suggested) if suggested else None, placeholder=text("import.choose", lang),
                )  # fmt: skip
            with right:
                owner = st.text_input(text("import.source_owner", lang), now.owner if now else "", key="source_owner")
            inbox = st.checkbox(text("import.source_inbox", lang), now.inbox if now else False, key="source_inbox")
            if st.form_submit_button(text("import.source_save", lang)) and name:
                _save(draft, known.get(name), str(name).strip(), owner.strip(), inbox)
                st.rerun()


def current(draft: Draft, found: Study) -> Source | None:
    """The source chosen, else the one that the files look like."""
    id = draft.source or found.source
    return sources.load(home(), id) if id else None


def suggestion(draft: Draft) -> str:
    """What a new source may be called: what the names of its files have in common, without days and numbers."""
    stems = [NUMBERED.sub(" ", PurePath(file.name).stem) for file in draft.files]
    shared = [_beginning(stems), _beginning([stem[::-1] for stem in stems])[::-1]]
    name = " ".join(max(shared, key=len).split())
    return name if len(name) >= SHORTEST else ""


def _beginning(texts: list[str]) -> str:
    """What all of them begin with; of several words whole ones only (有限公司 is no part of 月报)."""
    alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*texts, strict=False))
    shared = "".join(letters[0] for letters in alike)
    return shared.rsplit(" ", 1)[0] if len(texts) > 1 and " " in shared.strip() else shared


def remember(draft: Draft, name: str) -> None:
    """Note a source of this name in the try, a new one if there is none."""
    known = next((source for source in sources.all_sources(home()) if source.name == name), None)
    kept = known or sources.create(home(), name)
    drafts.change(home(), draft.id, lambda newest: replace(newest, source=kept.id))


def _save(draft: Draft, known: Source | None, name: str, owner: str, inbox: bool) -> None:
    """Keep the source and note it in the try."""
    kept = replace(known or sources.create(home(), name), owner=owner, inbox=inbox)
    sources.save(home(), kept)
    drafts.change(home(), draft.id, lambda newest: replace(newest, source=kept.id))
