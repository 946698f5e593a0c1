"""What a reader has to know of one column, in words: shared by the template's guide sheet and the data guide."""

from __future__ import annotations

from parkdash.contracts import Column
from parkdash.text import text

MARK = {"zh": "、", "en": ", "}


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
    return text("templates.yes", lang) if column.kind == "flag" else text(f"templates.example.{column.kind}", lang)
