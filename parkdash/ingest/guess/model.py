"""What was understood of a file: which sheet is which table, which column is what, why, and what has to be asked."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from typing import Literal

from parkdash.ingest.issues import Issue
from parkdash.ingest.mapping import Mapping
from parkdash.ingest.sheets import Sheet
from parkdash.text import text

# How a guess was come by, the surest first: the person's answer, what this source sent last time, the header's name,
# a name much like it, the column's content, a text of file, sheet or title, an assumption that is told.
Ground = Literal["answer", "memory", "name", "similar", "content", "file", "sheet", "title", "assumed"]
# An answer is one value, or for a code book one value per text of the file. JSON keeps them.
Answers = Dict[str, "str | Dict[str, str]"]
NOT_TAKEN = "-"  # the answer that leaves a sheet, a column or a text out


@dataclass(frozen=True)
class Guess:
    """One column of ours and where it comes from. `headers` is empty for a value that stands for the whole sheet."""

    sheet: str
    table: str
    column: str
    headers: tuple[str, ...]
    ground: Ground
    sureness: float  # 0 to 1
    samples: tuple[str, ...] = ()  # a few texts of the column as they stand, at most five
    value: str = ""  # a constant, or what was found in file name, sheet name or title


@dataclass(frozen=True)
class Option:
    """One thing that may be answered: what is stored, and what is shown in zh and en."""

    value: str
    label: Dict[str, str]


@dataclass(frozen=True)
class Question:
    """Something only a person can know. Asked once per source: the answer becomes part of the source's mapping.

    `id` is stable for the same file: `table:<sheet>`, `column:<sheet>:<header>`, `column:<table>.<column>`,
    `value:<table>.<column>`, and `codes:`, `dates:`, `unit:`, `currency:` likewise. `code` names its sentence in
    text/questions.toml, whose parameters are `params`. With `texts` each of them is answered by itself;
    `suggestions` are those of single texts. `suggested` is offered first; `optional` questions may stay open (what
    they are about is then left out or blank). `free` allows any text beside the options.
    """

    id: str
    code: str
    options: tuple[Option, ...] = ()
    texts: tuple[str, ...] = ()
    suggested: str = ""
    free: bool = False
    optional: bool = False
    params: Dict[str, object] = field(default_factory=dict, hash=False)
    suggestions: Dict[str, str] = field(default_factory=dict, hash=False)

    def text(self, lang: str) -> str:
        """The question in `lang` (zh, en). Parameters given per language are shown in that one."""
        known = {name: value.get(lang) if isinstance(value, Dict) else value for name, value in self.params.items()}
        return text(f"questions.{self.code}", lang, **known)


@dataclass(frozen=True)
class Understanding:
    """How one file is read. `mapping` is None for our own template, which is read strictly.

    `aside`: (sheet, header) of columns that go nowhere and stay with the original row. `refused` says for each sheet
    that is none of our tables what was seen and what would help; with every sheet refused the file is refused.
    """

    file: str
    sheets: tuple[Sheet, ...]
    mapping: Mapping | None
    guesses: tuple[Guess, ...] = ()
    questions: tuple[Question, ...] = ()
    aside: tuple[tuple[str, str], ...] = ()
    refused: tuple[Issue, ...] = ()

    @property
    def open(self) -> tuple[Question, ...]:
        """The questions that must be answered before the file can be read."""
        return tuple(question for question in self.questions if not question.optional)
