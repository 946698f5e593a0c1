"""A file's sheets → how they are read, why, and what has to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from parkdash.contracts import contracts
from parkdash.ingest.given import is_guide, is_of_template
from parkdash.ingest.guess.asking import plainly
from parkdash.ingest.guess.crossed import crossed
from parkdash.ingest.guess.findings import Study
from parkdash.ingest.guess.model import NOT_TAKEN, Answers, Question, Understanding
from parkdash.ingest.guess.source import sources_of
from parkdash.ingest.guess.study import studied
from parkdash.ingest.headers import header_names
from parkdash.ingest.issues import Issue, issue
from parkdash.ingest.mapping import Mapping, TableMap
from parkdash.ingest.sheets import Sheet
from parkdash.text import LANGUAGES, text

_SHOWN = 12  # headers that a refusal names


def understand(
    file: str, sheets: Sequence[Sheet], memory: Mapping | None = None, answers: Answers | None = None
) -> Understanding:
    """What a file holds. `memory`: its source's mapping of last time; `answers`: those given to its questions."""
    answers = answers or {}
    filled = [sheet for sheet in sheets if not sheet.is_blank and not is_guide(sheet)]
    if filled and all(is_of_template(sheet, file) for sheet in filled):
        return Understanding(file, tuple(sheets), None)
    tables = [sheet for sheet in filled if sheet.layout.shape == "table"]
    across = [crossed(file, sheet, memory, answers) for sheet in filled if sheet.layout.shape == "cross"]
    across = [study for study in across if study.tables or study.questions]
    studies = [*(studied(file, sheet, memory, answers) for sheet in tables), *across]
    tables += [study.sheet for study in across]
    return Understanding(
        file,
        tuple(sheets),
        _mapping(sheets, studies, memory),
        tuple(guess for study in studies for guess in study.guesses),
        _once(_by_sheet(studies)),
        tuple(aside for study in studies if study.tables for aside in _aside(study)),
        (
            *(_not_a_table(sheet) for sheet in filled if sheet not in tables),
            *(_not_ours(study) for study in studies if not study.tables and not study.questions and _is_open(study)),
        ),
    )


def _is_open(study: Study) -> bool:
    return study.answers.get(f"table:{study.sheet.name}") != NOT_TAKEN


def _mapping(sheets: Sequence[Sheet], studies: Sequence[Study], memory: Mapping | None) -> Mapping:
    """All tables of all sheets, those of one name together, so that the text of the mapping gives it back."""
    first = sheets[0].name if sheets else ""
    found = [_named(table, first) for study in studies for table in study.tables]
    order = list(contracts())
    found.sort(key=lambda table: order.index(table.contract.table))
    aside = dict.fromkeys(header for study in studies if study.tables for _, header in _aside(study))
    return Mapping(
        tuple(found), memory.encoding if memory else "", memory.header_rows if memory else (), (), tuple(aside)
    )


def _named(table: TableMap, first: str) -> TableMap:
    """The first sheet is known by its place, so that it may be called otherwise next time."""
    return replace(table, sheet="") if table.sheet == first else table


def _aside(study: Study) -> list[tuple[str, str]]:
    names = zip(header_names(study.sheet), study.sources[-len(study.sheet.headers) :], strict=True)
    return [
        (study.sheet.name, name) for name, source in names if name not in study.used and (source.label or source.filled)
    ]


def _by_sheet(studies: Sequence[Study]) -> list[Question]:
    """All questions; a value that several sheets lack is asked for each, since each may have its own."""
    ids = [question.id for study in studies for question in study.questions]
    return [
        replace(
            question,
            id=f"{question.id}:{study.sheet.name}",
            code="value_of_sheet",
            params={**question.params, "sheet": study.sheet.name},
            **_of_its_name(question, study.sheet.name),
        )
        if question.code == "value" and question.free and ids.count(question.id) > 1
        else question
        for study in studies
        for question in study.questions
    ]


def _of_its_name(question: Question, sheet: str) -> dict[str, Any]:
    """Sheets of one park each are called by their parks: offered, to be confirmed."""
    is_open = question.id.endswith(".park") and not question.suggested
    return {"suggested": sheet, "options": (plainly(sheet),)} if is_open else {}


def _once(questions: Sequence[Question]) -> tuple[Question, ...]:
    """Questions of one id are one question about the texts of all of them."""
    found: dict[str, Question] = {}
    for question in questions:
        same = found.get(question.id)
        texts = tuple(dict.fromkeys((*same.texts, *question.texts))) if same else question.texts
        likely = {**same.suggestions, **question.suggestions} if same else question.suggestions
        found[question.id] = replace(same or question, texts=texts, suggestions=likely)
    return tuple(found.values())


def _not_ours(study: Study) -> Issue:
    sheet = study.sheet
    headers = [name for name in header_names(sheet) if name]
    shown = {lang: mark.join(headers[:_SHOWN]) for lang, mark in zip(LANGUAGES, ("、", ", "), strict=True)}
    first = [source.shown[0].rstrip("。.") for source in sources_of(sheet)[-len(sheet.headers) :] if source.shown]
    titles = {
        lang: mark.join(contract.title[lang] for contract in contracts().values())
        for lang, mark in zip(LANGUAGES, ("、", ", "), strict=True)
    }
    return issue(
        "not_ours", sheet.name, rows=len(sheet.rows), columns=len(headers), headers=shown,
        samples="、".join(first[:_SHOWN]), titles=titles,
    )  # fmt: skip


def _not_a_table(sheet: Sheet) -> Issue:
    shape = {lang: text(f"problems.words.{sheet.layout.shape}", lang) for lang in LANGUAGES}
    return issue("not_a_table", sheet.name, shape=shape, seen="、".join(sheet.layout.seen[:_SHOWN]))
