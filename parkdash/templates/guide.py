"""The data guide: every table and column in words, as Markdown."""

from __future__ import annotations

from parkdash.contracts import Contract, contracts
from parkdash.templates import describe
from parkdash.text import text

HEADS = ("column", "name", "kind", "required", "unit", "choices", "aliases")


def data_guide(lang: str) -> str:
    """All contracts in `lang` (zh, en)."""
    parts = [f"# {text('templates.guide_title', lang)}", text("templates.guide_preface", lang)]
    return "\n\n".join([*parts, *(_table(contract, lang) for contract in contracts().values())]) + "\n"


def _table(contract: Contract, lang: str) -> str:
    facts = describe.table_facts(contract, lang)
    rows = [[text(f"templates.head_{name}", lang) for name in HEADS], ["---"] * len(HEADS)]
    rows += [
        [
            column.title[lang],
            f"`{column.name}`",
            describe.kind(column, lang),
            describe.required(column, lang),
            column.unit,
            describe.choices(column, lang),
            describe.MARK[lang].join(column.aliases),
        ]
        for column in contract.columns
    ]
    lines = [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    return "\n".join([f"## {contract.title[lang]} `{contract.table}`", "", " ".join(facts), "", *lines])
