"""What a reader has to know of one column, in words: shared by the template's guide sheet and the data guide."""

from __future__ import annotations

from parkdash.contracts import Column, Contract
from parkdash.text import text

MARK = {"zh": "、", "en": ", "}


def table_facts(contract: Contract, lang: str) -> list[str]:
    """What one row is, what tells rows apart, whose table it is and when it is due, a sentence each."""
    keys = MARK[lang].join(contract.column(name).title[lang] for name in contract.key)
    facts = [
        text("templates.grain", lang, grain=contract.grain[lang]),
        text("templates.key", lang, columns=keys),
        text("templates.owner", lang, owner=contract.owner[lang]),
    ]
    return [*facts, text("templates.due", lang, day=contract.due_day)] if contract.due_day else facts


def kind(column: Column, lang: str) -> str:
    """What to write into the column, with what a bare month or an inexact amount means there."""
    notes = [text(f"templates.kind.{column.kind}", lang)]
    if column.kind == "date":
        notes.append(text(f"templates.precision_{column.precision}", lang))
    if column.raw:
        notes.append(text("templates.raw", lang))
    return ("；" if lang == "zh" else ". ").join(note.rstrip("。.") for note in notes)


def choices(column: Column, lang: str) -> str:
    """The titles of the choices, or nothing."""
    return MARK[lang].join(choice.title[lang] for choice in column.choices)


def required(column: Column, lang: str) -> str:
    """Yes for a required column, else nothing."""
    return text("templates.yes", lang) if column.required else ""


def example(column: Column, lang: str) -> str:
    """A value that the import takes."""
    if column.choices:
        return column.choices[0].title[lang]
    if column.kind == "count" and column.maximum is not None:
        return f"{column.maximum:g}"
    return text("templates.yes", lang) if column.kind == "flag" else text(f"templates.example.{column.kind}", lang)
