"""What is being found out of one sheet."""

from __future__ import annotations

from dataclasses import dataclass, field

from parkdash.ingest.guess.model import Answers, Guess, Question
from parkdash.ingest.guess.source import Source
from parkdash.ingest.mapping import TableMap
from parkdash.ingest.sheets import Sheet


@dataclass
class Study:
    """What is being found out of one sheet."""

    file: str
    sheet: Sheet
    sources: list[Source]
    answers: Answers
    known: dict[str, TableMap]
    aside: frozenset[str]
    tables: list[TableMap] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
