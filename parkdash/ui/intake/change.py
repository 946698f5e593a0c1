"""Changing what was understood: which table a sheet is, and which column of ours a column of the file goes to."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from parkdash.contracts import contracts
from parkdash.ingest.guess import NOT_TAKEN, Guess, Understanding
from parkdash.ingest.headers import header_names
from parkdash.ingest.sheets import Sheet
from parkdash.intake import drafts
from parkdash.intake.model import Draft
from parkdash.text import text
from parkdash.ui.markup import label
from parkdash.ui.view import home

COLUMNS = 3  # fields side by side


def panel(
    draft: Draft, kind: str, understood: Understanding, sheet: Sheet, guesses: list[Guess], key: str, lang: str
) -> None:
    """A fold with a field for the table and one for each column. Drawn only when it is open."""
    if understood.mapping is None:
        return
    fold = st.expander(text("import.change", lang), key=f"change_{key}", on_change="rerun")
    if not fold.open:
        return
    with fold:
        _table(draft, kind, sheet, guesses, key, lang)
        tables = list(dict.fromkeys(guess.table for guess in guesses))
        if not tables:
            return
        places = [n for n, header in enumerate(sheet.headers) if header]
        columns = st.columns(COLUMNS)
        for turn, place in enumerate(places):
            with columns[turn % COLUMNS]:
                _column(draft, kind, sheet, place, tables[0], guesses, f"{key}_{place}", lang)


def _table(draft: Draft, kind: str, sheet: Sheet, guesses: list[Guess], key: str, lang: str) -> None:
    titles = {NOT_TAKEN: text("import.not_taken", lang)} | {one.table: one.title[lang] for one in contracts().values()}
    options = list(titles)
    now = guesses[0].table if guesses else NOT_TAKEN
    st.selectbox(
        text("import.sheet_table", lang, sheet=label(sheet.name)), options, index=options.index(now),
        format_func=lambda name: titles[name],
        key=f"table_{key}", on_change=_answered, args=(draft, kind, f"table:{sheet.name}", f"table_{key}"),
    )  # fmt: skip


def _column(
    draft: Draft, kind: str, sheet: Sheet, place: int, table: str, guesses: list[Guess], key: str, lang: str
) -> None:
    contract = contracts()[table]
    titles = {f"{table}.{column.name}": column.title[lang] for column in contract.columns}
    name = header_names(sheet)[place]
    now = next((f"{guess.table}.{guess.column}" for guess in guesses if name in guess.headers), NOT_TAKEN)
    options = [NOT_TAKEN, *titles]
    st.selectbox(
        label(sheet.headers[place]), options, index=options.index(now) if now in options else 0,
        format_func=lambda value: titles.get(value, text("import.aside", lang)),
        key=f"column_{key}", on_change=_answered, args=(draft, kind, f"column:{sheet.name}:{name}", f"column_{key}"),
    )  # fmt: skip


def _answered(draft: Draft, kind: str, question: str, key: str) -> None:
    answer(draft, kind, {question: st.session_state[key]})


def answer(draft: Draft, kind: str, answers: dict[str, str | dict[str, str]]) -> None:
    """Keep answers with the try. They hold for every file of the kind, and next time for the source."""

    def answered(newest: Draft) -> Draft:
        return replace(newest, answers={**newest.answers, kind: {**newest.answers.get(kind, {}), **answers}})

    drafts.change(home(), draft.id, answered)
