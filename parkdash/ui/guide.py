"""The data guide on the screen: what each table must contain, from the contracts."""

from __future__ import annotations

import streamlit as st

from parkdash.contracts import Column, Contract, contracts
from parkdash.templates import describe
from parkdash.text import text
from parkdash.ui.markup import esc
from parkdash.ui.tables import Head, table

HEADS = ("column", "kind", "required", "unit", "choices", "aliases")


def show(lang: str) -> None:
    """Draw every table with its grain, key, owner and columns."""
    st.html(f'<p class="pd-soft">{esc(text("templates.guide_preface", lang))}</p>')
    st.html("".join(_section(contract, lang) for contract in contracts().values()))


def _section(contract: Contract, lang: str) -> str:
    mark = describe.MARK[lang]
    keys = mark.join(contract.column(name).title[lang] for name in contract.key)
    facts = [
        text("templates.grain", lang, grain=contract.grain[lang]),
        text("templates.key", lang, columns=keys),
        text("templates.owner", lang, owner=contract.owner[lang]),
    ]
    if contract.due_day:
        facts.append(text("templates.due", lang, day=contract.due_day))
    heads = [Head(text(f"templates.head_{name}", lang)) for name in HEADS]
    rows = [_row(column, lang, mark) for column in contract.columns]
    title = contract.title[lang]
    return (
        f'<h2 class="pd-h" id="{esc(contract.table)}">{esc(title)}<small>{esc(" ".join(facts))}</small></h2>'
        f"{table(title, heads, rows)}"
    )


def _row(column: Column, lang: str, mark: str) -> list[str]:
    shown = (
        column.title[lang],
        describe.kind(column, lang),
        describe.required(column, lang),
        column.unit,
        describe.choices(column, lang),
        mark.join(column.aliases),
    )
    return [esc(cell) for cell in shown]
