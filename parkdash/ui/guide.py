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
    st.html(f'<p class="pd-soft">{esc(text("screen.guide.note", lang))}</p>')
    st.html("".join(_section(contract, lang) for contract in contracts().values()))


def _section(contract: Contract, lang: str) -> str:
    facts = describe.table_facts(contract, lang)
    heads = [Head(text(f"templates.head_{name}", lang)) for name in HEADS]
    rows = [_row(column, lang) for column in contract.columns]
    title = contract.title[lang]
    return (
        f'<h2 class="pd-h" id="{esc(contract.table)}">{esc(title)}<small>{esc(" ".join(facts))}</small></h2>'
        f"{table(title, heads, rows)}"
    )


def _row(column: Column, lang: str) -> list[str]:
    shown = (
        column.title[lang],
        describe.kind(column, lang),
        describe.required(column, lang),
        column.unit,
        describe.choices(column, lang),
        describe.MARK[lang].join(column.aliases),
    )
    return [esc(cell) for cell in shown]
